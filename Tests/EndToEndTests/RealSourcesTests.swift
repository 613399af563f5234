import Foundation
import TestSupport
import Testing

/// Sources beside the listing on real data: a whole folder at once, and what each source gives.
@Suite("Sources on real data", .serialized, .enabled(if: RealData.folder != nil, "\(RealData.absence)"))
struct RealSourcesTests {
    @Test("Corrections win over repository dates, the parameters file gives size classes")
    func corrections() throws {
        let data = try #require(RealData.folder)
        let deployment = try Deployment("realregions")
        let day = ListingDays.times[4]
        _ = try deployment.load(["huggingface", ListingDays.file(data, day), "--at", day])
        // A folder of three tables, each told by its content; the licence text is left out.
        let tally = try deployment.load(["auto", "\(data)/regions", "--at", day])
        let files = try #require(tally["files"] as? [[String: Any]])
        #expect(files.compactMap { $0["format"] as? String } == ["parameters", "regions", "release-dates"])
        #expect(files.compactMap { $0["entries"] as? Int } == [299, 118, 40])
        #expect(tally["rejected"] as? Int == 0)
        _ = try deployment.load(["helm", "\(data)/helm/model_metadata.yaml", "--at", day])
        try deployment.wait()

        // Of each corrected model the gateway has the corrected date, whatever the repository's is.
        let text = try String(contentsOfFile: "\(data)/regions/release_date_corrections.csv", encoding: .utf8)
        var differing = 0
        let rows = text.split(separator: "\n").filter { !$0.hasPrefix("#") && !$0.hasPrefix("model_id") }
        for row in rows {
            let cells = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            let model = try #require(try deployment.ask("model.get", ["--id", cells[0]])["value"] as? [String: Any])
            #expect(model["released"] as? String == cells[2], "\(cells[0])")
            if let created = model["created"] as? String, created.prefix(10) != cells[2] { differing += 1 }
        }
        #expect(rows.count == 40 && differing > 0)

        let r1 = try #require(
            try deployment.ask("model.get", ["--id", "deepseek-ai/DeepSeek-R1"])["value"] as? [String: Any])
        #expect(r1["sizeClass"] as? String == "250+")
        #expect(r1["activeParameters"] as? Int == 37_000_000_000)
        // The catalogue says 13 billion of it, and the listing 685 of R1: the table of parameters is believed.
        let phi = try #require(try deployment.ask("model.get", ["--id", "microsoft/phi-2"])["value"] as? [String: Any])
        #expect(phi["sizeClass"] as? String == "1-5" && phi["parameters"] as? Int == 2_700_000_000)
        #expect(r1["parameters"] as? Int == 671_000_000_000)
    }

    @Test("Pulls as rounded text: every row is stored, and no difference below a step is adoption")
    func pulls() throws {
        let data = try #require(RealData.folder)
        let deployment = try Deployment("realpulls")
        let packed = deployment.folder.path("pulls.csv.gz")
        let zipped = try ServiceProcess.run("/bin/sh", ["-c", "gzip -c '\(data)/pulls/ollama-2025.csv' > '\(packed)'"])
        #expect(zipped.status == 0)
        let options = ["--series", "pulls", "--kind", "counter"]
        let tally = try deployment.load(["series", packed] + options)
        #expect(tally["rejected"] as? Int == 0 && tally["stored"] as? Int == 53_022)
        // The same content unpacked is the same stream.
        let again = try deployment.load(["auto", "\(data)/pulls/ollama-2025.csv"] + options)
        #expect(again["stored"] as? Int == 0 && again["duplicate"] as? Int == 53_022)
        try deployment.wait()
        let coverage = try #require(try deployment.ask("coverage")["value"] as? [String: Any])
        let models = try #require(coverage["models"] as? Int)
        let placeholders = try #require(coverage["placeholders"] as? Int)
        #expect(models + placeholders > 0)
        for model in ["deepseek-r1", "llama3.2", "qwen2.5"] {
            let days = try #require(
                try deployment.ask("model.timeline", ["--id", model, "--series", "pulls"])["value"] as? [[String: Any]])
            #expect(days.count > 100, "\(model)")
            for day in days {
                guard let amount = day["amount"] as? Int, let value = day["value"] as? Int, amount != 0 else {
                    continue
                }
                // Of millions the unit shown is 0.1 M: whatever counts is at least that much.
                if value >= 1_000_000 { #expect(abs(amount) >= 100_000, "\(model) \(day)") }
            }
        }
    }

    @Test("Who serves what on any date, from begins and ends of offers")
    func deployments() throws {
        let data = try #require(RealData.folder)
        let deployment = try Deployment("realoffers")
        let tally = try deployment.load(["auto", "\(data)/deployments/availability_events.csv"])
        let files = try #require(tally["files"] as? [[String: Any]])
        #expect(files.first?["entries"] as? Int == 12_042 && tally["rejected"] as? Int == 0)
        try deployment.wait()
        // By definition: of each provider and model begins less ends in time order, never below 0.
        var offers: [String: [(at: String, change: Int)]] = [:]
        let text = try String(contentsOfFile: "\(data)/deployments/availability_events.csv", encoding: .utf8)
        for row in text.split(whereSeparator: \.isNewline).dropFirst() {
            let cells = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            let model = cells[3].replacingOccurrences(of: "%2F", with: "/").trimmingCharacters(in: .whitespaces)
            offers["\(cells[2])\t\(model.lowercased())", default: []].append((cells[0], cells[1] == "added" ? 1 : -1))
        }
        for (day, known) in [("2025-12-31", nil), ("2026-03-31", nil), ("2026-07-31", 5_739)] as [(String, Int?)] {
            let sum = offers.values.reduce(0) { sum, events in
                let ordered = events.filter { $0.at.prefix(10) <= day }.sorted {
                    ($0.at, $0.change) < ($1.at, $1.change)
                }
                return sum + ordered.reduce(0) { max(0, $0 + $1.change) }
            }
            let answer = try deployment.ask(
                "concentration", ["--measure", "deployments", "--by", "model", "--asOf", day])
            #expect(answer["denominator"] as? Int == sum, "\(day)")
            if let known { #expect(sum == known) }
        }
    }

    @Test("Five listing days differ in who gained and who lost likes, as the files say")
    func days() throws {
        let data = try #require(RealData.folder)
        let deployment = try Deployment("realdays")
        var first: [String: Int] = [:]
        var last: [String: Int] = [:]
        for time in ListingDays.times {
            _ = try deployment.load(["huggingface", ListingDays.file(data, time), "--at", time])
            for line in try String(contentsOfFile: ListingDays.file(data, time), encoding: .utf8).split(separator: "\n")
            {
                let entry = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
                guard let id = entry["id"] as? String, let likes = entry["likes"] as? Int else { continue }
                if first[id] == nil { first[id] = likes }
                last[id] = likes
            }
        }
        try deployment.wait()
        var expected: [String: Int] = [:]
        for (id, likes) in last { expected[id] = likes - first[id]! }
        let answer = try deployment.ask("leaderboard", ["--measure", "gainSinceFirst", "--limit", "1000"])
        let entries = try #require(answer["value"] as? [[String: Any]])
        #expect(entries.count == 1000)
        for entry in entries {
            let id = try #require(entry["id"] as? String)
            #expect(entry["value"] as? Int == expected[id], "\(id)")
        }
        #expect(expected.values.count { $0 < 0 } == 6)
    }
}
