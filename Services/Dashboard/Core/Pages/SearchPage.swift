import Presentation
import Wire

/// Models by a part of their name; and organizations and countries of just that name.
enum SearchPage: Page {
    static let path = "/search"
    static let title = "Search"

    static func questions(_ place: Place) -> [Question] {
        guard let text = place.query["q"] else { return [] }
        return [
            place.question(
                .modelSearch,
                [.init("query", .string(text)), .init("limit", 50)] + place.chosen(.modelSearch, ["cursor"])),
            place.question(.organizationGet, [.init("id", .string(text))]),
        ]
    }

    static func body(_ place: Place, _ replies: [Reply], _ further: [Reply]) -> PageBody {
        guard replies.count == 2 else {
            return PageBody(
                "Search", intro: "<p>Type a part of a model's name, an organization or a country's code above.</p>\n")
        }
        var body = PageBody("Search: \(place.query["q"] ?? "")")
        var hints: [HTML] = []
        if let id = replies[1].value?["id"]?.text {
            hints.append("<li>Organization \(Cells.link("/organization", id, place))</li>")
        }
        for id in replies[1].refusal?.nearest ?? [] {
            hints.append("<li>Organization \(Cells.link("/organization", id, place)), whose name is similar</li>")
        }
        if let text = place.query["q"], text.utf8.count == 2, text.utf8.allSatisfy({ (65...90).contains($0 & 0xdf) }) {
            hints.append("<li>Country \(Cells.country(text.uppercased(), place))</li>")
        }
        if !hints.isEmpty { body.intro = "<ul>\(hints)</ul>\n" }
        body.add(
            FigureView(
                id: "models", heading: "Models", reply: replies[0],
                shape: .table([
                    .model("id", "Model", isHead: true), .number("value", "Likes"), .code("match", "Found by"),
                ]),
                cursor: "cursor"), place)
        return body
    }
}
