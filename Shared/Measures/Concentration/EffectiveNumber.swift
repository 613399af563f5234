/// How many equal holders would be as concentrated: 1 / sum of squared shares.
public enum EffectiveNumber {
    public static let measure = MeasureDefinition(
        "effectiveNumber", unit: "holders", "how many equal holders would be as concentrated")

    /// From the index of the same amounts. The greatest has no bound where nothing is attributed.
    public static func of(_ hhi: Bounded) -> Bounded {
        func inverse(_ points: Double?) -> Double? { points.flatMap { $0 > 0 ? 10_000 / $0 : nil } }
        return Bounded(value: inverse(hhi.value), lower: inverse(hhi.upper), upper: inverse(hhi.lower))
    }
}
