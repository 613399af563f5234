import Glibc

/// Decayed adoption: the sum over UTC days, ascending, of the day's integer amount * 2^(-age in whole days / half-life).
public enum DecayedAdoption {
    /// The definition's id and version.
    public static let definition = "decayedAdoption/1"
    /// Days after which an amount weighs half.
    public static let defaultHalfLife = 30.0

    /// Weights by age in whole days, 0...; computed once for a whole pass.
    public static func weights(upTo age: Int, halfLife: Double = defaultHalfLife) -> [Double] {
        (0...max(0, age)).map { exp2(-Double($0) / halfLife) }
    }

    /// - Parameters:
    ///   - days: (UTC day, integer amount), ascending, each day once.
    ///   - asOf: the UTC day of the question; later days are left out.
    public static func sum(
        _ days: some Sequence<(day: Int32, amount: Int64)>, asOf: Int32, weights: [Double],
        halfLife: Double = defaultHalfLife
    ) -> Double {
        var total = 0.0
        for (day, amount) in days {
            guard day <= asOf else { break }
            let age = Int(asOf - day)
            total += Double(amount) * (age < weights.count ? weights[age] : exp2(-Double(age) / halfLife))
        }
        return total
    }
}
