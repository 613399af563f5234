import Presentation
import Wire

/// A table with a caption, heads with their scope, and a frame that can be scrolled by keyboard. Pure.
struct TableView {
    var caption: String
    var columns: [Column]
    var entries: [JSONValue]
    /// The most rows that are shown; what is left out is said.
    var most = 50

    func html(_ place: Place) -> HTML {
        guard !entries.isEmpty else { return "<p class=\"none\">Nothing.</p>\n" }
        let heads = columns.map { column -> HTML in "<th scope=\"col\"\(Self.kind(column))>\(column.title)</th>" }
        let rows = entries.prefix(most).map { entry -> HTML in
            let cells = columns.map { column -> HTML in
                let cell = column.cell(entry, place)
                if column.isHead { return "<th scope=\"row\"\(Self.kind(column))>\(cell)</th>" }
                return "<td\(Self.kind(column))>\(cell)</td>"
            }
            return "<tr>\(cells)</tr>\n"
        }
        let left = entries.count - rows.count
        let more: HTML =
            left > 0 ? "<p class=\"note\">\(Quantity.whole(left)) further rows stand in the CSV.</p>\n" : ""
        return Self.frame(
            label: "Table: \(caption)",
            "<table><caption class=\"spoken\">\(caption)</caption><thead><tr>\(heads)</tr></thead><tbody>\(rows)</tbody></table>"
        )
            + more
    }

    private static func kind(_ column: Column) -> HTML {
        if column.isNumber { return " class=\"n\"" }
        return column.room.isEmpty ? "" : " class=\"\(column.room)\""
    }

    /// What may be wider than the window.
    static func frame(label: String, _ inside: HTML) -> HTML {
        "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"\(label)\">\(inside)</div>\n"
    }
}

/// Names and values. Pure.
enum FactList {
    static func html(_ pairs: [(String, HTML)]) -> HTML {
        "<dl class=\"pairs\">\(pairs.map { "<div><dt>\($0.0)</dt><dd>\($0.1)</dd></div>" as HTML })</dl>\n"
    }
}
