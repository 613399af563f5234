import Domain

/// What a source says of a model at a time: its whole statement; what it no longer names is retracted for it.
public struct ModelRecord: Sendable, Equatable {
    /// A parent and how the model comes from it.
    public struct Base: Sendable, Equatable {
        /// The parent's id: a model, or an artifact.
        public var id: String
        public var relation: Relation

        public init(id: String, relation: Relation) {
            self.id = id
            self.relation = relation
        }
    }

    /// `author/name`, or a legacy id without a slash.
    public var id: String
    /// The hub's own id, stable across renames.
    public var hubId: String?
    /// The publishing organisation's id where it is not what stands before the slash.
    public var organization: String?
    /// Of a joint release all the organisations, the publisher first; empty where one published it alone.
    public var organizations: [String]
    /// First publication, where the source knows it.
    public var released: PartialDate?
    /// When the repository was created, where the source says.
    public var created: Timestamp?
    /// Stated access; nil: to be derived from licence and gating.
    public var access: Access?
    /// Whether downloads need an agreement or approval.
    public var gated: Bool?
    /// A licence id as the source writes it: an SPDX id, a hub's id, `other`.
    public var license: String?
    public var licenseName: String?
    public var licenseLink: String?
    /// Total parameters.
    public var parameters: Int64?
    /// Parameters active for one token.
    public var activeParameters: Int64?
    public var task: String?
    public var library: String?
    public var bases: [Base]
    public var source: String
    public var at: Timestamp

    public init(
        id: String, hubId: String? = nil, organization: String? = nil, organizations: [String] = [],
        released: PartialDate? = nil, created: Timestamp? = nil, access: Access? = nil, gated: Bool? = nil,
        license: String? = nil,
        licenseName: String? = nil, licenseLink: String? = nil, parameters: Int64? = nil,
        activeParameters: Int64? = nil, task: String? = nil, library: String? = nil, bases: [Base] = [],
        source: String, at: Timestamp
    ) {
        self.id = id
        self.hubId = hubId
        self.organization = organization ?? organizations.first
        self.organizations = organizations
        self.released = released
        self.created = created
        self.access = access
        self.gated = gated
        self.license = license
        self.licenseName = licenseName
        self.licenseLink = licenseLink
        self.parameters = parameters
        self.activeParameters = activeParameters
        self.task = task
        self.library = library
        self.bases = bases
        self.source = source
        self.at = at
    }

    /// The most organisations of one record.
    public static let maximumOrganizations = FieldRules.maximumOrganizations

    /// Whether several organisations published it together.
    public var isJoint: Bool { organizations.count > 1 }
}
