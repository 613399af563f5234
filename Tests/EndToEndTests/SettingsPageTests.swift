import Foundation
import TestSupport
import Testing

/// The page of all settings is what the programs say.
struct SettingsPageTests {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    @Test func thePageIsCurrent() throws {
        let made = try ServiceProcess.run("/bin/bash", ["\(Self.root)/deploy/settings-page", ServiceProcess.programs])
        let page = try String(
            contentsOfFile: "\(Self.root)/Shared/Client/GroundswellClient.docc/Settings.md", encoding: .utf8)
        #expect(made.status == 0 && made.output.contains("## groundswell-hook"))
        #expect(
            made.output == page,
            "run deploy/settings-page .build/debug > Shared/Client/GroundswellClient.docc/Settings.md")
    }

    @Test(arguments: ["ingest", "scoring", "query", "crawl", "hook", "dashboard"])
    func aFileOfDefaultsIsRightWithAndWithoutItsComments(service: String) throws {
        let program = "groundswell-\(service)"
        let printed = try ServiceProcess.run(program, ["--default-config"])
        let folder = try TemporaryFolder()
        let text = printed.output.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.hasPrefix("#") && !$0.hasPrefix("# ") && $0.count > 1 ? String($0.dropFirst()) : String($0) }
            .joined(separator: "\n")
        for content in [printed.output, text] {
            try content.write(toFile: folder.path("c.yaml"), atomically: true, encoding: .utf8)
            let check = try ServiceProcess.run(program, ["--check-config", "--config", folder.path("c.yaml")])
            #expect(check.status == 0, "\(check.errors)")
        }
        // Every default, read from the file, is what it was.
        let bare = try ServiceProcess.run(program, ["--check-config", "--config", "/dev/null"]).output
        let read = try ServiceProcess.run(program, ["--check-config", "--config", folder.path("c.yaml")]).output
        func values(_ table: String) -> [String] {
            table.split(separator: "\n").compactMap { $0.split(separator: "  (").first.map(String.init) }
        }
        #expect(values(bare) == values(read))
        #expect(read.contains("c.yaml)"))
    }
}
