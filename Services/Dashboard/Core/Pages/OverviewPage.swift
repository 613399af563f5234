import Domain
import Presentation
import Wire

/// Who leads, since when; the claims with their verdicts; what changed this week.
enum OverviewPage: Page {
    static let path = "/"
    static let title = "Overview"

    static func questions(_ place: Place) -> [Question] {
        let today = (place.asOf ?? place.health.world?.asOf).flatMap { Timestamp($0) }?.day
        var leadership: [JSONValue.Member] = [
            .init("series", "releases"), .init("by", "country"), .init("period", "quarter"), .init("limit", 6),
        ]
        var released: [JSONValue.Member] = [.init("measure", "netLikes"), .init("limit", 10)]
        if let today {
            leadership.append(.init("from", .string("\(today.components.year - 3)")))
            released.append(.init("releasedAfter", .string("\(UTCDay(number: today.number - 6))")))
        }
        return [
            place.question(.leadership, leadership),
            place.question(.concentration, [.init("by", "country"), .init("measure", "netLikes"), .init("limit", 10)]),
            place.question(.records, [.init("series", "likes"), .init("limit", 100)]),
            place.question(.roots, [.init("by", "country"), .init("limit", 10)]),
            place.question(.leaderboard, [.init("measure", "gain7d"), .init("limit", 10)]),
            place.question(
                .leaderboard, [.init("measure", "gain7d"), .init("order", "ascending"), .init("limit", 10)]),
            place.question(.leaderboard, released),
            ClaimsPage.listed(place),
        ]
    }

    static func furtherQuestions(_ place: Place, _ replies: [Reply]) -> [Question] {
        ClaimsPage.checks(place, replies[7].entries)
    }

    static func body(_ place: Place, _ replies: [Reply], _ further: [Reply]) -> PageBody {
        var body = PageBody("Who leads among open models", intro: headlines(place, replies))
        body.add(
            FigureView(
                id: "releases", heading: "Releases by country, quarter by quarter",
                lead: "The share of each publisher's country in the models released in a quarter that is over.",
                reply: replies[0], shape: .chart(LeadershipTable.columns), only: LeadershipTable.isOver, most: 16),
            place)
        body.add(
            FigureView(
                id: "likes", heading: "Likes by country",
                lead: "Whose models hold the likes that people have given.", reply: replies[1],
                shape: .chart([
                    .country("key", "Country", isHead: true), .share("value", "Share"), .number("numerator", "Likes"),
                ])
            ), place)
        body.add(
            FigureView(
                id: "roots", heading: "Whose foundations everything rests on",
                lead: "Every model handed to the models it ultimately comes from, evenly over all paths.",
                reply: replies[3],
                shape: .chart([
                    .country("id", "Country", isHead: true), .share("value", "Share"), .number("numerator", "Models"),
                ])), place)
        body.add(
            id: "claims", heading: "Published claims, checked",
            ClaimsPage.table(place, replies[7], further, most: 30)
                + FigureView(
                    id: "claims", heading: "Published claims, checked", reply: replies[7], shape: .figure
                ).footer(place))
        week(place, replies, &body)
        return body
    }

    private static func week(_ place: Place, _ replies: [Reply], _ body: inout PageBody) {
        let columns: [Column] = [
            .model("id", "Model", isHead: true), .organization("organization", "Organization"),
            .country("country", "Country"), .number("value", "Likes"),
        ]
        body.add(
            FigureView(
                id: "gained", heading: "This week: gained most likes", reply: replies[4], shape: .table(columns),
                only: { ($0["value"]?.real ?? 0) > 0 }), place)
        body.add(
            FigureView(
                id: "lost", heading: "This week: lost likes", reply: replies[5], shape: .table(columns),
                only: { ($0["value"]?.real ?? 0) < 0 }), place)
        body.add(
            FigureView(
                id: "new", heading: "This week: released",
                lead: "Of the models released in these seven days, the most liked.",
                reply: replies[6], shape: .table(columns)), place)
    }

    /// The three sentences that somebody in a hurry reads.
    static func headlines(_ place: Place, _ replies: [Reply]) -> HTML {
        var items: [HTML] = []
        if let run = LeadershipTable.run(replies[0].entries) {
            items.append(
                """
                <li><strong>Releases:</strong> \(Cells.country(run.leader, place)) leads since \(run.since) \
                (\(Quantity.count(run.periods, "complete quarter"))).</li>
                """)
        }
        if case .array(let shares)? = replies[1].value?["shares"], let first = shares.first {
            let second: HTML =
                shares.count > 1
                ? ", before \(Cells.country(shares[1]["key"]?.text, place)) with \(Cells.share(shares[1]["value"]))"
                : ""
            items.append(
                """
                <li><strong>Likes:</strong> \(Cells.country(first["key"]?.text, place)) holds \
                \(Cells.share(first["value"]))\(second).</li>
                """)
        }
        if let leader = replies[2].entries.last(where: { $0["current"] == true }) {
            let since: HTML =
                leader["seenLeading"] == true
                ? "seen leading since \(Cells.date(leader["at"])), when it was first observed"
                : "leading since \(Cells.date(leader["at"]))"
            items.append(
                """
                <li><strong>Most liked model:</strong> \(Cells.link("/model", leader["id"]?.text, place)), \(since) \
                (<a href="\(place.link("/records"))">all records</a>).</li>
                """)
        }
        return items.isEmpty ? "" : "<ul class=\"headlines\">\(items)</ul>\n"
    }
}
