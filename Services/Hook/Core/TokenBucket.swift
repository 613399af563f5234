/// So many a second, and so many at once after a quiet time. Pure: the time is told.
struct TokenBucket: Sendable {
    private let perSecond: Double
    private let burst: Double
    private var tokens: Double
    private var last: ContinuousClock.Instant

    init(perSecond: Int, burst: Int, now: ContinuousClock.Instant) {
        self.perSecond = Double(perSecond)
        self.burst = Double(burst)
        tokens = Double(burst)
        last = now
    }

    /// Takes one; nil when there was one, else how long until there is.
    mutating func take(now: ContinuousClock.Instant) -> Duration? {
        if now > last {
            tokens = min(burst, tokens + (now - last) / .seconds(1) * perSecond)
            last = now
        }
        guard tokens < 1 else {
            tokens -= 1
            return nil
        }
        return .seconds((1 - tokens) / perSecond)
    }
}
