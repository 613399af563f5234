import Presentation
import Wire

/// One country.
enum CountryPage: Page {
    static let path = "/country"
    static let title = "Country"
    static let subject: Int? = 0

    static func questions(_ place: Place) -> [Question] {
        let id = JSONValue.string(place.query["id"] ?? "")
        let on: JSONValue = .string(place.query["on"] ?? (place.query["id"] == "CN" ? "US" : "CN"))
        let own: [JSONValue.Member] = [.init("country", id)]
        return [
            place.question(.countryGet, [.init("id", id)]),
            place.question(.dependence, [.init("of", id)]),
            place.question(.dependenceCourse, [.init("of", id), .init("on", on), .init("period", "quarter")]),
            place.question(.removal, own),
            place.question(.leaderboard, own + [.init("measure", "netLikes"), .init("limit", 15)]),
            place.question(.leaderboard, own + [.init("measure", "derivatives"), .init("limit", 15)]),
            place.question(.organizationList, own + [.init("limit", 15)]),
            place.question(.opennessTrend, own),
            place.question(.closedness, own),
        ]
    }

    static func body(_ place: Place, _ replies: [Reply], _ further: [Reply]) -> PageBody {
        let id = replies[0].value?["id"]?.text ?? place.query["id"] ?? ""
        var body = PageBody("Country \(id)")
        body.add(
            FigureView(
                id: "profile", heading: "In figures", reply: replies[0],
                shape: .custom { profile($0["value"] ?? .null, $1) }),
            place)
        let counted: [Column] = [
            .country("key", "On", isHead: true), .share("value", "Share"), .number("numerator", "Edges"),
        ]
        body.add(
            FigureView(
                id: "rests", heading: "What its models rest on",
                lead: "Of its models that were made from others: from whose.",
                reply: replies[1], shape: .chart(counted)), place)
        let on = replies[2].question.parameters["on"]?.text ?? ""
        body.add(
            FigureView(
                id: "course", heading: "How much of that on \(on), over time", reply: replies[2],
                shape: .chart([
                    Column(title: "Period", isHead: true) { entry, _ in "\(entry["period"]?.text ?? "")" },
                    .share("value", "Share"), .number("numerator", "Edges"), .number("denominator", "Of"),
                ])), place)
        body.add(
            FigureView(
                id: "removal", heading: "What would go with it",
                lead: "The share of all models that are its own or come from one of its models.", reply: replies[3],
                shape: .figure), place)
        body.add(liked(replies[4], "liked", "Its most liked models", "Likes"), place)
        body.add(liked(replies[5], "built", "Its models most built upon", "Derivatives"), place)
        body.add(
            FigureView(
                id: "organizations", heading: "Its organizations", reply: replies[6],
                shape: .chart([
                    .organization("id", "Organization", isHead: true), .code("kind", "Kind"), .number("value", "Likes"),
                    .number("models", "Models"), .number("derivatives", "Derivatives"),
                ])), place)
        body.add(TrendView.figure(replies[7], "Which way its openness goes"), place)
        body.add(
            FigureView(
                id: "closedness", heading: "How much of its flagships is closed", reply: replies[8],
                shape: .chart([
                    Column(title: "Year", isHead: true) { entry, _ in "\(entry["year"]?.whole.map { "\($0)" } ?? "–")"
                    },
                    .share("value", "Closed"), .number("numerator", "Closed models"), .number("denominator", "Of"),
                ])), place)
        return body
    }

    private static func liked(_ reply: Reply, _ id: String, _ heading: String, _ unit: String) -> FigureView {
        FigureView(
            id: id, heading: heading, reply: reply,
            shape: .chart([
                .model("id", "Model", isHead: true), .organization("organization", "Organization"),
                .number("value", unit),
            ]))
    }

    private static func profile(_ value: JSONValue, _ place: Place) -> HTML {
        func table(_ key: String, _ caption: String, _ columns: [Column]) -> HTML {
            guard case .array(let entries)? = value[key] else { return "" }
            return "<h3>\(caption)</h3>\n" + TableView(caption: caption, columns: columns, entries: entries).html(place)
        }
        let shares: [Column] = [
            Column(title: "What", isHead: true) { entry, _ in "\(Field.spaced(entry["key"]?.text ?? ""))" },
            .share("value", "Share"), .number("numerator", "Count"),
        ]
        return FactList.html([
            ("Organizations", Cells.number(value["organizations"])),
            ("of them with open models", Cells.number(value["openOrganizations"])),
            ("Models", Cells.number(value["models"])), ("Likes", Cells.number(value["netLikes"])),
            ("Downloads in 30 days", Cells.number(value["downloads30d"])),
            ("Derivatives", Cells.number(value["derivatives"])),
        ]) + table("access", "How its models can be had", shares)
            + table("kinds", "Kinds of its organizations", shares)
            + table(
                "releasesByYear", "Its releases by year",
                [
                    Column(title: "Year", isHead: true) { entry, _ in "\(entry["key"]?.text ?? "")" },
                    .number("value", "Releases"), .number("closed", "Closed"), .number("known", "Of known access"),
                    .share("closedness", "Closed share"),
                ])
    }
}
