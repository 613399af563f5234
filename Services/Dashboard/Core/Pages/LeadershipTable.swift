import Presentation
import Wire

/// How the leaders of periods are shown. Pure.
enum LeadershipTable {
    static let columns: [Column] = [
        Column(title: "Period", isHead: true) { entry, _ in
            let isOpen = entry["complete"] == false
            return "\(entry["period"]?.text ?? "")\(isOpen ? " (not over)" : "")"
        },
        Column(title: "Leader") { entry, place in Cells.country(entry["leader"]?.text, place) },
        Column(title: "Lead, points", isNumber: true) { entry, _ in
            entry["lead"]?.real.map { "\(Quantity.real(($0 * 10).rounded() / 10))" } ?? "–"
        },
        Column(title: "Shares", room: "long") { entry, _ in
            guard case .array(let shares)? = entry["shares"] else { return Cells.text(entry["reason"]) }
            let text = shares.prefix(4).map { share in
                "\(share["key"]?.text ?? "") \(share["value"]?.real.map(Quantity.percent) ?? "–")"
            }
            return Cells.name(text.joined(separator: ", "), most: 200)
        },
        .share("coverage", "Coverage"),
    ]

    /// Of a period that still goes on, the few days there are say little.
    static let isOver: @Sendable (JSONValue) -> Bool = { $0["complete"] != false }

    struct Run: Equatable {
        var leader: String
        /// The name of its first period.
        var since: String
        var periods: Int
    }

    /// Who led in the last complete period, and since when without interruption.
    static func run(_ entries: [JSONValue]) -> Run? {
        let complete = entries.filter { $0["complete"] == true }
        guard let last = complete.last, let leader = last["leader"]?.text else { return nil }
        let tail = complete.reversed().prefix { $0["leader"]?.text == leader }
        return tail.last?["period"]?.text.map { Run(leader: leader, since: $0, periods: tail.count) }
    }
}
