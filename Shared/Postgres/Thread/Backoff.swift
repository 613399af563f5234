/// When a connection may be attempted again. Pure: the caller brings the time, in nanoseconds.
struct Backoff {
    let pauses: ClosedRange<Duration>
    private(set) var failures = 0
    private var notBefore: UInt64 = 0

    init(_ pauses: ClosedRange<Duration>) { self.pauses = pauses }

    /// What is left of the pause; nil when an attempt may be made.
    func remaining(at now: UInt64) -> Duration? {
        now < notBefore ? .nanoseconds(Int64(notBefore - now)) : nil
    }

    /// A session that ends at once is not followed by another at once.
    mutating func succeeded(at now: UInt64) {
        failures = 0
        notBefore = now + pauses.lowerBound.wholeNanoseconds
    }

    /// Returns the pause that begins now.
    @discardableResult
    mutating func failed(at now: UInt64) -> Duration {
        let pause = min(pauses.lowerBound * (1 << min(failures, 20)), pauses.upperBound)
        failures += 1
        notBefore = now + pause.wholeNanoseconds
        return pause
    }
}
