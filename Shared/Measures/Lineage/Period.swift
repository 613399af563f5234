import Domain

/// A UTC day, week (Monday to Sunday), month, quarter or year: what a course over time is cut into.
public struct Period: Sendable, Hashable {
    public enum Length: String, Sendable, CaseIterable { case day, week, month, quarter, year }

    public var length: Length
    public var first: UTCDay
    public var last: UTCDay

    /// The period that a day lies in.
    public init(_ length: Length, containing day: UTCDay) {
        self.length = length
        switch length {
        case .day: (first, last) = (day, day)
        case .week:
            // 1970-01-01 was a Thursday.
            let fromMonday = ((day.number + 3) % 7 + 7) % 7
            first = UTCDay(number: day.number - fromMonday)
            last = UTCDay(number: day.number - fromMonday + 6)
        case .month, .quarter, .year:
            let months = length == .month ? 1 : length == .quarter ? 3 : 12
            let (year, month, _) = day.components
            let start = (month - 1) / months * months + 1
            let end = start + months - 1
            first = UTCDay(year: year, month: start, day: 1) ?? day
            last = UTCDay(year: year, month: end, day: UTCDay.days(inMonth: end, of: year)) ?? day
        }
    }

    /// `2026-05-04` of days and weeks (the first), `2026-05`, `2026-Q2`, `2026`.
    public var name: String {
        let text = first.description
        return switch length {
        case .day, .week: text
        case .month: String(text.dropLast(3))
        case .quarter: "\(text.dropLast(6))-Q\((first.components.month + 2) / 3)"
        case .year: String(text.dropLast(6))
        }
    }

    /// The periods from the one that holds a day to the one that holds another; nil: more than `most`.
    public static func list(_ length: Length, _ days: ClosedRange<UTCDay>, most: Int) -> [Period]? {
        var periods: [Period] = []
        var next = days.lowerBound
        while next <= days.upperBound {
            guard periods.count < most else { return nil }
            let period = Period(length, containing: next)
            periods.append(period)
            next = UTCDay(number: period.last.number + 1)
        }
        return periods
    }
}
