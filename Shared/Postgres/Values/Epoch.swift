/// Postgres counts time from 2000-01-01, we count from 1970-01-01.
@usableFromInline enum Epoch {
    /// Microseconds between the two.
    @usableFromInline static let microseconds: Int64 = 946_684_800_000_000
    /// Days between the two.
    @usableFromInline static let days: Int32 = 10_957

    /// Postgres' count for microseconds since 1970.
    ///
    /// Times too far back to be shifted become a value that the server refuses as out of range; shifting them would
    /// wrap into a valid time, and the smallest value of all means minus infinity.
    @inlinable static func shifted(microseconds value: Int64) -> Int64 {
        value > .min / 2 ? value &- microseconds : .min + 1
    }

    /// Postgres' count for days since 1970, with the same guard.
    @inlinable static func shifted(days value: Int32) -> Int32 {
        value > .min / 2 ? value &- days : .min + 1
    }
}
