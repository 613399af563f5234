import LineSocket
import Postgres
import Synchronization
import TestSupport
import Testing
import Wire

/// The program as its operators meet it.
@Suite(.serialized, .timeLimit(.minutes(5))) struct ServiceTests {
    @Test func itSaysWhatItIsAndChecksItsSettings() throws {
        let help = try ServiceProcess.run("groundswell-ingest", ["--help"])
        #expect(help.status == 0 && help.output.contains("--database") && help.output.contains("--access-writers"))
        #expect(try ServiceProcess.run("groundswell-ingest", ["--version"]).output.hasPrefix("groundswell-ingest "))
        #expect(try ServiceProcess.run("groundswell-ingest", ["--check-config"]).status == 0)
        let wrong = try ServiceProcess.run("groundswell-ingest", ["--databse", "x"])
        #expect(wrong.status == 2 && wrong.errors.contains("--database"))
        let access = try ServiceProcess.run(
            "groundswell-ingest", ["--access-writers", "root", "--sockets", "/nowhere"])
        #expect(access.status == 2 && access.errors.contains("uid:1000=huggingface+helm"))
        let folder = try ServiceProcess.run("groundswell-ingest", ["--sockets", "/nowhere"])
        #expect(folder.status == 1 && folder.errors.contains("/nowhere"))
        #expect(folder.errors.split(separator: "\n").count == 1)
    }

    @Test func aSecondInstanceIsRefused() async throws {
        let ingest = try Ingest("second")
        let process = try await ingest.start()
        defer { process.stop() }
        let sameSocket = try ServiceProcess.run("groundswell-ingest", ["--sockets", ingest.folder.path])
        #expect(sameSocket.status == 1 && sameSocket.errors.contains("Another instance"))
        // Another socket, the same store.
        let other = try Ingest("unused", conninfo: ingest.conninfo, migrate: false)
        let second = try other.launch()
        while second.isRunning { try await Task.sleep(for: .milliseconds(50)) }
        #expect(second.stop() == 1)
        #expect(second.printed.contains("another groundswell-ingest works on this store"))
        #expect(try await ingest.send([Lines.event(1)]).lastAck?.stored == 1)
    }

    @Test func scoringIsToldAndNeverWaitedFor() async throws {
        let ingest = try Ingest("doorbell")
        let process = try await ingest.start()
        defer { process.stop() }
        // Nobody listens yet.
        #expect(try await ingest.send([Lines.event(1)]).lastAck?.batch == 1)
        let heard = Heard()
        let scoring = try await LineServer.start(
            .init(listener: .path(ingest.folder.path("scoring.sock"), mode: 0o600))
        ) {
            _ in Listener(heard)
        }
        var sent: Int64 = 1
        while heard.lines.withLock({ $0.count < 2 }) {
            sent += 1
            #expect(try await ingest.send([Lines.event(Int(sent))]).lastAck?.batch == sent)
            try await Task.sleep(for: .milliseconds(100))
        }
        let (first, second) = heard.lines.withLock { ($0[0], $0[1]) }
        #expect(first == #"{"jsonrpc":"2.0","id":1,"method":"subscribe","params":{}}"#)
        #expect(second.hasPrefix(#"{"jsonrpc":"2.0","method":"batch.committed","params":{"batch":"#))
        await scoring.stop()
        #expect(try await ingest.send([Lines.event(0)]).lastAck?.batch == sent + 1)
    }

    private final class Heard: Sendable { let lines = Mutex<[String]>([]) }

    private final class Listener: LineHandler {
        private let heard: Heard
        init(_ heard: Heard) { self.heard = heard }
        func connected(_ connection: LineConnection) {}
        func lines(_ block: UnsafeRawBufferPointer, _ connection: LineConnection) {
            let text = String(decoding: block, as: UTF8.self)
            heard.lines.withLock { $0 += text.split(separator: "\n").map(String.init) }
        }
        func oversized(_ connection: LineConnection) {}
        func endOfInput(unterminated: UnsafeRawBufferPointer, _ connection: LineConnection) { connection.close() }
        func closed(_ connection: LineConnection) {}
    }
}
