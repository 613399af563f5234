import Presentation
import Wire

/// One section of a page: a question's answer as figure, chart and table, with what lets somebody check it. Pure.
struct FigureView {
    /// What of an answer is shown.
    enum Shape {
        /// A single figure, in large.
        case figure
        /// A chart of the list, and its table.
        case chart([Column])
        case table([Column])
        /// Whatever the page makes of the answer.
        case custom(@Sendable (JSONValue, Place) -> HTML)
        /// A chart, and below it whatever the page makes of the answer.
        case drawn(@Sendable (JSONValue, Place) -> HTML)
    }

    var id: String
    var heading: String
    /// A sentence of what this is, for somebody who has never seen it.
    var lead: String = ""
    var reply: Reply
    var shape: Shape
    /// Entries that are shown; nil: all.
    var only: (@Sendable (JSONValue) -> Bool)?
    var most = 50
    /// The name of the cursor's parameter, where a page goes on.
    var cursor: String?

    func html(_ place: Place) -> HTML {
        """
        <section id="\(id)" aria-labelledby="\(id)-h">
        <h2 id="\(id)-h">\(heading)</h2>
        \(lead.isEmpty ? "" : "<p class=\"lead\">\(lead)</p>\n" as HTML)\(body(place))\(footer(place))</section>

        """
    }

    private func body(_ place: Place) -> HTML {
        switch reply.result {
        case .failure(let refusal): return Self.none(refusal.sentence)
        case .success(let answer):
            guard var value = answer["value"], value != .null else {
                return Self.none(answer["reason"]?.text ?? "no reason was given") + facts(answer)
            }
            if let only, case .array(let entries) = value { value = .array(entries.filter(only)) }
            return content(answer, value, place) + facts(answer)
        }
    }

    static func none(_ sentence: String) -> HTML {
        "<p class=\"none\"><strong>No answer:</strong> \(Cells.name(sentence, most: 400))</p>\n"
    }

    private func content(_ answer: JSONValue, _ value: JSONValue, _ place: Place) -> HTML {
        switch shape {
        case .figure: return figure(answer, value)
        case .chart(let columns): return chart(answer, value) + table(value, columns, place)
        case .table(let columns): return table(value, columns, place)
        case .custom(let make): return make(answer, place)
        case .drawn(let make): return chart(answer, value) + make(answer, place)
        }
    }

    private func table(_ value: JSONValue, _ columns: [Column], _ place: Place) -> HTML {
        var entries: [JSONValue] = []
        if case .array(let all) = value { entries = all }
        if case .array(let shares)? = value["shares"] { entries = shares }
        return TableView(caption: heading, columns: columns, entries: entries, most: most).html(place)
    }

    private func chart(_ answer: JSONValue, _ value: JSONValue) -> HTML {
        guard case .object(var members) = answer, let place = members.firstIndex(where: { $0.key == "value" }) else {
            return ""
        }
        members[place].value = value
        guard let chart = Chart(.object(members), method: reply.question.method) else { return "" }
        return TableView.frame(
            label: "Chart: \(heading)",
            "<div class=\"chart\">\(HTML(trusted: chart.svg(id: id + "-chart", isCaptioned: false)))</div>")
    }

    private func figure(_ answer: JSONValue, _ value: JSONValue) -> HTML {
        let unit = answer["unit"]?.text ?? ""
        if unit == "share", let share = value.real { return "<p class=\"figure\">\(Quantity.percent(share))</p>\n" }
        return "<p class=\"figure\">\(Cells.name(ValueView.scalar(value))) <span class=\"unit\">\(unit)</span></p>\n"
    }
}
