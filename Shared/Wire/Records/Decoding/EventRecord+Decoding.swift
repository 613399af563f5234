import Domain

extension EventRecord: FieldDecodable {
    static let fields = ["id", "model", "kind", "amount", "adopter", "source", "at"]

    init(_ fields: Fields) throws(Reject) {
        self.init(
            id: try fields.id("id"),
            model: try fields.neededNodeId("model"),
            kind: try fields.needed(
                "kind", try fields.word("kind", EventKind.init(name:), among: EventKind.allCases.map(\.name))),
            amount: try fields.value("amount") ?? 1,
            adopter: try fields.object("adopter", known: ["id", "country", "kind"]).map(Adopter.init),
            source: try fields.source(),
            at: try fields.at())
    }
}

extension EventRecord.Adopter {
    init(_ fields: Fields) throws(Reject) {
        self.init(
            id: try fields.neededId("id"),
            country: try fields.country("country"),
            kind: try fields.word(
                "kind", OrganizationKind.init(name:), among: OrganizationKind.allCases.map(\.name)))
    }
}
