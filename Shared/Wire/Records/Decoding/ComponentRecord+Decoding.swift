extension ComponentRecord: FieldDecodable {
    static let fields = ["model", "id", "license", "present", "evidence", "source", "at"]

    init(_ fields: Fields) throws(Reject) {
        self.init(
            model: try fields.neededNodeId("model"),
            id: try fields.component(),
            license: try fields.text("license"),
            present: try fields.bool("present") ?? true,
            evidence: try fields.text("evidence"),
            source: try fields.source(),
            at: try fields.at())
    }
}

extension Fields {
    /// The number of a component of the Model Openness Framework, in `id`.
    func component() throws(Reject) -> Int {
        let id = try needed("id", try integer("id", in: Int64.min...Int64.max))
        guard FieldRules.components.contains(id) else {
            throw reject(
                .wordUnknown, "id", "\(id) is no component of the Model Openness Framework: 7 to 22, or 24")
        }
        return Int(id)
    }
}
