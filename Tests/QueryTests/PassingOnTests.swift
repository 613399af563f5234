import QueryCore
import Synchronization
import TestSupport
import Testing
import Wire

@Suite struct PassingOnTests {
    @Test func withoutScoringItSaysSo() async throws {
        try await RunningGateway.with(ScoreFixture()) { running in
            let error = try await running.asker.refusal("dependence", ["of": "US"])
            #expect(error.code == .scoringUnavailable)
            #expect(error.message.contains("scoring.sock"))
            // What is wrong with the question is said here, without asking anybody.
            #expect(try await running.asker.refusal("dependence", ["of": "us"]).nearest == ["US"])
            #expect(try await running.asker.refusal("dependence").path == "of")
        }
    }

    @Test func resultsAreHandedBackByteForByte() async throws {
        let fixture = try ScoreFixture()
        let odd = "{\"value\" : 0.1000,\"unit\":\"sh\\u0061re\" , \"a\":[ 1.0e0 ]}"
        let scoring = try await FakeScoring(fixture.folder.path) {
            $0 == "dependence" ? odd : "{\"state\":\"serving\"}"
        }
        try await RunningGateway.with(fixture) { running in
            try await running.scoringIsThere()
            let question =
                "{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"dependence\",\"params\":{\"of\":\"US\",\"timeoutMs\":5000}}\n"
            try await running.asker.send(question)
            let line = try #require(try await running.asker.line())
            #expect(String(decoding: line, as: UTF8.self) == "{\"jsonrpc\":\"2.0\",\"id\":5,\"result\":\(odd)}")
            let passed = scoring.seen.requests.withLock { $0.first { $0.method == "dependence" } }
            #expect(passed?.parameters == ["of": "US", "timeoutMs": 5000])
            #expect(try await running.asker.ask("leaderboard", ["asOf": "2026-01-01"])["state"] == "serving")
            // So is whatever the epoch does not carry, and the past of what it does.
            for (method, parameters) in [
                ("leaderboard", ["measure": "momentum7d"]), ("leaderboard", ["knownAt": 1]),
                ("coverage", ["knownAt": 1]),
                ("model.timeline", ["id": "deepseek-ai/r1", "asOf": "2025-01-21"]),
                ("model.timeline", ["id": "deepseek-ai/r1", "knownAt": 1]), ("records", [:]),
                ("variants", ["id": "a/b"]),
                ("model.adoption", ["id": "a/b"]), ("ram", ["sizeClass": "<1"]),
            ] as [(String, JSONValue)] {
                #expect(try await running.asker.ask(method, parameters)["state"] == "serving", "\(method)")
            }
            #expect(try await running.asker.ask("model.timeline", ["id": "deepseek-ai/r1"])["state"] == nil)
        }
        await scoring.stop()
    }

    @Test func aNameThatScoringDoesNotFindIsToldWithWhatWasMeant() async throws {
        let fixture = try ScoreFixture()
        func refusal(_ code: String, _ path: String) -> String {
            "{\"code\":-32000,\"message\":\"none\",\"data\":{\"code\":\"\(code)\",\"path\":\"\(path)\"}}"
        }
        let scoring = try await FakeScoring(
            fixture.folder.path,
            refusals: [
                "dominators": refusal("model.notFound", "id"), "records": refusal("model.notFound", "model"),
                "removal": refusal("organization.notFound", "organization"),
            ]
        ) { _ in "{}" }
        try await RunningGateway.with(fixture) { running in
            try await running.scoringIsThere()
            for (method, path) in [("dominators", "id"), ("records", "model")] {
                let error = try await running.asker.refusal(method, .object([.init(path, "deepseek-ai/DeepSeek-R2")]))
                #expect(error.code == .modelNotFound && error.path == path)
                #expect(error.nearest.first == "deepseek-ai/DeepSeek-R1", "\(method)")
            }
            let organization = try await running.asker.refusal("removal", ["organization": "meta-lama"])
            #expect(organization.nearest.first == "meta-llama" && organization.path == "organization")
            // A name that is there at present is only not there at the time asked for.
            let past = try await running.asker.refusal("dominators", ["id": "Qwen/Qwen3-8B", "asOf": "1990-01-01"])
            #expect(past.message == "none" && past.nearest.isEmpty)
        }
        await scoring.stop()
    }

    @Test func aQuestionFindsAServiceThatHasJustComeBack() async throws {
        let fixture = try ScoreFixture()
        try await RunningGateway.with(fixture) { running in
            // Long enough without scoring that the pauses between attempts have grown.
            for _ in 0..<5 {
                #expect(try await running.asker.refusal("dependence", ["of": "US"]).code == .scoringUnavailable)
                try await Task.sleep(for: .milliseconds(300))
            }
            for _ in 0..<3 {
                let scoring = try await FakeScoring(fixture.folder.path) { _ in "{\"value\":1}" }
                #expect(try await running.asker.ask("dependence", ["of": "US"])["value"] == 1)
                await scoring.stop()
                // Until its end has been noticed.
                for _ in 0..<500 {
                    do { _ = try await running.asker.ask("dependence", ["of": "US"]) } catch { break }
                    try await Task.sleep(for: .milliseconds(2))
                }
            }
        }
    }

    @Test func deadlineAndCancellationArePassedOn() async throws {
        let fixture = try ScoreFixture()
        let scoring = try await FakeScoring(fixture.folder.path) { $0 == "model.lineage" ? nil : "{}" }
        try await RunningGateway.with(fixture) { running in
            try await running.scoringIsThere()
            let late = try await running.asker.refusal("model.lineage", ["id": "a/b", "timeoutMs": 100])
            #expect(late.code == .deadlineExceeded)
            try await running.asker.send(
                "{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"model.lineage\",\"params\":{\"id\":\"a/b\"}}\n"
                    + "{\"jsonrpc\":\"2.0\",\"method\":\"$/cancelRequest\",\"params\":{\"id\":9}}\n")
            guard case .error(.integer(9), let error) = try await running.asker.answer() else {
                Issue.record("not cancelled")
                return
            }
            #expect(error.code == .cancelled)
            for _ in 0..<500 where !scoring.seen.contains(RPCRequest.cancelMethod) {
                try await Task.sleep(for: .milliseconds(10))
            }
            #expect(scoring.seen.contains(RPCRequest.cancelMethod))
        }
        await scoring.stop()
    }

    @Test func scoringThatGoesTakesItsQuestionsAlongAndIsFoundAgain() async throws {
        let fixture = try ScoreFixture()
        let first = try await FakeScoring(fixture.folder.path) { $0 == "dependence" ? nil : "{}" }
        try await RunningGateway.with(fixture) { running in
            try await running.scoringIsThere()
            try await running.asker.send(
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"dependence\",\"params\":{\"of\":\"US\"}}\n")
            for _ in 0..<500 where !first.seen.contains("dependence") { try await Task.sleep(for: .milliseconds(10)) }
            await first.stop()
            guard case .error(.integer(1), let error) = try await running.asker.answer() else {
                Issue.record("no error")
                return
            }
            #expect(error.code == .scoringUnavailable)
            try await running.asker.ask("model.get", ["id": "Qwen/Qwen3-8B"])
            let second = try await FakeScoring(fixture.folder.path) { _ in "{\"value\":1}" }
            try await running.scoringIsThere()
            #expect(try await running.asker.ask("dependence", ["of": "US"])["value"] == 1)
            await second.stop()
        }
    }

    /// News is quicker than looking: with an hour between looks, only the notification brings the epoch.
    @Test func newsOfAnEpochIsTakenOver() async throws {
        let fixture = try ScoreFixture()
        let scoring = try await FakeScoring(fixture.folder.path) { _ in "{}" }
        try await RunningGateway.with(fixture) {
            $0.pollInterval = .seconds(3600)
        } _: { running in
            try await running.scoringIsThere()
            for _ in 0..<500 where !scoring.seen.contains("subscribe") { try await Task.sleep(for: .milliseconds(10)) }
            try fixture.publish(2, batch: 9)
            scoring.publish(epoch: 2)
            try await running.epoch(2)
        }
        await scoring.stop()
    }
}

extension RunningGateway {
    func scoringIsThere() async throws {
        for _ in 0..<500 {
            if try await asker.ask("status")["services"]?["scoring"]?["reachable"] == true { return }
            try await Task.sleep(for: .milliseconds(10))
        }
    }
}
