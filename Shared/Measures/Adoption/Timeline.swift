import Columns
import Domain

/// One series of one model as each source saw it, day by day (UTC), by calendar or by days since its release.
public enum Timeline {
    public static let measure = MeasureDefinition(
        "timeline", unit: "as the series", "a series of a model as each source saw it, day by day")

    /// One day of one source.
    public struct Day: Sendable, Equatable {
        /// Days since 1970, UTC.
        public var day: Int32
        /// Index into the facts' sources.
        public var source: Int16
        /// The last value seen that day.
        public var value: Int64
        /// What was counted that day; nil for gauges and for the first day, whose value is a level.
        public var amount: Int64?
    }

    /// The days of a series of a row up to the state's time: by day, then by the source's name.
    ///
    /// - Parameter series: an index into the facts' series.
    public static func days(_ histories: Histories, row: Int, series: Int) -> [Day] {
        guard histories.world.asOf != .null else { return [] }
        let isCounter = histories.facts.series[series].kind == .counter
        var days: [Day] = []
        for run in histories.runs(of: Int16(series), histories.members(row)) {
            days += Self.days(run[...], isCounter: isCounter)
        }
        let sources = histories.facts.sources
        return days.sorted {
            $0.day != $1.day
                ? $0.day < $1.day
                : sources[Int($0.source)].utf8.lexicographicallyPrecedes(sources[Int($1.source)].utf8)
        }
    }

    /// The days of one source's points of one series, in time order.
    public static func days(_ points: ArraySlice<Point>, isCounter: Bool) -> [Day] {
        var counted: [Int32: Int64] = [:]
        if isCounter {
            _ = CounterRun(points, asOf: .max) { at, amount in
                counted[Timestamp(microseconds: at).day.number, default: 0] += amount
            }
        }
        var days: [Day] = []
        for (position, point) in points.enumerated() {
            let day = Timestamp(microseconds: point.at).day.number
            let amount = isCounter && position > 0 ? counted[day] ?? 0 : nil
            if let last = days.last, last.day == day {
                days[days.count - 1].value = point.value
                if let amount { days[days.count - 1].amount = amount }
            } else {
                days.append(Day(day: day, source: point.source, value: point.value, amount: amount))
            }
        }
        return days
    }
}
