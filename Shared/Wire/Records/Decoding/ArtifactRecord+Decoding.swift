import Domain

extension ArtifactRecord: FieldDecodable {
    static let fields = [
        "id", "type", "name", "organization", "released", "license", "evidence", "source", "at",
    ]

    init(_ fields: Fields) throws(Reject) {
        self.init(
            id: try fields.neededNodeId("id"),
            type: try fields.needed(
                "type", try fields.word("type", Sort.init(rawValue:), among: Sort.allCases.map(\.rawValue))),
            name: try fields.text("name"),
            organization: try fields.id("organization"),
            released: try fields.date("released"),
            license: try fields.text("license"),
            evidence: try fields.text("evidence"),
            source: try fields.source(),
            at: try fields.at())
    }
}
