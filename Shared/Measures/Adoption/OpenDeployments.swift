import Columns
import Domain

/// The offers of a model that are in force: of each source and adopter the sum of begins and ends in time order, never
/// below 0. An end without a begin had begun before the record starts: it takes away nothing that was counted.
enum OpenDeployments {
    private struct Offer: Hashable {
        var source: Int16
        var adopter: Int32
    }

    /// - Parameters:
    ///   - events: of one identity, in their order: by source and time, ends before begins of the same time.
    ///   - changed: told the UTC day and the change of every event; an event that changed nothing too.
    /// - Returns: how many are in force; nil: none was ever begun or ended by then.
    static func read(
        _ events: ArraySlice<Adoption>, asOf: Int64, _ changed: (_ day: Int32, _ change: Int64) -> Void
    ) -> Int64? {
        if events.isEmpty { return nil }
        var open: [Offer: Int64] = [:]
        var total: Int64?
        for event in events
        where event.kind == Int16(EventKind.deployment.rawValue) && event.at <= asOf {
            let offer = Offer(source: event.source, adopter: event.adopter)
            let before = open[offer] ?? 0
            let after = max(0, before + event.amount)
            open[offer] = after
            total = (total ?? 0) + after - before
            changed(Timestamp(microseconds: event.at).day.number, after - before)
        }
        return total
    }
}
