import Domain

/// What one source said at one time of something that is neither a model nor an organisation: an artifact of lineage, a
/// milestone, a claim, scores of an index.
public struct DocumentStatement: Sendable, Equatable {
    public var kind: DocumentKind
    public var source: Int16
    /// The node of lineage an artifact is, or the model that scores are of; `.null` without one.
    public var node: Int32
    public var at: Int64
    public var batch: Int64
    /// What it is called: the id of an artifact, milestone or claim; framework, edition and whose scores they are.
    public var subject: String
    /// The record as JSON text, without kind, id, source and time.
    public var body: String

    public init(
        kind: DocumentKind, source: Int16, node: Int32, at: Int64, batch: Int64, subject: String, body: String
    ) {
        self.kind = kind
        self.source = source
        self.node = node
        self.at = at
        self.batch = batch
        self.subject = subject
        self.body = body
    }
}

/// What one source said of an artifact: a node of lineage that is no model.
public struct ArtifactStatement: Sendable, Equatable {
    public var node: Int32
    public var source: Int16
    public var at: Int64
    public var batch: Int64
    /// `dataset`, `paper` or `library`.
    public var type: String
    /// The publishing organisation's id, where the source names one.
    public var organization: String?
    /// Days since 1970; `.null` unknown.
    public var released: Int32
    public var license: String?

    public init(
        node: Int32, source: Int16, at: Int64, batch: Int64, type: String, organization: String?, released: Int32,
        license: String?
    ) {
        self.node = node
        self.source = source
        self.at = at
        self.batch = batch
        self.type = type
        self.organization = organization
        self.released = released
        self.license = license
    }
}
