import Foundation
import TestSupport
import Testing

/// From real files to answers: what the gateway says after the five listing days and the table of regions, and again
/// after everything was imported twice, and with services killed in the middle.
@Suite("Known answers on real data", .serialized, .enabled(if: RealData.folder != nil, "\(RealData.absence)"))
struct KnownAnswersTests {
    @Test("The five days and the regions, once and twice")
    func fiveDays() throws {
        let data = try #require(RealData.folder)
        let deployment = try Deployment("known")
        for time in ListingDays.times {
            let tally = try deployment.load(["huggingface", ListingDays.file(data, time), "--at", time])
            #expect(tally["rejected"] as? Int == 0)
            #expect(tally["duplicate"] as? Int == 0)
        }
        _ = try deployment.load(["regions", "\(data)/regions/organization_regions.csv", "--at", "2026-05-04T04:10:37Z"])
        try deployment.wait()
        try check(deployment)
        let before = try answers(deployment)

        for time in ListingDays.times {
            let tally = try deployment.load(["huggingface", ListingDays.file(data, time), "--at", time])
            #expect(tally["stored"] as? Int == 0)
            #expect(tally["duplicate"] as? Int == tally["lines"] as? Int)
        }
        _ = try deployment.load(["regions", "\(data)/regions/organization_regions.csv", "--at", "2026-05-04T04:10:37Z"])
        try deployment.wait()
        #expect(try answers(deployment) == before)
    }

    @Test("Each service killed while a day is imported", arguments: ["ingest", "scoring", "query"])
    func killed(_ victim: String) throws {
        let data = try #require(RealData.folder)
        let deployment = try Deployment("killed_\(victim)")
        for (index, time) in ListingDays.times.enumerated() {
            let file = ListingDays.file(data, time)
            let importing = try ServiceProcess(
                "groundswell", ["--sockets", deployment.sockets, "import", "huggingface", file, "--at", time],
                log: deployment.folder.path("import-\(index).log"))
            usleep(useconds_t(20_000 + index * 30_000))
            try deployment.service(victim).kill9()
            usleep(100_000)
            try deployment.start(victim)
            while importing.isRunning { usleep(20_000) }
            // Whatever the interrupted import came to, running it again completes it.
            let tally = try deployment.load(["huggingface", file, "--at", time])
            #expect(tally["rejected"] as? Int == 0)
        }
        _ = try deployment.load(["regions", "\(data)/regions/organization_regions.csv", "--at", "2026-05-04T04:10:37Z"])
        try deployment.wait()
        try check(deployment)
    }

    @Test("HELM and MTEB")
    func catalogues() throws {
        let data = try #require(RealData.folder)
        let helm = try Deployment("helm")
        _ = try helm.load(["helm", "\(data)/helm/model_metadata.yaml", "--at", "2026-05-01"])
        try helm.wait()
        let coverage = try #require(try helm.ask("coverage")["value"] as? [String: Any])
        #expect(coverage["models"] as? Int == 622)
        let access = try #require(coverage["byAccess"] as? [String: Int])
        #expect(access == ["openRestricted": 360, "api": 256, "unreleased": 6])

        let mteb = try Deployment("mteb")
        _ = try mteb.load(["mteb", "\(data)/mteb/model_meta.ndjson", "--at", "2026-05-01"])
        try mteb.wait()
        let described = try #require(try mteb.ask("coverage")["value"] as? [String: Any])
        #expect(described["models"] as? Int == 968)
    }

    private func answers(_ deployment: Deployment) throws -> [String] {
        let questions: [[String]] = [
            ["coverage"], ["leaderboard", "--measure", "netLikes", "--limit", "50"],
            ["leaderboard", "--measure", "gainSinceFirst", "--limit", "1000"],
            ["leaderboard", "--measure", "derivatives", "--limit", "50"], ["dependence", "--of", "US"],
            ["dependence", "--of", "EU"], ["dependence", "--of", "unreviewed"],
            ["model.get", "--id", "deepseek-ai/DeepSeek-R1"],
        ]
        return try questions.map { question in
            let answer = try deployment.ask(question[0], Array(question.dropFirst()))
            let value = try #require(answer["value"])
            let data = try JSONSerialization.data(withJSONObject: value, options: [.sortedKeys, .fragmentsAllowed])
            return String(decoding: data, as: UTF8.self)
        }
    }

    private func check(_ deployment: Deployment) throws {
        let coverage = try #require(try deployment.ask("coverage")["value"] as? [String: Any])
        #expect(coverage["models"] as? Int == 1392)
        #expect(coverage["placeholders"] as? Int == 176)
        #expect(coverage["parents"] as? Int == 361)
        #expect(coverage["parentsUnlisted"] as? Int == 176)
        #expect(coverage["selfLoops"] as? Int == 2)
        #expect(coverage["withoutLicense"] as? Int == 229)
        let edges = try #require(coverage["edges"] as? [String: Any])
        #expect(edges["total"] as? Int == 796)
        let relations = ["quantized": 377, "finetune": 282, "adapter": 78, "merge": 55, "unknown": 4]
        #expect(edges["byRelation"] as? [String: Int] == relations)

        let liked = try first(deployment, "netLikes")
        #expect(liked.id == "deepseek-ai/DeepSeek-R1" && liked.value == 13_317)
        let gained = try first(deployment, "gainSinceFirst")
        #expect(gained.id == "deepseek-ai/DeepSeek-V4-Pro" && gained.value == 234)
        let parent = try first(deployment, "derivatives")
        #expect(parent.id == "Qwen/Qwen3.6-27B" && parent.value == 69)
        let fallen = try #require(
            try deployment.ask(
                "leaderboard", ["--measure", "gainSinceFirst", "--order", "ascending", "--limit", "20"])["value"]
                as? [[String: Any]])
        #expect(fallen.count { ($0["value"] as? Int ?? 0) < 0 } == 6)
        #expect((coverage["counters"] as? [String: Int])?["fell"] == 24)

        try dependence(deployment, ["--of", "US"], ["US": 48, "CN": 15, "EU": 5], coverage: 1)
        try dependence(
            deployment, ["--of", "US", "--scope", "crossOrganization"], ["CN": 15, "EU": 5, "US": 4], coverage: 1)
        try dependence(deployment, ["--of", "EU"], ["EU": 13, "CN": 3, "US": 1], coverage: 17.0 / 18)
        try dependence(
            deployment, ["--of", "unreviewed"], ["CN": 255, "US": 99, "EU": 40, "other": 2], coverage: 396.0 / 642)
    }

    private func first(_ deployment: Deployment, _ measure: String) throws -> (id: String, value: Int) {
        let answer = try deployment.ask("leaderboard", ["--measure", measure, "--limit", "1"])
        let entry = try #require((answer["value"] as? [[String: Any]])?.first)
        return (entry["id"] as? String ?? "", entry["value"] as? Int ?? .min)
    }

    private func dependence(
        _ deployment: Deployment, _ parameters: [String], _ expected: [String: Int], coverage: Double
    ) throws {
        let answer = try deployment.ask("dependence", parameters)
        let shares = try #require(answer["value"] as? [[String: Any]])
        let sum = expected.values.reduce(0, +)
        #expect(answer["denominator"] as? Int == sum)
        #expect(abs(try #require(answer["coverage"] as? Double) - coverage) < 1e-12)
        var found: [String: Int] = [:]
        for share in shares {
            let numerator = try #require(share["numerator"] as? Int)
            found[try #require(share["key"] as? String)] = numerator
            // Foundation's parser is an ulp off here and there.
            #expect(abs(try #require(share["value"] as? Double) - Double(numerator) / Double(sum)) < 1e-12)
        }
        #expect(found == expected)
    }
}
