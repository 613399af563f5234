/// What a claim says of a figure.
public struct ClaimPredicate: Sendable, Equatable {
    public enum Comparison: String, Sendable, CaseIterable {
        case above = ">"
        case atLeast = ">="
        case below = "<"
        case atMost = "<="
        case equal = "="

        func holds(_ a: Double, _ b: Double) -> Bool {
            switch self {
            case .above: a > b
            case .atLeast: a >= b
            case .below: a < b
            case .atMost: a <= b
            case .equal: a == b
            }
        }
    }

    public let comparison: Comparison
    public let value: Double

    /// - Returns: nil where the kind needs what is not there, or is none that is known.
    ///
    /// A sign is a threshold at 0; `exists` and `crossover` are figures above 0; a `record` is a number of days to the
    /// first place, any where no most is named.
    public init?(kind: String, operator text: String?, value: Double?) {
        let comparison = text.flatMap(Comparison.init(rawValue:))
        if text != nil, comparison == nil { return nil }
        switch kind {
        case "threshold":
            guard let comparison, let value else { return nil }
            (self.comparison, self.value) = (comparison, value)
        case "sign": (self.comparison, self.value) = (comparison ?? .above, 0)
        case "exists", "crossover": (self.comparison, self.value) = (.above, 0)
        case "record": (self.comparison, self.value) = (comparison ?? .atMost, value ?? .infinity)
        default: return nil
        }
    }

    public func holds(_ figure: Double) -> Bool { comparison.holds(figure, value) }

    /// In words: `>= 1000`.
    public var text: String {
        value == .infinity ? "is a number of days" : "\(comparison.rawValue) \(ClaimReading.text(value))"
    }
}
