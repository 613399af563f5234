import Foundation
import TestSupport
import Testing
import Wire

@testable import ToolCore

@Suite("What is made from the definitions")
struct GeneratedTests {
    private func complete(_ words: [String]) throws -> [String] {
        let folder = try TemporaryFolder()
        let tool = try #require(CommandTree.tool())
        let script =
            BashCompletion.script(tool)
            + "COMP_WORDS=(\(words.map { "'\($0)'" }.joined(separator: " ")))\nCOMP_CWORD=\(words.count - 1)\n"
            + "_groundswell\nprintf '%s\\n' \"${COMPREPLY[@]}\"\n"
        try write(script, to: folder, "complete.bash")
        let outcome = try ServiceProcess.run("/bin/bash", [folder.path("complete.bash")])
        #expect(outcome.errors.isEmpty, "\(outcome.errors)")
        return outcome.output.split(separator: "\n").map(String.init)
    }

    @Test("bash completes commands, methods, parameters and their words")
    func bash() throws {
        #expect(try complete(["groundswell", "as"]) == ["ask"])
        #expect(try complete(["groundswell", "ask", "dependence."]) == ["dependence.matrix", "dependence.course"])
        #expect(try complete(["groundswell", "ask", "dependence", "--sc"]) == ["--scope"])
        #expect(
            try complete(["groundswell", "ask", "dependence", "--scope", ""]) == [
                "all", "crossOrganization", "foreign",
            ])
        #expect(try complete(["groundswell", "chart", "hI"]) == ["hIndex"])
        #expect(try complete(["groundswell", "--sockets", "/x", "ask", "model.g"]) == ["model.get"])
        #expect(try complete(["groundswell", "completions", "f"]) == ["fish"])
        #expect(try complete(["groundswell", "admin", "mig"]) == ["migrate"])
        #expect(try complete(["groundswell", "wait", "--tim"]) == ["--timeout"])
        // Formats, words of options, and the last word of a list.
        #expect(try complete(["groundswell", "import", "huggingface-"]) == ["huggingface-webhook"])
        #expect(try complete(["groundswell", "import", "--kind", ""]) == ["counter", "gauge"])
        #expect(try complete(["groundswell", "watch", "--kinds", "record,li"]) == ["record,license"])
        #expect(
            try complete(["groundswell", "ask", "dependence", "--relations", "finetune,m"]) == ["finetune,merge"])
        #expect(try complete(["groundswell", "export", "dependence", "--what", "in"]) == ["inputs"])
        #expect(try complete(["groundswell", "report", "--h"]) == ["--help"])
    }

    @Test("Every shell's completions name every command, method and parameter")
    func all() throws {
        let tool = try #require(CommandTree.tool())
        #expect(tool.subcommands.map(\.name).contains("mcp") && tool.subcommands.count >= 10)
        let (bash, zsh, fish) = (BashCompletion.script(tool), ZshCompletion.script(tool), FishCompletion.script(tool))
        for command in tool.subcommands {
            #expect(bash.contains("\(command.name)") && zsh.contains("'\(command.name):"))
            #expect(fish.contains("-a \(command.name) "))
        }
        for method in MethodCommands.methods {
            #expect(zsh.contains("'\(method.name):") && fish.contains("-a \(method.name) "))
            for parameter in method.allParameters {
                #expect(bash.contains("--\(parameter.name)") && zsh.contains("'--\(parameter.name):"))
                #expect(fish.contains("-l \(parameter.name) "))
            }
        }
    }

    @Test("Manual pages are written for every command and hold nothing a formatter complains of")
    func manual() throws {
        let folder = try TemporaryFolder()
        let outcome = try ServiceProcess.run("groundswell", ["generate-manual", folder.path("man")])
        #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path("man")).sorted()
        #expect(files.contains("groundswell-ask.1") && files.contains("groundswell-admin-migrate.1"))
        let methods = try String(contentsOfFile: folder.path("man/groundswell-methods.7"), encoding: .utf8)
        let ask = try String(contentsOfFile: folder.path("man/groundswell-ask.1"), encoding: .utf8)
        #expect(ask.contains(".TP 24\n\\fBdependence\\fR\nhow far one country's models rest on another's\n"))
        for method in MethodCommands.methods { #expect(methods.contains(".SH \(ManualPages.text(method.name))\n")) }
        guard FileManager.default.fileExists(atPath: "/usr/bin/groff") else {
            print("not formatted: groff is not installed")
            return
        }
        for file in files {
            let shown = try ServiceProcess.run(
                "/usr/bin/groff", ["-man", "-Tutf8", "-ww", "-z", folder.path("man/\(file)")])
            #expect(shown.status == 0 && shown.errors.isEmpty, "\(file): \(shown.errors)")
        }
        let failed = try ServiceProcess.run("groundswell", ["generate-manual", "/dev/null/man"])
        #expect(failed.status == 1 && failed.errors.contains("cannot make the folder"))
    }

    @Test("A line of text is never a request of the formatter")
    func roff() {
        #expect(ManualPages.text(".TH x") == "\\&.TH x" && ManualPages.text("'a") == "\\&'a")
        #expect(ManualPages.text("a\\b --c") == "a\\eb \\-\\-c")
    }
}
