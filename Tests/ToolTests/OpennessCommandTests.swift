import Foundation
import TestSupport
import Testing
import Wire

@testable import ToolCore

/// `groundswell openness FILE...`, as a release pipeline runs it.
@Suite("Judging files", .serialized)
struct OpennessCommandTests {
    let folder: TemporaryFolder

    static let classIII = [
        "Model architecture", "Model parameters (Final)", "Evaluation results", "Model card", "Data card",
        "Technical report",
    ]

    /// A file with these components, each under a licence; nil: none given.
    static func file(
        _ components: [(String, String?)], licenses: String = "", name: String = "Acme-7B", breaks: String = "\n"
    ) -> String {
        var lines = [
            "framework:", "  name: 'Model Openness Framework'", "release:", "  name: \(name)", "  date: '2025-03-01'",
        ]
        if !licenses.isEmpty { lines.append(licenses) }
        lines.append("  components:")
        for (name, license) in components {
            lines += ["    -", "      name: '\(name)'"]
            if let license { lines.append("      license: \(license)") }
        }
        return lines.joined(separator: breaks) + breaks
    }

    init() throws {
        folder = try TemporaryFolder()
        try write(Self.file(Self.classIII.map { ($0, "Apache-2.0") }), to: folder, "three.yml")
    }

    private func run(_ arguments: String...) throws -> ServiceProcess.Outcome {
        try ServiceProcess.run(
            "groundswell", ["openness"] + arguments, environment: ["GROUNDSWELL_SOCKETS": folder.path],
            folder: folder.path)
    }

    private func value(_ line: some StringProtocol) throws -> JSONValue { try JSONValue.parse(Array(line.utf8)) }

    @Test("A line has exactly the contract's members, components ascending")
    func line() throws {
        let outcome = try run("three.yml", "--json")
        #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
        let expected =
            #"{"file":"three.yml","name":"Acme-7B","mof":{"class":3,"progress":{"1":0,"2":60,"3":100},"#
            + #""missing":[7,8,15,16,18,19,21,24],"invalid":[],"unlicensed":[],"warnings":["#
            + #""Model parameters (Final) (10): Apache-2.0 is open but unusual for data; it counts"]},"#
            + #""osaid":{"open":false,"failed":["code"]},"g7":{"level":0},"axes":{"weights":1,"science":0.3333333333333333}}"#
        #expect(outcome.output == expected + "\n")
    }

    @Test("The surprises: no fallback after unlicensed, the paper for the report, a licence in the wrong case")
    func surprises() throws {
        let paper = Self.classIII.filter { $0 != "Technical report" }.map { ($0, "MIT" as String?) }
        try write(
            Self.file(
                paper + [("Research paper", "CC-BY-4.0"), ("Training code", "unlicensed")],
                licenses: "  license:\n    code:\n      name: MIT\n    distribution:\n      name: MIT"),
            to: folder, "paper.yml")
        try write(Self.file(Self.classIII.map { ($0, "apache-2.0") }), to: folder, "case.yml")
        let lines = try run("paper.yml", "case.yml", "--json").output.split(separator: "\n").map { try value($0) }
        #expect(lines[0]["mof"]?["class"] == 3)
        #expect(lines[0]["mof"]?["missing"] == [8, 15, 16, 18, 19, 24])
        #expect(lines[0]["mof"]?["unlicensed"] == [7])
        #expect(lines[0]["mof"]?["progress"]?["2"] == 60)
        #expect(lines[1]["mof"]?["class"] == 0)
        #expect(lines[1]["mof"]?["invalid"] == [9, 10, 11, 12, 13, 14])
        guard case .array(let warnings)? = lines[1]["mof"]?["warnings"] else { throw TestFailure("no warnings") }
        #expect(warnings.count == 6)
    }

    @Test("Bad files are told with file, line and path; the rest go on; exit code 3")
    func bad() throws {
        try write("release: [\n", to: folder, "broken.yml")
        try write("name: x\n", to: folder, "other.yml")
        try write("framework: a\nrelease:\n  name: A\n  name: B\n", to: folder, "twice.yml")
        try write("a: &x [1]\nrelease: *x\n", to: folder, "bomb.yml")
        try write("", to: folder, "empty.yml")
        try write(String(repeating: "x: 1\n", count: 300_000), to: folder, "long.yml")
        let files = ["broken.yml", "other.yml", "twice.yml", "bomb.yml", "empty.yml", "long.yml", "missing.yml", "."]
        for (json, count) in [(true, 8), (false, 8)] {
            let outcome = try ServiceProcess.run(
                "groundswell", ["openness"] + files + ["three.yml"] + (json ? ["--json"] : []), folder: folder.path)
            #expect(outcome.status == 3)
            let errors = outcome.errors.split(separator: "\n")
            #expect(errors.count == count, "\(outcome.errors)")
            #expect(outcome.output.contains("Acme-7B"))
            for (file, error) in zip(files, errors) { #expect(error.contains(file), "\(error)") }
            guard json else { continue }
            let values = try errors.map { try value($0) }
            let codes: [JSONValue] = [
                "yaml.invalid", "field.missing", "yaml.invalid", "yaml.invalid", "file.empty", "limit.exceeded",
                "file.unreadable", "file.unreadable",
            ]
            #expect(values.compactMap { $0["code"] } == codes)
            #expect(values[1]["path"] == "release")
            #expect(values[1]["line"] == 1)
        }
    }

    @Test("An unknown component is a reject with its place and a warning; the file is judged without it")
    func unknown() throws {
        try write(Self.file([("Model card", "MIT"), ("Model weights", "MIT")]), to: folder, "unknown.yml")
        let outcome = try run("unknown.yml", "--json")
        #expect(outcome.status == 3)
        let reject = try value(outcome.errors)
        #expect(reject["path"] == "release.components[1].name")
        #expect(reject["line"] == 11)
        let line = try value(outcome.output)
        #expect(line["mof"]?["progress"]?["3"] == .number(1.0 / 6.0 * 100))
        guard case .array(let warnings)? = line["mof"]?["warnings"] else { throw TestFailure("no warnings") }
        #expect(warnings.contains("'Model weights' is not a component of the framework; ignored"))
    }

    @Test("Carriage returns change nothing")
    func carriageReturns() throws {
        try write(
            Self.file(Self.classIII.map { ($0, "Apache-2.0") }, breaks: "\r\n"), to: folder, "crlf.yml")
        let (a, b) = (try run("crlf.yml", "--json"), try run("three.yml", "--json"))
        #expect(a.output == b.output.replacing("three.yml", with: "crlf.yml"))
    }

    @Test("For people: every list by name, and what is still to be opened")
    func people() throws {
        let text = try run("three.yml").output
        #expect(text.hasPrefix("Acme-7B (three.yml)\n"))
        for part in ["Class III, Open Model", "Training code (7)", "not Open Source AI", "level 0", "warning"] {
            #expect(text.contains(part), "\(text)")
        }
    }

    @Test("Files and a model do not mix; a model needs a gateway")
    func usage() throws {
        #expect(try run("three.yml", "acme/model").status == 2)
        #expect(try run("acme/model", "acme/other").status == 2)
        #expect(try run("three.yml", "--as-of", "2025-01-01").status == 2)
        let model = try run("acme/model")
        #expect(model.status == 1 && model.errors.contains("no gateway at"))
    }
}
