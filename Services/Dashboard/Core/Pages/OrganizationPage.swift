import Presentation
import Wire

/// One organization.
enum OrganizationPage: Page {
    static let path = "/organization"
    static let title = "Organization"
    static let subject: Int? = 0

    static func questions(_ place: Place) -> [Question] {
        let id = JSONValue.string(place.query["id"] ?? "")
        let own: [JSONValue.Member] = [.init("organization", id)]
        return [
            place.question(.organizationGet, [.init("id", id)]),
            place.question(.opennessTrend, own),
            place.question(.leaderboard, own + [.init("measure", "netLikes"), .init("limit", 15)]),
            place.question(.leaderboard, own + [.init("measure", "derivatives"), .init("limit", 15)]),
            place.question(.opennessLeaderboard, own + [.init("framework", "mof"), .init("limit", 30)]),
            place.question(.descendants, own),
            place.question(.hIndex, own),
            place.question(.removal, own),
        ]
    }

    static func body(_ place: Place, _ replies: [Reply], _ further: [Reply]) -> PageBody {
        let name = replies[0].value?["displayName"]?.text ?? replies[0].value?["id"]?.text ?? place.query["id"] ?? ""
        var body = PageBody(name)
        body.add(
            FigureView(
                id: "profile", heading: "What it is", reply: replies[0],
                shape: .custom { profile($0["value"] ?? .null, $1) }), place)
        body.add(TrendView.figure(replies[1], "Which way its openness goes"), place)
        body.add(models(replies[2], "liked", "Its most liked models", "Likes"), place)
        body.add(models(replies[3], "built", "Its models most built upon", "Derivatives"), place)
        body.add(
            FigureView(
                id: "openness", heading: "Its models by the Model Openness Framework", reply: replies[4],
                shape: .table([.model("id", "Model", isHead: true), .text("label", "Class"), .number("value", "Rung")])),
            place)
        body.add(
            FigureView(
                id: "descendants", heading: "What comes from its models",
                lead: "Distinct models that descend from one of its own.",
                reply: replies[5], shape: .figure), place)
        body.add(
            FigureView(
                id: "hindex", heading: "How much others build on it",
                lead: "So many of the models built directly on its own have at least so many likes.", reply: replies[6],
                shape: .figure), place)
        body.add(
            FigureView(
                id: "removal", heading: "What would go with it",
                lead: "The share of all models that are its own or come from one of its models.", reply: replies[7],
                shape: .figure), place)
        return body
    }

    private static func models(_ reply: Reply, _ id: String, _ heading: String, _ unit: String) -> FigureView {
        FigureView(
            id: id, heading: heading, reply: reply,
            shape: .chart([.model("id", "Model", isHead: true), .number("value", unit)]))
    }

    private static func profile(_ value: JSONValue, _ place: Place) -> HTML {
        FactList.html([
            ("Id", Cells.text(value["id"])), ("Country", Cells.country(value["country"]?.text, place)),
            ("Said by", Cells.text(value["countrySource"])), ("Since", Cells.date(value["countryAt"])),
            ("Evidence", Cells.text(value["evidence"])), ("Kind", Cells.text(value["kind"])),
            ("Parent", Cells.link("/organization", value["parent"]?.text, place)),
            ("Other names", Cells.text(value["aliases"])), ("Models", Cells.number(value["models"])),
            ("of which nobody describes", Cells.number(value["placeholders"])),
        ])
    }
}
