import Postgres
import QueryCore
import Testing
import Wire

@Suite struct TimelineTests {
    @Test func readsTheRollUp() async throws {
        try await RunningGateway.with(ScoreFixture()) { running in
            let answer = try await running.asker.ask("model.timeline", ["id": "deepseek-ai/r1"])
            #expect(answer["unit"] == "likes")
            #expect(answer["kind"] == "counter")
            #expect(answer["knownAt"] == 6)
            #expect(
                answer["value"] == [
                    ["at": "2025-01-21", "value": 100, "amount": .null, "source": "huggingface"],
                    ["at": "2025-01-22", "value": 149, "amount": .null, "source": "atom"],
                    ["at": "2025-01-22", "value": 150, "amount": 50, "source": "huggingface"],
                ])
            let part = try await running.asker.ask(
                "model.timeline",
                ["id": "deepseek-ai/r1", "from": "2025-01-22", "source": "huggingface", "align": "release"])
            #expect(
                part["value"] == [["at": "2025-01-22", "day": 2, "value": 150, "amount": 50, "source": "huggingface"]])
            let none = try await running.asker.ask("model.timeline", ["id": "Qwen/Qwen3-8B"])
            #expect(none["value"] == .null)
            #expect(none["reason"]?.text?.isEmpty == false)
            let series = try await running.asker.refusal("model.timeline", ["id": "Qwen/Qwen3-8B", "series": "like"])
            #expect(series.code == .seriesUnknown)
            #expect(series.nearest == ["likes"])
        }
    }

    /// The deadline and the cancellation of a question reach the database: no statement is left there.
    @Test func deadlineAndCancellationReachTheDatabase() async throws {
        let fixture = try ScoreFixture()
        try await RunningGateway.with(fixture) { running in
            try fixture.owner.execute("BEGIN; LOCK TABLE score.daily IN ACCESS EXCLUSIVE MODE")
            let late = try await running.asker.refusal(
                "model.timeline", ["id": "deepseek-ai/DeepSeek-R1", "timeoutMs": 150])
            #expect(late.code == .deadlineExceeded)
            try await running.asker.send(
                """
                {"jsonrpc":"2.0","id":"slow","method":"model.timeline","params":{"id":"deepseek-ai/DeepSeek-R1"}}
                {"jsonrpc":"2.0","id":"again","method":"status"}
                {"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":"slow"}}

                """.replacing("\n\n", with: "\n"))
            var seen: [RPCID: RPCErrorCode?] = [:]
            for _ in 0..<2 {
                switch try await running.asker.answer() {
                case .result(let id, _, _): seen[id] = .some(nil)
                case .error(let id?, let error): seen[id] = error.code
                default: Issue.record("an answer without an id")
                }
            }
            #expect(seen == [.string("slow"): .cancelled, .string("again"): nil])
            var waiting = 1
            for _ in 0..<200 where waiting > 0 {
                waiting =
                    try fixture.owner.queryFirst(
                        """
                        SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database()
                          AND application_name LIKE 'groundswell-query%' AND wait_event_type = 'Lock'
                        """
                    ) { Int(try $0.int4(0)) } ?? 0
                try await Task.sleep(for: .milliseconds(10))
            }
            #expect(waiting == 0)
            try fixture.owner.execute("COMMIT")
            try await running.asker.ask("model.timeline", ["id": "deepseek-ai/DeepSeek-R1"])
        }
    }
}
