import Domain

/// How time is cut: days, ISO weeks, months, quarters or years, UTC.
public enum PeriodKind: String, Sendable, CaseIterable {
    case day, week, month, quarter, year

    /// The first day of the period that a day lies in, days since 1970.
    public func start(_ day: Int32) -> Int32 {
        if self == .day { return day }
        if self == .week {
            // 1970-01-01 was a Thursday; weeks begin on Monday.
            let weekday = (day + 3) % 7
            return day - (weekday < 0 ? weekday + 7 : weekday)
        }
        let c = UTCDay(number: day).components
        let month =
            switch self {
            case .day, .week, .month: c.month
            case .quarter: (c.month - 1) / 3 * 3 + 1
            case .year: 1
            }
        return UTCDay(year: c.year, month: month, day: 1)?.number ?? day
    }

    /// The first day after the period that begins on a day.
    public func next(_ start: Int32) -> Int32 {
        switch self {
        case .day: start + 1
        case .week: start + 7
        case .month: self.start(start + 31)
        case .quarter: self.start(start + 92)
        case .year: self.start(start + 366)
        }
    }

    /// `2025-08-04`, `2025-W32`, `2025-08`, `2025-Q3`, `2025`: the name of the period that begins on a day.
    public func name(_ start: Int32) -> String {
        // A week belongs to the year of its Thursday.
        let c = UTCDay(number: self == .week ? start + 3 : start).components
        let year = String(repeating: "0", count: 4 - String(c.year).count) + String(c.year)
        func padded(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
        switch self {
        case .day: return UTCDay(number: start).description
        case .week:
            let first = UTCDay(year: c.year, month: 1, day: 1)?.number ?? start
            return "\(year)-W\(padded(Int((start + 3 - first) / 7) + 1))"
        case .month: return "\(year)-\(padded(c.month))"
        case .quarter: return "\(year)-Q\((c.month - 1) / 3 + 1)"
        case .year: return year
        }
    }

    /// How well a date must be known to lie in one period.
    public var leastPrecision: PartialDate.Precision {
        switch self {
        case .day, .week: .day
        case .month, .quarter: .month
        case .year: .year
        }
    }
}

/// One period: from its first day to its last.
public struct Period: Sendable, Equatable {
    public var name: String
    /// Days since 1970; both are in.
    public var first: Int32
    public var last: Int32

    /// The period that a day lies in.
    public init(_ kind: PeriodKind, containing day: UTCDay) {
        let start = kind.start(day.number)
        self.init(name: kind.name(start), first: start, last: kind.next(start) - 1)
    }

    public init(name: String, first: Int32, last: Int32) {
        self.name = name
        self.first = first
        self.last = last
    }

    /// The periods that a span of days touches, in time order; nil: more than `limit`.
    public static func cover(_ days: ClosedRange<Int32>, _ kind: PeriodKind, limit: Int = .max) -> [Period]? {
        var periods: [Period] = []
        var start = kind.start(days.lowerBound)
        while start <= days.upperBound {
            guard periods.count < limit else { return nil }
            let next = kind.next(start)
            periods.append(Period(name: kind.name(start), first: start, last: next - 1))
            start = next
        }
        return periods
    }
}

extension PeriodKind {
    /// The last day that a date known to the day, month or year may mean.
    public static func lastDay(_ date: PartialDate) -> UTCDay {
        switch date.precision {
        case .day: date.first
        case .month: UTCDay(number: PeriodKind.month.next(date.first.number) - 1)
        case .year: UTCDay(number: PeriodKind.year.next(date.first.number) - 1)
        }
    }
}
