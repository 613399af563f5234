import Domain

/// A node of lineage that is not a model.
public struct ArtifactRecord: Sendable, Equatable {
    public enum Sort: String, Sendable, CaseIterable {
        case dataset, paper, library
    }

    public var id: String
    public var type: Sort
    public var name: String?
    public var organization: String?
    public var released: PartialDate?
    public var license: String?
    public var evidence: String?
    public var source: String
    public var at: Timestamp

    public init(
        id: String, type: Sort, name: String? = nil, organization: String? = nil, released: PartialDate? = nil,
        license: String? = nil, evidence: String? = nil, source: String, at: Timestamp
    ) {
        self.id = id
        self.type = type
        self.name = name
        self.organization = organization
        self.released = released
        self.license = license
        self.evidence = evidence
        self.source = source
        self.at = at
    }
}
