import Domain

/// Everything that was ever said, up to a batch, as columns: what every measure of any date is derived from.
public struct Facts: Sendable {
    /// The last batch in it.
    public var batch: Int64 = 0
    /// The time of the newest observation or event, microseconds since 1970; `.null`: there is none.
    public var newest: Int64 = .null

    /// Names by the store's model id; ids nobody has are empty strings.
    public var modelNames = StringColumn()
    /// The organisation of a model's name by model id; `.null` without one.
    public var modelOrganization = Column<Int32>()
    /// Names by organisation id.
    public var organizationNames: [String] = []
    public var sources: [String] = []
    public var series: [Series] = Series.builtIn
    public var words: [String] = []
    /// Models that are artifacts of lineage.
    public var artifacts: Set<Int32> = []

    public var statements = ModelGrouped<Statement>()
    public var bases = ModelGrouped<StatedBase>()
    /// The organisations of joint releases, by model: only few models have any.
    public var joint: [Int32: [JointStatement]] = [:]
    public var points = ModelGrouped<Point>()
    public var amounts = ModelGrouped<DailyAmount>()
    public var organizations: [OrganizationStatement] = []
    public var identities: [IdentityStatement] = []
    public var deletions: [DeletionStatement] = []
    /// Adopters by id.
    public var adopters: [Adopter] = []
    /// Events whose adopter matters, deployments: each by itself, beside the sums by day in `amounts`.
    public var adoptions = ModelGrouped<Adoption>()
    /// In order of arrival, as the next two.
    public var components: [ComponentStatement] = []
    public var documents: [DocumentStatement] = []
    /// What the documents of kind artifact say, as columns.
    public var artifactStatements: [ArtifactStatement] = []
    /// On which days each source had something to say.
    public var heard = HeardDays()

    public init() {}

    /// How many model ids there may be: ids are 0..<modelCount.
    public var modelCount: Int { modelNames.count }
}
