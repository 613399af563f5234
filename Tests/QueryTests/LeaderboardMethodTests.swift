import QueryCore
import Testing
import Wire

@Suite struct LeaderboardMethodTests {
    @Test func ranksAndBreaksTiesByID() async throws {
        try await RunningGateway.with(ScoreFixture()) { running in
            let answer = try await running.asker.ask("leaderboard")
            let ids = answer.ids
            #expect(ids == ["deepseek-ai/DeepSeek-R1", "Qwen/Qwen3-8B", "meta-llama/Llama-3-8B"])
            #expect(answer["definition"] == "netLikes/1")
            #expect(answer["unit"] == "likes")
            #expect(answer["numerator"] == 3)
            #expect(answer["denominator"] == 4)
            #expect(answer["coverage"] == 0.75)
            #expect(answer["cursor"] == nil)
            guard case .array(let entries)? = answer["value"] else { return }
            #expect(
                entries[0] == [
                    "rank": 1, "id": "deepseek-ai/DeepSeek-R1", "value": 13317, "organization": "deepseek-ai",
                    "country": "CN",
                ])
        }
    }

    @Test func placeholdersRankByTheirDerivatives() async throws {
        try await RunningGateway.with(ScoreFixture()) { running in
            let answer = try await running.asker.ask("leaderboard", ["measure": "derivatives", "limit": 1])
            guard case .array(let entries)? = answer["value"] else { return }
            #expect(entries.first?["id"] == "ghost/parent")
            #expect(entries.first?["placeholder"] == true)
        }
    }

    @Test func filters() async throws {
        try await RunningGateway.with(ScoreFixture()) { running in
            func ids(_ parameters: JSONValue) async throws -> [String] {
                try await running.asker.ask("leaderboard", parameters).ids
            }
            #expect(try await ids(["country": "US"]) == ["meta-llama/Llama-3-8B"])
            #expect(try await ids(["organization": "DeepSeek"]) == ["deepseek-ai/DeepSeek-R1"])
            #expect(try await ids(["access": "openRestricted"]) == ["meta-llama/Llama-3-8B"])
            #expect(try await ids(["sizeClass": "5-10"]) == ["Qwen/Qwen3-8B", "meta-llama/Llama-3-8B"])
            #expect(
                try await ids(["releasedAfter": "2025", "releasedBefore": "2025-04"]) == ["deepseek-ai/DeepSeek-R1"])
            #expect(try await ids(["measure": "gain7d", "order": "ascending"]).first == "meta-llama/Llama-3-8B")
            let velocity = try await running.asker.ask("leaderboard", ["measure": "velocity7d", "limit": 1])
            guard case .array(let entries)? = velocity["value"] else { return }
            #expect(entries.first?["value"] == 2)
        }
    }

    @Test func saysWhenNothingMatches() async throws {
        try await RunningGateway.with(ScoreFixture()) { running in
            for parameters: JSONValue in [
                ["country": "FR"], ["task": "unheard-of"], ["releasedAfter": "2026", "releasedBefore": "2025"],
                ["country": "CN", "organization": "meta-llama"],
            ] {
                let answer = try await running.asker.ask("leaderboard", parameters)
                #expect(answer["value"] == .null)
                #expect(answer["denominator"] == 0)
                #expect(answer["reason"]?.text?.isEmpty == false)
            }
            let unknown = try await running.asker.ask("leaderboard", ["measure": "pulls"])
            #expect(unknown["value"] == .null)
            #expect(unknown["coverage"] == 0)
        }
    }

    @Test func pagesGoOnAcrossEpochs() async throws {
        let fixture = try ScoreFixture()
        try await RunningGateway.with(fixture) { running in
            var seen: [String] = []
            var parameters: JSONValue = ["limit": 1]
            for page in 1...3 {
                let answer = try await running.asker.ask("leaderboard", parameters)
                seen += answer.ids
                guard let cursor = answer["cursor"] else { break }
                parameters = ["limit": 1, "cursor": cursor]
                if page == 1 {
                    try fixture.publish(2, batch: 9)
                    try await running.epoch(2)
                }
            }
            #expect(seen == ["deepseek-ai/DeepSeek-R1", "Qwen/Qwen3-8B", "meta-llama/Llama-3-8B"])
            let first = try await running.asker.ask("leaderboard", ["limit": 1])
            let cursor = try #require(first["cursor"])
            let other = try await running.asker.refusal("leaderboard", ["country": "CN", "cursor": cursor])
            #expect(other.code == .cursorInvalid)
            let forged = try await running.asker.refusal("leaderboard", ["cursor": "1-2-3"])
            #expect(forged.code == .cursorInvalid)
        }
    }
}

extension JSONValue {
    /// The ids of a list's entries.
    var ids: [String] {
        guard case .array(let entries)? = self["value"] else { return [] }
        return entries.compactMap { $0["id"]?.text }
    }
}
