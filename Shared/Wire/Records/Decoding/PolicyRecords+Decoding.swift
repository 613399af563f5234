import Domain

extension MilestoneRecord: FieldDecodable {
    static let fields = ["id", "title", "date", "citation", "countries", "kind", "source", "at"]
    static let kinds = ["policy", "license", "market", "release"]

    init(_ fields: Fields) throws(Reject) {
        self.init(
            id: try fields.neededId("id"),
            title: try fields.neededText("title"),
            date: try fields.needed("date", try fields.date("date")),
            citation: try fields.neededText("citation"),
            countries: try fields.strings("countries") { text, place throws(Reject) in
                guard let country = Country(name: text) else { throw fields.noCountry(text, place) }
                return country
            },
            kind: try fields.needed("kind", try fields.word("kind", Self.kind, among: Self.kinds)),
            source: try fields.source(),
            at: try fields.at())
    }

    private static func kind(_ name: String) -> String? { kinds.contains(name) ? name : nil }
}

extension ClaimRecord: FieldDecodable {
    static let fields = [
        "id", "text", "speaker", "date", "citation", "measure", "parameters", "predicate", "source", "at",
    ]

    init(_ fields: Fields) throws(Reject) {
        let predicate = try fields.object("predicate", known: ["kind", "operator", "value"])
        self.init(
            id: try fields.neededId("id"),
            text: try fields.neededText("text"),
            speaker: try fields.text("speaker"),
            date: try fields.needed("date", try fields.date("date")),
            citation: try fields.text("citation"),
            measure: try fields.neededId("measure"),
            parameters: try Self.parameters(fields),
            predicate: try Predicate(try fields.needed("predicate", predicate)),
            source: try fields.source(),
            at: try fields.at())
    }

    /// Read from the line itself: decoders lose the order of free keys.
    private static func parameters(_ fields: Fields) throws(Reject) -> JSONValue {
        guard fields.has("parameters") else { return .object([]) }
        guard let value = fields.context.line?["claim"]?["parameters"], case .object = value else {
            throw fields.reject(
                .fieldType, "parameters", "'parameters' should be an object, found \(fields.found("parameters"))")
        }
        return value
    }
}

extension ClaimRecord.Predicate {
    static let kinds = ["threshold", "sign", "crossover", "record", "exists"]
    static let operators = [">", ">=", "<", "<=", "="]

    init(_ fields: Fields) throws(Reject) {
        self.init(
            kind: try fields.needed(
                "kind", try fields.word("kind", { Self.kinds.contains($0) ? $0 : nil }, among: Self.kinds)),
            operator: try fields.word(
                "operator", { Self.operators.contains($0) ? $0 : nil }, among: Self.operators),
            value: try fields.number("value"))
    }
}
