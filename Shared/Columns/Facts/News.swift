/// What a reading of batches brought, beside the facts themselves.
public struct News: Sendable {
    /// Models whose series, events or identity may have changed, by store id: their daily roll-up is to be written anew.
    public var touched: Set<Int32> = []
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

    /// Adds what a later reading brought.
    public mutating func formUnion(_ later: News) {
        touched.formUnion(later.touched)
        described.formUnion(later.described)
        figures += later.figures
        isEmpty = isEmpty && later.isEmpty
        rewrites = rewrites || later.rewrites
        splits = splits || later.splits
        isWide = isWide || later.isWide
    }
}
