/// CR_k: the share of the k largest holders together.
public enum ConcentrationRatio {
    public static let measure = MeasureDefinition(
        "concentrationRatio", unit: "share", "the share of the k largest holders together")

    /// - Parameters:
    ///   - k: how many; at least 1.
    ///   - amounts: what each holder has, ascending, none below 0.
    ///   - unattributed: what nobody is known to hold.
    /// - Returns: nil where there are fewer holders than `k`.
    public static func of<Amount: FixedWidthInteger & SignedInteger>(
        _ k: Int, _ amounts: [Amount], unattributed: Amount = 0
    ) -> Bounded? {
        guard k >= 1, k <= amounts.count else { return nil }
        let known = amounts.reduce(0, +)
        let all = known + unattributed
        guard all > 0 else { return Bounded.none }
        let top = amounts.suffix(k).reduce(0, +)
        // One holder of all that is unattributed takes the last one's place where it has more.
        let least = amounts[amounts.count - k]
        let replaced = unattributed > least ? top - least + unattributed : top
        return Bounded(
            value: known > 0 ? Double(top) / Double(known) : nil, lower: Double(top) / Double(all),
            upper: Double(replaced) / Double(all))
    }
}
