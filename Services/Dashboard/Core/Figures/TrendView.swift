import Presentation
import Wire

/// The trend of openness, for a country or an organization. Pure.
enum TrendView {
    static func figure(_ reply: Reply, _ heading: String) -> FigureView {
        FigureView(
            id: "trend", heading: heading,
            lead: "Points that openness gains or loses a year, over releases; p below 0.05 is unlikely to be chance.",
            reply: reply, shape: .custom { answer, place in body(answer, place) })
    }

    private static func body(_ answer: JSONValue, _ place: Place) -> HTML {
        guard case .array(let entries)? = answer["value"] else { return "" }
        let table = TableView(
            caption: "Trends of openness",
            columns: [
                .code("axis", "Axis"), .code("weighting", "Counting each"),
                Column(title: "Points a year", isNumber: true) { entry, _ in rounded(entry["value"], places: 4) },
                Column(title: "p", isNumber: true) { entry, _ in rounded(entry["p"], places: 4) },
                .number("releases", "Releases"), .date("first", "First"), .date("last", "Last"),
                .text("reason", "Remark"),
            ], entries: entries
        ).html(place)
        guard case .array(let changes)? = answer["regimeChanges"], !changes.isEmpty else {
            return table + "<p>No change from open to closed releases or back.</p>\n"
        }
        return table + "<h3>Changes of direction</h3>\n"
            + TableView(
                caption: "Changes of direction",
                columns: [.date("date", "Date"), .code("axis", "Axis"), .code("direction", "Towards")], entries: changes
            ).html(place)
    }

    static func rounded(_ value: JSONValue?, places: Int) -> HTML {
        guard let number = value?.real else { return "–" }
        var scale = 1.0
        for _ in 0..<places { scale *= 10 }
        let rounded = (number * scale).rounded() / scale
        if rounded == 0, number != 0 {
            return "\(number > 0 ? "<" : ">−") \("0." + String(repeating: "0", count: places - 1))1"
        }
        return "\(Quantity.real(rounded))"
    }
}
