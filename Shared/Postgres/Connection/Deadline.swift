import Glibc
import Synchronization

/// Nanoseconds of the monotonic clock, the one clock of this room.
public func monotonicNanoseconds() -> UInt64 {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return UInt64(now.tv_sec) &* 1_000_000_000 &+ UInt64(now.tv_nsec)
}

/// The moment by which the server must have moved.
struct Deadline {
    let length: Duration
    private(set) var at: UInt64

    init(after length: Duration) {
        self.length = length
        at = monotonicNanoseconds() &+ length.wholeNanoseconds
    }

    /// Starts again: something moved.
    mutating func renew() { at = monotonicNanoseconds() &+ length.wholeNanoseconds }

    /// Milliseconds left, rounded up; 0 when it has passed.
    var millisecondsLeft: Int {
        let now = monotonicNanoseconds()
        return now >= at ? 0 : Int((at - now + 999_999) / 1_000_000)
    }
}

extension Duration {
    /// Not below zero, and not above a hundred years.
    var wholeNanoseconds: UInt64 {
        let (seconds, attoseconds) = components
        if seconds < 0 || attoseconds < 0 { return 0 }
        return UInt64(min(seconds, 3_155_760_000)) * 1_000_000_000 + UInt64(attoseconds / 1_000_000_000)
    }
}

/// When a thread last showed that it turns; written by it, read by a watchdog.
final class Heartbeat: Sendable {
    private let turn = Atomic<UInt64>(monotonicNanoseconds())

    func beat() { turn.store(monotonicNanoseconds(), ordering: .relaxed) }

    var last: UInt64 { turn.load(ordering: .relaxed) }
}
