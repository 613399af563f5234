import Presentation
import Wire

/// The published sentences that can be checked, with their verdicts.
enum ClaimsPage: Page {
    static let path = "/claims"
    static let title = "Claims"

    /// Without times: what the watch has ready.
    static let list = Question(.claimList, [.init("limit", 100)])

    static func check(_ id: String, _ times: [JSONValue.Member]) -> Question {
        Question(.claimCheck, [.init("id", .string(id))] + times)
    }

    static func listed(_ place: Place) -> Question { Question(.claimList, [.init("limit", 100)] + place.times) }

    /// A check takes its time: for the newest time verdicts come from memory, where they are kept ready; for another
    /// time they are waited for.
    static func checks(_ place: Place, _ claims: [JSONValue]) -> [Question] {
        claims.compactMap { claim in
            guard let id = claim["id"]?.text else { return nil }
            var question = check(id, place.times)
            question.isFromMemory = place.times.isEmpty
            return question
        }
    }

    static func questions(_ place: Place) -> [Question] { [listed(place)] }

    static func furtherQuestions(_ place: Place, _ replies: [Reply]) -> [Question] {
        checks(place, replies[0].entries)
    }

    static func body(_ place: Place, _ replies: [Reply], _ further: [Reply]) -> PageBody {
        var body = PageBody(
            "Published claims, checked",
            intro: """
                <p>Sentences that people have published, each with the figure it rests on: then, now, and under every \
                other choice of definition that can be defended.</p>

                """)
        body.add(
            id: "claims", heading: "The claims",
            table(place, replies[0], further, most: 200)
                + FigureView(
                    id: "claims", heading: "The claims", reply: replies[0], shape: .figure
                ).footer(place))
        return body
    }

    /// Claims beside their verdicts, which stand in the same order.
    static func table(_ place: Place, _ list: Reply, _ checks: [Reply], most: Int) -> HTML {
        if let refusal = list.refusal { return FigureView.none(refusal.sentence) }
        var verdicts: [String: Reply] = [:]
        for check in checks { if let id = check.question.parameters["id"]?.text { verdicts[id] = check } }
        let rows = list.entries.map { claim -> JSONValue in
            let check = claim["id"]?.text.flatMap { verdicts[$0] }
            let answer = check?.answer
            return [
                "id": claim["id"] ?? .null, "text": claim["text"] ?? .null, "speaker": claim["speaker"] ?? .null,
                "said": claim["value"] ?? .null, "verdict": answer?["value"] ?? .null,
                "then": answer?["then"]?["value"] ?? .null, "now": answer?["now"]?["value"] ?? .null,
                "coverage": answer?["coverage"] ?? .null,
                "remark": .string(check?.refusal?.sentence ?? ""),
            ]
        }
        return TableView(
            caption: "Claims with their verdicts",
            columns: [
                Column(title: "Claim", isHead: true, room: "long") { claim, place in
                    """
                    <a href="\(place.link("/claim", [("id", claim["id"]?.text ?? "")]))">\
                    \(Cells.name(claim["text"]?.text ?? claim["id"]?.text ?? "", most: 300))</a>
                    """
                },
                .text("speaker", "Who said it"), .date("said", "When"),
                Column(title: "Verdict") { claim, _ in
                    claim["verdict"]?.text.map { verdict($0) } ?? Cells.name(claim["remark"]?.text ?? "–")
                },
                Column(title: "Then", isNumber: true) { claim, _ in figure(claim["then"]) },
                Column(title: "Now", isNumber: true) { claim, _ in figure(claim["now"]) },
                .share("coverage", "Coverage"),
            ], entries: rows, most: most
        ).html(place)
    }

    /// The word, and a sign before it: never by colour alone.
    static func verdict(_ word: String) -> HTML {
        let (kind, sign) =
            switch word {
            case "supported": ("yes", "✓")
            case "contradicted": ("no", "✗")
            case "depends on the definition": ("depends", "±")
            default: ("open", "?")
            }
        return "<span class=\"verdict \(kind)\"><span aria-hidden=\"true\">\(sign)</span> \(word)</span>"
    }

    static func figure(_ value: JSONValue?) -> HTML {
        guard let value, let number = value.real else { return value?.text.map { Cells.name($0, most: 40) } ?? "–" }
        return "\(Quantity.real((number * 10_000).rounded() / 10_000))"
    }
}
