/// What one source said of one model at one time; the columns of groundswell.model_fact.
///
/// There is one for every model at least, so they are kept packed.
public struct Statement: ModelRow {
    public var model: Int32
    public var source: Int16
    /// How many parents it names.
    public var bases: Int16
    /// Microseconds since 1970.
    public var at: Int64
    @usableFromInline var brought: UInt32
    /// Hash of the whole statement, which its edges carry too.
    public var content: ContentHash
    public var parameters: Int64
    public var activeParameters: Int64
    /// Microseconds since 1970.
    public var created: Int64
    /// Hash of the hub's own id; 0: none.
    public var hubId: Int64
    /// Days since 1970.
    public var released: Int32
    /// The store's organisation id, where the source names another than the id's author.
    public var organization: Int32
    /// The store's words; `.null` where not stated.
    public var license: Int32
    public var licenseName: Int32
    public var licenseLink: Int32
    public var task: Int32
    public var library: Int32
    /// -1: not stated, as in the next two.
    public var access: Int8
    public var gated: Int8
    public var releasedPrecision: Int8

    /// The batch that brought it. Kept in 32 bits, as a point's is: readers refuse a ledger beyond.
    @inlinable public var batch: Int64 { Int64(brought) }

    /// - Parameter content: the store's hash of the whole statement.
    public init(model: Int32, source: Int16, at: Int64, batch: Int64, content: Int64) {
        self.model = model
        self.source = source
        self.at = at
        brought = UInt32(truncatingIfNeeded: batch)
        self.content = ContentHash(content)
        access = -1
        gated = -1
        releasedPrecision = -1
        parameters = .null
        activeParameters = .null
        created = .null
        released = .null
        organization = .null
        license = .null
        licenseName = .null
        licenseLink = .null
        task = .null
        library = .null
        bases = 0
        hubId = 0
    }

    @inlinable
    public func isBefore(_ other: Statement) -> Bool {
        if source != other.source { return source < other.source }
        if at != other.at { return at < other.at }
        return batch < other.batch
    }
}
