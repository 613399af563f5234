import Domain

/// A component of a model that a source has seen released, under which licence.
public struct ComponentRecord: Sendable, Equatable {
    public var model: String
    /// The component's number in the Model Openness Framework, 7...24.
    public var id: Int
    /// As the source writes it; nil: present, the licence was not given; `unlicensed` is a statement.
    public var license: String?
    /// False: the source says it is not released.
    public var present: Bool
    public var evidence: String?
    public var source: String
    public var at: Timestamp

    public init(
        model: String, id: Int, license: String? = nil, present: Bool = true, evidence: String? = nil, source: String,
        at: Timestamp
    ) {
        self.model = model
        self.id = id
        self.license = license
        self.present = present
        self.evidence = evidence
        self.source = source
        self.at = at
    }
}
