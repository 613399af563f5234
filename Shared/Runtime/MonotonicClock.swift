import Glibc

/// Time that never steps: for deadlines and measurements. Never for dates.
public enum MonotonicClock {
    /// Nanoseconds since some moment before the process began.
    public static func nanoseconds() -> UInt64 {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        return UInt64(now.tv_sec) * 1_000_000_000 + UInt64(now.tv_nsec)
    }

    /// How long `body` takes, with what it returns.
    public static func measure<Result>(_ body: () throws -> Result) rethrows -> (Result, Duration) {
        let start = nanoseconds()
        let result = try body()
        return (result, .nanoseconds(Int64(clamping: nanoseconds() - start)))
    }
}
