import Glibc

/// Interrupted time-series regression of a daily series: what changed at a day.
///
/// y(t) = b0 + b1 t + b2 D(t) + b3 t D(t), with t in days from the interruption and D = 1 from it on. b2 is the change of
/// level at that day, b3 that of the slope, a day. Ordinary least squares; intervals from Newey-West standard errors with
/// floor(4 (n/100)^(2/9)) lags, the correction n/(n-4) and the quantiles of Student's t with n - 4 degrees of freedom.
public struct InterruptedSeries: Sendable, Equatable {
    /// An estimate with its 95 % interval.
    public struct Estimate: Sendable, Equatable {
        public var value: Double
        public var standardError: Double
        public var low: Double
        public var high: Double

        /// Whether the interval lies to one side of zero.
        public var excludesZero: Bool { low > 0 || high < 0 }
    }

    /// Share of a side's days that must have been observed.
    public static let leastObserved = 0.5

    public var level: Estimate
    public var slope: Estimate
    /// Days that went in, and the lags of the standard errors.
    public var observed: Int
    public var lags: Int

    /// - Parameters:
    ///   - values: of each day, nil where nothing was observed.
    ///   - at: the place of the first day after the interruption.
    ///   - before: how many days before it go in.
    ///   - after: how many from it on.
    /// - Returns: nil where the windows do not lie within the values, or too few of their days were observed.
    public init?(_ values: [Double?], at: Int, before: Int, after: Int) {
        guard before > 0, after > 0, at - before >= 0, at + after <= values.count else { return nil }
        var rows: [[Double]] = []
        var y: [Double] = []
        var times: [Int] = []
        var counts = (before: 0, after: 0)
        for day in (at - before)..<(at + after) {
            guard let value = values[day] else { continue }
            let t = Double(day - at)
            let isAfter = day >= at
            if isAfter { counts.after += 1 } else { counts.before += 1 }
            rows.append([1, t, isAfter ? 1 : 0, isAfter ? t : 0])
            y.append(value)
            times.append(day)
        }
        guard Double(counts.before) >= Self.leastObserved * Double(before),
            Double(counts.after) >= Self.leastObserved * Double(after),
            let fit = LeastSquares(rows, y),
            let t = Quantiles.studentT(0.975, degrees: fit.degreesOfFreedom)
        else { return nil }
        let errors = NeweyWest.standardErrors(fit, rows, times: times)
        func estimate(_ i: Int) -> Estimate {
            let value = fit.coefficients[i]
            return Estimate(
                value: value, standardError: errors[i], low: value - t * errors[i], high: value + t * errors[i])
        }
        level = estimate(2)
        slope = estimate(3)
        observed = rows.count
        lags = NeweyWest.lags(rows.count)
    }
}
