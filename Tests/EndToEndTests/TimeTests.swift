import Foundation
import TestSupport
import Testing

/// Other times, through real programs: the same four (method, parameters, asOf, knownAt) give the same bytes, whatever
/// happens meanwhile and in whatever order things came.
@Suite("The same question, the same bytes", .serialized)
struct TimeTests {
    private static let first = """
        {"organization":{"id":"acme","name":"Acme","country":"US","kind":"company","aliases":["acme-labs"],"evidence":"https://acme.example","source":"curated","at":"2026-01-02"}}
        {"organization":{"id":"zen","country":"CN","source":"regions","at":"2026-01-03"}}
        {"organization":{"id":"zen","country":"FR","source":"curated","at":"2026-01-03"}}
        {"model":{"id":"acme/base","license":"mit","parameters":7000000000,"task":"text-generation","released":"2026-01-04","source":"huggingface","at":"2026-01-05T00:00:00Z"}}
        {"model":{"id":"zen/tune","license":"other","licenseName":"zen-license","bases":[{"id":"acme/base","relation":"finetune"},{"id":"ghost/one","relation":"merge"}],"source":"huggingface","at":"2026-01-05T00:00:00Z"}}
        {"observation":{"model":"acme/base","series":"likes","value":10,"source":"huggingface","at":"2026-01-05T04:00:00Z"}}
        {"observation":{"model":"zen/tune","series":"likes","value":10,"source":"huggingface","at":"2026-01-05T04:00:00Z"}}
        """
    private static let second = """
        {"organization":{"id":"wild","country":"DE","source":"curated","at":"2026-01-06"}}
        {"model":{"id":"wild/FP8-tune","bases":[{"id":"zen/tune","relation":"finetune"}],"source":"huggingface","at":"2026-01-06T00:00:00Z"}}
        {"model":{"id":"acme/child","bases":[{"id":"zen/tune","relation":"quantized"},{"id":"wild/FP8-tune","relation":"merge"}],"license":"apache-2.0","source":"mteb","at":"2026-01-06T00:00:00Z"}}
        {"observation":{"model":"acme/base","series":"likes","value":14,"source":"huggingface","at":"2026-01-06T04:00:00Z"}}
        {"observation":{"model":"acme/child","series":"likes","value":3,"source":"huggingface","at":"2026-01-06T04:00:00Z"}}
        {"observation":{"model":"acme/base","series":"downloads30d","value":900,"source":"huggingface","at":"2026-01-06T04:00:00Z"}}
        """
    private static let third = """
        {"retraction":{"of":{"organization":{"id":"zen","source":"curated","at":"2026-01-03"}},"reason":"moved","source":"curated","at":"2026-01-07"}}
        {"observation":{"model":"acme/base","series":"likes","value":20,"source":"huggingface","at":"2026-01-07T04:00:00Z"}}
        {"model":{"id":"late/model","source":"huggingface","at":"2026-01-07T00:00:00Z"}}
        """

    private static let questions: [[String]] = [
        ["coverage"], ["model.get", "--id", "acme/base"], ["model.get", "--id", "ZEN/tune"],
        ["model.search", "--query", "tune"], ["organization.get", "--id", "zen"],
        ["organization.get", "--id", "acme-labs"], ["dependence", "--of", "FR"],
        ["dependence", "--of", "US", "--attribution", "root"], ["leaderboard", "--measure", "netLikes"],
        ["model.lineage", "--id", "acme/base", "--direction", "descendants"],
        ["model.lineage", "--id", "acme/child"],
        ["export", "--method", "leaderboard", "--format", "csv"],
    ]

    private func load(_ deployment: Deployment, _ name: String, _ lines: String) throws {
        let path = deployment.folder.path(name)
        try (lines + "\n").write(toFile: path, atomically: true, encoding: .utf8)
        let tally = try deployment.load(["groundswell", path])
        #expect(tally["rejected"] as? Int == 0, "\(tally)")
        try deployment.wait()
    }

    private func bytes(_ deployment: Deployment, _ question: [String], _ times: [String]) throws -> String {
        let outcome = try deployment.tool(["ask"] + question + times + ["--json"])
        guard outcome.status == 0 else { throw TestFailure("\(question): \(outcome.errors)") }
        return outcome.output
    }

    @Test("present, past, after a restart")
    func citations() throws {
        let deployment = try Deployment("times")
        try load(deployment, "1.ndjson", Self.first)
        try load(deployment, "2.ndjson", Self.second)
        let present = try deployment.ask("model.get", ["--id", "acme/base"])
        #expect(present["knownAt"] as? Int == 2)
        #expect(present["epoch"] is Int)
        let asOf = try #require(present["asOf"] as? String)
        // What the gateway says of its present from its own memory, scoring says of the state that is cited.
        let epoch = try #require(present["epoch"] as? Int)
        for question in Self.questions
        where ["coverage", "model.get", "model.search", "organization.get"].contains(question[0]) {
            let now = try bytes(deployment, question, [])
            let cited = try bytes(deployment, question, ["--asOf", asOf, "--knownAt", "2"])
            #expect(now.replacing("\"epoch\":\(epoch)", with: "\"epoch\":null") == cited, "\(question)")
        }
        // Leaderboards take knownAt as soon as their definition does.
        let takes = Self.questions.filter { $0[0] != "leaderboard" }
        let times = ["--asOf", asOf, "--knownAt", "2"]
        let before = try takes.map { try bytes(deployment, $0, times) }
        for answer in before { #expect(answer.contains("\"epoch\":null")) }
        try load(deployment, "3.ndjson", Self.third)
        for (question, expected) in zip(takes, before) {
            #expect(try bytes(deployment, question, times) == expected, "\(question)")
        }
        try deployment.service("scoring").kill9()
        try deployment.start("scoring")
        try deployment.wait()
        for (question, expected) in zip(takes, before) {
            #expect(try bytes(deployment, question, times) == expected, "\(question)")
        }
        let past = try deployment.ask("model.get", ["--id", "acme/base", "--asOf", "2026-01-05"])
        #expect(past["asOf"] as? String == "2026-01-05T23:59:59.999999Z")
        let series = (past["value"] as? [String: Any])?["series"] as? [String: [String: Any]]
        #expect(series?["likes"]?["latest"] as? Int == 10)
        let late = try deployment.ask("model.get", ["--id", "late/model", "--knownAt", "2"])
        #expect(
            late["value"] is NSNull && late["reason"] as? String == "nothing was recorded of 'late/model' by batch 2")
        let unknown = try deployment.tool(["ask", "model.get", "--id", "never/model", "--knownAt", "2"])
        #expect(unknown.status == 1 && unknown.errors.contains("never/model"))
        let organizations = try deployment.ask("coverage", ["--asOf", "2026-01-05"])["value"] as? [String: Any]
        #expect((organizations?["organizations"] as? [String: Int])?["total"] == 3)

        try restated(deployment)
        try exported(deployment)
    }

    private func restated(_ deployment: Deployment) throws {
        let question =
            #"{"method":"organization.get","params":{"id":"zen"},"key":"country","knownAtBefore":2,"knownAtAfter":3}"#
        let country = try deployment.ask("restatement", ["--params", question])
        let value = try #require(country["value"] as? [String: Any])
        #expect(value["old"] as? String == "FR" && value["new"] as? String == "CN")
        let change = try #require((country["changes"] as? [[String: Any]])?.first)
        #expect(change["reason"] as? String == "moved" && change["change"] as? String == "withdrawn")
        let likes =
            #"{"method":"model.get","params":{"id":"acme/base"},"key":"series.likes.latest","knownAtBefore":1,"knownAtAfter":3}"#
        let figure = try deployment.ask("restatement", ["--params", likes])
        #expect((figure["value"] as? [String: Int]) == ["old": 10, "new": 20, "difference": 10])
        for (batch, expected) in [(1, 10), (2, 14), (3, 20)] {
            let model = try deployment.ask("model.get", ["--id", "acme/base", "--knownAt", "\(batch)"])
            let series = (model["value"] as? [String: Any])?["series"] as? [String: [String: Any]]
            #expect(series?["likes"]?["latest"] as? Int == expected)
        }
    }

    private func exported(_ deployment: Deployment) throws {
        let file = deployment.folder.path("edges.csv")
        let outcome = try deployment.tool([
            "export", "dependence", "--of", "US", "--what", "inputs", "--format", "csv", "--knownAt", "3",
            "--output", file,
        ])
        #expect(outcome.status == 0 && outcome.output.isEmpty, "\(outcome.errors)")
        let text = try String(contentsOfFile: file, encoding: .utf8)
        let lines = text.components(separatedBy: "\r\n")
        #expect(lines.count == 7 && lines.last == "")
        #expect(lines[0].hasPrefix("child,childOrganization,childCountry,relation,parent,"))
        #expect(lines[1] == "acme/child,acme,US,merge,wild/FP8-tune,wild,DE,false,3,")
        let terms = try String(contentsOfFile: file + ".licenses.json", encoding: .utf8)
        #expect(terms.contains("\"mteb\"") && terms.contains("Apache-2.0") && terms.contains("\"knownAt\":3"))
        let board = try deployment.tool(["export", "leaderboard", "--measure", "netLikes"])
        #expect(board.status == 0)
        #expect(board.output.hasPrefix(#"{"rank":1,"id":"acme/base","value":20"#))
        #expect(board.output.split(separator: "\n").count == 3)
        #expect(board.errors.contains("licenses"))
        let wrong = try deployment.tool(["export", "dependence", "--of"])
        #expect(wrong.status == 2)
    }

    @Test("two orders of arrival")
    func orders() throws {
        let one = try Deployment("order_one")
        try load(one, "1.ndjson", Self.first)
        try load(one, "2.ndjson", Self.second)
        let two = try Deployment("order_two")
        func reversed(_ lines: String) -> String {
            lines.split(separator: "\n").reversed().joined(separator: "\n")
        }
        try load(two, "2.ndjson", reversed(Self.second))
        try load(two, "1.ndjson", reversed(Self.first))
        for question in Self.questions {
            #expect(try bytes(one, question, []) == bytes(two, question, []), "\(question)")
        }
        let band = #"{"method":"dependence","params":{"of":"US"},"key":"FR"}"#
        #expect(
            try bytes(one, ["sensitivity"], ["--params", band]) == bytes(two, ["sensitivity"], ["--params", band]))
    }
}
