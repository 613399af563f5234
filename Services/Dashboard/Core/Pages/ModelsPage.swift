import Presentation
import Wire

/// Models by a measure, under conditions.
enum ModelsPage: Page {
    static let path = "/models"
    static let title = "Models"

    private static let choices = [
        "measure", "order", "country", "organization", "access", "task", "sizeClass", "releasedAfter", "releasedBefore",
        "cursor",
    ]

    static func questions(_ place: Place) -> [Question] {
        [place.question(.leaderboard, [.init("limit", 50)] + place.chosen(.leaderboard, choices))]
    }

    static func body(_ place: Place, _ replies: [Reply], _ further: [Reply]) -> PageBody {
        var body = PageBody("Models")
        body.sections.append(
            (
                "form", "",
                FormView(
                    path: path, label: "Choose models",
                    fields: [
                        .of(.leaderboard, "measure", "By", place), .of(.leaderboard, "order", "Order", place),
                        .of(.leaderboard, "country", "Country", place),
                        .of(.leaderboard, "organization", "Organization", place),
                        .of(.leaderboard, "access", "Access", place), .of(.leaderboard, "task", "Task", place),
                        .of(.leaderboard, "sizeClass", "Size, billions of parameters", place),
                        .of(.leaderboard, "releasedAfter", "Released from", place),
                        .of(.leaderboard, "releasedBefore", "Released before", place),
                    ]
                ).html(place)
            ))
        let unit = replies[0].answer?["unit"]?.text ?? ""
        body.add(
            FigureView(
                id: "list", heading: "Models by \(Field.spaced(place.query["measure"] ?? "netLikes"))",
                reply: replies[0],
                shape: .chart([
                    .number("rank", "Rank"), .model("id", "Model", isHead: true),
                    .organization("organization", "Organization"), .country("country", "Country"),
                    .number("value", unit.isEmpty ? "Value" : unit.prefix(1).uppercased() + unit.dropFirst()),
                ]), cursor: "cursor"), place)
        return body
    }
}

/// Organizations by what hangs on them.
enum OrganizationsPage: Page {
    static let path = "/organizations"
    static let title = "Organizations"

    static func questions(_ place: Place) -> [Question] {
        [
            place.question(
                .organizationList,
                [.init("limit", 50)] + place.chosen(.organizationList, ["country", "kind", "order", "cursor"]))
        ]
    }

    static func body(_ place: Place, _ replies: [Reply], _ further: [Reply]) -> PageBody {
        var body = PageBody("Organizations")
        body.sections.append(
            (
                "form", "",
                FormView(
                    path: path, label: "Choose organizations",
                    fields: [
                        .of(.organizationList, "order", "By", place),
                        .of(.organizationList, "country", "Country", place),
                        .of(.organizationList, "kind", "Kind", place),
                    ]
                ).html(place)
            ))
        body.add(
            FigureView(
                id: "list", heading: "Organizations by \(place.query["order"] ?? "adoption")", reply: replies[0],
                shape: .chart([
                    .number("rank", "Rank"), .organization("id", "Organization", isHead: true),
                    .country("country", "Country"), .code("kind", "Kind"), .number("value", "Value"),
                    .number("models", "Models"), .number("derivatives", "Derivatives"),
                ]), cursor: "cursor"), place)
        return body
    }
}
