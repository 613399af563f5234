import Columns
import Domain

/// What was gained over a window of days that ends with the state's time.
enum Gain {
    /// The counted change of a counter and of events since a time; nil before there is a window's worth of data.
    ///
    /// - Parameters:
    ///   - run: the counter, read up to the state's time; nil: there is none.
    ///   - window: which of the run's windows.
    ///   - day: the last UTC day before the window, for events, which are known by day.
    static func over(_ run: CounterRun?, window: Int, _ events: LikeEvents, since day: Int32) -> Int64? {
        var known = false
        var sum: Int64 = 0
        if let run {
            guard let before = run.countedAtWindow[window] else { return nil }
            sum += run.counted - before
            known = true
        }
        if let first = events.first {
            guard first <= day || known else { return nil }
            sum += events.days.reduce(0) { $1.day > day ? $0 + $1.amount : $0 }
            known = true
        }
        return known ? sum : nil
    }
}

/// Gains in likes of one model over windows of any length; those of 7 and 30 days are the columns `gain7d` and `gain30d`.
public struct LikesGains: Sendable {
    private let points: [Point]
    private let events: LikeEvents
    private let asOf: Int64

    /// - Parameter row: a row of the world's models.
    public init(_ histories: Histories, row: Int) {
        asOf = histories.world.asOf
        guard asOf != .null else {
            points = []
            events = LikeEvents([], histories.facts, asOf: 0, leavingOut: [])
            return
        }
        let ids = histories.members(row)
        let runs = histories.runs(of: histories.likesSeries, ids)
        points = histories.chosen(runs) ?? []
        events = LikeEvents(
            ids, histories.facts, asOf: Timestamp(microseconds: asOf).day.number, leavingOut: runs.map { $0[0].source })
    }

    /// Whether anybody has counted likes of it.
    public var isKnown: Bool { !points.isEmpty || events.first != nil }

    /// The first UTC day of which anything is known; nil: nothing is.
    public var first: UTCDay? {
        let seen = points.first.map { Timestamp(microseconds: $0.at).day.number }
        return [seen, events.first].compactMap { $0 }.min().map { UTCDay(number: $0) }
    }

    /// The gain of the last days; nil before a window's worth of data.
    public func gain(days: Int32) -> Int64? {
        guard isKnown else { return nil }
        let start = asOf - Int64(days) * Timestamp.microsecondsPerDay
        let run = CounterRun(points, asOf: asOf, windowStarts: [start])
        return Gain.over(run, window: 0, events, since: Timestamp(microseconds: asOf).day.number - days)
    }

    /// The gain of as many days before those; nil before two windows' worth of data.
    public func gainBefore(days: Int32) -> Int64? {
        guard let both = gain(days: 2 * days), let gain = gain(days: days) else { return nil }
        return both - gain
    }
}
