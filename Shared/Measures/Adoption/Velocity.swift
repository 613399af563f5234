import Domain

/// Velocity: v_w(t) = (L(t) - L(t - w)) / w, in likes a day, over any whole number of days w.
public enum Velocity {
    public static let measure = MeasureDefinition(
        "velocity", unit: "likes per day", "likes gained a day, over any whole number of days")

    /// The velocity of a model at the state's time.
    public static func figure(_ gains: LikesGains, days: Int32) -> ReasonedFigure {
        guard let gain = gains.gain(days: days) else { return missing(gains, days: days, "velocity over \(days) days") }
        return ReasonedFigure(Double(gain) / Double(days))
    }

    /// Why there is no figure: nothing, or not yet enough.
    static func missing(_ gains: LikesGains, days: Int32, _ what: String) -> ReasonedFigure {
        guard let first = gains.first else {
            return ReasonedFigure(reason: "nobody has counted likes of this model by this time")
        }
        return ReasonedFigure(
            reason: "\(what) needs likes seen \(days) days before; they were first seen on \(first)")
    }
}
