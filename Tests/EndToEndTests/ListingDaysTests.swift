import Foundation
import TestSupport
import Testing

/// What the five listing days differ in: likes gained and lost, and what is no change of adoption. The figures are those of
/// a script that compares the files by themselves.
@Suite("Five listing days", .serialized, .enabled(if: RealData.folder != nil, "\(RealData.absence)"))
struct ListingDaysTests {
    private static let world = Result {
        let deployment = try Deployment("realfivedays")
        for time in ListingDays.times {
            _ = try deployment.load(["huggingface", ListingDays.file(RealData.folder ?? "", time), "--at", time])
        }
        try deployment.wait()
        return deployment
    }

    @Test("from the first day to the second 450 of 872 models gained likes and 5 lost some")
    func gainsAndLosses() throws {
        let deployment = try Self.world.get()
        let question = ["--measure", "gainSinceFirst", "--asOf", ListingDays.times[1], "--limit", "1000"]
        var values: [Int] = []
        var cursor: String?
        repeat {
            let page = try deployment.ask("leaderboard", question + (cursor.map { ["--cursor", $0] } ?? []))
            values += try #require(page["value"] as? [[String: Any]]).compactMap { $0["value"] as? Int }
            cursor = page["cursor"] as? String
        } while cursor != nil
        #expect(values.count { $0 > 0 } == 450 && values.count { $0 < 0 } == 5)
        // 417 of those seen twice stayed, and 128 each were seen on one of the two days only.
        #expect(values.count { $0 == 0 } == 417 + 2 * 128)
    }

    @Test("a tag that came is no adoption, and no other model")
    func onlyTags() throws {
        let deployment = try Self.world.get()
        let id = ["--id", "ibm-granite/granite-4.1-3b-fp8"]
        let days = try #require(try deployment.ask("model.timeline", id)["value"] as? [[String: Any]])
        let second = try #require(days.first { ($0["at"] as? String)?.hasPrefix("2026-05-02") == true })
        #expect(second["amount"] as? Int == 0)
        func model(_ time: String) throws -> [String: Any] {
            var value = try #require(
                try deployment.ask("model.get", id + ["--asOf", time])["value"] as? [String: Any])
            // What is counted differs from day to day; what is stated must not.
            for key in ["series", "decayedAdoption", "derivatives"] { value[key] = nil }
            return value
        }
        let (before, after) = (try model(ListingDays.times[1]), try model(ListingDays.times[2]))
        #expect(NSDictionary(dictionary: before) == NSDictionary(dictionary: after))
    }

    @Test("a licence that changed by its tag is a dated fact, and no adoption")
    func license() throws {
        let deployment = try Self.world.get()
        let id = ["--id", "zerofata/G4-MeroMero-26B-A4B"]
        func license(_ time: String) throws -> String? {
            let value = try deployment.ask("model.get", id + ["--asOf", time])["value"] as? [String: Any]
            return value?["license"] as? String
        }
        #expect(try license(ListingDays.times[1]) == "mit")
        #expect(try license(ListingDays.times[2]) == "apache-2.0")
        let days = try #require(try deployment.ask("model.timeline", id)["value"] as? [[String: Any]])
        let change = try #require(days.first { ($0["at"] as? String)?.hasPrefix("2026-05-02") == true })
        #expect(change["amount"] as? Int == 0)
    }
}
