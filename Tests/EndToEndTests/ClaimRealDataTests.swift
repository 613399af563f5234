import Foundation
import TestSupport
import Testing

/// The claims over the sample and the real listings together.
@Suite("Claims on real data", .serialized, .enabled(if: RealData.folder != nil, "\(RealData.absence)"))
struct ClaimRealDataTests {
    private static let sample = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "deploy/sample").path

    @Test("all 22 verdicts and figures")
    func all() throws {
        let data = try #require(RealData.folder)
        let deployment = try Deployment("realclaims")
        for name in ["organizations", "models", "events", "milestones", "claims", "helm", "mteb"] {
            _ = try deployment.load(["groundswell", "\(Self.sample)/\(name).ndjson"])
        }
        for time in ListingDays.times {
            _ = try deployment.load(["huggingface", ListingDays.file(data, time), "--at", time])
        }
        _ = try deployment.load(["auto", "\(data)/regions", "--at", ListingDays.times[4]])
        try deployment.wait()
        let answers = try #require(try deployment.json(["claims"]) as? [[String: Any]])
        var found: [String] = []
        for answer in answers {
            let id = (answer["claim"] as? [String: Any])?["id"] as? String ?? ""
            let value = ((answer["now"] as? [String: Any])?["value"] as? NSNumber).map {
                "\(($0.doubleValue * 1e6).rounded() / 1e6)"
            }
            found.append("\(id): \(answer["value"] as? String ?? ""), \(value ?? "-")")
            if ProcessInfo.processInfo.environment["GROUNDSWELL_SHOW"] != nil {
                print("\(found.last ?? "") | \(answer["reason"] ?? "")")
            }
        }
        let pinned = try String(
            contentsOfFile: "\(Self.sample)/../../Tests/Known/claims-on-real-data.txt", encoding: .utf8)
        #expect(found == pinned.split(separator: "\n").map(String.init))
    }
}
