import Domain

extension ModelRecord: FieldDecodable {
    static let fields = [
        "id", "hubId", "organization", "released", "created", "access", "gated", "license", "licenseName",
        "licenseLink", "parameters", "activeParameters", "task", "library", "bases", "source", "at",
    ]

    init(_ fields: Fields) throws(Reject) {
        self.init(
            id: try fields.neededNodeId("id"),
            hubId: try fields.id("hubId"),
            organization: try fields.id("organization"),
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

extension ModelRecord.Base {
    init(_ fields: Fields) throws(Reject) {
        self.init(
            id: try fields.neededNodeId("id"),
            relation: try fields.word("relation", Relation.init(name:), among: Relation.allCases.map(\.name))
                ?? .unknown)
    }
}
