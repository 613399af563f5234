/// What a reading of batches brought, beside the facts themselves.
public struct News: Sendable {
    /// Models whose series, events or identity may have changed, by store id, with the first day on which they did, days since
    /// 1970-01-01 UTC: from there on their daily roll-up is to be written anew. Not told of a first reading.
    public private(set) var touched: [Int32: Int32] = [:]
    /// Of `touched` those of which anything may have changed, not only days.
    public private(set) var wholly: Set<Int32> = []
    /// The last batch that the store had committed: beyond what was read, where that was too much at once.
    public var committed: Int64 = 0
    /// Models that a source described, by store id.
    public var described: Set<Int32> = []
    /// Rows read from observations and events.
    public var figures = 0
    /// Whether anything came in.
    public var isEmpty = true
    /// Whether identities changed, something was retracted, or nothing was known before: everything may look different, and
    /// the models need not be told one by one.
    public var rewrites = false
    /// Whether statements were retracted: ids that were one identity by the hub's id may be two again.
    public var splits = false
    /// Whether organisations were described, models deleted, artifacts made known, or series added: what many models
    /// are derived from.
    public var isWide = false

    public init() {}

    /// Stands for the first day where anything may have changed.
    public static let allDays = Int32.min

    /// Anything of a model may have changed.
    public mutating func touch(_ model: Int32) {
        touched[model] = Self.allDays
        wholly.insert(model)
    }

    /// Something came in about a model on a day.
    public mutating func touch(_ model: Int32, day: Int32) {
        let first = touched[model, default: day]
        touched[model] = min(first, day)
    }

    /// Adds what a later reading brought.
    public mutating func formUnion(_ later: News) {
        touched.merge(later.touched, uniquingKeysWith: min)
        wholly.formUnion(later.wholly)
        committed = max(committed, later.committed)
        described.formUnion(later.described)
        figures += later.figures
        isEmpty = isEmpty && later.isEmpty
        rewrites = rewrites || later.rewrites
        splits = splits || later.splits
        isWide = isWide || later.isWide
    }
}
