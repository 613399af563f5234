import Foundation
import TestSupport
import Testing

/// Curation through the real programs: the list, the sheet, and what the gateway answers once it is filled in.
@Suite("Curation", .serialized)
struct CurateTests {
    @Test("Where most hangs comes first; a filled in sheet moves it out of the list")
    func sheet() throws {
        let deployment = try Deployment("curate")
        let listing = deployment.folder.path("listing.json")
        try #"""
        [{"id":"big/base","likes":50},{"id":"small/tuned","likes":90,"tags":["base_model:finetune:big/base"]},
        {"id":"done/model","likes":500}]
        """#.write(toFile: listing, atomically: true, encoding: .utf8)
        let regions = deployment.folder.path("regions.csv")
        try "hf_org,region\ndone,us\n".write(toFile: regions, atomically: true, encoding: .utf8)
        _ = try deployment.load(["huggingface", listing, "--at", "2026-05-01"])
        _ = try deployment.load(["regions", regions, "--at", "2026-05-01"])
        try deployment.wait()

        let list = try #require(try deployment.json(["curate"]) as? [String: Any])
        let entries = try #require(list["value"] as? [[String: Any]])
        #expect(entries.map { $0["id"] as? String } == ["big", "small"])
        #expect(entries.map { $0["value"] as? Int } == [140, 90])
        #expect(entries.map { $0["derivatives"] as? Int } == [1, 0])
        let csv = try deployment.tool(["curate", "--csv"]).output
        #expect(
            csv
                == "organization,country,kind,parent,aliases,name,evidence,at,likes,models,derivatives\n"
                + "big,,,,,,,2026-05-01,140,1,1\nsmall,,,,,,,2026-05-01,90,1,0\n")

        // One row filled in without evidence is told with its line; the other is taken.
        let filled = deployment.folder.path("sheet.csv")
        try csv.replacingOccurrences(of: "big,,,,,,,", with: "big,FR,company,,,Big,https://big.example,")
            .replacingOccurrences(of: "small,,,,,,,", with: "small,CN,,,,,,")
            .write(toFile: filled, atomically: true, encoding: .utf8)
        let sent = try deployment.tool(["curate", filled])
        #expect(sent.status == 3, "\(sent.errors)")
        #expect(sent.errors.contains("sheet.csv:3:") && sent.errors.contains("evidence"), "\(sent.errors)")
        try deployment.wait()
        let after = try #require(try deployment.json(["curate"]) as? [String: Any])
        #expect((after["value"] as? [[String: Any]])?.map { $0["id"] as? String } == ["small"])
        let big = try #require(try deployment.ask("organization.get", ["--id", "big"])["value"] as? [String: Any])
        #expect(big["country"] as? String == "FR" && big["kind"] as? String == "company")

        // At the time before it was known, it was not.
        let before = try deployment.ask(
            "organization.list", ["--country", "unreviewed", "--knownAt", "\(try #require(list["knownAt"] as? Int))"])
        #expect((before["value"] as? [[String: Any]])?.map { $0["id"] as? String } == ["big", "small"])
        let none = try deployment.ask("organization.list", ["--country", "JP"])
        #expect(none["value"] is NSNull && (none["reason"] as? String)?.isEmpty == false)
        let byId = try deployment.ask("organization.list", ["--order", "id", "--limit", "1"])
        #expect((byId["value"] as? [[String: Any]])?.first?["id"] as? String == "big")
        #expect(byId["cursor"] is String)
    }
}
