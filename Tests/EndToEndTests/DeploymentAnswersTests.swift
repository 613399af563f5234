import Foundation
import TestSupport
import Testing

/// Who served what on which day, from the real record of begins and ends. The figures are those of a script of a few lines
/// that reads the file by itself.
@Suite("Offers on real data", .serialized, .enabled(if: RealData.folder != nil, "\(RealData.absence)"))
struct DeploymentAnswersTests {
    private static let world = Result { try Deployment("realserving") }
    private static let loaded = Result {
        let deployment = try world.get()
        let file = "\(RealData.folder ?? "")/deployments/availability_events.csv"
        let tally = try deployment.load(["deployments", file])
        try deployment.wait()
        return tally["stored"] as? Int
    }

    private func ask(_ parameters: [String]) throws -> [String: Any] {
        #expect(try Self.loaded.get() == 12_042)
        return try Self.world.get().ask("deployment.list", parameters)
    }

    struct Known: Sendable {
        var day: String
        var inForce: Int
        var providers: Int
        var models: Int
        var ended: Int
        var withoutBegin: Int
    }

    @Test(
        "on any day",
        arguments: [
            Known(day: "2025-06-30", inForce: 244, providers: 16, models: 217, ended: 18, withoutBegin: 0),
            Known(day: "2025-12-31", inForce: 2_034, providers: 76, models: 1_270, ended: 1_734, withoutBegin: 12),
            Known(day: "2026-03-31", inForce: 4_223, providers: 110, models: 2_325, ended: 2_159, withoutBegin: 69),
            Known(day: "2026-07-31", inForce: 5_739, providers: 172, models: 2_830, ended: 3_269, withoutBegin: 235),
        ])
    func days(_ known: Known) throws {
        let answer = try ask(["--asOf", known.day])
        #expect(answer["denominator"] as? Int == known.inForce && answer["deployments"] as? Int == known.inForce)
        #expect(answer["providers"] as? Int == known.providers && answer["models"] as? Int == known.models)
        #expect(answer["coverage"] as? Double == 1)
        let ended = try ask(["--asOf", known.day, "--state", "ended", "--limit", "1"])
        #expect(ended["denominator"] as? Int == known.ended)
        #expect(ended["numerator"] as? Int == known.ended - known.withoutBegin)
    }

    @Test("one model: who serves it, since when; an end that comes later is not seen before")
    func model() throws {
        let late = try ask(["--model", "GLM-4.6", "--asOf", "2025-12-31"])
        let offers = try #require(late["value"] as? [[String: Any]])
        #expect(
            offers.map { $0["provider"] as? String } == [
                "aihubmix", "helicone", "iflowcn", "ollama-cloud", "opencode", "zai", "zai-coding-plan", "zhipuai",
                "zhipuai-coding-plan",
            ])
        let plan = try #require(offers.first { $0["provider"] as? String == "zai-coding-plan" })
        #expect(plan["begin"] as? String == "2025-09-30T07:25:39Z" && plan["end"] is NSNull)
        let all = try ask(["--model", "glm-4.6", "--provider", "zai-coding-plan", "--state", "ended"])
        let span = try #require((all["value"] as? [[String: Any]])?.first)
        #expect(span["end"] as? String == "2026-04-25T10:49:10Z" && span["beginKnown"] as? Bool == true)
    }

    @Test("page by page, each offer once")
    func pages() throws {
        var parameters = ["--asOf", "2025-12-31", "--limit", "700"]
        var seen: [String] = []
        var cursor: String?
        repeat {
            let page = try ask(parameters + (cursor.map { ["--cursor", $0] } ?? []))
            let offers = try #require(page["value"] as? [[String: Any]])
            seen += offers.map { "\($0["id"] ?? "") \($0["provider"] ?? "")" }
            cursor = page["cursor"] as? String
            parameters = ["--asOf", "2025-12-31", "--limit", "1000"]
        } while cursor != nil
        #expect(seen.count == 2_034 && Set(seen).count == 2_034)
    }

    @Test("nobody, nothing and other places get a sentence")
    func nothing() throws {
        let none = try ask(["--provider", "nobody-at-all"])
        #expect(none["value"] is NSNull && (none["reason"] as? String)?.contains("no offer") == true)
        let early = try ask(["--asOf", "2020-01-01"])
        #expect(early["value"] is NSNull && early["denominator"] as? Int == 0)
        let outcome = try Self.world.get().tool(["ask", "deployment.list", "--model", "nobody/nothing"])
        #expect(outcome.status == 1 && outcome.errors.contains("no model is called"))
    }
}
