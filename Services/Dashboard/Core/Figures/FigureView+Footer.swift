import Presentation
import Wire

/// What was counted, and where definition, query and data are.
extension FigureView {
    /// What was counted, in one paragraph.
    func facts(_ answer: JSONValue) -> HTML {
        var parts: [HTML] = []
        func shown(_ key: String) -> String? {
            answer[key].flatMap { $0 == .null ? nil : ValueView.scalar($0) }
        }
        if let denominator = shown("denominator") {
            let numerator = shown("numerator").map { $0 + " of " } ?? ""
            parts.append(
                "Counted: \(numerator)\(denominator) \(Cells.name(answer["denominatorText"]?.text ?? "", most: 300)).")
        } else if let text = shown("denominatorText") {
            parts.append("Counted: \(Cells.name(text, most: 300)).")
        }
        if let coverage = answer["coverage"]?.real { parts.append("Coverage \(Quantity.percent(coverage)).") }
        if let reason = shown("reason"), answer["value"] != .null { parts.append("\(Cells.name(reason, most: 300)).") }
        if let asOf = answer["asOf"]?.text {
            parts.append(
                "As of <time datetime=\"\(asOf)\">\(Self.short(asOf))</time>, known at batch \(shown("knownAt") ?? "–")."
            )
        }
        if case .array(let sources)? = answer["sources"], !sources.isEmpty {
            parts.append(
                "Sources: \(Cells.name(sources.map { ValueView.cell($0) }.joined(separator: ", "), most: 300)).")
        }
        return parts.isEmpty ? "" : "<p class=\"facts\">\(parts.joined(" "))</p>\n"
    }

    /// Minutes are enough for reading; the whole time stands in the attribute.
    static func short(_ time: String) -> String {
        guard time.utf8.count > 16, time.utf8.dropFirst(10).first == UInt8(ascii: "T") else { return time }
        return time.hasSuffix("23:59:59.999999Z")
            ? String(time.prefix(10)) : time.prefix(10) + " " + time.dropFirst(11).prefix(5) + " UTC"
    }

    func footer(_ place: Place) -> HTML {
        let question = reply.question
        var links: [HTML] = []
        let definition = reply.answer?["definition"]?.text
        let name = Definitions.page(of: definition, method: question.method.name)
        links.append("<a href=\"\(place.link("/definition", [("name", name)]))\">Definition \(definition ?? name)</a>")
        links.append("<a href=\"\(Self.address(question, "json"))\">JSON</a>")
        links.append("<a href=\"\(Self.address(question, "csv"))\">CSV</a>")
        if let cursor, let next = reply.answer?["cursor"]?.text {
            links.append("<a href=\"\(place.link(with: cursor, next))\" rel=\"next\">Next page</a>")
        }
        let labelled = links.map { "<li>\($0)</li>" as HTML }
        return """
            <div class="check"><ul aria-label="About this figure: \(heading)">\(labelled)</ul>
            <details><summary>Query<span class="spoken"> of \(heading)</span></summary>
            <p>On the command line:</p>\(TableView.frame(label: "Command: \(heading)", "<pre><code>\(question.command)</code></pre>"))
            <p>Over the gateway's socket:</p>\(TableView.frame(label: "Request: \(heading)", "<pre><code>\(question.line)</code></pre>"))
            </details></div>

            """
    }

    /// Where the answer's data are.
    static func address(_ question: Question, _ format: String) -> String {
        var query = WebQuery()
        if case .object(let members) = question.parameters {
            query.pairs = members.map { .init(name: $0.key, text: text($0.value)) }
        }
        let path = "/answer/\(question.method.name).\(format)"
        return query.pairs.isEmpty ? path : path + "?" + query.text
    }

    /// A parameter as it is typed.
    private static func text(_ value: JSONValue) -> String {
        switch value {
        case .string(let text): text
        case .array(let elements) where elements.allSatisfy({ $0.text.map { !$0.contains(",") } ?? false }):
            elements.compactMap(\.text).joined(separator: ",")
        default: value.jsonText
        }
    }
}
