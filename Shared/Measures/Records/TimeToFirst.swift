import Domain

/// How many days after its release (not the creation of its repository) a model first led.
public struct TimeToFirst: Sendable, Equatable {
    /// UTC days; below 0: it led before it was released. Nil with a reason.
    public private(set) var days: Int32?
    public private(set) var reason: String?
    /// It led already when it was first seen, or the series began: the figure is an upper bound.
    public private(set) var isUpperBound = false
    /// It was looked for from its release on, and did not lead: for so many days. Nil where it led, or where it may have led
    /// before anybody counted.
    public private(set) var daysWithout: Int32?

    /// - Parameter history: the model's figure over time, which tells from when on it was seen.
    public init(_ ledger: RecordLedger, _ world: World, row: Int, history: History? = nil) {
        guard let entry = ledger.first(of: row) else {
            reason = "the model never led by this time under these conditions"
            guard let first = history?.days.first, let release = ReleaseDay(world, row: row).day, world.asOf != .null
            else { return }
            // Seen from its release on; or whoever led at its release already had more than it had when it was first seen.
            let start = Int64(release) * Timestamp.microsecondsPerDay
            let leader = ledger.entries.last { $0.at <= start }
            if first.day <= release || leader.map({ $0.level >= first.level }) ?? false {
                daysWithout = world.today - release
            }
            return
        }
        switch ReleaseDay(world, row: row) {
        case .known(let day):
            days = Timestamp(microseconds: entry.at).day.number - day
            isUpperBound = entry.wasSeenLeading
        case .unknown(let why): reason = why
        }
    }
}
