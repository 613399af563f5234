import Presentation
import Wire

/// How much each country holds, by a figure that can be chosen, and who led when.
enum CountriesPage: Page {
    static let path = "/countries"
    static let title = "Countries"

    static func questions(_ place: Place) -> [Question] {
        var leadership = place.chosen(.leadership, ["series", "period"])
        if place.query["series"] == nil { leadership.append(.init("series", "releases")) }
        if place.query["period"] == nil { leadership.append(.init("period", "year")) }
        return [
            place.question(
                .concentration,
                [.init("by", "country"), .init("limit", 100)] + place.chosen(.concentration, ["measure"])),
            place.question(.leadership, leadership + [.init("by", "country")]),
        ]
    }

    static func body(_ place: Place, _ replies: [Reply], _ further: [Reply]) -> PageBody {
        var body = PageBody(
            "Countries",
            intro: """
                <p>Shares are of what belongs to publishers whose country is known. Coverage says how much of everything \
                that is; it changes with the figure.</p>

                """)
        body.sections.append(
            (
                "form", "",
                FormView(
                    path: path, label: "Choose the figures",
                    fields: [
                        .of(.concentration, "measure", "Shares of", place),
                        .of(.leadership, "series", "Leader by", place, standard: "releases"),
                        .of(.leadership, "period", "Per", place, standard: "year"),
                    ]
                ).html(place)
            ))
        body.add(
            FigureView(
                id: "shares", heading: "Shares by country", reply: replies[0],
                shape: .chart([
                    .country("key", "Country", isHead: true), .share("value", "Share"), .number("numerator", "Count"),
                ]),
                most: 100), place)
        body.add(
            FigureView(
                id: "concentration", heading: "How far it is in few hands",
                lead: "Each index over what is attributed, and its bounds over everything.", reply: replies[0],
                shape: .custom { answer, place in indices(answer, place) }), place)
        body.add(
            FigureView(
                id: "leaders", heading: "Who led, period by period", lead: "Periods that are over.", reply: replies[1],
                shape: .chart(LeadershipTable.columns), only: LeadershipTable.isOver, most: 60), place)
        return body
    }

    private static func indices(_ answer: JSONValue, _ place: Place) -> HTML {
        let names = [
            ("hhi", "Herfindahl-Hirschman index"), ("effectiveNumber", "Effective number of holders"),
            ("crk", "Share of the largest four"), ("gini", "Gini coefficient"),
        ]
        let rows = names.compactMap { key, name -> JSONValue? in
            guard let index = answer["value"]?[key] else { return nil }
            return [
                "name": .string(name), "value": index["value"] ?? .null, "lower": index["lower"] ?? .null,
                "upper": index["upper"] ?? .null,
            ]
        }
        return TableView(
            caption: "Indices of concentration",
            columns: [
                Column(title: "Index", isHead: true) { entry, _ in "\(entry["name"]?.text ?? "")" },
                .number("value", "Of what is attributed"), .number("lower", "Of everything, at least"),
                .number("upper", "at most"),
            ], entries: rows
        ).html(place)
    }
}
