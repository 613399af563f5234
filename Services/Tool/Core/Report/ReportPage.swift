import Presentation
import Wire

/// One page of HTML that needs nothing else: no scripts, nothing from elsewhere, every foreign text escaped. Pure.
struct ReportPage {
    struct Section {
        var question: ReportPlan.Question
        /// The answer, or the sentence that says why there is none.
        var answer: Result<JSONValue, Failure>
    }

    struct Failure: Error {
        var sentence: String
    }

    var title: String
    var sections: [Section]

    func html() -> String {
        let entries = sections.enumerated().map { place, section in
            "<li><a href=\"#s\(place + 1)\">\(Markup.escaped(section.question.heading))</a></li>"
        }
        let body = sections.enumerated().map { place, section in Self.html(section, place + 1) }
        return """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
            <title>\(Markup.escaped(title))</title>
            <style>\(Self.style)</style></head>
            <body><main><h1><bdi>\(Markup.escaped(title))</bdi></h1>
            <nav aria-label="Sections"><ol>\(entries.joined())</ol></nav>
            \(body.joined(separator: "\n"))
            </main></body></html>

            """
    }

    private static func html(_ section: Section, _ number: Int) -> String {
        let method = section.question.method
        var out = "<section id=\"s\(number)\"><h2>\(Markup.escaped(section.question.heading))</h2>\n"
        switch section.answer {
        case .failure(let failure): out += "<p class=\"none\">No answer: \(Markup.escaped(failure.sentence))</p>\n"
        case .success(let answer):
            let value = answer["value"] ?? answer
            if value == .null {
                out +=
                    "<p class=\"none\">No answer: \(Markup.escaped(answer["reason"]?.text ?? "no reason was given"))</p>\n"
            } else {
                if let figure = figure(answer) { out += "<p class=\"figure\">\(Markup.escaped(figure))</p>\n" }
                if let chart = Chart(answer, method: method) {
                    out += "<div class=\"chart\">\(chart.svg(id: "chart\(number)"))</div>\n"
                }
                if figure(answer) == nil { out += HTMLText.value(value, isShare: answer["unit"] == "share") + "\n" }
            }
            out += facts(answer)
        }
        out += "<p class=\"definition\">\(Markup.escaped(method.description)) <code>"
        out += "\(Markup.escaped(command(section.question)))</code></p></section>"
        return out
    }

    /// A single figure, in large.
    private static func figure(_ answer: JSONValue) -> String? {
        let value = answer["value"] ?? .null
        guard let number = value.real else { return value.text }
        return answer["unit"] == "share"
            ? Quantity.percent(number) : "\(ValueView.scalar(value)) \(answer["unit"]?.text ?? "")"
    }

    /// What lets somebody check it.
    private static func facts(_ answer: JSONValue) -> String {
        var pairs: [(String, String)] = []
        func add(_ name: String, _ key: String) {
            guard let value = answer[key], value != .null else { return }
            pairs.append((name, ValueView.cell(value)))
        }
        add("Numerator", "numerator")
        add("Denominator", "denominator")
        add("Counted", "denominatorText")
        if let coverage = answer["coverage"]?.real { pairs.append(("Coverage", Quantity.percent(coverage))) }
        add("Unit", "unit")
        add("As of", "asOf")
        add("Known at batch", "knownAt")
        add("Definition", "definition")
        add("Parameters", "parameters")
        add("Sources", "sources")
        if answer["cursor"]?.text != nil { pairs.append(("More", "further entries are not shown")) }
        let items = pairs.map { "<dt>\($0.0)</dt><dd><bdi>\(Markup.escaped($0.1))</bdi></dd>" }
        return "<dl class=\"facts\">\(items.joined())</dl>\n"
    }

    private static func command(_ question: ReportPlan.Question) -> String {
        var method = question.method
        method.example.parameters = question.parameters
        return MethodHelp.example(method)
    }

    private static let style = """
        :root{color-scheme:light dark;--line:#8884}body{font:16px/1.5 system-ui,sans-serif;margin:0}\
        main{max-width:60rem;margin:auto;padding:1rem}table{border-collapse:collapse;font-size:.9rem}\
        .scroll{overflow-x:auto}td,th{padding:.2rem .6rem;border-bottom:1px solid var(--line);text-align:left;\
        vertical-align:top;overflow-wrap:anywhere}td.n{text-align:right;font-variant-numeric:tabular-nums}\
        .figure{font-size:2rem;font-weight:600;margin:.5rem 0}.facts{display:grid;grid-template-columns:max-content 1fr;\
        gap:.1rem 1rem;font-size:.85rem}.facts dd{margin:0;overflow-wrap:anywhere}.definition{font-size:.85rem}\
        .none{font-style:italic}.chart svg{max-width:100%;height:auto}section{border-top:1px solid var(--line)}\
        code{overflow-wrap:anywhere}@media print{nav{display:none}section{break-inside:avoid}}
        """
}
