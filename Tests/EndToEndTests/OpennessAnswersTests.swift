import Foundation
import TestSupport
import Testing

/// Openness through the real programs: files in, questions answered, in time.
@Suite("Openness answers", .serialized)
struct OpennessAnswersTests {
    static let records = """
        {"organization":{"id":"acme","name":"Acme Labs","country":"US","kind":"company","source":"curated","at":"2024-01-01"}}
        {"model":{"id":"acme/one","released":"2024-01-10","license":"apache-2.0","task":"text-generation","parameters":7000000000,"source":"huggingface","at":"2024-06-01"}}
        {"model":{"id":"acme/two","released":"2024-03-10","license":"llama2","source":"huggingface","at":"2024-06-01"}}
        {"model":{"id":"acme/three","released":"2024-05-10","access":"api","task":"text-generation","parameters":8000000000,"source":"helm","at":"2024-06-01"}}
        {"observation":{"model":"acme/one","series":"likes","value":10,"step":1,"source":"huggingface","at":"2024-06-02"}}
        {"event":{"id":"1","model":"acme/three","kind":"deployment","amount":1,"adopter":{"id":"host","country":"US","kind":"company"},"source":"models-dev","at":"2024-06-02"}}
        {"event":{"id":"2","model":"acme/one","kind":"deployment","amount":1,"adopter":{"id":"host","country":"US","kind":"company"},"source":"models-dev","at":"2024-06-03"}}

        """

    private func write(_ text: String, _ deployment: Deployment, _ name: String) throws -> String {
        let path = deployment.folder.path(name)
        try Data(text.utf8).write(to: URL(filePath: path))
        return path
    }

    private func verdict(_ answer: [String: Any], _ framework: String) throws -> [String: Any] {
        let value = try #require(answer["value"] as? [String: Any])
        let verdicts = try #require(value["verdicts"] as? [[String: Any]])
        return try #require(verdicts.first { $0["framework"] as? String == framework })
    }

    @Test("Evidence, verdicts and measures, before and after somebody looked")
    func answers() throws {
        let deployment = try Deployment("openness")
        _ = try deployment.load(["groundswell", try write(Self.records, deployment, "records.ndjson")])
        try deployment.wait()
        let first = try deployment.ask("openness.explain", ["--id", "Acme/One"])
        let known = try #require(first["knownAt"] as? Int)
        #expect(try verdict(first, "weights")["label"] as? String == "weights 1.0")
        #expect(try verdict(first, "mof")["label"] as? String == "Unclassified")
        #expect(first["numerator"] as? Int == 1 && first["denominator"] as? Int == 17)

        // A framework file, an assessment and an edition come in.
        let components = [
            "Model architecture", "Model parameters (Final)", "Evaluation results", "Model card", "Data card",
            "Technical report",
        ]
        let release = """
            framework:
              name: 'Model Openness Framework'
            release:
              name: one
              huggingface: 'https://huggingface.co/acme/one'
              date: '2024-06-02'
              components:

            """ + components.map { "    -\n      name: '\($0)'\n      license: MIT\n" }.joined()
        _ = try deployment.load(["mof", try write(release, deployment, "one.yml")])
        let assessment =
            "system:\n  endmodelname: one\n  link: https://huggingface.co/acme/one\norg:\n  name: Acme\n"
            + "weights_basemodel:\n  class: open\nlicenses:\n  class: partial\n"
        _ = try deployment.load([
            "osai", try write(assessment, deployment, "assessment.yaml"), "--at", "2024-06-02",
        ])
        let edition = "Indicator,Acme Labs,Google,OpenAI\nData size,1,0,0\nRisks,1,1,0\n"
        _ = try deployment.load(["fmti", try write(edition, deployment, "May2024_scores.csv"), "--at", "2024-05-21"])
        try deployment.wait()

        let second = try deployment.ask("openness.explain", ["--id", "acme/one"])
        #expect(try verdict(second, "mof")["label"] as? String == "Class III, Open Model")
        #expect(try verdict(second, "osai")["label"] as? String == "1.5 of 12")
        #expect(try verdict(second, "fmti")["label"] as? String == "2.0 of 100, edition 2024-05")
        #expect(second["sources"] as? [String] == ["fmti", "huggingface", "mof", "osai"])
        // As it was known before, and the same bytes for the same question.
        let past = try deployment.ask("openness.explain", ["--id", "acme/one", "--knownAt", "\(known)"])
        #expect(try verdict(past, "mof")["label"] as? String == "Unclassified")
        #expect(try verdict(past, "fmti")["label"] as? String == "not in the index")
        // Before the edition's date.
        let earlier = try deployment.ask("openness.explain", ["--id", "acme/one", "--asOf", "2024-05-20"])
        #expect(try verdict(earlier, "fmti")["label"] as? String == "not in the index")
        #expect(try verdict(earlier, "mof")["label"] as? String == "Class III, Open Model")

        try measures(deployment, known)
        try ladder(deployment)
    }

    private func measures(_ deployment: Deployment, _ known: Int) throws {
        let best = try deployment.ask("openness.leaderboard", ["--framework", "mof", "--limit", "1"])
        let entry = try #require((best["value"] as? [[String: Any]])?.first)
        #expect(entry["id"] as? String == "acme/one" && entry["value"] as? Int == 1)
        #expect(best["denominator"] as? Int == 3 && best["cursor"] is String)
        let before = try deployment.ask(
            "openness.leaderboard", ["--framework", "mof", "--limit", "1", "--knownAt", "\(known)"])
        #expect((before["value"] as? [[String: Any]])?.first?["value"] as? Int == 0)

        let pairs = try deployment.ask("openness.disagreements", ["--organization", "acme"])
        let cells = try #require(pairs["value"] as? [[String: Any]])
        let osaid = try #require(cells.first { $0["a"] as? String == "mof" && $0["b"] as? String == "osaid" })
        #expect(osaid["value"] as? Double == 1.0 / 3 && osaid["exampleA"] as? String == "acme/one")
        let none = try deployment.ask("openness.disagreements", ["--task", "nothing"])
        #expect(none["value"] is NSNull && none["reason"] is String)

        let trend = try deployment.ask("openness.trend", ["--country", "US", "--axis", "weights"])
        let release = try #require((trend["value"] as? [[String: Any]])?.first)
        #expect((release["value"] as? Double ?? 0) < 0 && release["s"] as? Int == -3)
        for parameters in [[], ["--country", "US", "--organization", "acme"], ["--country", "FR"]] {
            let empty = try deployment.ask("openness.trend", parameters)
            #expect(empty["value"] is NSNull && empty["reason"] is String, "\(parameters)")
        }

        let closed = try deployment.ask(
            "closedness", ["--flagships", "acme/one,acme/three,no/body", "--country", "US", "--year", "2024"])
        #expect(closed["value"] as? Double == 0.5 && closed["denominator"] as? Int == 2)
        #expect(closed["flagshipList"] as? String == "as asked")
        let unlisted = try deployment.ask("closedness", ["--country", "CN", "--year", "2024"])
        #expect(unlisted["value"] is NSNull && unlisted["reason"] is String)

        let black = try deployment.ask("blackBox", ["--adopterCountry", "US"])
        #expect(black["value"] as? Double == 0.5 && black["coverage"] as? Int == 1)
        #expect((black["substitutable"] as? [String: Any])?["value"] as? Int == 1)
        let then = try deployment.ask("blackBox", ["--asOf", "2024-06-02"])
        #expect(then["value"] as? Int == 1)
        #expect(try deployment.ask("blackBox", ["--adopterCountry", "FR"])["value"] is NSNull)

        let license = try deployment.ask("license.get", ["--id", "Apache 2.0"])
        let value = try #require(license["value"] as? [String: Any])
        #expect(value["id"] as? String == "Apache-2.0" && value["models"] as? Int == 1)
        #expect(value["mofOpen"] as? Bool == false && value["osiApproved"] as? Bool == true)
        let unmapped = try deployment.ask("license.get", ["--id", "my-own"])
        #expect((unmapped["value"] as? [String: Any])?["status"] as? String == "unmapped")
    }

    private func ladder(_ deployment: Deployment) throws {
        let shown = try deployment.tool(["openness", "acme/one"])
        #expect(shown.status == 0 && shown.errors.isEmpty)
        let lines = shown.output.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count <= 26, "\(shown.output)")
        for part in ["acme/one", "Class III, Open Model", "Model card (13, MIT by mof)", "missing", "known at batch"] {
            #expect(shown.output.contains(part), "\(shown.output)")
        }
        let absent = try deployment.tool(["openness", "acme/four"])
        #expect(absent.status == 1 && absent.errors.contains("acme/four"))
    }

    @Test(
        "Black boxes and closed flagships of real catalogues",
        .enabled(if: RealData.folder != nil, "\(RealData.absence)"))
    func realCatalogues() throws {
        let data = try #require(RealData.folder)
        let deployment = try Deployment("openness_real")
        _ = try deployment.load(["helm", "\(data)/helm/model_metadata.yaml", "--at", "2026-05-01"])
        _ = try deployment.load(["models-dev", "\(data)/deployments/models.ndjson", "--at", "2026-05-01"])
        _ = try deployment.load(["deployments", "\(data)/deployments/availability_events.csv"])
        try deployment.wait()
        // Counted from the files by other means: what is offered at the end, and what either catalogue says of it.
        let black = try deployment.ask("blackBox")
        #expect(black["deployments"] as? Int == 5_739)
        #expect(black["numerator"] as? Int == 1_464)
        #expect(black["denominator"] as? Int == 2_907)
        let byId = try deployment.ask("blackBox", ["--match", "id"])
        #expect(byId["numerator"] as? Int == 619)
        #expect(byId["denominator"] as? Int == 1_064)
        // All of the list's but one.
        let closed = try deployment.ask("closedness", ["--country", "US", "--year", "2025"])
        #expect(closed["numerator"] as? Int == 9)
        #expect(closed["denominator"] as? Int == 10)
    }
}
