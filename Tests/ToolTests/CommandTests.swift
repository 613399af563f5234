import Foundation
import TestSupport
import Testing

/// The program itself, without a service: what it prints where, and how it ends.
@Suite("The command line", .serialized)
struct CommandTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try write(
            "observed_at,model,source,value\n2025-01-01,a/b,ollama,5\n2025-01-02,a/b,ollama,x\n", to: folder,
            "pulls.csv")
        try write("hf_org,region\na,us\n", to: folder, "regions.csv")
        try write("<html></html>", to: folder, "page.html")
    }

    private func run(_ line: String) throws -> ServiceProcess.Outcome {
        try ServiceProcess.run(
            "groundswell", line.split(separator: " ").map(String.init),
            environment: ["GROUNDSWELL_SOCKETS": folder.path], folder: folder.path)
    }

    @Test(
        "Wrong usage ends with 2, one sentence, and where to read on",
        arguments: [
            ("", "Missing"), ("nosuch", "nosuch"), ("import", "format"), ("import helm", "file"),
            ("import hugingface regions.csv", "did you mean 'huggingface'"),
            ("import regions regions.csv", "--at"), ("import regions regions.csv --at 2026-13-01", "2026-13-01"),
            ("import regions regions.csv --at yesterday", "yesterday"),
            ("import series pulls.csv", "--series"), ("import series pulls.csv --series pulls --kind sum", "sum"),
            ("import series pulls.csv --series likes --kind gauge", "counter"),
            ("import regions regions.csv --at 2026-01-01 --source A!", "source"),
            ("import regions regions.csv --at 2026-01-01 --print --json", "choose"),
            ("import auto regions.csv", "'regions.csv': the format 'regions' has no time"),
            ("import --format auto", "file"), ("import auto - -", "only once"),
            ("import regions regions.csv --at 2026-01-01 --patience 0", "patience"),
            ("import regions regions.csv --at 2026-01-01 --colour", "--colour"),
            ("ask", "METHOD"), ("ask coverage --params {", "JSON"), ("ask coverage extra", "extra"),
            ("ask model.gett --help", "did you mean 'model.get'"), ("wait --timeout 0", "timeout"),
            ("wait --timeout soon", "soon"), ("export", "METHOD"), ("export coverage --output", "output"),
            ("admin nosuch", "nosuch"), ("status extra", "extra"),
        ])
    func usage(line: String, says: String) throws {
        let outcome = try run(line)
        if line.isEmpty {
            // Without anything, the help is what was asked for.
            #expect(outcome.status == 0 && outcome.output.contains("groundswell"))
            return
        }
        #expect(outcome.status == 2, "\(outcome.errors)")
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.contains(says), "\(outcome.errors)")
        #expect(outcome.errors.hasPrefix("groundswell: "))
        #expect(outcome.errors.contains("--help'"))
    }

    @Test(
        "What cannot be done ends with 1 and one sentence",
        arguments: [
            ("import regions missing.csv --at 2026-01-01", "no file 'missing.csv'"),
            ("import helm . --at 2026-01-01", "holds no file of the format 'helm'"),
            ("import auto page.html --at 2026-01-01", "cannot tell the format of 'page.html': this is an HTML"),
            ("import regions page.html --at 2026-01-01 --print", "HTML"),
            ("import regions pulls.csv --at 2026-01-01 --print", "series"),
            ("import regions regions.csv --at 2026-01-01", "no ingest service at"),
            ("ask coverage", "no gateway at"), ("status", "deploy/quickstart"), ("wait", "--sockets"),
            ("--sockets /nowhere ask coverage", "/nowhere/gateway.sock"),
            ("ask coverage --sockets /no/where", "/no/where/"),
            ("admin status --database host=/nowhere", "cannot connect to the database"),
            ("admin migrate --database host=/nowhere", "--database"),
        ])
    func failures(line: String, says: String) throws {
        let outcome = try run(line)
        #expect(outcome.status == 1, "\(outcome.errors)")
        #expect(outcome.errors.contains(says), "\(outcome.errors)")
        #expect(outcome.errors.split(separator: "\n").count == 1, "\(outcome.errors)")
    }

    @Test("With --json a failure is an error object on standard error")
    func errorObject() throws {
        let outcome = try run("ask coverage --json")
        #expect(outcome.status == 1 && outcome.output.isEmpty)
        let error = try JSONSerialization.jsonObject(with: Data(outcome.errors.utf8)) as? [String: Any]
        #expect((error?["data"] as? [String: Any])?["code"] as? String == "socket.absent")
        #expect((error?["message"] as? String)?.contains("gateway.sock") == true)
    }

    @Test("--print writes the records, tells the rejects by place, and ends with 3")
    func printed() throws {
        let outcome = try run("import series pulls.csv --series pulls --kind counter --print")
        #expect(outcome.status == 3)
        #expect(
            outcome.output
                == #"{"observation":{"model":"a/b","series":"pulls","value":5,"step":1,"source":"ollama","at":"2025-01-01T00:00:00Z"}}"#
                + "\n")
        #expect(outcome.errors.hasPrefix("pulls.csv:3:"))
        #expect(outcome.errors.contains(": number.invalid: 'x'"))
        let dated = try run("import series pulls.csv --series pulls --at 2026-01-01 --print")
        #expect(dated.status == 3)
        #expect(dated.errors.hasPrefix("note: the format 'series' carries its own times"))
        let clean = try run("import regions regions.csv --at 2026-01-01 --print")
        #expect(clean.status == 0 && clean.errors.isEmpty)
    }

    @Test("Help and version are results")
    func help() throws {
        for line in [
            "--help", "help", "import --help", "ask --help", "help ask", "wait --help", "status --help",
            "admin --help", "admin migrate --help", "admin status --help", "ask dependence --help",
        ] {
            let outcome = try run(line)
            #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(line): \(outcome.errors)")
            #expect(outcome.output.contains("groundswell"), "\(line)")
            #expect(outcome.output.contains("xample"), "\(line)")
        }
        #expect(try run("--version").output == "0.1.0\n")
        #expect(try run("ask --help").output.contains("model.search"))
        #expect(try run("import --help").output.contains("huggingface"))
    }

    @Test("A reader that has seen enough ends it without a word")
    func pipe() throws {
        let program = "\(ServiceProcess.programs)/groundswell"
        let outcome = try ServiceProcess.run("/bin/sh", ["-c", "\(program) --help | true; echo ended"])
        #expect(outcome.status == 0 && outcome.errors.isEmpty && outcome.output == "ended\n")
    }
}
