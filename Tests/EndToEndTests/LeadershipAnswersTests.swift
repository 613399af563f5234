import Foundation
import TestSupport
import Testing

/// Concentration, leadership and the effect of a date on real deployments and likes, from files to the gateway's answers. The
/// expected numbers were counted from the same files by a script of a few lines; those of the regression are statsmodels' (OLS,
/// HAC with use_correction).
@Suite("Leadership on real data", .serialized, .enabled(if: RealData.folder != nil, "\(RealData.absence)"))
struct LeadershipAnswersTests {
    private func shares(_ value: Any?) throws -> [String] {
        try #require(value as? [[String: Any]]).map { "\($0["key"] ?? "") \($0["numerator"] ?? "")" }
    }

    @Test("Deployments by country")
    func deployments() throws {
        let data = try #require(RealData.folder)
        let deployment = try Deployment("leadership")
        _ = try deployment.load(["deployments", "\(data)/deployments/availability_events.csv"])
        _ = try deployment.load(["regions", "\(data)/regions/organization_regions.csv", "--at", "2026-05-04T04:10:37Z"])
        try deployment.wait()

        let now = try deployment.ask("concentration", ["--measure", "deployments", "--k", "1"])
        let value = try #require(now["value"] as? [String: Any])
        #expect(try shares(value["shares"]) == ["US 991", "CN 685", "EU 90", "other 5"])
        #expect(now["denominator"] as? Int == 1_771)
        #expect(abs(try #require(now["coverage"] as? Double) - 1_771.0 / 5_739) < 1e-12)
        let squares = [991.0, 685, 90, 5].reduce(0) { $0 + ($1 / 1_771) * ($1 / 1_771) }
        let hhi = try #require((value["hhi"] as? [String: Any])?["value"] as? Double)
        #expect(abs(hhi - squares * 10_000) < 1e-6)
        let ratio = try #require((value["crk"] as? [String: Any])?["value"] as? Double)
        #expect(abs(ratio - 991.0 / 1_771) < 1e-12)

        let answer = try deployment.ask("leadership", ["--series", "deployments"])
        let months = try #require(answer["value"] as? [[String: Any]])
        #expect(months.map { $0["period"] as? String }.first == "2025-06")
        #expect(months.map { $0["period"] as? String }.last == "2026-07")
        let leaders = months.map { $0["leader"] as? String ?? "nobody" }
        #expect(
            leaders == [
                "US", "CN", "CN", "CN", "CN", "US", "CN", "US", "US", "US", "CN", "US", "US", "nobody",
            ])
        #expect(try shares(months[1]["shares"]) == ["CN 42", "US 34", "EU 10", "other 1"])
        // A tie: the first by name leads, by nothing.
        #expect(try shares(months[2]["shares"]) == ["CN 40", "US 40", "EU 5"])
        #expect(months[2]["lead"] as? Double == 0)
        // More offers of European models ended than began.
        #expect(try shares(months[9]["shares"]) == ["US 93", "CN 22"])

        let crossover = try deployment.ask(
            "crossover", ["--of", "CN", "--over", "US", "--series", "deployments", "--k", "1"])
        #expect(crossover["value"] as? String == "2025-07")
        let never = try deployment.ask("crossover", ["--of", "CN", "--over", "US", "--series", "deployments"])
        #expect(never["value"] is NSNull)

        let effect = try deployment.ask(
            "milestone.effect",
            [
                "--date", "2026-02-01", "--series", "deployments", "--of", "US", "--before", "60", "--after", "60",
            ])
        #expect(effect["numerator"] as? Int == 497)
        #expect(effect["denominator"] as? Int == 949)
        #expect(abs(try #require(effect["coverage"] as? Double) - 949.0 / 2_636) < 1e-12)
        let changes = try #require(effect["value"] as? [String: Any])
        try check(changes["level"], 1.9745670093544516, -11.63757143902783, 15.586705457736734)
        try check(changes["slope"], -0.17296471242011652, -0.45556372117575933, 0.1096342963355263)
        let placebos = try #require(changes["placebos"] as? [String: Any])
        #expect(placebos["tested"] as? Int == 5)
        let dates = try #require(placebos["dates"] as? [[String: Any]])
        #expect(
            dates.map { $0["date"] as? String } == [
                "2025-12-03", "2025-11-03", "2025-10-04", "2025-09-04", "2025-08-05",
            ])
        try check(dates[1]["level"], 3.8019727702139505, -7.859643973842905, 15.463589514270806)
        try check(dates[3]["slope"], 0.02067240900250062, -0.01654968962810021, 0.05789450763310145)
    }

    private func check(_ estimate: Any?, _ value: Double, _ low: Double, _ high: Double) throws {
        let found = try #require(estimate as? [String: Any])
        for (key, wanted) in [("value", value), ("low", low), ("high", high)] {
            let number = try #require(found[key] as? Double)
            #expect(abs(number - wanted) < 1e-8, "\(key) \(number) \(wanted)")
        }
    }

    @Test("Likes of five days by country")
    func likes() throws {
        let data = try #require(RealData.folder)
        let deployment = try Deployment("leadership_likes")
        for time in ListingDays.times {
            _ = try deployment.load(["huggingface", ListingDays.file(data, time), "--at", time])
        }
        _ = try deployment.load(["regions", "\(data)/regions/organization_regions.csv", "--at", "2026-05-04T04:10:37Z"])
        try deployment.wait()
        let answer = try deployment.ask("leadership", ["--series", "likes"])
        let months = try #require(answer["value"] as? [[String: Any]])
        // The last day of April brought levels, and nothing to take a difference to.
        #expect(months.map { $0["period"] as? String } == ["2026-05"])
        #expect(try shares(months[0]["shares"]) == ["CN 1483", "US 1208", "EU 284", "other 24"])
        #expect(abs(try #require(answer["coverage"] as? Double) - 2_999.0 / 5_744) < 1e-12)
        let gauge = try deployment.ask("leadership", ["--series", "downloads"])
        #expect(gauge["value"] is NSNull)
        #expect((gauge["reason"] as? String)?.contains("no record of downloads") == true)
    }
}
