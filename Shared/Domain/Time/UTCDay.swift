/// A day of the proleptic Gregorian calendar, UTC, as days since 1970-01-01.
public struct UTCDay: Hashable, Comparable, Sendable {
    /// Days since 1970-01-01; negative before.
    public var number: Int32

    @inlinable
    public init(number: Int32) { self.number = number }

    /// A calendar date; nil if there is no such day.
    ///
    /// Formula: days_from_civil, Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
    @inlinable
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= Self.days(inMonth: month, of: year)
        else { return nil }
        let y = month <= 2 ? year - 1 : year
        let era = (y >= 0 ? y : y - 399) / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        self.number = Int32(era * 146_097 + dayOfEra - 719_468)
    }

    /// The number of days of a month (1...12).
    @inlinable
    public static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: (year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Year, month (1...12) and day (1...31).
    public var components: (year: Int, month: Int, day: Int) {
        let z = Int(number) + 719_468
        let era = (z >= 0 ? z : z - 146_096) / 146_097
        let dayOfEra = z - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let mp = (5 * dayOfYear + 2) / 153
        let month = mp < 10 ? mp + 3 : mp - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * mp + 2) / 5 + 1)
    }

    @inlinable
    public static func < (a: UTCDay, b: UTCDay) -> Bool { a.number < b.number }
}

extension UTCDay: CustomStringConvertible {
    /// ISO 8601: `2026-05-04`.
    public var description: String {
        let c = components
        let year = String(c.year)
        return "\(String(repeating: "0", count: 4 - year.count))\(year)-\(padded(c.month))-\(padded(c.day))"
    }
}
