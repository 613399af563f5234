import Columns

/// One counter of one model from one source, read up to a time: its level and the adoption it counts.
///
/// Differences to the last value seen are adoption, falls included (unlikes, corrections). A fall that looks like a
/// reset (old >= 100 and new < 50 % of old) is flagged and is neither adoption lost, nor, on the way back up to the old
/// level, adoption regained. A difference below the rounding step of its two values is not adoption. Of two values at
/// one time the later record wins.
public struct CounterRun: Sendable, Equatable {
    /// The last value at or before the time, and when it was seen.
    public var latest: Int64
    public var latestAt: Int64
    /// When the counter first stood at the last value or above it.
    public var reachedAt: Int64
    /// The first value and when it was seen.
    public var first: Int64
    public var firstAt: Int64
    /// Sum of all counted differences since the first sighting.
    public var counted: Int64 = 0
    /// Falls of at least a rounding step.
    public var falls = 0
    public var resets = 0
    /// Counted up to the start of each window asked for; nil where the series began later.
    public var countedAtWindow: [Int64?]

    /// - Parameters:
    ///   - points: one series of one source, in time order (as `Point.isBefore` has it).
    ///   - asOf: later points are left out, microseconds since 1970.
    ///   - windowStarts: instants at which the counted sum is wanted, microseconds since 1970.
    ///   - daily: told the counted amount of each difference with the time of its later value.
    /// - Returns: nil where no point is at or before `asOf`.
    public init?(
        _ points: some Collection<Point>, asOf: Int64, windowStarts: [Int64] = [],
        daily: (_ at: Int64, _ amount: Int64) -> Void = { _, _ in }
    ) {
        var iterator = points.makeIterator()
        guard var current = iterator.next(), current.at <= asOf else { return nil }
        var pending = iterator.next()
        /// The next value in time, of values at one time the last.
        func settle(_ point: inout Point) {
            while let next = pending, next.at == point.at {
                point = next
                pending = iterator.next()
            }
        }
        settle(&current)
        first = current.value
        firstAt = current.at
        latest = current.value
        latestAt = current.at
        reachedAt = current.at
        countedAtWindow = windowStarts.map { current.at <= $0 ? 0 : nil }
        var step = current.step
        var regaining: Int64?
        while var next = pending, next.at <= asOf {
            pending = iterator.next()
            settle(&next)
            var amount = next.value - latest
            // Doubles hold every value a record may carry exactly.
            let leastStep = Double(max(step, next.step))
            let fell = amount < 0 && Double(-amount) >= leastStep
            if fell { falls += 1 }
            if fell, latest >= 100, next.value * 2 < latest {
                resets += 1
                regaining = max(regaining ?? latest, latest)
                amount = 0
            } else if let level = regaining {
                if next.value >= level {
                    amount = next.value - level
                    regaining = nil
                } else {
                    amount = 0
                }
            }
            if Double(abs(amount)) < leastStep { amount = 0 }
            counted += amount
            if amount != 0 { daily(next.at, amount) }
            latest = next.value
            latestAt = next.at
            step = next.step
            for (i, start) in windowStarts.enumerated() where next.at <= start { countedAtWindow[i] = counted }
        }
        reachedAt = points.first { $0.value >= latest }?.at ?? latestAt
    }
}
