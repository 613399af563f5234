import Foundation
import GroundswellClient
import TestSupport
import Testing

/// The examples of the documentation, and what the tool draws and writes, through the real programs.
@Suite("Clients and pages", .serialized)
struct ClientExamplesTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").path

    /// The first block of a language in a page of the documentation.
    private static func block(_ language: String, in page: String) throws -> String {
        let text = try String(
            contentsOfFile: "\(root)/Shared/Client/GroundswellClient.docc/\(page)", encoding: .utf8)
        let start = try #require(text.range(of: "```\(language)\n")).upperBound
        let end = try #require(text.range(of: "```\n", range: start..<text.endIndex)).lowerBound
        return String(text[start..<end])
    }

    @Test("The documented lines work, and charts and reports are whole")
    func examples() async throws {
        let deployment = try Deployment("clients")
        for file in ["organizations", "models"] {
            _ = try deployment.load(["groundswell", "\(Self.root)/deploy/sample/\(file).ndjson"])
        }
        try deployment.wait()
        try await swiftLines(deployment.sockets)
        try python(deployment)
        try charts(deployment)
        try reports(deployment)
    }

    /// The lines of both pages as they stand there; compared with the pages, so that they stay the same.
    private func swiftLines(_ folder: String) async throws {
        let gateway = try await GatewayClient.connect(folder: folder)
        let share = try await gateway.dependence(of: "US", on: "CN", .init(timeout: .seconds(2)))
        print(share.value ?? 0, share.denominatorText ?? "", share.coverage ?? 0)
        async let liked = gateway.leaderboard("netLikes", limit: 5)
        async let built = gateway.leaderboard("derivatives", limit: 5)
        for entry in try await liked.value ?? [] { print(entry.rank ?? 0, entry.id, entry.value) }
        print(try await built.reason ?? "answered")
        await gateway.close()
        #expect((share.denominator ?? 0) > 0 && share.definition == "dependence/1")
        #expect(try await built.value?.count == 5)

        let line =
            #"{"observation":{"model":"deepseek-ai/DeepSeek-R1","series":"likes","value":13317,"at":"2026-05-03"}}"#
        let stream = try await RecordStream.open(.init(name: "example:2026-05-03", source: "example", folder: folder))
        try await stream.send(Array("\(line)\n".utf8), lines: 1)
        let tally = try await stream.finish()
        #expect(tally.stored == 1)

        let here = try String(contentsOfFile: #filePath, encoding: .utf8)
        let written = Set(here.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) })
        for page in ["Clients.md", "GroundswellClient.md"] {
            for documented in try Self.block("swift", in: page).split(separator: "\n") {
                let code = String(documented).components(separatedBy: "  //")[0].trimmingCharacters(in: .whitespaces)
                // These are broken otherwise here, or repeat what stands above with other names.
                if ["let line =", "let answer =", "print(tally"].contains(where: code.hasPrefix) { continue }
                #expect(written.contains(code), "\(page): \(code)")
            }
        }
    }

    private func python(_ deployment: Deployment) throws {
        let script = deployment.folder.path("ask.py")
        try Self.block("python", in: "Clients.md").write(toFile: script, atomically: true, encoding: .utf8)
        let answered = try ServiceProcess.run(
            "/usr/bin/env", ["python3", script, deployment.sockets, "dependence", #"{"of": "US", "on": "CN"}"#])
        #expect(answered.status == 0, "\(answered.errors)")
        #expect(answered.output.contains("edges with a US-published child"), "\(answered.output)")
        let failed = try ServiceProcess.run(
            "/usr/bin/env", ["python3", script, deployment.sockets, "dependence", #"{"of": "XQ"}"#])
        #expect(failed.status == 1 && failed.errors.contains("XQ"), "\(failed.errors)")
    }

    private func charts(_ deployment: Deployment) throws {
        for question in [
            ["dependence.matrix"], ["leaderboard", "--measure", "derivatives"],
            ["leadership", "--series", "releases", "--period", "year"], ["openness.explain", "--id", "BAAI/bge-m3"],
            ["dependence", "--of", "US"],
        ] {
            let file = deployment.folder.path("chart.svg")
            let outcome = try deployment.tool(["chart"] + question + ["--output", file])
            #expect(outcome.status == 0 && outcome.output.isEmpty, "\(question): \(outcome.errors)")
            let svg = try String(contentsOfFile: file, encoding: .utf8)
            #expect(svg.hasPrefix("<svg") && svg.hasSuffix("</svg>\n") && svg.contains("<desc"))
            try FileManager.default.removeItem(atPath: file)
        }
        let none = try deployment.tool(["chart", "dependence", "--of", "US", "--on", "CN"])
        #expect(none.status == 1 && none.errors.contains("cannot be drawn"), "\(none.errors)")
        let png = deployment.folder.path("x.png")
        let drawn = try deployment.tool(["chart", "roots", "-o", png])
        if FileManager.default.isExecutableFile(atPath: "/usr/bin/rsvg-convert") {
            #expect(drawn.status == 0, "\(drawn.errors)")
            let bytes = try Data(contentsOf: URL(filePath: png))
            #expect(bytes.starts(with: [0x89, 0x50, 0x4e, 0x47]))
        } else {
            #expect(drawn.status == 1 && drawn.errors.contains("librsvg2-bin"))
        }
        let without = try ServiceProcess.run(
            "groundswell", ["chart", "roots", "-o", png],
            environment: ["GROUNDSWELL_SOCKETS": deployment.sockets, "PATH": "/nowhere"])
        #expect(without.status == 1 && without.errors.contains("librsvg2-bin"))
        let rows = try deployment.tool(["ask", "leaderboard", "--measure", "derivatives", "--limit", "3", "--csv"])
        #expect(rows.output.hasPrefix("rank,id,value") && rows.output.components(separatedBy: "\r\n").count == 5)
    }

    private func reports(_ deployment: Deployment) throws {
        for (kind, id) in [("country", "CN"), ("organization", "BAAI"), ("model", "BAAI/bge-m3")] {
            let file = deployment.folder.path("\(kind).html")
            let outcome = try deployment.tool(["report", kind, id, "-o", file])
            #expect(outcome.status == 0 && outcome.output.isEmpty, "\(kind): \(outcome.errors)")
            let html = try String(contentsOfFile: file, encoding: .utf8)
            #expect(html.hasSuffix("</html>\n") && html.contains("Coverage") && html.contains("Denominator"))
            #expect(!html.contains("<script") && html.contains("groundswell ask"))
        }
        let unknown = try deployment.tool(["report", "model", "nobody/nothing"])
        #expect(unknown.status == 1 && unknown.errors.contains("nobody/nothing"), "\(unknown.errors)")
    }
}
