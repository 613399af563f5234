import Presentation
import Wire

/// Manual pages, made from the commands and the methods' definitions. Pure.
enum ManualPages {
    struct Page {
        var file: String
        var text: String
    }

    /// One page for the tool, one for each command, and one for the methods.
    static func all(_ tool: CommandTree) -> [Page] {
        var pages = [Page(file: "groundswell.1", text: page("groundswell", tool))]
        func add(_ command: CommandTree, _ path: String) {
            let name = "\(path)-\(command.name)"
            pages.append(Page(file: "\(name).1", text: page(name, command)))
            for sub in command.subcommands { add(sub, name) }
        }
        for command in tool.subcommands { add(command, "groundswell") }
        pages.append(Page(file: "groundswell-methods.7", text: methods()))
        return pages
    }

    private static func page(_ name: String, _ command: CommandTree) -> String {
        var lines = [head(name, section: 1), ".SH NAME", "\(text(name)) \\- \(text(command.abstract))", ".SH SYNOPSIS"]
        let called = name.replacing("-", with: " ")
        lines.append(".B \(text(called))")
        lines += command.options.map { option in
            guard let long = option.names.first else { return "[\\fI\(text(option.value ?? ""))\\fR]" }
            return option.value.map { "[\\fB\(text(long))\\fR \\fI\(text($0))\\fR]" } ?? "[\\fB\(text(long))\\fR]"
        }
        if MethodCommands.names.contains(command.name) {
            lines.append("\\fIMETHOD\\fR [\\fB\\-\\-KEY\\fR \\fIVALUE\\fR ...]")
        }
        if !command.discussion.isEmpty { lines += [".SH DESCRIPTION"] + formatted(command.discussion) }
        let own = MethodCommands.names.contains(command.name) ? MethodCommands.described(command.name) : []
        if !command.options.isEmpty || !own.isEmpty { lines.append(".SH OPTIONS") }
        for option in own {
            let value = option.value.map { " \\fI\(text($0))\\fR" } ?? ""
            lines += [".TP", "\\fB\(text(option.option))\\fR\(value)", text(option.meaning)]
        }
        for option in command.options {
            let names = option.names.isEmpty ? option.value ?? "" : option.names.joined(separator: ", ")
            let value = option.names.isEmpty ? "" : option.value.map { " \\fI\(text($0))\\fR" } ?? ""
            lines += [
                ".TP", "\\fB\(text(names))\\fR\(value)", text(option.abstract.isEmpty ? "See above." : option.abstract),
            ]
        }
        if !command.subcommands.isEmpty { lines.append(".SH COMMANDS") }
        for sub in command.subcommands {
            lines += [".TP", "\\fB\(text(sub.name))\\fR", text(sub.abstract)]
        }
        lines += [".SH EXIT STATUS", "0 done, 1 failed, 2 wrong usage, 3 done with rejects.", ".SH SEE ALSO"]
        lines.append(name == "groundswell" ? "groundswell\\-methods(7)" : "groundswell(1), groundswell\\-methods(7)")
        return lines.joined(separator: "\n") + "\n"
    }

    private static func methods() -> String {
        var lines = [
            head("groundswell-methods", section: 7), ".SH NAME",
            "groundswell\\-methods \\- the questions the gateway answers", ".SH DESCRIPTION",
            "Asked with \\fBgroundswell ask\\fR \\fIMETHOD\\fR, as JSON\\-RPC 2.0 on the gateway's socket, or as tools.",
        ]
        for method in MethodCommands.methods {
            lines += [".SH \(text(method.name))", text(method.summary) + ".", ".PP", text(method.description)]
            for parameter in method.allParameters {
                let kind =
                    parameter.isRequired ? " (required)" : parameter.default.map { " (default: \($0.jsonText))" } ?? ""
                lines += [
                    ".TP", "\\fB\\-\\-\(text(parameter.name))\\fR\(text(kind))",
                    text("\(parameter.meaning) It is \(parameter.type.expectation)."),
                ]
            }
            lines += [".PP", "Answers: \(text(method.result.description))", ".PP", "Example:", ".PP"]
            lines += [".nf", text(MethodHelp.example(method)), ".fi"]
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func head(_ name: String, section: Int) -> String {
        ".TH \"\(text(name.uppercased()))\" \(section) \"\" \"groundswell \(Tool.version)\"\n.ad l"
    }

    /// A help text: paragraphs are filled, `  NAME  meaning` becomes an entry, any other indented line stays as it is.
    private static func formatted(_ block: String) -> [String] {
        enum Last { case nothing, text, entry }
        var lines: [String] = []
        var last = Last.nothing
        func leave(_ lines: inout [String]) { if last == .entry { lines.append(".PD") } }
        for line in block.split(separator: "\n", omittingEmptySubsequences: false) {
            let inner = line.drop { $0 == " " }
            let parts = inner.split(separator: "  ", maxSplits: 1)
            if last == .entry, line.count - inner.count > 8 {
                // An entry's text goes on below itself.
                lines[lines.count - 1] += " " + text(String(inner))
            } else if line.hasPrefix("  "), parts.count == 2 {
                if last != .entry { lines.append(".PD 0") }
                lines += [".TP 24", "\\fB\(text(String(parts[0])))\\fR", text(String(parts[1].drop { $0 == " " }))]
                last = .entry
            } else if inner.isEmpty {
                leave(&lines)
                if !lines.isEmpty { lines.append(".PP") }
                last = .nothing
            } else if line.hasPrefix("  ") {
                leave(&lines)
                lines += [".nf", text(String(line)), ".fi"]
                last = .nothing
            } else {
                leave(&lines)
                if last == .text { lines.append(".br") }
                lines.append(text(String(inner)))
                last = .text
            }
        }
        leave(&lines)
        // A paragraph that nothing follows.
        if lines.last == ".PP" { lines.removeLast() }
        return lines
    }

    /// Text that no line of it can be taken for a request.
    static func text(_ plain: String) -> String {
        let escaped = Plain.line(plain).replacing("\\", with: "\\e").replacing("-", with: "\\-")
        return escaped.hasPrefix(".") || escaped.hasPrefix("'") ? "\\&" + escaped : escaped
    }
}
