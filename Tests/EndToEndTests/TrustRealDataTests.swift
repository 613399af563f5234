import Foundation
import TestSupport
import Testing

/// Bands and restatements of the published shares, on real data.
@Suite("Trust on real data", .serialized, .enabled(if: RealData.folder != nil, "\(RealData.absence)"))
struct TrustRealDataTests {
    @Test("Five days, then the regions: a share is restated, and its band holds it")
    func regions() throws {
        let data = try #require(RealData.folder)
        let deployment = try Deployment("trust_real")
        var day: Int?
        for time in ListingDays.times {
            _ = try deployment.load(["huggingface", ListingDays.file(data, time), "--at", time])
            if day != nil { continue }
            try deployment.wait()
            day = try deployment.ask("coverage")["knownAt"] as? Int
        }
        try deployment.wait()
        let first = try #require(day)
        let before = try #require(try deployment.ask("coverage")["knownAt"] as? Int)
        _ = try deployment.load(["regions", "\(data)/regions/organization_regions.csv", "--at", "2026-05-04T04:10:37Z"])
        try deployment.wait()

        let share = #""method":"dependence","params":{"of":"US","on":"CN"}"#
        let restated = try deployment.ask("restatement", ["--params", "{\(share),\"knownAtBefore\":\(before)}"])
        let value = try #require(restated["value"] as? [String: Any])
        #expect(value["old"] is NSNull)
        let new = try #require(value["new"] as? Double)
        #expect(abs(new - 15.0 / 68) < 1e-12)
        let groups = try #require(restated["groups"] as? [[String: Any]])
        #expect(groups.count == 1 && groups[0]["kind"] as? String == "organization")
        let count = #"{"method":"dependence","params":{"of":"unreviewed"},"key":"CN","knownAtBefore":\#(before)}"#
        let unreviewed = try deployment.ask("restatement", ["--params", count])
        let part = try #require((unreviewed["value"] as? [String: Any])?["new"] as? Double)
        #expect(abs(part - 255.0 / 396) < 1e-12)

        let likes = #"{"method":"model.get","params":{"id":"deepseek-ai/DeepSeek-R1"},"key":"series.likes.latest""#
        let grown = try deployment.ask("restatement", ["--params", likes + ",\"knownAtBefore\":\(first)}"])
        let figure = try #require(grown["value"] as? [String: Int])
        #expect(figure["new"] == 13_317 && figure["new"]! - figure["old"]! == figure["difference"]!)
        let effects = try #require(grown["groups"] as? [[String: Any]]).compactMap { $0["effect"] as? Int }
        #expect(effects.reduce(0, +) == figure["difference"])
        #expect((grown["changes"] as? [[String: Any]])?.first?["kind"] as? String == "observation")

        let band = try deployment.ask("sensitivity", ["--params", "{\(share)}"])
        let ends = try #require(band["value"] as? [String: Double])
        let asked = try #require(band["asked"] as? Double)
        #expect(abs(asked - 15.0 / 68) < 1e-12)
        #expect(try #require(ends["min"]) <= asked && asked <= #require(ends["max"]))
        let variants = try #require(band["variants"] as? [[String: Any]])
        #expect(variants.contains { ($0["variant"] as? String)?.hasPrefix("6 edges whose child's name") == true })
        let (least, greatest) = (try #require(ends["min"]), try #require(ends["max"]))
        // Quantizations alone; and every unknown country the US.
        #expect(abs(least - 2.0 / 19) < 1e-12)
        #expect(abs(greatest - 27.0 / 71) < 1e-12)
        #expect(
            Set(variants.compactMap { $0["choice"] as? String }).isSuperset(of: [
                "countries", "relations", "attribution",
            ]))

        let edges = try deployment.tool(["export", "dependence", "--of", "US", "--what", "inputs", "--format", "csv"])
        #expect(edges.status == 0 && edges.output.components(separatedBy: "\r\n").count == 796 + 2)
        let board = try deployment.tool(["export", "leaderboard"])
        #expect(board.output.split(separator: "\n").count == 1392)
        #expect(board.errors.contains("Apache-2.0"))
    }
}
