import Domain

extension ModelRecord: FieldDecodable {
    static let fields = [
        "id", "hubId", "organization", "organizations", "released", "created", "access", "gated", "license",
        "licenseName", "licenseLink", "parameters", "activeParameters", "task", "library", "bases", "source", "at",
    ]

    init(_ fields: Fields) throws(Reject) {
        let organization = try fields.id("organization")
        let organizations = try Self.organizations(fields, organization)
        self.init(
            id: try fields.neededNodeId("id"),
            hubId: try fields.id("hubId"),
            organization: organization,
            organizations: organizations,
            released: try fields.date("released"),
            created: try fields.instant("created"),
            access: try fields.word("access", Access.init(name:), among: Access.allCases.map(\.name)),
            gated: try fields.bool("gated"),
            license: try fields.text("license"),
            licenseName: try fields.text("licenseName"),
            licenseLink: try fields.text("licenseLink"),
            parameters: try fields.count("parameters"),
            activeParameters: try fields.count("activeParameters"),
            task: try fields.text("task"),
            library: try fields.text("library"),
            bases: try fields.objects("bases", known: ["id", "relation"], Base.init),
            source: try fields.source(),
            at: try fields.at())
    }
}

extension ModelRecord {
    /// The organisations of a joint release: the publisher is the first of them.
    private static func organizations(_ fields: Fields, _ publisher: String?) throws(Reject) -> [String] {
        let all = try fields.strings("organizations") { text, place throws(Reject) in
            guard FieldRules.check(text, { FieldRules.isId($0) }) else {
                throw Reject(
                    code: .idInvalid, path: place,
                    message: "\(Shortened.quoted(text)) cannot be an id: 1 to \(FieldRules.maximumIdBytes) bytes "
                        + "without control characters")
            }
            return text
        }
        guard all.count <= FieldRules.maximumOrganizations else {
            throw fields.reject(
                .fieldTooMany, "organizations",
                "'organizations' has \(all.count) entries, the limit is \(FieldRules.maximumOrganizations)")
        }
        if let publisher, let first = all.first, ModelName.key(publisher) != ModelName.key(first) {
            throw fields.reject(
                .idInvalid, "organizations",
                "the first of 'organizations' is \(Shortened.quoted(first)) and 'organization' "
                    + "\(Shortened.quoted(publisher)): the publisher stands first, or leave 'organization' out")
        }
        return all
    }
}

extension ModelRecord.Base {
    init(_ fields: Fields) throws(Reject) {
        self.init(
            id: try fields.neededNodeId("id"),
            relation: try fields.word("relation", Relation.init(name:), among: Relation.allCases.map(\.name))
                ?? .unknown)
    }
}
