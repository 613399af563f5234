import Presentation
import Wire

/// Pages that say why there is none. Pure.
enum ErrorPages {
    /// Nothing stands at a path.
    static func unknownPath(_ place: Place) -> WebReply {
        let nearest = NearestName.find(place.path, among: Pages.all.map { $0.path })
        var links: [HTML] = []
        for path in nearest {
            if let page = Pages[path] { links.append("<a href=\"\(place.link(path))\">\(page.title)</a>") }
        }
        return notFound(place, "There is no page at this address.", links)
    }

    static func unknownDefinition(_ place: Place) -> WebReply {
        let nearest = NearestName.find(place.query["name"] ?? "", among: Definitions.names)
        return notFound(
            place, "Nothing of this name is defined.",
            nearest.map { "<a href=\"\(place.link("/definition", [("name", $0)]))\">\($0)</a>" })
    }

    /// The subject of a page was refused; `found` are models of a similar name.
    static func refused(_ refusal: Refusal, _ place: Place, found: [String]) -> WebReply {
        if refusal.mayPass { return unavailable(refusal.sentence, place) }
        let names = refusal.nearest + found.filter { !refusal.nearest.contains($0) }
        let links = names.map { name -> HTML in
            "<a href=\"\(place.link(path(for: refusal, place), [("id", name)]))\">\(Cells.name(name))</a>"
        }
        guard refusal.status != 404 else { return notFound(place, sentence(refusal), links) }
        return page(place, refusal.status, "This cannot be answered", refusal.sentence, links)
    }

    private static func sentence(_ refusal: Refusal) -> String {
        let text = refusal.sentence.prefix(1).uppercased() + refusal.sentence.dropFirst()
        return text.hasSuffix("?") || text.hasSuffix(".") ? text : text + "."
    }

    private static func path(for refusal: Refusal, _ place: Place) -> String {
        refusal.code == RPCErrorCode.modelNotFound.rawValue
            ? "/model" : refusal.code == RPCErrorCode.organizationNotFound.rawValue ? "/organization" : place.path
    }

    private static func notFound(_ place: Place, _ sentence: String, _ links: [HTML]) -> WebReply {
        page(place, 404, "Not found", sentence, links)
    }

    private static func page(
        _ place: Place, _ status: Int, _ title: String, _ sentence: String, _ links: [HTML]
    ) -> WebReply {
        var body = PageBody(title, intro: "<p>\(Cells.name(sentence, most: 500))</p>\n")
        if !links.isEmpty {
            body.intro += "<p>Did you mean one of these?</p>\n<ul>\(links.map { "<li>\($0)</li>" as HTML })</ul>\n"
        }
        return .page(Layout.html(place, body), status: status)
    }

    /// The gateway is away, or too much is asked at once: comes back by itself.
    static func unavailable(_ sentence: String, _ place: Place, retryAfter: Int = 5) -> WebReply {
        let html: HTML = """
            \(Layout.head(title: "Not available at the moment", refresh: retryAfter))
            <body>
            <header><p class="brand"><a href="/">groundswell</a></p></header>
            <main id="content">
            <h1>Not available at the moment</h1>
            <p role="status">\(Cells.name(sentence, most: 500)).</p>
            <p>This page looks again every \(retryAfter) seconds. <a href="\(place.link(asOf: place.asOf, knownAt: place.knownAt))">Look now</a>.</p>
            </main>
            </body>
            </html>

            """
        return .page(html, status: 503, retryAfter: retryAfter)
    }

    static func plain(_ status: Int, _ sentence: String, headers: [(String, String)] = []) -> WebReply {
        var reply = WebReply.text(sentence + "\n", status: status)
        reply.headers += headers
        return reply
    }
}
