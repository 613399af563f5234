/// What one source said of one model at one time; the columns of groundswell.model_fact.
public struct Statement: ModelRow {
    public var model: Int32
    public var source: Int16
    /// -1: not stated, as in the next three.
    public var access: Int8
    public var gated: Int8
    public var releasedPrecision: Int8
    /// Microseconds since 1970.
    public var at: Int64
    public var batch: Int64
    /// Hash of the whole statement, which its edges carry too.
    public var content: Int64
    public var parameters: Int64
    public var activeParameters: Int64
    /// Microseconds since 1970.
    public var created: Int64
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
    /// How many parents it names.
    public var bases: Int16
    /// Hash of the hub's own id; 0: none.
    public var hubId: Int64

    public init(model: Int32, source: Int16, at: Int64, batch: Int64, content: Int64) {
        self.model = model
        self.source = source
        self.at = at
        self.batch = batch
        self.content = content
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
    public var at: Int64
    public var batch: Int64
    public var content: Int64

    public init(
        model: Int32, parent: Int32, source: Int16, relation: Int16, at: Int64, batch: Int64, content: Int64
    ) {
        self.model = model
        self.parent = parent
        self.source = source
        self.relation = relation
        self.at = at
        self.batch = batch
        self.content = content
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
    public var batch: Int64
    public var content: Int64
    /// The store's ids, the publisher first.
    public var organizations: [Int32]

    public init(source: Int16, at: Int64, batch: Int64, content: Int64, organizations: [Int32]) {
        self.source = source
        self.at = at
        self.batch = batch
        self.content = content
        self.organizations = organizations
    }

    /// Whether it belongs to a statement of its model.
    public func belongs(to s: Statement) -> Bool {
        source == s.source && at == s.at && batch == s.batch && content == s.content
    }
}
