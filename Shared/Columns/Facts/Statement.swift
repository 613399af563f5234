/// What one source said of one model at one time; the columns of groundswell.model_fact.
///
/// There is one for every model at least, so its fields stand in an order that leaves no gaps between them: 88 bytes.
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

/// A parent that a statement names; (model, source, at, batch, content) is the statement's key.
public struct StatedBase: ModelRow {
    /// The child.
    public var model: Int32
    public var parent: Int32
    public var source: Int16
    public var relation: Int16
    @usableFromInline var brought: UInt32
    public var at: Int64
    public var content: ContentHash

    @inlinable public var batch: Int64 { Int64(brought) }

    public init(
        model: Int32, parent: Int32, source: Int16, relation: Int16, at: Int64, batch: Int64, content: Int64
    ) {
        self.model = model
        self.parent = parent
        self.source = source
        self.relation = relation
        self.at = at
        brought = UInt32(truncatingIfNeeded: batch)
        self.content = ContentHash(content)
    }

    @inlinable
    public func isBefore(_ other: StatedBase) -> Bool {
        if source != other.source { return source < other.source }
        if at != other.at { return at < other.at }
        if batch != other.batch { return batch < other.batch }
        if content != other.content { return content < other.content }
        return parent < other.parent
    }

    /// Whether it belongs to a statement.
    @inlinable
    public func belongs(to s: Statement) -> Bool {
        source == s.source && at == s.at && batch == s.batch && content == s.content
    }
}

/// The organisations that a statement names as joint publishers; (source, at, batch, content) is the statement's key.
public struct JointStatement: Sendable {
    public var source: Int16
    public var at: Int64
    @usableFromInline var brought: UInt32
    public var content: ContentHash
    /// The store's ids, the publisher first.
    public var organizations: [Int32]

    @inlinable public var batch: Int64 { Int64(brought) }

    public init(source: Int16, at: Int64, batch: Int64, content: Int64, organizations: [Int32]) {
        self.source = source
        self.at = at
        brought = UInt32(truncatingIfNeeded: batch)
        self.content = ContentHash(content)
        self.organizations = organizations
    }

    /// Whether it belongs to a statement of its model.
    public func belongs(to s: Statement) -> Bool {
        source == s.source && at == s.at && batch == s.batch && content == s.content
    }
}
