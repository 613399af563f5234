import Domain

/// How many days after its release (not the creation of its repository) a model first led.
public struct TimeToFirst: Sendable, Equatable {
    /// UTC days; below 0: it led before it was released. Nil with a reason.
    public private(set) var days: Int32?
    public private(set) var reason: String?
    /// It led already when it was first seen, or the series began: the figure is an upper bound.
    public private(set) var isUpperBound = false

    public init(_ ledger: RecordLedger, _ world: World, row: Int) {
        guard let entry = ledger.first(of: row) else {
            reason = "the model never led by this time under these conditions"
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
