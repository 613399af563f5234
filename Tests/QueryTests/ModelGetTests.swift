import QueryCore
import Testing
import Wire

@Suite struct ModelGetTests {
    @Test func answersEverythingKnown() async throws {
        try await RunningGateway.with(ScoreFixture()) { running in
            let answer = try await running.asker.ask("model.get", ["id": "deepseek-ai/DeepSeek-R1"])
            #expect(answer["definition"] == "model/1")
            #expect(answer["asOf"] == "2026-05-04T04:10:37Z")
            #expect(answer["knownAt"] == 7)
            #expect(answer["epoch"] == 1)
            #expect(answer["parameters"] == ["id": "deepseek-ai/DeepSeek-R1"])
            #expect(answer["sources"] == ["atom", "huggingface"])
            let value = try #require(answer["value"])
            #expect(value["id"] == "deepseek-ai/DeepSeek-R1")
            #expect(value["aliases"] == ["deepseek-ai/r1"])
            #expect(value["organization"]?["name"] == "DeepSeek")
            #expect(value["organization"]?["countrySource"] == "curated")
            #expect(value["organization"]?["parent"] == nil)
            #expect(value["country"] == "CN")
            #expect(value["access"] == "openUnrestricted")
            #expect(value["license"] == "mit")
            #expect(value["gated"] == false)
            #expect(value["released"] == "2025-01-20")
            #expect(value["releasedPrecision"] == "day")
            #expect(value["created"] == "2025-01-20T03:46:07Z")
            #expect(value["parameters"] == 671_000_000_000)
            #expect(value["sizeClass"] == "250+")
            #expect(
                value["series"]?["likes"]
                    == ["latest": 13317, "change7d": 14, "change30d": 60, "changeSinceFirst": 34])
            #expect(value["series"]?["pulls"] == ["latest": .null])
            #expect(value["derivatives"] == ["direct": 3, "transitive": 4])
            #expect(value["decayedAdoption"] == 12.5)
            #expect(value["openness"] == ["access": "openUnrestricted"])
        }
    }

    @Test func mergesDetailsAndFlags() async throws {
        try await RunningGateway.with(ScoreFixture()) { running in
            let value = try #require(try await running.asker.ask("model.get", ["id": "Qwen/Qwen3-8B"])["value"])
            #expect(value["licenseName"] == "Apache")
            #expect(value["flags"] == ["counterFell"])
            #expect(value["released"] == "2025-04")
            #expect(value["gated"] == .null)
            let odd = try #require(try await running.asker.ask("model.get", ["id": "meta-llama/quote\"d"])["value"])
            #expect(odd["id"] == "meta-llama/quote\"d")
            #expect(odd["decayedAdoption"] == .null)
        }
    }

    @Test(arguments: ["DEEPSEEK-AI/deepseek-r1", "deepseek-ai/R1", "deepseek-ai/DeepSeek-R1"])
    func answersAnyNameWhateverItsCase(name: String) async throws {
        try await RunningGateway.with(ScoreFixture()) { running in
            let answer = try await running.asker.ask("model.get", ["id": .string(name)])
            #expect(answer["value"]?["id"] == "deepseek-ai/DeepSeek-R1")
        }
    }

    @Test func namesTheNearest() async throws {
        try await RunningGateway.with(ScoreFixture()) { running in
            let error = try await running.asker.refusal("model.get", ["id": "deepseek-ai/DeepSek-R1"])
            #expect(error.code == .modelNotFound)
            #expect(error.nearest.first == "deepseek-ai/DeepSeek-R1")
            let bare = try await running.asker.refusal("model.get", ["id": "qwen-8b"])
            #expect(bare.nearest.first == "Qwen/Qwen3-8B")
        }
    }

    /// The byte scanner and the parser give the same bytes.
    @Test func scannerAndParserAgree() async throws {
        try await RunningGateway.with(ScoreFixture()) { running in
            let names = ["deepseek-ai/DeepSeek-R1", "Qwen/Qwen3-8B", "ghost/parent", "meta-llama/Llama-3-8B"]
            for name in names {
                let fast = "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"model.get\",\"params\":{\"id\":\"\(name)\"}}\n"
                let slow = "{\"id\":7,\"method\":\"model.get\",\"params\":{\"id\":\"\(name)\"},\"jsonrpc\":\"2.0\"}\n"
                let escaped = fast.replacing("/", with: "\\/")
                try await running.asker.send(fast + slow + escaped)
                let first = try await running.asker.line()
                #expect(first == (try await running.asker.line()))
                #expect(first == (try await running.asker.line()))
            }
        }
    }

    @Test func answersBeforeAnythingIsScored() async throws {
        let fixture = try ScoreFixture(filled: false)
        try await RunningGateway.with(fixture, epoch: 0) { running in
            let error = try await running.asker.refusal("model.get", ["id": "a/b"])
            #expect(error.code == .epochLoading)
            #expect(try await running.asker.ask("status")["committedBatch"] == 0)
            try fixture.fill()
            try await running.epoch(1)
            try await running.asker.ask("model.get", ["id": "Qwen/Qwen3-8B"])
        }
    }
}
