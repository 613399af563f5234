import Domain

/// What a source says of an organisation at a time; its whole statement.
public struct OrganizationRecord: Sendable, Equatable {
    /// The namespace or slug that stands before the slash of its models' ids.
    public var id: String
    public var name: String?
    /// Nil: the source does not say. `unknown` says it was reviewed and is not known.
    public var country: Country?
    public var kind: OrganizationKind?
    /// The id of the organisation that owns it.
    public var parent: String?
    /// Other ids that mean the same organisation.
    public var aliases: [String]
    /// Where this can be checked.
    public var evidence: String?
    public var source: String
    public var at: Timestamp

    public init(
        id: String, name: String? = nil, country: Country? = nil, kind: OrganizationKind? = nil,
        parent: String? = nil, aliases: [String] = [], evidence: String? = nil, source: String, at: Timestamp
    ) {
        self.id = id
        self.name = name
        self.country = country
        self.kind = kind
        self.parent = parent
        self.aliases = aliases
        self.evidence = evidence
        self.source = source
        self.at = at
    }
}
