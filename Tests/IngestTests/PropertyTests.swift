import LineSocket
import Postgres
import TestSupport
import Testing
import Wire

/// Many producers, at random, with interruptions: acked is a subset of stored, stored of sent, nothing twice.
@Suite(.serialized, .timeLimit(.minutes(10))) struct PropertyTests {
    /// What one producer sent, and of that what was acked, by the events' amounts: each is unique.
    struct Account: Sendable {
        var sent: Set<Int64> = []
        var acked: Set<Int64> = []
    }

    @Test(arguments: [1, 2, 3])
    func randomInterleavings(seed: UInt64) async throws {
        let ingest = try Ingest("property", arguments: ["--batch-rows", "200"])
        let process = Relauncher(try await ingest.start())
        let accounts = try await withThrowingTaskGroup(of: Account.self) { group in
            for number in 0..<6 {
                group.addTask {
                    number % 2 == 0
                        ? try await Self.streamed(ingest, number, seed)
                        : try await Self.unstreamed(ingest, number, seed)
                }
            }
            group.addTask {
                for _ in 0..<3 {
                    try await Task.sleep(for: .milliseconds(300))
                    try await process.killAndStart(ingest)
                }
                return Account()
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        await process.stop()
        let stored = try ingest.connect().query("SELECT amount FROM groundswell.event") { try $0.int8(0) }
        let sent = accounts.reduce(into: Set<Int64>()) { $0.formUnion($1.sent) }
        let acked = accounts.reduce(into: Set<Int64>()) { $0.formUnion($1.acked) }
        #expect(Set(stored).count == stored.count, "stored twice")
        #expect(acked.isSubset(of: stored), "acked and not stored")
        #expect(Set(stored).isSubset(of: sent), "stored and not sent")
        #expect(acked == sent, "in the end everything is acked")
    }

    /// Sends a stream to its end, beginning again where it is stored whenever the connection breaks.
    private static func streamed(_ ingest: Ingest, _ number: Int, _ seed: UInt64) async throws -> Account {
        var random = SplitMix(seed: seed &* 31 &+ UInt64(number))
        var account = Account()
        let amounts = (0..<3_000).map { Int64(number * 1_000_000 + $0 + 1) }
        account.sent = Set(amounts)
        while account.acked.count < amounts.count {
            guard let producer = try? await ingest.producer() else {
                try await Task.sleep(for: .milliseconds(20))
                continue
            }
            try? await producer.send([Lines.stream("stream-\(number)")])
            guard let resume = try? await producer.next()?.resume else { continue }
            account.acked.formUnion(amounts.prefix(Int(resume.line)))
            var next = 0
            while next < amounts.count {
                let end = min(amounts.count, next + Int.random(in: 1...400, using: &random))
                let lines = amounts[next..<end].map { Lines.event(Int($0), amount: Int($0)) }
                guard (try? await producer.send(lines)) != nil else { break }
                next = end
                // Now and then a producer goes away in the middle.
                if Int.random(in: 0..<40, using: &random) == 0 { break }
            }
            if next == amounts.count {
                producer.client.closeOutput()
                while let reply = try? await producer.next() {
                    if let ack = reply.ack { account.acked.formUnion(amounts.prefix(Int(ack.line))) }
                }
            }
            producer.client.connection.perform { $0.close(afterFlush: false) }
        }
        return account
    }

    /// Sends events with ids, each batch again until it is acked.
    private static func unstreamed(_ ingest: Ingest, _ number: Int, _ seed: UInt64) async throws -> Account {
        var random = SplitMix(seed: seed &* 37 &+ UInt64(number))
        var account = Account()
        let amounts = (0..<1_500).map { Int64(number * 1_000_000 + $0 + 1) }
        account.sent = Set(amounts)
        var next = 0
        while next < amounts.count {
            let end = min(amounts.count, next + Int.random(in: 1...300, using: &random))
            let lines = amounts[next..<end].map { Lines.event(Int($0), id: "\($0)", amount: Int($0)) }
            guard let replies = try? await ingest.send(lines), replies.lastAck?.end == true else {
                try await Task.sleep(for: .milliseconds(20))
                continue
            }
            #expect(replies.rejects == [])
            account.acked.formUnion(amounts[next..<end])
            next = end
        }
        return account
    }
}

/// Kills the program and starts it again.
private actor Relauncher {
    private var process: ServiceProcess

    init(_ process: ServiceProcess) { self.process = process }

    func killAndStart(_ ingest: Ingest) async throws {
        process.kill9()
        process = try await ingest.start()
    }

    func stop() { process.stop() }
}
