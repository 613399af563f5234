import Testing
import Wire

@testable import Presentation
@testable import ToolCore

@Suite("What 'ask' reads")
struct AskArgumentsTests {
    private func parse(_ line: String) throws(ToolError) -> AskArguments {
        try AskArguments.parse(line.split(separator: " ").map(String.init))
    }

    @Test("a method's own parameter 'params' is meant where --params stands beside others")
    func paramsOfAQuestion() throws {
        #expect(
            try AskArguments.parse([
                "sensitivity", "--method", "dependence", "--params", #"{"of":"US","on":"CN"}"#,
            ]).parameters == ["method": "dependence", "params": ["of": "US", "on": "CN"]])
        #expect(
            try AskArguments.parse(["sensitivity", "--params", #"{"method":"coverage"}"#]).parameters
                == ["method": "coverage"])
        #expect(throws: ToolError.self) { try AskArguments.parse(["dependence", "--of", "US", "--params", "{}"]) }
    }

    @Test("Values take the types of the method's definition")
    func types() throws {
        let asked = try parse("dependence --of US --relations finetune,merge --asOf 2026-05-04 --knownAt 12")
        #expect(asked.method == "dependence")
        #expect(
            asked.parameters == [
                "of": "US", "relations": ["finetune", "merge"], "asOf": "2026-05-04", "knownAt": 12,
            ])
        #expect(try parse("leaderboard --limit=5 --sizeClass=<1").parameters == ["limit": 5, "sizeClass": "<1"])
        #expect(
            try parse("dependence --relations finetune --relations merge").parameters == [
                "relations": ["finetune", "merge"]
            ])
        #expect(try parse("dependence --relations [\"finetune\"]").parameters == ["relations": ["finetune"]])
        #expect(
            try AskArguments.parse(["model.search", "--query", "deepseek r1"]).parameters == ["query": "deepseek r1"])
        #expect(try AskArguments.parse(["model.search", "--query", "1"]).parameters == ["query": "1"])
    }

    @Test("What only the service can judge is passed on as it stands")
    func passedOn() throws {
        #expect(try parse("nosuch --a b").method == "nosuch")
        #expect(try parse("nosuch --a 1").parameters == ["a": "1"])
        #expect(try parse("leaderboard --limit many --colour red").parameters == ["limit": "many", "colour": "red"])
        #expect(try parse("leaderboard --limit -5").parameters == ["limit": -5])
    }

    @Test("The tool's own options stand anywhere")
    func options() throws {
        let expected = AskArguments(
            method: "coverage", parameters: .object([]), timeoutMs: 250, isJSON: true, sockets: "/run/x")
        #expect(try parse("coverage --json --timeout 250 --sockets /run/x") == expected)
        #expect(try parse("--sockets /run/x --timeout=250 --json coverage") == expected)
        #expect(try parse("coverage --params {\"asOf\":\"2026\"}").parameters == ["asOf": "2026"])
        #expect(try parse("--help model.get").wantsHelp)
        #expect(try parse("model.get -h").method == "model.get")
        #expect(try parse("--help").method == nil)
    }

    @Test(
        "What cannot be sent is refused",
        arguments: [
            "", "--json", "coverage --params", "coverage --params {", "coverage --params [1]", "coverage extra",
            "coverage --asOf", "coverage --asOf 2026 --asOf 2025", "coverage --timeout soon", "coverage --timeout 0",
            "coverage --params {} --asOf 2026", "coverage -x", "coverage --json=yes",
        ])
    func refused(line: String) {
        #expect(throws: ToolError.self) { _ = try parse(line) }
    }

    @Test("A method's help is made from its definition")
    func help() throws {
        let text = MethodHelp.text(.dependence, width: 80)
        #expect(text.contains("--of COUNTRY (required)"))
        #expect(text.contains("--scope all|crossOrganization|foreign (default: all)"))
        #expect(text.contains("groundswell ask dependence --of US --on CN"))
        #expect(text.contains("--timeoutMs N"))
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 120 })
        #expect(MethodHelp.list().contains("model.search"))
        #expect(!MethodHelp.list().contains("batch.committed"))
    }
}
