import Glibc

/// Quantiles of the distributions that intervals are made from. Found by bisection of the distribution, so that every
/// machine finds the same.
public enum Quantiles {
    /// The value that a standard normal variable stays below with probability `p`, 0 < p < 1; nil otherwise.
    public static func normal(_ p: Double) -> Double? {
        quantile(p) { erfc(-$0 / 2.0.squareRoot()) / 2 }
    }

    /// The value that a Student-t variable with `degrees` of freedom stays below with probability `p`; nil unless
    /// 0 < p < 1 and there is at least one degree.
    public static func studentT(_ p: Double, degrees: Int) -> Double? {
        guard degrees >= 1 else { return nil }
        return quantile(p) { t in
            let within = probability(within: abs(t), degrees)
            return t >= 0 ? (1 + within) / 2 : (1 - within) / 2
        }
    }

    /// P(|T| <= t): M. Abramowitz and I. Stegun, Handbook of Mathematical Functions, 26.7.3 and 26.7.4.
    private static func probability(within t: Double, _ degrees: Int) -> Double {
        let angle = atan(t / Double(degrees).squareRoot())
        let (sine, cosine) = (sin(angle), cos(angle))
        let isOdd = degrees % 2 == 1
        if degrees == 1 { return 2 * angle / .pi }
        var term = isOdd ? cosine : 1
        var sum = term
        var i = isOdd ? 3 : 2
        while i < degrees {
            term *= cosine * cosine * Double(i - 1) / Double(i)
            sum += term
            i += 2
        }
        return isOdd ? 2 / .pi * (angle + sine * sum) : sine * sum
    }

    private static func quantile(_ p: Double, _ distribution: (Double) -> Double) -> Double? {
        guard p > 0, p < 1 else { return nil }
        if p == 0.5 { return 0 }
        // The lower half mirrors the upper, where the tail is not lost to rounding at 1.
        if p < 0.5 { return quantile(1 - p, distribution).map { -$0 } }
        var (low, high) = (0.0, 1.0)
        while distribution(high) < p, high < 1e150 { high *= 2 }
        while true {
            let middle = low + (high - low) / 2
            if middle <= low || middle >= high { return high }
            if distribution(middle) < p { low = middle } else { high = middle }
        }
    }
}
