import LineSocket
import QueryCore
import Runtime
import TestSupport
import Testing
import Wire

@Suite struct LimitsTests {
    /// A peer that asks and never reads is held back; memory stays flat and others are served.
    @Test func aReaderThatNeverReadsIsBounded() async throws {
        try await RunningGateway.with(ScoreFixture()) { running in
            let question = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"rpc.discover\",\"params\":{}}\n"
            let block = Array(String(repeating: question, count: 5_000).utf8)
            let before = residentMemoryBytes() ?? 0
            var limits = LineLimits()
            limits.maxPendingWriteBytes = 1 << 16
            let deaf = try await LineClient.connect(to: running.path, limits: limits)
            let pushing = Task {
                for _ in 0..<40 { try? await deaf.send(block) }
            }
            for _ in 0..<50 {
                try await running.asker.ask("model.get", ["id": "Qwen/Qwen3-8B"])
                try await Task.sleep(for: .milliseconds(5))
            }
            // All answers together would be some gigabytes.
            #expect((residentMemoryBytes() ?? 0) - before < 200 << 20)
            pushing.cancel()
            deaf.connection.perform { $0.close(afterFlush: false) }
        }
    }

    @Test func questionsBeyondTheLimitWaitAndAreAnswered() async throws {
        try await RunningGateway.with(ScoreFixture()) {
            $0.maximumInFlight = 2
        } _: { running in
            for id in 1...50 {
                try await running.asker.send(
                    "{\"jsonrpc\":\"2.0\",\"id\":\(id),\"method\":\"model.search\",\"params\":{\"query\":\"8b\"}}\n")
            }
            running.asker.closeOutput()
            var answered: Set<RPCID> = []
            for _ in 1...50 {
                guard case .result(let id, _, _) = try await running.asker.answer() else {
                    Issue.record("refused")
                    continue
                }
                answered.insert(id)
            }
            #expect(answered.count == 50)
            #expect(try await running.asker.line() == nil)
        }
    }

    @Test func aConnectionTooManyIsToldWhatToDo() async throws {
        try await RunningGateway.with(ScoreFixture()) {
            $0.maximumConnectionsPerUser = 1
        } _: { running in
            try await running.asker.ask("model.get", ["id": "Qwen/Qwen3-8B"])
            let second = try await LineClient.connect(to: running.path)
            let told = try await second.blocks.next().map { String(decoding: $0, as: UTF8.self) } ?? ""
            #expect(told.contains("\"limit.exceeded\""), "\(told)")
            #expect(told.contains("this user has 1 connections already (limits.connectionsPerUser)"), "\(told)")
            await second.close()
            try await running.asker.ask("model.get", ["id": "Qwen/Qwen3-8B"])
        }
    }

    @Test func scansBeyondTheQueueAreRefused() async throws {
        try await RunningGateway.with(ScoreFixture()) {
            $0.maximumQueuedScans = 1
        } _: { running in
            var lines = ""
            for id in 1...200 {
                lines +=
                    "{\"jsonrpc\":\"2.0\",\"id\":\(id),\"method\":\"model.search\",\"params\":{\"query\":\"8b\"}}\n"
            }
            try await running.asker.send(lines)
            var codes: Set<RPCErrorCode> = []
            for _ in 1...200 {
                if case .error(_, let error) = try await running.asker.answer() { codes.insert(error.code) }
            }
            #expect(codes == [.limitExceeded])
        }
    }

    @Test func resultsThatAreTooLongAreRefused() async throws {
        try await RunningGateway.with(ScoreFixture()) {
            $0.maximumResultBytes = 1_000
        } _: { running in
            let error = try await running.asker.refusal("rpc.discover")
            #expect(error.code == .resultTooLarge)
        }
    }

    @Test func anIDThatIsUnderWayIsRefused() async throws {
        let fixture = try ScoreFixture()
        let scoring = try await FakeScoring(fixture.folder.path) { $0 == "dependence" ? nil : "{}" }
        try await RunningGateway.with(fixture) { running in
            try await running.scoringIsThere()
            let line = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"dependence\",\"params\":{\"of\":\"US\"}}\n"
            try await running.asker.send(line + line)
            guard case .error(_, let error) = try await running.asker.answer() else { return }
            #expect(error.code == .invalidRequest)
        }
        await scoring.stop()
    }

    @Test func connectionsBeyondTheLimitAreToldWhy() async throws {
        try await RunningGateway.with(ScoreFixture()) {
            $0.maximumConnections = 1
        } _: { running in
            let second = try await Asker(running.path)
            guard case .error(nil, let error) = try await second.answer() else {
                Issue.record("served")
                return
            }
            #expect(error.code == .limitExceeded)
            await second.close()
        }
    }

    @Test(.enabled(if: Outsider.isPossible, Comment(rawValue: Outsider.absence)))
    func strangersAreToldWhyAndSupplementaryGroupsCount() async throws {
        let fixture = try ScoreFixture()
        let running = try await RunningGateway(fixture) { $0.readers = ["uid:40001", "gid:40100"] }
        Outsider.open(fixture.folder.path, running.path)
        let question = #"{"jsonrpc":"2.0","id":1,"method":"status"}"#
        let stranger = try Outsider.ask(running.path, [question], user: 40_002, group: 40_002)
        #expect(stranger.count == 1 && stranger[0].contains("peer.forbidden") && stranger[0].contains("access.readers"))
        for (user, group, groups) in [(40_001, 40_001, []), (40_003, 40_003, [40_100]), (40_004, 40_100, [])]
            as [(UInt32, UInt32, [UInt32])]
        {
            let answer = try Outsider.ask(running.path, [question], user: user, group: group, groups: groups)
            #expect(answer.count == 1 && answer[0].contains("\"user\":\(user),\"connections\":1,"))
        }
        await running.stop()
    }

    @Test func aSecondInstanceIsToldSo() async throws {
        let fixture = try ScoreFixture()
        try await RunningGateway.with(fixture) { running in
            await #expect(throws: LineSocketError.anotherInstance(path: running.path)) {
                _ = try await RunningGateway(fixture)
            }
        }
    }

    @Test func withoutAStoreItServesAndSaysSo() async throws {
        let fixture = try ScoreFixture(filled: false)
        try await RunningGateway.with(fixture, epoch: 0) {
            $0.database = "host=\(fixture.folder.path) dbname=nobody"
        } _: { running in
            let status = try await running.asker.ask("status")
            #expect(status["committedBatch"] == .null)
            #expect(status["stale"] == true)
            #expect(status["services"]?["query"]?["store"]?["reachable"] == false)
            #expect(try await running.asker.refusal("coverage").code == .epochLoading)
        }
    }
}
