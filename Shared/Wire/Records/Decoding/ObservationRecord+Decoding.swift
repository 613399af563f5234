extension ObservationRecord: FieldDecodable {
    static let fields = ["model", "series", "value", "step", "source", "at"]

    init(_ fields: Fields) throws(Reject) {
        self.init(
            model: try fields.neededNodeId("model"),
            series: try fields.neededId("series"),
            value: try fields.needed("value", try fields.value("value")),
            step: try fields.count("step", from: 1) ?? 1,
            source: try fields.source(),
            at: try fields.at())
    }
}
