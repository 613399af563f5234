import Presentation
import Wire

/// Whose models rest on whose: the matrix with its choices, one country's shares, and their course.
enum DependencePage: Page {
    static let path = "/dependence"
    static let title = "Dependence"

    /// What can be chosen, as the methods define it.
    private static let choices = ["relations", "lineage", "excludeFlagged", "attribution", "scope", "weight"]

    static func questions(_ place: Place) -> [Question] {
        let chosen = place.chosen(.dependenceMatrix, choices)
        let of = place.query["of"] ?? "US"
        let on = place.query["on"] ?? (of == "CN" ? "US" : "CN")
        let subject: [JSONValue.Member] = [.init("of", .string(of))]
        return [
            place.question(.dependenceMatrix, chosen),
            place.question(.dependence, subject + chosen),
            place.question(
                .dependenceCourse,
                subject + [.init("on", .string(on)), .init("period", .string(place.query["period"] ?? "quarter"))]
                    + chosen),
        ]
    }

    static func body(_ place: Place, _ replies: [Reply], _ further: [Reply]) -> PageBody {
        let of = replies[1].question.parameters["of"]?.text ?? ""
        let on = replies[2].question.parameters["on"]?.text ?? ""
        var body = PageBody(
            "Whose models rest on whose",
            intro: """
                <p>Each row is a country's models that were made from others; each column, where those others come from. \
                The rows add up to one: they are shares of what is made from parents whose country is known.</p>

                """)
        body.sections.append(("form", "", form(place, of, on).html(place)))
        body.add(
            FigureView(
                id: "matrix", heading: "The matrix", reply: replies[0],
                shape: .drawn { answer, place in matrix(answer, place) }),
            place)
        body.add(
            FigureView(
                id: "shares", heading: "What the models of \(of) rest on", reply: replies[1],
                shape: .chart([
                    .country("key", "On", isHead: true), .share("value", "Share"), .number("numerator", "Weight"),
                ])),
            place)
        body.add(
            FigureView(
                id: "course", heading: "The course of \(of) on \(on)", reply: replies[2],
                shape: .chart([
                    Column(title: "Period", isHead: true) { entry, _ in "\(entry["period"]?.text ?? "")" },
                    .share("value", "Share"), .number("numerator", "Weight"), .number("denominator", "Of"),
                    .share("coverage", "Coverage"),
                ]), most: 60), place)
        return body
    }

    static func form(_ place: Place, _ of: String, _ on: String) -> FormView {
        FormView(
            path: path, label: "Choose what counts",
            fields: [
                .text("of", "Models of", of), .text("on", "On", on),
                .of(.dependenceMatrix, "attribution", "Ancestors", place),
                .of(.dependenceMatrix, "scope", "Edges", place),
                .of(.dependenceMatrix, "weight", "Weight", place), .of(.dependenceMatrix, "lineage", "Lineage", place),
                .of(.dependenceMatrix, "excludeFlagged", "Contradicted finetunes", place),
                .of(.dependenceCourse, "period", "Course per", place, standard: "quarter"),
                .of(.dependenceMatrix, "relations", "Only these relations (none: all)", place),
            ])
    }

    /// The matrix as a table: a row a country, with what its shares are of.
    private static func matrix(_ answer: JSONValue, _ place: Place) -> HTML {
        guard case .array(let rows)? = answer["value"] else { return "" }
        var names: Set<String> = []
        for row in rows {
            guard case .array(let shares)? = row["shares"] else { continue }
            names.formUnion(shares.compactMap { $0["key"]?.text })
        }
        let columns = names.sorted().map { name in
            Column(title: "on \(name)", isNumber: true) { row, _ in
                guard case .array(let shares)? = row["shares"] else { return "–" }
                let share = shares.first { $0["key"]?.text == name }
                return share.map { Cells.share($0["value"]) } ?? "0"
            }
        }
        return TableView(
            caption: "Dependence matrix",
            columns: [.country("key", "Models of", isHead: true)] + columns + [
                .number("denominator", "Of"), .share("coverage", "Coverage"),
            ], entries: rows, most: 300
        ).html(place)
    }
}
