import Domain

/// What one source said of one organisation at one time.
public struct OrganizationStatement: Sendable {
    public var organization: Int32
    public var source: Int16
    public var at: Int64
    public var batch: Int64
    public var country: Country?
    public var kind: OrganizationKind?
    /// The store's id of the owning organisation.
    public var parent: Int32?
    public var name: String?
    public var aliases: [String]
    public var evidence: String?

    public init(
        organization: Int32, source: Int16, at: Int64, batch: Int64, country: Country?, kind: OrganizationKind?,
        parent: Int32?, name: String?, aliases: [String], evidence: String?
    ) {
        self.organization = organization
        self.source = source
        self.at = at
        self.batch = batch
        self.country = country
        self.kind = kind
        self.parent = parent
        self.name = name
        self.aliases = aliases
        self.evidence = evidence
    }
}

/// Two ids that are one model: a rename, or the same model under two hubs.
public struct IdentityStatement: Sendable {
    public var model: Int32
    public var other: Int32
    public var source: Int16
    /// True: `other` is the newer name.
    public var renamed: Bool
    public var at: Int64
    public var batch: Int64

    public init(model: Int32, other: Int32, source: Int16, renamed: Bool, at: Int64, batch: Int64) {
        self.model = model
        self.other = other
        self.source = source
        self.renamed = renamed
        self.at = at
        self.batch = batch
    }
}

/// A model that was deleted, or made private.
public struct DeletionStatement: Sendable {
    public var model: Int32
    public var source: Int16
    public var at: Int64
    public var batch: Int64
    public var reason: String?

    public init(model: Int32, source: Int16, at: Int64, batch: Int64, reason: String?) {
        self.model = model
        self.source = source
        self.at = at
        self.batch = batch
        self.reason = reason
    }
}
