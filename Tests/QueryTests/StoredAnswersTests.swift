import Postgres
import QueryCore
import Testing
import Wire

@Suite struct StoredAnswersTests {
    @Test func coverageComesWithItsEpoch() async throws {
        try await RunningGateway.with(ScoreFixture()) { running in
            let answer = try await running.asker.ask("coverage")
            #expect(answer["value"] == ["models": 4, "placeholders": 1])
            #expect(answer["definition"] == "coverage/1")
            #expect(answer["knownAt"] == 7)
            // The day of the newest observation is now; the day before is the past, which scoring would know.
            #expect(try await running.asker.ask("coverage", ["asOf": "2026-05-04T04:10:37Z"])["asOf"] != nil)
            let past = try await running.asker.refusal("coverage", ["asOf": "2026-05-03"])
            #expect(past.code == .scoringUnavailable)
        }
    }

    @Test func statusTellsWhatIsMissing() async throws {
        let fixture = try ScoreFixture()
        try await RunningGateway.with(fixture) { running in
            let status = try await running.asker.ask("status")
            #expect(status["committedBatch"] == 9)
            #expect(status["epochBatch"] == 7)
            #expect(status["epoch"] == 1)
            #expect(status["asOf"] == "2026-05-04T04:10:37Z")
            #expect(status["stale"] == true)
            #expect(status["services"]?["scoring"]?["reachable"] == false)
            #expect(status["services"]?["ingest"]?["reason"]?.text?.contains("ingest.sock") == true)
            #expect(status["services"]?["query"]?["models"] == 5)
            try fixture.publish(2, batch: 9)
            try await running.epoch(2)
            #expect(try await running.asker.ask("status")["stale"] == false)
        }
    }

    @Test func searchRanksByMatchThenLikes() async throws {
        try await RunningGateway.with(ScoreFixture()) { running in
            func ids(_ query: String) async throws -> [String] {
                try await running.asker.ask("model.search", ["query": .string(query)]).ids
            }
            #expect(try await ids("8b") == ["Qwen/Qwen3-8B", "meta-llama/Llama-3-8B"])
            #expect(try await ids("llama-3").first == "meta-llama/Llama-3-8B")
            #expect(try await ids("deepseek r1") == ["deepseek-ai/DeepSeek-R1"])
            #expect(try await ids("deepseek-ai/r1") == ["deepseek-ai/DeepSeek-R1"])
            #expect(try await ids("depseek") == ["deepseek-ai/DeepSeek-R1"])
            let nothing = try await running.asker.ask("model.search", ["query": "zzzzzzzz"])
            #expect(nothing["value"] == [])
            #expect(nothing["reason"]?.text != nil)
            let page = try await running.asker.ask("model.search", ["query": "8b", "limit": 1])
            let cursor = try #require(page["cursor"])
            let next = try await running.asker.ask("model.search", ["query": "8b", "limit": 1, "cursor": cursor])
            #expect(next.ids == ["meta-llama/Llama-3-8B"])
            #expect(next["cursor"] == nil)
            #expect(try await running.asker.refusal("model.search", ["query": "  "]).path == "query")
        }
    }

    @Test func organizations() async throws {
        try await RunningGateway.with(ScoreFixture()) { running in
            let value = try #require(try await running.asker.ask("organization.get", ["id": "DeepSeek"])["value"])
            #expect(value["id"] == "deepseek-ai")
            #expect(value["name"] == "DeepSeek")
            #expect(value["country"] == "CN")
            #expect(value["parent"] == "high-flyer")
            #expect(value["aliases"] == ["deepseek"])
            #expect(value["models"] == 1)
            let meta = try #require(try await running.asker.ask("organization.get", ["id": "META-LLAMA"])["value"])
            #expect(meta["models"] == 2)
            #expect(meta["evidence"] == .null)
        }
    }

    @Test func discoverAndMetricsNameEveryMethod() async throws {
        try await RunningGateway.with(ScoreFixture()) { running in
            guard case .array(let methods)? = try await running.asker.ask("rpc.discover")["methods"] else {
                Issue.record("no methods")
                return
            }
            let names = methods.compactMap { $0["name"]?.text }
            #expect(names == MethodRegistry.gateway.methods.map(\.name))
            // Whatever is described is served: nothing answers that it does not exist.
            for name in names {
                do {
                    try await running.asker.ask(name)
                } catch let error as RPCError {
                    #expect(error.code != .internalError && error.code != .methodNotFound)
                }
            }
            let metrics = try #require(try await running.asker.ask("metrics").text)
            #expect(metrics.contains("groundswell_query_answer_seconds_count{method=\"rpc.discover\"} 2"))
            #expect(metrics.contains("groundswell_query_epoch 1"))
        }
    }

    @Test func changedRowsAreTakenOver() async throws {
        let fixture = try ScoreFixture()
        try await RunningGateway.with(fixture) { running in
            try fixture.owner.execute(
                """
                UPDATE score.model SET epoch = 2, net_likes = 501, license = 'new-license' WHERE id = 2;
                UPDATE score.model SET epoch = 2, name = 'meta-llama/Llama-3.0-8B' WHERE id = 3;
                UPDATE score.organization SET epoch = 2, details = '{"name": "Meta"}' WHERE id = 2;
                INSERT INTO score.model (id, epoch, organization, flags, country, access, gated, derivatives,
                  descendants, name) VALUES (6, 2, 3, 0, 0, 7, -1, 0, 0, 'Qwen/New');
                INSERT INTO score.alias (sort, id, epoch, key) VALUES (0, 6, 2, 'qwen/newer');
                """)
            try fixture.publish(2, batch: 9)
            try await running.epoch(2)
            let asker = running.asker
            let changed = try await asker.ask("model.get", ["id": "Qwen/Qwen3-8B"])
            #expect(changed["value"]?["series"]?["likes"]?["latest"] == 501)
            #expect(changed["value"]?["license"] == "new-license")
            #expect(changed["knownAt"] == 9)
            #expect(try await asker.ask("leaderboard").ids[1] == "Qwen/Qwen3-8B")
            for name in ["Qwen/New", "qwen/newer"] {
                #expect(try await asker.ask("model.get", ["id": .string(name)])["value"]?["id"] == "Qwen/New")
            }
            for name in ["meta-llama/Llama-3-8B", "meta-llama/Llama-3.0-8B"] {
                let renamed = try await asker.ask("model.get", ["id": .string(name)])
                #expect(renamed["value"]?["id"] == "meta-llama/Llama-3.0-8B")
                #expect(renamed["value"]?["organization"]?["name"] == "Meta")
            }
            // An id in the middle that was not there does not fit onto the snapshot: everything is read again.
            try fixture.owner.execute("UPDATE score.model SET epoch = 3, id = 0 WHERE id = 6")
            try fixture.publish(3, batch: 9)
            try await running.epoch(3)
            #expect(try await asker.ask("model.get", ["id": "Qwen/New"])["value"]?["id"] == "Qwen/New")
        }
    }

    @Test func figuresThatChangedAloneAreTakenOver() async throws {
        let fixture = try ScoreFixture()
        try await RunningGateway.with(fixture) { running in
            let asker = running.asker
            let before = try await asker.ask("model.get", ["id": "Qwen/Qwen3-8B"])
            // What has no element of its own is null from now on.
            try fixture.owner.execute(
                """
                INSERT INTO score.figure_change VALUES (2, 0, '{2}', '{501}', '{NULL}', '{7}', '{30}', '{NULL}', '{2.5}',
                    '{12}', '{NULL}', '{NULL}')
                """)
            try fixture.publish(2, batch: 9)
            try await running.epoch(2)
            let changed = try await asker.ask("model.get", ["id": "Qwen/Qwen3-8B"])
            let series = try #require(changed["value"]?["series"])
            #expect(series["likes"]?["latest"] == 501 && series["likes"]?["change7d"] == 7)
            #expect(series["downloads30d"]?["latest"] == 12 && changed["value"]?["decayedAdoption"] == 2.5)
            #expect(changed["value"]?["license"] == before["value"]?["license"] && changed["knownAt"] == 9)
            #expect(try await asker.ask("leaderboard").ids[1] == "Qwen/Qwen3-8B")
        }
        // A gateway that starts now reads the same.
        try await RunningGateway.with(fixture, epoch: 2) { running in
            let again = try await running.asker.ask("model.get", ["id": "Qwen/Qwen3-8B"])
            #expect(again["value"]?["series"]?["likes"]?["latest"] == 501 && again["value"]?["decayedAdoption"] == 2.5)
        }
    }
}
