import Domain

/// An observation or event on its way into the store. Names known to the cache are ids already; others wait in the
/// batch's name lists, as the complement of their place there (so below zero).
struct HotRow: Sendable {
    /// Microseconds since 1970.
    var at: Int64
    /// The observed value, or the event's amount.
    var value: Int64
    /// The observation's rounding step, or the hash of the event's id.
    var extra: Int64
    /// The producer's line.
    var line: Int64
    var model: Int32
    /// Place in the batch's list of participants.
    var participant: Int32
    /// The event's adopter; `noAdopter` where there is none.
    var adopter: Int32
    /// The observation's series, or the event's kind.
    var kind: Int16
    var source: Int16
    /// Months since 1970; the partition.
    var month: Int16
    var hasIdHash: Bool
    /// Not to be stored: a duplicate, or rejected.
    var isDropped: Bool

    static let noAdopter = Int32.max
}

/// Which partition a time belongs to.
struct MonthClock: Sendable {
    private var start: Int64 = 0
    private var end: Int64 = 0
    private var month: Int16 = 0

    /// Months since January 1970; everything before 2015 is `early`.
    static let early: Int16 = 539

    /// Remembers the last month: times mostly lie close together.
    @inline(__always)
    mutating func month(of microseconds: Int64) -> Int16 {
        if microseconds >= start, microseconds < end { return month }
        return find(microseconds)
    }

    @inline(never)
    private mutating func find(_ microseconds: Int64) -> Int16 {
        let parts = Timestamp(microseconds: microseconds).day.components
        month = Int16(clamping: (parts.year - 1970) * 12 + parts.month - 1)
        if month <= Self.early {
            (month, start, end) = (Self.early, .min, Self.firstDay(Self.early + 1))
        } else {
            (start, end) = (Self.firstDay(month), Self.firstDay(month + 1))
        }
        return month
    }

    /// Its first instant, in microseconds.
    private static func firstDay(_ month: Int16) -> Int64 {
        Timestamp(day: day(month)).microseconds
    }

    /// The first day of a month; for `early` one that lies in it.
    static func day(_ month: Int16) -> UTCDay {
        // The first day of a month of years 1970 to 2199 always exists.
        UTCDay(year: 1970 + Int(month) / 12, month: Int(month) % 12 + 1, day: 1) ?? UTCDay(number: 0)
    }
}
