/// What one source said of one component of one model at one time.
public struct ComponentStatement: Sendable, Equatable {
    public var model: Int32
    /// The component's number in the Model Openness Framework.
    public var component: Int16
    public var source: Int16
    /// False: the source says that it is not released.
    public var isPresent: Bool
    public var at: Int64
    public var batch: Int64
    public var license: String?
    public var evidence: String?

    public init(
        model: Int32, component: Int16, source: Int16, isPresent: Bool, at: Int64, batch: Int64, license: String?,
        evidence: String?
    ) {
        self.model = model
        self.component = component
        self.source = source
        self.isPresent = isPresent
        self.at = at
        self.batch = batch
        self.license = license
        self.evidence = evidence
    }
}
