/// The Herfindahl-Hirschman index: sum of squared shares times 10,000. n equal holders give 10,000/n, one gives 10,000.
public enum HHI {
    public static let measure = MeasureDefinition(
        "hhi", unit: "points", "concentration as the sum of squared shares, 10,000 for one holder")

    /// - Parameters:
    ///   - amounts: what each holder has, ascending, none below 0.
    ///   - unattributed: what nobody is known to hold.
    public static func of<Amount: FixedWidthInteger & SignedInteger>(_ amounts: [Amount], unattributed: Amount = 0)
        -> Bounded
    {
        let known = Double(amounts.reduce(0, +))
        let all = known + Double(unattributed)
        guard all > 0 else { return .none }
        func squares(_ whole: Double) -> Double {
            amounts.reduce(0) { $0 + (Double($1) / whole) * (Double($1) / whole) } * 10_000
        }
        let lower = squares(all)
        let rest = Double(unattributed) / all
        return Bounded(value: known > 0 ? squares(known) : nil, lower: lower, upper: lower + rest * rest * 10_000)
    }
}
