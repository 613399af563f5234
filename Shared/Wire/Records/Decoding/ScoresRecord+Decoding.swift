extension ScoresRecord: FieldDecodable {
    static let fields = [
        "framework", "edition", "model", "organization", "scores", "evidence", "source", "at",
    ]

    init(_ fields: Fields) throws(Reject) {
        self.init(
            framework: try fields.neededId("framework"),
            edition: try fields.neededId("edition"),
            subject: try Subject(fields),
            scores: try fields.needed("scores", try fields.numbers("scores")),
            evidence: try fields.text("evidence"),
            source: try fields.source(),
            at: try fields.at())
    }
}

extension ScoresRecord.Subject {
    /// One of `model` and `organization`.
    init(_ fields: Fields) throws(Reject) {
        switch (try fields.nodeId("model"), try fields.id("organization")) {
        case (let model?, nil): self = .model(model)
        case (nil, let organization?): self = .organization(organization)
        case (nil, nil):
            throw fields.reject(
                .fieldMissing, "model", "'model' or 'organization' is missing in \(fields.path)")
        case (_?, _?):
            throw fields.reject(
                .recordShape, "organization", "\(fields.path) names a model and an organization; scores are of one")
        }
    }
}
