import Domain

extension OrganizationRecord: FieldDecodable {
    static let fields = ["id", "name", "country", "kind", "parent", "aliases", "evidence", "source", "at"]

    init(_ fields: Fields) throws(Reject) {
        self.init(
            id: try fields.neededId("id"),
            name: try fields.text("name"),
            country: try fields.country("country"),
            kind: try fields.word(
                "kind", OrganizationKind.init(name:), among: OrganizationKind.allCases.map(\.name)),
            parent: try fields.id("parent"),
            aliases: try fields.strings("aliases") { text, place throws(Reject) in
                guard FieldRules.check(text, { FieldRules.isId($0) }) else {
                    throw Reject(
                        code: .idInvalid, path: place,
                        message: "\(Shortened.quoted(text)) cannot be an id: 1 to "
                            + "\(FieldRules.maximumIdBytes) bytes without control characters")
                }
                return text
            },
            evidence: try fields.text("evidence"),
            source: try fields.source(),
            at: try fields.at())
    }
}
