/// An instant, UTC, in whole microseconds since 1970-01-01T00:00:00Z (the resolution of the store).
public struct Timestamp: Hashable, Comparable, Sendable {
    /// Microseconds since 1970-01-01T00:00:00Z; negative before.
    public var microseconds: Int64

    /// Microseconds in a UTC day; UTC days have no leap seconds here, as in the store.
    public static let microsecondsPerDay: Int64 = 86_400_000_000

    @inlinable
    public init(microseconds: Int64) { self.microseconds = microseconds }

    /// The start of a UTC day.
    @inlinable
    public init(day: UTCDay) { self.microseconds = Int64(day.number) * Self.microsecondsPerDay }

    /// The UTC day this instant lies in.
    @inlinable
    public var day: UTCDay {
        let (q, r) = microseconds.quotientAndRemainder(dividingBy: Self.microsecondsPerDay)
        return UTCDay(number: Int32(truncatingIfNeeded: r < 0 ? q - 1 : q))
    }

    @inlinable
    public static func < (a: Timestamp, b: Timestamp) -> Bool { a.microseconds < b.microseconds }

    /// The earliest and latest instants a record may carry: years 1900 to 2199.
    public static let range =
        Timestamp(
            day: UTCDay(year: 1900, month: 1, day: 1)!)...Timestamp(
            microseconds: Timestamp(day: UTCDay(year: 2200, month: 1, day: 1)!).microseconds - 1)
}

extension Timestamp: CustomStringConvertible {
    /// RFC 3339 in UTC, with as many fractional digits as needed: `2026-05-04T04:10:37Z`.
    public var description: String {
        let day = self.day
        var rest = microseconds - Int64(day.number) * Self.microsecondsPerDay
        let fraction = rest % 1_000_000
        rest /= 1_000_000
        var text = "\(day)T\(padded(rest / 3600)):\(padded(rest / 60 % 60)):\(padded(rest % 60))"
        if fraction != 0 {
            var digits = String(fraction)
            digits = String(repeating: "0", count: 6 - digits.count) + digits
            while digits.last == "0" { digits.removeLast() }
            text += "." + digits
        }
        return text + "Z"
    }
}

func padded(_ n: some BinaryInteger) -> String { n < 10 ? "0\(n)" : "\(n)" }
