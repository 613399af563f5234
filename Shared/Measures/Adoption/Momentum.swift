import Glibc

/// Momentum: ln((v_w(t) + 1) / (v_w(t - w) + 1)), velocities in likes a day; above 0 where adoption speeds up.
public enum Momentum {
    public static let measure = MeasureDefinition(
        "momentum", unit: "log ratio", "whether likes come faster than in the window before")

    /// From the gains of the window and of the one before; nil where a velocity is -1 or below, where the logarithm has
    /// no value. In integers (g + w) / (h + w), so that equal gains give exactly 0.
    public static func value(gain: Int64, before: Int64, days: Int64) -> Double? {
        guard gain > -days, before > -days else { return nil }
        return log(Double(gain + days) / Double(before + days))
    }

    /// The momentum of a model at the state's time.
    public static func figure(_ gains: LikesGains, days: Int32) -> ReasonedFigure {
        guard let gain = gains.gain(days: days), let before = gains.gainBefore(days: days) else {
            return Velocity.missing(gains, days: 2 * days, "momentum over \(days) days")
        }
        guard let value = value(gain: gain, before: before, days: Int64(days)) else {
            let lower = min(gain, before)
            return ReasonedFigure(
                reason: "a velocity is -1 like a day or below (\(lower) in \(days) days): the logarithm has no value")
        }
        return ReasonedFigure(value)
    }
}
