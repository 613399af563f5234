import Presentation

/// The little of Markdown that the measures' pages use: headings, paragraphs, lists, tables, code, emphasis. Pure.
enum Markdown {
    /// - Parameter level: of the first heading's replacement: a page's own title is dropped.
    static func html(_ text: String) -> HTML {
        var out: HTML = ""
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)[...]
        while let line = lines.first {
            if line.allSatisfy({ $0 == " " }) || line.hasPrefix("# ") {
                lines = lines.dropFirst()
            } else if line.hasPrefix("```") {
                lines = lines.dropFirst()
                out += code(take(&lines) { !$0.hasPrefix("```") })
                lines = lines.dropFirst()
            } else if line.hasPrefix("    ") {
                out += code(take(&lines) { $0.hasPrefix("    ") }.map { String($0.dropFirst(4)) })
            } else if line.hasPrefix("#") {
                let level = min(max(line.prefix { $0 == "#" }.count, 2), 6)
                out += heading(String(line.drop { $0 == "#" || $0 == " " }), level)
                lines = lines.dropFirst()
            } else if line.hasPrefix("|") {
                out += table(take(&lines) { $0.hasPrefix("|") })
            } else if line.hasPrefix("- ") {
                out += list(take(&lines) { $0.hasPrefix("- ") || $0.hasPrefix("  ") })
            } else {
                let words = take(&lines) { line in
                    !line.allSatisfy({ $0 == " " }) && !["#", "|", "- ", "```"].contains { line.hasPrefix($0) }
                }
                out += "<p>\(inline(words.joined(separator: " ")))</p>\n"
            }
        }
        return out
    }

    private static func take(_ lines: inout ArraySlice<String>, _ belongs: (String) -> Bool) -> [String] {
        let taken = lines.prefix { belongs($0) }
        // What begins a block is part of it, whatever it looks like.
        let count = max(taken.count, lines.isEmpty ? 0 : 1)
        let result = Array(lines.prefix(count))
        lines = lines.dropFirst(count)
        return result
    }

    private static func heading(_ text: String, _ level: Int) -> HTML {
        HTML(trusted: "<h\(level)>") + inline(text) + HTML(trusted: "</h\(level)>\n")
    }

    private static func code(_ lines: [String]) -> HTML {
        let rows = lines.map { "\($0)" as HTML }
        return TableView.frame(label: "Code", "<pre><code>\(rows.joined("\n"))</code></pre>")
    }

    private static func list(_ lines: [String]) -> HTML {
        var items: [String] = []
        for line in lines {
            if line.hasPrefix("- ") {
                items.append(String(line.dropFirst(2)))
            } else if !items.isEmpty {
                items[items.count - 1] += " " + line.drop { $0 == " " }
            }
        }
        return "<ul>\(items.map { "<li>\(inline($0))</li>\n" as HTML })</ul>\n"
    }

    private static func table(_ lines: [String]) -> HTML {
        let rows = lines.map { line in
            line.dropFirst().split(separator: "|", omittingEmptySubsequences: false).dropLast().map {
                inline($0.drop { $0 == " " }.description)
            }
        }
        guard let head = rows.first else { return "" }
        let heads = head.map { "<th scope=\"col\">\($0)</th>" as HTML }
        let body = rows.dropFirst(2).map { row -> HTML in
            "<tr>\(row.map { "<td>\($0)</td>" as HTML })</tr>\n"
        }
        return TableView.frame(
            label: "Table", "<table><thead><tr>\(heads)</tr></thead><tbody>\(body)</tbody></table>")
    }

    /// Code spans, bold, and links: to another page of the documentation by its name alone.
    static func inline(_ text: String) -> HTML {
        var out: HTML = ""
        for (place, part) in text.split(separator: "`", omittingEmptySubsequences: false).enumerated() {
            if place % 2 == 1 {
                out += "<code>\(String(part))</code>"
                continue
            }
            for (place, bold) in String(part).split(separator: "**").enumerated() where !bold.isEmpty {
                let isBold = part.hasPrefix("**") ? place % 2 == 0 : place % 2 == 1
                let words = String(bold).replacing("<doc:", with: "").replacing("doc>", with: "")
                out += isBold ? "<strong>\(words)</strong>" : "\(words)"
            }
        }
        return out
    }
}
