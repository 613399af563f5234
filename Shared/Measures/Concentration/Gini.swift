/// The Gini coefficient: sum over ascending x of (2i - n - 1) x_i / (n sum x). 0 if all are equal, (n-1)/n if one holds all.
public enum Gini {
    public static let measure = MeasureDefinition("gini", unit: "coefficient", "inequality of holders, 0 for equals")

    /// Split among very many, the unattributed part makes a population that holds next to nothing each: the coefficient then
    /// tends to the attributed share. Held by one it is one more x. Of these two the smaller is the lower bound.
    ///
    /// - Parameters:
    ///   - amounts: what each holder has, ascending, none below 0.
    ///   - unattributed: what nobody is known to hold.
    public static func of<Amount: FixedWidthInteger & SignedInteger>(_ amounts: [Amount], unattributed: Amount = 0)
        -> Bounded
    {
        let known = Double(amounts.reduce(0, +))
        let all = known + Double(unattributed)
        guard all > 0 else { return .none }
        let value = known > 0 ? coefficient(amounts, known) : nil
        guard unattributed > 0 else { return Bounded(value: value, lower: value, upper: value) }
        let many = known / all
        let one = coefficient((amounts + [unattributed]).sorted(), all)
        return Bounded(value: value, lower: min(many, one), upper: max(many, one))
    }

    private static func coefficient<Amount: FixedWidthInteger & SignedInteger>(_ ascending: [Amount], _ sum: Double)
        -> Double
    {
        let n = ascending.count
        var total = 0.0
        for (i, x) in ascending.enumerated() { total += Double(2 * (i + 1) - n - 1) * Double(x) }
        return total / (Double(n) * sum)
    }
}
