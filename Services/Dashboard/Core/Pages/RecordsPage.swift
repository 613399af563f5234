import Presentation
import Wire

/// Every change of the leader.
enum RecordsPage: Page {
    static let path = "/records"
    static let title = "Records"

    static func questions(_ place: Place) -> [Question] {
        [
            place.question(
                .records,
                [.init("limit", 200)] + place.chosen(.records, ["series", "country", "task", "sizeClass", "cursor"]))
        ]
    }

    static func body(_ place: Place, _ replies: [Reply], _ further: [Reply]) -> PageBody {
        var body = PageBody("Records")
        let series = place.query["series"] ?? "likes"
        body.sections.append(
            (
                "form", "",
                FormView(
                    path: path, label: "Choose records",
                    fields: [
                        Field(
                            name: "series", label: "Counter",
                            kind: .one([
                                ("likes", "likes"), ("pulls", "pulls"), ("downloadsAllTime", "all-time downloads"),
                            ]),
                            chosen: [series]),
                        .of(.records, "country", "Country", place), .of(.records, "task", "Task", place),
                        .of(.records, "sizeClass", "Size, billions of parameters", place),
                    ]
                ).html(place)
            ))
        body.add(
            FigureView(
                id: "ledger", heading: "Who took the first place, when",
                lead: "By \(Field.spaced(series)). Who was first when observing began may have led before.",
                reply: replies[0],
                shape: .chart([
                    .date("at", "Since"), .model("id", "Model", isHead: true), .country("country", "Country"),
                    .model("predecessor", "Before it"), .number("value", "With"), .number("margin", "Margin"),
                    .number("daysSinceRelease", "Days since release"),
                    Column(title: "Days held", isNumber: true) { entry, _ in
                        entry["tenureDays"]?.real.map { "\(Quantity.real(($0 * 10).rounded() / 10))" } ?? "–"
                    },
                    Column(title: "Remark") { entry, _ in
                        if entry["followsReset"] == true { return "follows a fall of a counter" }
                        return entry["seenLeading"] == true ? "was leading when first seen" : ""
                    },
                ]), most: 200, cursor: "cursor"), place)
        return body
    }
}

/// What is known, and how much is not.
enum CoveragePage: Page {
    static let path = "/coverage"
    static let title = "Coverage"

    static func questions(_ place: Place) -> [Question] { [place.question(.coverage)] }

    static func body(_ place: Place, _ replies: [Reply], _ further: [Reply]) -> PageBody {
        var body = PageBody(
            "What is known, and what is not",
            intro: "<p>Every figure here rests on these records. What they leave out, no figure can show.</p>\n")
        body.add(
            FigureView(
                id: "coverage", heading: "Coverage", reply: replies[0],
                shape: .custom { html($0["value"] ?? .null, $1) }), place)
        return body
    }

    /// Numbers in one list; what is broken down, in a table each.
    private static func html(_ value: JSONValue, _ place: Place) -> HTML {
        guard case .object(let members) = value else { return "" }
        var pairs: [(String, HTML)] = []
        var tables: HTML = ""
        for member in members {
            let name = Field.spaced(member.key)
            guard case .object(let inner) = member.value else {
                pairs.append((name, Cells.text(member.value)))
                continue
            }
            let rows: [JSONValue] = inner.flatMap { entry -> [JSONValue] in
                guard case .object(let deeper) = entry.value else {
                    return [["name": .string(entry.key), "value": entry.value]]
                }
                return deeper.map { ["name": .string("\(Field.spaced(entry.key)): \($0.key)"), "value": $0.value] }
            }
            tables += "<h3>\(name)</h3>\n"
            tables += TableView(
                caption: name,
                columns: [
                    Column(title: "What", isHead: true) { entry, _ in Cells.text(entry["name"]) },
                    .number("value", "Count"),
                ], entries: rows
            ).html(place)
        }
        return FactList.html(pairs) + tables
    }
}
