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

        for question in [
            ["roots", "--by", "country"], ["roots", "--by", "organization", "--weight", "likes", "--limit", "5"],
            ["roots", "--weight", "downloads", "--limit", "5"], ["removal", "--country", "CN"],
            ["removal", "--country", "CN", "--weight", "downloads"], ["removal", "--organization", "Qwen"],
            ["intermediaries"], ["intermediaries", "--weight", "downloads", "--limit", "3"],
            ["intermediaries", "--organization", "Qwen"], ["license.conflicts", "--limit", "2"],
            ["hIndex", "--limit", "5"], ["hIndex", "--by", "organization", "--limit", "5"],
            ["dependence.course", "--of", "US", "--on", "CN", "--period", "quarter"],
            ["descendants", "--organization", "Qwen"], ["descendants", "--organization", "Qwen", "--family", "true"],
            ["dependence", "--of", "US", "--attribution", "root"],
            ["dependence", "--of", "US", "--excludeFlagged", "true"],
        ] {
            let answer = try deployment.ask(question[0], Array(question.dropFirst()))
            var shown = answer
            for key in ["parameters", "sources", "knownAt", "epoch", "asOf", "cursor"] { shown[key] = nil }
            let text = try JSONSerialization.data(withJSONObject: shown, options: [.sortedKeys])
            print("ANSWER", question.joined(separator: " "), String(decoding: text, as: UTF8.self).prefix(900))
        }
        let descendants = try deployment.ask("descendants", ["--id", "Qwen/Qwen3.6-27B"])
        #expect(descendants["direct"] as? Int == 69)
    }
}
