import Presentation
import Wire

/// One model: what it is, how open, its timeline, where it comes from and what comes from it, what it owes.
enum ModelPage: Page {
    static let path = "/model"
    static let title = "Model"
    static let subject: Int? = 0

    static func questions(_ place: Place) -> [Question] {
        let id: [JSONValue.Member] = [.init("id", .string(place.query["id"] ?? ""))]
        return [
            place.question(.modelGet, id),
            place.question(.opennessExplain, id),
            place.question(.modelLineage, id + [.init("direction", "ancestors")]),
            place.question(.modelLineage, id + [.init("direction", "descendants")]),
            place.question(.obligations, id),
            place.question(.removal, id),
            place.question(.modelAdoption, id),
            place.question(.variants, id),
            place.question(
                .deploymentList,
                [.init("model", .string(place.query["id"] ?? "")), .init("state", "all"), .init("limit", 200)]),
        ]
    }

    /// The timelines of the series that were observed.
    static func furtherQuestions(_ place: Place, _ replies: [Reply]) -> [Question] {
        guard let value = replies[0].value else { return [] }
        let id: [JSONValue.Member] = [.init("id", value["id"] ?? .string(place.query["id"] ?? ""))]
        var questions: [Question] = []
        if case .object(let series)? = value["series"] {
            for entry in series where entry.value["latest"]?.real != nil {
                questions.append(place.question(.modelTimeline, id + [.init("series", .string(entry.key))]))
            }
        }
        return questions
    }

    static func body(_ place: Place, _ replies: [Reply], _ further: [Reply]) -> PageBody {
        let id = replies[0].value?["id"]?.text ?? place.query["id"] ?? ""
        var body = PageBody(id)
        body.add(
            FigureView(
                id: "profile", heading: "What it is", reply: replies[0],
                shape: .custom { ModelProfile.html($0["value"] ?? .null, $1) }), place)
        body.add(
            FigureView(
                id: "openness", heading: "How open it is",
                lead: "Every framework has a ladder of its own; how far this model has come on each.",
                reply: replies[1],
                shape: .drawn { OpennessView.html($0, $1) }), place)
        for reply in further where reply.question.method.name == "model.timeline" {
            let series = reply.question.parameters["series"]?.text ?? ""
            body.add(
                FigureView(
                    id: "timeline-\(series)", heading: "Timeline: \(Field.spaced(series))", reply: reply,
                    shape: .chart([.date("at", "Day"), .number("value", "Value"), .text("source", "Source")]), most: 400
                ),
                place)
        }
        body.add(
            FigureView(
                id: "ancestors", heading: "Where it comes from", reply: replies[2],
                shape: .custom { LineageView.html($0, place: $1, root: id, up: true) }), place)
        body.add(
            FigureView(
                id: "descendants", heading: "What comes from it", reply: replies[3],
                shape: .custom { LineageView.html($0, place: $1, root: id, up: false) }), place)
        body.add(
            FigureView(
                id: "variants", heading: "How fast others built on it", reply: replies[7],
                shape: .table([
                    Column(title: "Within", isHead: true) { entry, _ in "\(entry["within"]?.text ?? "")" },
                    .number("value", "Models"), .number("organizations", "Organizations"), .text("reason", "Remark"),
                ])), place)
        body.add(
            FigureView(
                id: "obligations", heading: "What its ancestors' licenses ask of it", reply: replies[4],
                shape: .table([
                    .code("obligation", "Obligation"), .model("from", "Asked by"),
                    Column(title: "By way of") { entry, _ in Cells.text(entry["path"]) }, .text("license", "License"),
                ])), place)
        body.add(
            FigureView(
                id: "removal", heading: "What would go with it",
                lead: "The share of all models that are it or come from it.",
                reply: replies[5], shape: .figure), place)
        body.add(
            FigureView(
                id: "adoption", heading: "Its adoption", reply: replies[6],
                shape: .custom { AdoptionView.html($0["value"] ?? .null, $1) }), place)
        body.add(
            FigureView(
                id: "deployments", heading: "Who offers it", lead: "Offers by providers, in force and ended.",
                reply: replies[8],
                shape: .table([
                    Column(title: "Provider", isHead: true) { entry, _ in Cells.text(entry["provider"]) },
                    .country("country", "Country"), .date("begin", "Since"), .date("end", "Until"),
                    .number("value", "Offers"), .text("source", "Source"),
                ]), most: 100), place)
        return body
    }
}
