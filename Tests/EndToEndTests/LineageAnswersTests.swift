import Foundation
import TestSupport
import Testing

/// Questions of lineage on the real listing, through the real programs.
@Suite("Lineage on real data", .serialized, .enabled(if: RealData.folder != nil, "\(RealData.absence)"))
struct LineageAnswersTests {
    @Test("The newest listing day and the regions")
    func listing() throws {
        let data = try #require(RealData.folder)
        let deployment = try Deployment("lineage")
        for time in ListingDays.times {
            _ = try deployment.load(["huggingface", ListingDays.file(data, time), "--at", time])
        }
        _ = try deployment.load(["regions", "\(data)/regions/organization_regions.csv", "--at", "2026-05-04T04:10:37Z"])
        try deployment.wait()

        let matrix = try deployment.ask("dependence.matrix")
        let us = try #require((matrix["value"] as? [[String: Any]])?.first { $0["key"] as? String == "US" })
        #expect(us["denominator"] as? Int == 68)
        let shares = try #require(us["shares"] as? [[String: Any]])
        #expect(shares.map { $0["key"] as? String } == ["US", "CN", "EU"])
        #expect(shares.map { $0["numerator"] as? Int } == [48, 15, 5])

        // An independent program with exact fractions gives the same figures.
        let countries = try deployment.ask("roots", ["--by", "country"])
        #expect(try keys(countries) == ["CN", "US", "EU", "other"])
        let numerators = try list(countries).compactMap { $0["numerator"] as? Double }
        for (found, expected) in zip(numerators, [1538.0 / 3, 305.75, 3242.0 / 35, 12]) {
            #expect(abs(found - expected) < 1e-9)
        }
        let likes = try deployment.ask("roots", ["--by", "organization", "--weight", "likes", "--limit", "4"])
        #expect(try keys(likes) == ["Qwen", "deepseek-ai", "meta-llama", "stabilityai"])
        #expect(try list(likes).map { $0["numerator"] as? Int } == [86_998, 42_419, 40_434, 30_991])

        let china = try deployment.ask("removal", ["--country", "CN"])
        #expect(china["numerator"] as? Int == 514)
        #expect(china["denominator"] as? Int == 1392)
        #expect(china["own"] as? Int == 202)
        let downloads = try deployment.ask("removal", ["--country", "CN", "--weight", "downloads"])
        #expect(downloads["numerator"] as? Int == 521_059_475)
        #expect(try deployment.ask("removal", ["--organization", "Qwen"])["numerator"] as? Int == 328)

        // The present, from the gateway's memory, and the same state cited, from scoring, say the same.
        let batch = try String(#require(china["knownAt"] as? Int))
        for conditions in [["--measure", "derivatives"], ["--country", "CN"], ["--task", "nothing"]] {
            var doors = try [conditions, conditions + ["--knownAt", batch]].map {
                try deployment.ask("leaderboard", $0)
            }
            for door in doors.indices { for key in ["epoch", "cursor"] { doors[door][key] = nil } }
            #expect(NSDictionary(dictionary: doors[0]) == NSDictionary(dictionary: doors[1]), "\(conditions)")
        }

        let uploads = try deployment.ask("intermediaries", ["--weight", "downloads"])
        #expect(uploads["numerator"] as? Int == 41_221_084)
        #expect(uploads["denominator"] as? Int == 1_390_714_495)
        #expect(uploads["models"] as? Int == 300)

        let models = try deployment.ask("hIndex", ["--limit", "3"])
        #expect(try keys(models) == ["Qwen/Qwen3.6-27B", "Qwen/Qwen3.6-35B-A3B", "Lightricks/LTX-2.3"])
        #expect(try list(models).map { $0["value"] as? Int } == [21, 17, 16])
        let board = try deployment.ask("leaderboard", ["--measure", "hIndex", "--limit", "3"])
        #expect(try keys(board) == keys(models))
        let organizations = try deployment.ask("hIndex", ["--by", "organization", "--limit", "3"])
        #expect(try list(organizations).map { $0["value"] as? Int } == [97, 33, 20])

        let course = try deployment.ask("dependence.course", ["--of", "US", "--on", "CN", "--period", "quarter"])
        let first = try #require(course["firstAboveZero"] as? [String: String])
        #expect(
            first == ["date": "2023-12-23", "child": "NousResearch/Nous-Hermes-2-Yi-34B", "parent": "01-ai/Yi-34B"])
        #expect(try list(course).last?["numerator"] as? Int == 15)
        #expect(try list(course).last?["denominator"] as? Int == 68)

        #expect(try deployment.ask("descendants", ["--organization", "Qwen"])["value"] as? Int == 240)
        #expect(
            try deployment.ask("descendants", ["--organization", "Qwen", "--family", "true"])["value"] as? Int == 289)
        let flagged = try deployment.ask("dependence", ["--of", "US", "--excludeFlagged", "true"])
        #expect((flagged["lineage"] as? [String: Int])?["leftOut"] == 6)
        let conflicts = try deployment.ask("license.conflicts")
        #expect(conflicts["denominator"] as? Int == 403)
        #expect(try list(conflicts).map { $0["ancestor"] as? String } == ["meta-llama/Llama-3.1-8B-Instruct"])
        let descendants = try deployment.ask("descendants", ["--id", "Qwen/Qwen3.6-27B"])
        #expect(descendants["direct"] as? Int == 69)
    }

    private func list(_ answer: [String: Any]) throws -> [[String: Any]] {
        try #require(answer["value"] as? [[String: Any]])
    }

    private func keys(_ answer: [String: Any]) throws -> [String] {
        try list(answer).compactMap { $0["id"] as? String }
    }
}
