import Presentation
import Wire

/// Everything that is measured, and everything that can be asked.
enum DefinitionsPage: Page {
    static let path = "/definitions"
    static let title = "Definitions"

    static func questions(_ place: Place) -> [Question] { [] }

    static func body(_ place: Place, _ replies: [Reply], _ further: [Reply]) -> PageBody {
        var body = PageBody(
            "Definitions",
            intro: "<p>Each figure links to its definition here, and to the question that answers it.</p>\n")
        let measures = MeasurePages.all.keys.sorted().map { name -> HTML in
            "<li><a href=\"\(place.link("/definition", [("name", name)]))\"><code>\(name)</code></a> \(DefinitionPage.summary(name))</li>\n"
        }
        body.add(id: "measures", heading: "Measures", "<ul class=\"names\">\(measures)</ul>\n")
        let methods = Definitions.methods.map { method -> HTML in
            "<li><a href=\"\(place.link("/definition", [("name", method.name)]))\"><code>\(method.name)</code></a> \(method.summary)</li>\n"
        }
        body.add(id: "methods", heading: "Questions", "<ul class=\"names\">\(methods)</ul>\n")
        return body
    }
}

/// One measure, or one question.
enum DefinitionPage: Page {
    static let path = "/definition"
    static let title = "Definition"

    static func questions(_ place: Place) -> [Question] { [] }

    static func body(_ place: Place, _ replies: [Reply], _ further: [Reply]) -> PageBody {
        let name = place.query["name"] ?? ""
        var body = PageBody("Definition: \(name)")
        if let bytes = MeasurePages.all[name] {
            body.intro = "<div class=\"prose\">\(Markdown.html(String(decoding: bytes, as: UTF8.self)))</div>\n"
        }
        if let method = Definitions.methods.first(where: { $0.name == name }) { add(method, place, &body) }
        return body
    }

    /// Whether there is such a page.
    static func exists(_ name: String) -> Bool {
        MeasurePages.all[name] != nil || Definitions.methods.contains { $0.name == name }
    }

    /// The first paragraph of a measure's page.
    static func summary(_ name: String) -> HTML {
        let text = String(decoding: MeasurePages.all[name] ?? [], as: UTF8.self)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).drop {
            $0.hasPrefix("#") || $0.isEmpty
        }
        let words = lines.prefix { !$0.isEmpty }.joined(separator: " ")
        return Markdown.inline(String(words.prefix { $0 != "." }))
    }

    private static func add(_ method: MethodDefinition, _ place: Place, _ body: inout PageBody) {
        let rows = method.allParameters.map { parameter -> JSONValue in
            [
                "name": .string(parameter.name), "type": .string(parameter.type.expectation),
                "meaning": .string(parameter.meaning),
                "default": .string(
                    parameter.isRequired ? "required" : parameter.default.map { ValueView.cell($0) } ?? "–"),
            ]
        }
        let parameters = TableView(
            caption: "Parameters",
            columns: [
                Column(title: "Parameter", isHead: true) { entry, _ in "<code>\(entry["name"]?.text ?? "")</code>" },
                .text("type", "Is"), .text("default", "Default"), .text("meaning", "Meaning"),
            ], entries: rows
        ).html(place)
        let question = Question(method, example(method))
        body.add(
            id: "method", heading: "The question \(method.name)",
            """
            <p>\(method.description)</p>
            <h3>Parameters</h3>
            \(parameters)<h3>Answer</h3>
            <p>\(method.result.description)</p>
            <h3>An example</h3>
            \(TableView.frame(label: "Command", "<pre><code>\(question.command)</code></pre>"))\
            <p><a href="\(FigureView.address(question, "json"))">Ask it: JSON</a>, <a href="\(FigureView.address(question, "csv"))">CSV</a>.</p>

            """)
    }

    private static func example(_ method: MethodDefinition) -> [JSONValue.Member] {
        if case .object(let members) = method.example.parameters { members } else { [] }
    }
}
