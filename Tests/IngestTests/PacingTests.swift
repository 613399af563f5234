import Foundation
import LineSocket
import Synchronization
import TestSupport
import Testing
import Wire

@testable import IngestCore

/// The program beside a scoring that publishes when the test says so.
@Suite(.serialized, .timeLimit(.minutes(5))) struct PacingTests {
    /// So many events fill more than the smallest window.
    private static let many = 3 * Pace.leastWindow

    /// What stands at scoring's socket.
    private final class Scoring: Sendable {
        let connection = Mutex<LineConnection?>(nil)
        /// How often it was told of a batch, and how often that producers are held back behind it.
        let rings = Mutex((all: 0, heldBack: 0))
        /// The last epoch's batch.
        private let last = Mutex<Int64>(1)
        /// Whether it tells of its last epoch again and again, so that ingest is patient however slow this machine is.
        let beats = Mutex(true)
        private let server = Mutex<LineServer?>(nil)

        func start(_ ingest: Ingest) async throws {
            let server = try await LineServer.start(
                .init(listener: .path(ingest.folder.path("scoring.sock"), mode: 0o600))
            ) { [weak self] _ in Handler(self) }
            self.server.withLock { $0 = server }
            Thread.detachNewThread { [weak self] in
                while let self {
                    if self.beats.withLock({ $0 }) { self.tell(self.last.withLock { $0 }) }
                    usleep(100_000)
                }
            }
        }

        /// Whether a connection stands whose subscription was answered.
        var isHeard: Bool { connection.withLock { $0 != nil } }

        func publish(_ batch: Int64) {
            last.withLock { $0 = batch }
            tell(batch)
        }

        private func tell(_ batch: Int64) {
            connection.withLock { $0 }?.send(
                #"{"jsonrpc":"2.0","method":"epoch.published","params":{"epoch":9,"batch":\#(batch),"asOf":null}}"#.utf8
                    + [10])
        }

        func stop() async { await server.withLock { $0 }?.stop() }
    }

    private final class Handler: LineHandler {
        private let scoring: Scoring?
        init(_ scoring: Scoring?) { self.scoring = scoring }
        func connected(_ connection: LineConnection) {}
        func lines(_ block: UnsafeRawBufferPointer, _ connection: LineConnection) {
            for line in String(decoding: block, as: UTF8.self).split(separator: "\n") {
                if line.contains(#""method":"batch.committed""#) {
                    let isHeldBack = line.contains(#""isHeldBack":true"#)
                    scoring?.rings.withLock { $0 = ($0.all + 1, $0.heldBack + (isHeldBack ? 1 : 0)) }
                }
                guard line.contains(#""method":"subscribe""#) else { continue }
                connection.write("not even JSON\n")
                connection.write(#"{"jsonrpc":"2.0","id":1,"result":{"epoch":1,"batch":1,"asOf":null}}"# + "\n")
                connection.write(#"{"jsonrpc":"2.0","method":"watch.logged","params":{"batch":99}}"# + "\n")
                scoring?.connection.withLock { $0 = connection }
            }
        }
        func oversized(_ connection: LineConnection) {}
        func endOfInput(unterminated: UnsafeRawBufferPointer, _ connection: LineConnection) { connection.close() }
        func closed(_ connection: LineConnection) { scoring?.connection.withLock { $0 = nil } }
    }

    /// An ingest whose window is as small as it becomes, after epochs that came late.
    private func narrowed(
        _ name: String, _ arguments: [String] = ["--answers-lag", "100ms"]
    ) async throws -> (Ingest, ServiceProcess, Scoring) {
        let ingest = try Ingest(name, arguments: arguments)
        let scoring = Scoring()
        try await scoring.start(ingest)
        let process = try await ingest.start()
        var sent = 0
        while !scoring.isHeard {
            sent += 1
            _ = try await ingest.send([Lines.event(sent, id: "early-\(sent)")])
            try await Task.sleep(for: .milliseconds(20))
        }
        for turn in 0..<6 {
            let batch = try #require(try await ingest.send([Lines.event(turn, id: "late-\(turn)")]).lastAck?.batch)
            try await Task.sleep(for: .milliseconds(200))
            scoring.publish(batch)
        }
        return (ingest, process, scoring)
    }

    private func answers(_ ingest: Ingest) async throws -> JSONValue {
        try #require(try await ingest.status()["answers"])
    }

    private func isHeld(_ ingest: Ingest) async throws -> Bool {
        try await answers(ingest)["heldBack"] == .bool(true)
    }

    private func untilHeld(_ ingest: Ingest) async throws {
        while try await !isHeld(ingest) { try await Task.sleep(for: .milliseconds(10)) }
    }

    /// Sends many events, and what came of it.
    private func sendMany(_ ingest: Ingest, _ stream: String = "many") -> Task<Int64?, any Error> {
        let lines = [Lines.stream(stream)] + (0..<Self.many).map { Lines.event($0) }
        return Task { try await ingest.send(lines).lastAck?.stored }
    }

    private func stored(_ ingest: Ingest) throws -> Int64 {
        try ingest.number("SELECT coalesce(sum(events), 0) FROM groundswell.batch")
    }

    @Test("producers are held back while answers are behind, and go on with every epoch")
    func holds() async throws {
        let (ingest, process, scoring) = try await narrowed("held")
        defer { process.stop() }
        let before = try stored(ingest)
        #expect(scoring.rings.withLock { $0.all > 0 && $0.heldBack == 0 })
        let sending = sendMany(ingest)
        try await untilHeld(ingest)
        // Scoring is told that nothing follows, so that it waits for nothing.
        while scoring.rings.withLock({ $0.heldBack }) == 0 { try await Task.sleep(for: .milliseconds(10)) }
        let held = try stored(ingest) - before
        #expect(held < Self.many, "what is committed is within the window, and a batch")
        // A question of another producer is answered meanwhile, from where a stream goes on too.
        let other = try await ingest.producer()
        try await other.send([Lines.stream("another")])
        #expect(try await other.next()?.resume?.line == 0)
        await other.client.close()
        var epochs = 0
        while try stored(ingest) - before < Self.many {
            scoring.publish(try ingest.number("SELECT max(number) FROM groundswell.batch"))
            epochs += 1
            try await Task.sleep(for: .milliseconds(10))
        }
        #expect(epochs > 1)
        #expect(try await sending.value == Int64(Self.many))
        guard case .number(let seconds)? = try await answers(ingest)["heldBackSeconds"] else {
            throw TestFailure("no time was told")
        }
        #expect(seconds > 0)
        await scoring.stop()
    }

    @Test("a scoring that goes away, or says nothing more, holds nobody back")
    func lets() async throws {
        let (ingest, process, scoring) = try await narrowed("let-go")
        defer { process.stop() }
        let sending = sendMany(ingest)
        try await untilHeld(ingest)
        let clock = ContinuousClock()
        let silent = clock.now
        scoring.beats.withLock { $0 = false }
        #expect(try await sending.value == Int64(Self.many))
        #expect(clock.now - silent > .seconds(3), "it was waited for")
        // Epochs come again, then it dies.
        scoring.beats.withLock { $0 = true }
        scoring.publish(try ingest.number("SELECT max(number) FROM groundswell.batch"))
        let again = sendMany(ingest, "again")
        try await untilHeld(ingest)
        await scoring.stop()
        #expect(try await again.value == Int64(Self.many))
        #expect(try await answers(ingest)["publishedBatch"] == .null)
    }

    @Test("a reload changes the limit; one that cannot be kept is refused")
    func reloads() async throws {
        let refused = try ServiceProcess.run("groundswell-ingest", ["--check-config", "--answers-lag", "1ms"])
        #expect(refused.status == 2 && refused.errors.contains("should be 0s, or 100ms or more"))
        let file = try TemporaryFolder()
        let path = file.path("ingest.yaml")
        try "answers.lag: 100ms\n".write(toFile: path, atomically: true, encoding: .utf8)
        let (ingest, process, scoring) = try await narrowed("unlimited", ["--config", path])
        defer { process.stop() }
        #expect(try await answers(ingest)["limitSeconds"] == .number(0.1))
        let sending = sendMany(ingest)
        try await untilHeld(ingest)
        try "answers.lag: 0s\n".write(toFile: path, atomically: true, encoding: .utf8)
        kill(process.pid, SIGHUP)
        #expect(try await sending.value == Int64(Self.many))
        #expect(try await answers(ingest)["limitSeconds"] == .integer(0))
        await scoring.stop()
    }
}
