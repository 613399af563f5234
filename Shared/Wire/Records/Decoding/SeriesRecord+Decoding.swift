import Domain

extension SeriesRecord: FieldDecodable {
    static let fields = ["id", "kind", "unit"]

    init(_ fields: Fields) throws(Reject) {
        self.init(
            id: try fields.neededId("id"),
            kind: try fields.needed(
                "kind", try fields.word("kind", Series.Kind.init(name:), among: Series.Kind.allCases.map(\.name))),
            unit: try fields.neededText("unit"))
    }
}
