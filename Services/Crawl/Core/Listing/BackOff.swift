/// How long to wait before a request is made again. Pure.
struct BackOff: Sendable {
    /// The wait after the first failure; it doubles with every further one.
    var base: Duration
    /// The longest wait of our own choosing, and the longest that is granted to the hub.
    var longest: Duration

    /// The wait after a number of failures in a row: between half and all of the doubled base, so that many crawlers do
    /// not come back together. What the hub asked for is the least, with up to `base` on top.
    /// - Parameter random: 0 up to, not including, 1.
    func delay(failures: Int, asked: Duration?, random: Double) -> Duration {
        if let asked { return asked + base * random }
        let full = min(longest, base * (1 << min(max(failures - 1, 0), 30)))
        return full / 2 + full / 2 * random
    }
}
