import Foundation
import TestSupport
import Testing

/// Adoption over time and records on the real files, through the running services.
@Suite("Adoption answers on real data", .serialized, .enabled(if: RealData.folder != nil, "\(RealData.absence)"))
struct AdoptionAnswersTests {
    private func entries(_ deployment: Deployment, _ method: String, _ parameters: [String]) throws -> [[String: Any]] {
        try #require(try deployment.ask(method, parameters)["value"] as? [[String: Any]])
    }

    @Test("Five listing days: records by task, variants of a release, momentum that is not known yet, the past")
    func listing() throws {
        let data = try #require(RealData.folder)
        let deployment = try Deployment("adoption")
        for time in ListingDays.times {
            _ = try deployment.load(["huggingface", ListingDays.file(data, time), "--at", time])
        }
        _ = try deployment.load([
            "release-dates", "\(data)/regions/release_date_corrections.csv", "--at", "2026-05-04T04:10:37Z",
        ])
        try deployment.wait()

        let all = try entries(deployment, "records", [])
        #expect(all.map { $0["id"] as? String } == ["deepseek-ai/DeepSeek-R1"])
        #expect(all[0]["value"] as? Int == 13_316 && all[0]["seenLeading"] as? Bool == true)
        #expect(all[0]["current"] as? Bool == true && all[0]["predecessor"] is NSNull)
        let first = try deployment.ask("records", ["--model", "deepseek-ai/DeepSeek-R1"])
        #expect(first["value"] is NSNull && (first["reason"] as? String)?.contains("release date") == true)
        // Seen for the first time on the third and fourth day, ahead of who was there.
        let learning = try entries(deployment, "records", ["--task", "reinforcement-learning"])
        #expect(
            learning.map { $0["id"] as? String } == [
                "nvidia/GEAR-SONIC", "Adilbai/stock-trading-rl-agent", "nvidia/NitroGen",
            ])
        #expect(learning.map { $0["margin"] as? Int } == [nil, 101, 387])
        #expect(learning.allSatisfy { $0["seenLeading"] as? Bool == true })
        // Two with four likes at first sight, of which the first by name leads until the other has five.
        let points = try entries(deployment, "records", ["--task", "keypoint-detection"])
        #expect(
            points.map { $0["id"] as? String } == ["facebook/sapiens2-pose-1b", "facebook/sapiens2-pose-5b"])
        #expect(points.map { $0["margin"] as? Int } == [nil, 1])
        #expect(points[1]["at"] as? String == "2026-05-01T04:13:30Z" && points[1]["seenLeading"] as? Bool == false)

        let created = try entries(deployment, "variants", ["--id", "Qwen/Qwen3.6-27B", "--from", "creation"])
        #expect(created.map { $0["value"] as? Int } == [1, 1, 3, 49, 65, nil])
        #expect(created[5]["atLeast"] as? Int == 69)
        let released = try entries(deployment, "variants", ["--id", "deepseek-ai/DeepSeek-V4-Flash"])
        #expect(released.map { $0["value"] as? Int } == [nil, nil, 5, 7, 11, nil])
        #expect(released.allSatisfy { ($0["value"] is NSNull) == ($0["reason"] is String) })

        let momentum = try deployment.ask("leaderboard", ["--measure", "momentum7d"])
        #expect(momentum["value"] is NSNull && momentum["numerator"] as? Int == 0)
        #expect((momentum["reason"] as? String)?.isEmpty == false)
        let figures = try #require(
            try deployment.ask("model.adoption", ["--id", "deepseek-ai/DeepSeek-V4-Pro", "--windows", "1,2,4,7"])[
                "value"] as? [String: Any])
        let velocities = try #require(figures["velocities"] as? [[String: Any]])
        #expect(velocities.allSatisfy { ($0["value"] is NSNull) == ($0["reason"] is String) })
        #expect(velocities[3]["value"] is NSNull && !(velocities[0]["value"] is NSNull))

        // The past from the facts is what the present from the roll-up was.
        let now = try deployment.ask("model.timeline", ["--id", "deepseek-ai/DeepSeek-R1"])
        let past = try deployment.ask("model.timeline", ["--id", "deepseek-ai/DeepSeek-R1", "--asOf", "2026-05-02"])
        let days = try #require(now["value"] as? [[String: Any]])
        // It is missing in the last of the five listings.
        #expect(days.count == 4)
        let before = days.filter { ($0["at"] as? String ?? "") <= "2026-05-02" }
        #expect(before.count == 3)
        #expect(NSArray(array: before) == NSArray(array: try #require(past["value"] as? [[String: Any]])))
        let known = try deployment.ask("leaderboard", ["--knownAt", "1", "--limit", "1"])
        #expect(known["knownAt"] as? Int == 1)
    }

    @Test("Eight months of pulls: who led, and since when")
    func pulls() throws {
        let data = try #require(RealData.folder)
        let deployment = try Deployment("adoption_pulls")
        _ = try deployment.load(["series", "\(data)/pulls/ollama-2025.csv", "--series", "pulls", "--kind", "counter"])
        try deployment.wait()
        let ledger = try deployment.ask("records", ["--series", "pulls"])
        let entries = try #require(ledger["value"] as? [[String: Any]])
        #expect(entries.map { $0["id"] as? String } == ["llama3.1"])
        #expect(ledger["unit"] as? String == "pulls" && ledger["numerator"] as? Int == 181)
        // What the one scraper saw since February is not hidden by the other, which began in July.
        #expect(entries[0]["at"] as? String == "2025-02-17T01:16:33Z" && entries[0]["value"] as? Int == 23_800_000)
        let top = try #require(
            try deployment.ask("leaderboard", ["--measure", "pulls", "--limit", "1"])["value"] as? [[String: Any]])
        #expect(entries.last?["id"] as? String == top[0]["id"] as? String)
        // At the time of each record the leaderboard names its holder.
        for entry in entries {
            let at = try #require(entry["at"] as? String)
            let then = try #require(
                try deployment.ask("leaderboard", ["--measure", "pulls", "--limit", "1", "--asOf", at])["value"]
                    as? [[String: Any]])
            #expect(then[0]["id"] as? String == entry["id"] as? String)
            #expect(then[0]["value"] as? Int == entry["value"] as? Int)
        }
        let ram = try deployment.ask("ram", ["--sizeClass", "5-10", "--version", "2", "--series", "pulls"])
        #expect(ram["value"] is NSNull && (ram["reason"] as? String)?.contains("only 0 models") == true)
    }
}
