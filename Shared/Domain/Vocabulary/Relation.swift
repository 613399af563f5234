/// How a model comes from its parent.
public enum Relation: Int8, Sendable, CaseIterable {
    case unknown = 0
    case finetune = 1
    case adapter = 2
    case merge = 3
    case quantized = 4
    case distilled = 5
    case generatedBy = 6
    case filteredBy = 7

    /// Its word in messages: `generated-by`.
    public var name: String { Self.names[Int(rawValue)] }
    static let names = [
        "unknown", "finetune", "adapter", "merge", "quantized", "distilled", "generated-by", "filtered-by",
    ]

    public init?(name: String) {
        guard let index = Self.names.firstIndex(of: name) else { return nil }
        self.init(rawValue: Int8(index))
    }

    /// Whether weights went from the parent into the child, as far as the relation says: every weight relation and
    /// `unknown`, the default of every measure over lineage.
    public var isWeightsOrUnknown: Bool { rawValue <= Relation.quantized.rawValue }
}
