import Presentation
import Wire

/// The frame around every page: head, navigation, the time that is looked at, foot. Pure.
enum Layout {
    static func html(_ place: Place, _ body: PageBody) -> HTML {
        """
        \(head(title: body.title, refresh: nil))
        <body>
        <a class="skip" href="#content">Skip to the content</a>
        <header>
        <p class="brand"><a href="\(place.link("/"))">groundswell</a></p>
        \(navigation(place))\(search(place))</header>
        <main id="content" tabindex="-1">
        \(notice(place))<h1>\(Cells.name(body.title, most: 300))</h1>
        \(body.intro)\(contents(body))\(body.sections.map(\.html))</main>
        \(foot(place))</body>
        </html>

        """
    }

    static func head(title: String, refresh: Int?) -> HTML {
        let again: HTML = refresh.map { "<meta http-equiv=\"refresh\" content=\"\($0)\">\n" } ?? ""
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="referrer" content="no-referrer">
            \(again)<title>\(DisplayWidth.cut(title, to: 120)) – groundswell</title>
            <link rel="stylesheet" href="\(StyleSheet.address)">
            <link rel="icon" href="/icon.svg" type="image/svg+xml">
            </head>
            """
    }

    static func navigation(_ place: Place) -> HTML {
        let items = Pages.listed.map { page -> HTML in
            let here: HTML = page.path == place.path ? " aria-current=\"page\"" : ""
            return "<li><a href=\"\(place.link(page.path))\"\(here)>\(page.title)</a></li>"
        }
        return "<nav aria-label=\"Pages\"><ul>\(items)</ul></nav>\n"
    }

    private static func search(_ place: Place) -> HTML {
        let times: [HTML] = [("asOf", place.asOf), ("knownAt", place.knownAt)].compactMap { name, text in
            text.map { "<input type=\"hidden\" name=\"\(name)\" value=\"\($0)\">" }
        }
        return """
            <form class="search" role="search" action="/search" method="get">\(times)\
            <label for="search-q">Search</label>\
            <input id="search-q" name="q" type="search" value="\(place.path == "/search" ? place.query["q"] ?? "" : "")">\
            <button type="submit">Search</button></form>

            """
    }

    /// What is wrong with the world, if anything; and that an older one is looked at.
    private static func notice(_ place: Place) -> HTML {
        var lines: [HTML] = []
        if let world = place.health.world {
            if world.isStale { lines.append("Something newer may be stored than these answers know of.") }
            if !world.missing.isEmpty {
                lines.append(
                    "Not reachable at the moment: \(world.missing.joined(separator: ", ")). What needs it has no answer."
                )
            }
        }
        if place.asOf != nil || place.knownAt != nil {
            let time: HTML = place.asOf.map { "as of <bdi>\($0)</bdi>" } ?? "as of the newest time"
            let batch: HTML = place.knownAt.map { ", known at batch <bdi>\($0)</bdi>" } ?? ""
            lines.append(
                """
                You look at the world \(time)\(batch). \
                <a href="\(place.link(asOf: nil, knownAt: nil))">Back to the newest</a>.
                """)
        }
        return lines.isEmpty
            ? "" : "<div class=\"notice\" role=\"status\">\(lines.map { "<p>\($0)</p>" as HTML })</div>\n"
    }

    private static func contents(_ body: PageBody) -> HTML {
        let entries = body.sections.filter { !$0.heading.isEmpty }
        guard entries.count > 2 else { return "" }
        let items = entries.map { "<li><a href=\"#\($0.id)\">\($0.heading)</a></li>" as HTML }
        return "<nav class=\"contents\" aria-label=\"On this page\"><ul>\(items)</ul></nav>\n"
    }

    private static func foot(_ place: Place) -> HTML {
        let hidden = place.query.pairs.filter { !["asOf", "knownAt", "cursor"].contains($0.name) }.map { pair -> HTML in
            "<input type=\"hidden\" name=\"\(pair.name)\" value=\"\(pair.text)\">"
        }
        let world = place.health.world
        let cite = place.link(
            asOf: place.asOf ?? world?.asOf, knownAt: place.knownAt ?? world?.batch.map { "\($0)" })
        return """
            <footer>
            <form class="choices" action="\(place.path)" method="get" aria-label="Look at another time">\(hidden)\
            <p><label for="time-asOf">As of (a date or time)</label>\
            <input id="time-asOf" name="asOf" value="\(place.asOf ?? "")" autocomplete="off"></p>\
            <p><label for="time-knownAt">Known at batch</label>\
            <input id="time-knownAt" name="knownAt" inputmode="numeric" value="\(place.knownAt ?? "")" autocomplete="off"></p>\
            <button type="submit">Look</button></form>
            <p><a href="\(cite)">This page for good</a>: an address with both times, which shows the same figures at any later time.</p>
            <p>Epoch \(world?.epoch.map { "\($0)" } ?? "–"), batch \(world?.batch.map { "\($0)" } ?? "–"), \
            as of \(world?.asOf ?? "nothing observed yet").</p>
            </footer>

            """
    }
}
