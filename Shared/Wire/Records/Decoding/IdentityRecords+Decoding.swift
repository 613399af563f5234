extension RenameRecord: FieldDecodable {
    static let fields = ["from", "to", "source", "at"]

    init(_ fields: Fields) throws(Reject) {
        self.init(
            from: try fields.neededNodeId("from"), to: try fields.neededNodeId("to"), source: try fields.source(),
            at: try fields.atOrToday())
    }
}

extension SameRecord: FieldDecodable {
    static let fields = ["a", "b", "source", "at"]

    init(_ fields: Fields) throws(Reject) {
        self.init(
            a: try fields.neededNodeId("a"), b: try fields.neededNodeId("b"), source: try fields.source(),
            at: try fields.atOrToday())
    }
}

extension DeletionRecord: FieldDecodable {
    static let fields = ["model", "reason", "source", "at"]

    init(_ fields: Fields) throws(Reject) {
        self.init(
            model: try fields.neededNodeId("model"), reason: try fields.text("reason"), source: try fields.source(),
            at: try fields.at())
    }
}
