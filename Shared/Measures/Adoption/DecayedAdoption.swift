import Domain
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

    /// Of a model at the state's time, with any half-life in days (above 0): with the default the column's figure.
    public static func figure(_ histories: Histories, row: Int, halfLife: Double = defaultHalfLife) -> ReasonedFigure {
        guard let history = histories.likes(row: row) else {
            return ReasonedFigure(reason: "nobody has counted likes of this model by this time")
        }
        let today = Timestamp(microseconds: histories.world.asOf).day.number
        return ReasonedFigure(
            sum(
                history.days.lazy.map { (day: $0.day, amount: $0.amount) }, asOf: today, weights: [], halfLife: halfLife
            ))
    }
}
