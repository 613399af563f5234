import Presentation
import Wire

/// One claim: its verdict, the figures then and now, the other choices, the records behind it.
enum ClaimPage: Page {
    static let path = "/claim"
    static let title = "Claim"
    static let subject: Int? = 0

    static func questions(_ place: Place) -> [Question] {
        [ClaimsPage.check(place.query["id"] ?? "", place.times)]
    }

    static func body(_ place: Place, _ replies: [Reply], _ further: [Reply]) -> PageBody {
        let claim = replies[0].answer?["claim"]
        var body = PageBody("Claim: \(claim?["text"]?.text ?? place.query["id"] ?? "")")
        body.add(
            FigureView(
                id: "verdict", heading: "The verdict", reply: replies[0], shape: .custom { verdict($0, $1) }), place)
        guard let answer = replies[0].answer else { return body }
        if case .array(let variants)? = answer["variants"], !variants.isEmpty {
            body.add(
                id: "band", heading: "Under other definitions",
                band(answer)
                    + TableView(
                        caption: "The figure under other choices",
                        columns: [
                            .code("choice", "Choice"),
                            Column(title: "Variant", isHead: true) { entry, _ in Cells.text(entry["variant"]) },
                            Column(title: "Figure", isNumber: true) { entry, _ in ClaimsPage.figure(entry["value"]) },
                            Column(title: "Holds") { entry, _ in
                                entry["holds"] == true ? "yes" : entry["holds"] == false ? "no" : "not decided"
                            },
                            .text("reason", "Remark"),
                        ], entries: variants, most: 200
                    ).html(place))
        }
        if let records = answer["records"], case .array(let entries)? = records["value"], !entries.isEmpty {
            body.add(id: "records", heading: "The records behind it", table(records, entries, place))
        }
        return body
    }

    private static func verdict(_ answer: JSONValue, _ place: Place) -> HTML {
        let claim = answer["claim"] ?? .null
        func dated(_ key: String) -> HTML {
            guard let figure = answer[key], figure != .null else { return "–" }
            return """
                \(ClaimsPage.figure(figure["value"])) (\(Cells.text(figure["verdict"])); as of \(Cells.date(figure["asOf"])), \
                coverage \(Cells.share(figure["coverage"])))
                """
        }
        return "<p class=\"figure\">\(ClaimsPage.verdict(answer["value"]?.text ?? ""))</p>\n"
            + FactList.html([
                ("Said by", Cells.text(claim["speaker"])), ("On", Cells.date(claim["value"])),
                ("Where", Cells.text(claim["citation"])), ("Measure", Cells.text(claim["measure"])),
                ("Then", dated("then")), ("Now", dated("now")),
                ("What would decide it", Cells.text(answer["decidedBy"])),
            ])
    }

    private static func band(_ answer: JSONValue) -> HTML {
        guard let low = answer["band"]?["min"], let high = answer["band"]?["max"], low != .null else { return "" }
        return "<p>The figure lies between \(ClaimsPage.figure(low)) and \(ClaimsPage.figure(high)).</p>\n"
    }

    /// Whatever the method that shows the records answers: its entries' own keys are the columns.
    private static func table(_ records: JSONValue, _ entries: [JSONValue], _ place: Place) -> HTML {
        var keys: [String] = []
        for case .object(let members) in entries {
            for member in members where !keys.contains(member.key) { keys.append(member.key) }
        }
        let columns = keys.map { key -> Column in
            switch key {
            case "country", "of", "on": .country(key, Field.spaced(key))
            case "organization": .organization(key, Field.spaced(key))
            case "child", "parent", "predecessor": .model(key, Field.spaced(key))
            default: .text(key, Field.spaced(key))
            }
        }
        return "<p>As <code>\(records["method"]?.text ?? "")</code> answers.</p>\n"
            + TableView(caption: "Records", columns: columns, entries: entries).html(place)
    }
}
