import Glibc
import TestSupport
import Testing

/// Who may say what, with users that really are somebody else.
@Suite(.serialized, .enabled(if: Outsider.isPossible, Comment(rawValue: Outsider.absence)))
struct AccessTests {
    private static let question = #"{"jsonrpc":"2.0","id":1,"method":"status"}"#

    private func model(_ source: String) -> String {
        #"{"model":{"id":"a/b","source":"\#(source)","at":"2026-01-01"}}"#
    }

    private func running(_ arguments: [String]) async throws -> (Ingest, ServiceProcess) {
        let ingest = try Ingest("access", arguments: arguments)
        let process = try await ingest.start()
        Outsider.open(ingest.folder.path, ingest.socket)
        return (ingest, process)
    }

    @Test func aWriterSpeaksForItsSourcesAReaderAsksAStrangerIsSentAway() async throws {
        let (ingest, process) = try await running([
            "--access-writers", "uid:40001=huggingface,gid:40100=helm", "--access-readers", "uid:40002",
            "--access-administrators", "gid:40200",
        ])
        defer { process.stop() }
        func say(_ lines: [String], _ user: UInt32, _ groups: [UInt32] = []) throws -> String {
            try Outsider.ask(ingest.socket, lines, user: user, group: user, groups: groups).joined(separator: "\n")
        }
        #expect(try say([model("huggingface")], 40_001).contains(#""stored":1"#))
        #expect(try say([model("helm")], 40_001).contains("source.forbidden"))
        #expect(try say([model("helm")], 40_001, [40_100]).contains(#""stored":1"#))
        #expect(try say([model("curated")], 40_001).contains("source.forbidden"))
        #expect(try say([model("curated")], 40_009, [40_200]).contains(#""stored":1"#))
        #expect(try say([model("huggingface")], 40_002).contains("peer.forbidden"))
        #expect(try say([Self.question], 40_002).contains(#""peers":[{"user":40002,"connections":1,"#))
        let stranger = try say([Self.question], 40_003)
        #expect(stranger.contains("peer.forbidden") && !stranger.contains("limits"))
    }

    @Test func aReloadLetsSomebodyInAndAWrongFileChangesNothing() async throws {
        let file = try TemporaryFolder()
        let path = file.path("ingest.yaml")
        func write(_ text: String) throws {
            let stream = try #require(fopen(path, "w"))
            fputs(text, stream)
            fclose(stream)
        }
        try write("access.readers: [\"uid:40001\"]\nlimit.connectionsPerUser: 9\n")
        let (ingest, process) = try await running(["--config", path])
        defer { process.stop() }
        func asks(_ user: UInt32) throws -> String {
            try Outsider.ask(ingest.socket, [Self.question], user: user, group: user).joined()
        }
        func reload(_ word: String) async throws {
            kill(process.pid, SIGHUP)
            for _ in 0..<200 where !process.printed.contains(word) { try await Task.sleep(for: .milliseconds(20)) }
            #expect(process.printed.contains(word))
        }
        #expect(try asks(40_001).contains(#""limit.connectionsPerUser":9"#))
        #expect(try asks(40_002).contains("peer.forbidden"))
        try write("access.readers: [\"uid:40002\"]\nlimit.connectionsPerUser: 8\nbatch.rows: 7\n")
        try await reload("settings are reloaded changed=access.readers,limit.connectionsPerUser")
        #expect(process.printed.contains("taken over by a restart only settings=batch.rows"))
        #expect(try asks(40_001).contains("peer.forbidden"))
        #expect(try asks(40_002).contains(#""limit.connectionsPerUser":8"#))
        try write("access.reader: [\"uid:40001\"]\n")
        try await reload("did you mean access.readers?")
        #expect(try asks(40_002).contains(#""limit.connectionsPerUser":8"#))
    }

    @Test func oneUsersConnectionsShareItsRate() async throws {
        let (ingest, process) = try await running([
            "--limit-bytes-per-second", "200000", "--access-writers", "uid:40001=*,uid:40002=*",
        ])
        defer { process.stop() }
        let line = model("huggingface") + String(repeating: " ", count: 900)
        let lines = Array(repeating: line, count: 400)
        let begin = ContinuousClock.now
        // Two connections, 400 kB each, 200 kB/s for both, a second of it at once: a rate for each would let both end sooner.
        async let one = Task.detached { try Outsider.ask(ingest.socket, lines, user: 40_001, group: 40_001) }.value
        async let two = Task.detached { try Outsider.ask(ingest.socket, lines, user: 40_001, group: 40_001) }.value
        _ = try await (one, two)
        #expect(ContinuousClock.now - begin > .seconds(1.4))
        let other = ContinuousClock.now
        _ = try Outsider.ask(ingest.socket, [line], user: 40_002, group: 40_002)
        #expect(ContinuousClock.now - other < .seconds(1.5))
    }
}
