import Domain

extension RetractionRecord: FieldDecodable {
    static let fields = ["of", "reason", "source", "at"]

    init(_ fields: Fields) throws(Reject) {
        let source = try fields.source()
        let kinds = Record.Kind.allCases.map(\.rawValue).filter { $0 != "series" && $0 != "retraction" }
        let of = try fields.needed("of", try fields.kind(in: "of", among: kinds))
        self.init(
            of: try Target(of.kind, of.fields, source),
            reason: try fields.neededText("reason"),
            source: source,
            at: try fields.atOrToday())
    }
}

extension Fields {
    /// An object whose one key names a kind of record, with that record's fields.
    func kind(in name: String, among kinds: [String]) throws(Reject) -> (kind: Record.Kind, fields: Fields)? {
        guard has(name) else { return nil }
        guard let outer = try? container.nestedContainer(keyedBy: FieldKey.self, forKey: FieldKey(name)) else {
            throw reject(.fieldType, name, "'\(name)' should be an object, found \(found(name))")
        }
        let keys = outer.allKeys
        guard keys.count == 1, let key = keys.first?.stringValue else {
            throw reject(.recordShape, name, "'\(name)' should have one key, the kind of record; it has \(keys.count)")
        }
        guard kinds.contains(key), let kind = Record.Kind(rawValue: key) else {
            throw reject(
                .recordUnknown, name,
                "\(Shortened.quoted(key)) is not a kind of record that can be retracted: "
                    + kinds.joined(separator: ", ") + NearestName.hint(key, among: kinds))
        }
        let of = try Fields(outer, path: place(name), known: [key], context: context)
        return (kind, try of.needed(key, try of.object(key, known: kind.decodable.fields)))
    }
}

extension RetractionRecord.Target {
    /// - Parameter default: the source of the retraction itself, where the target names none.
    init(_ kind: Record.Kind, _ fields: Fields, _ default: String) throws(Reject) {
        let source = try fields.sourceName() ?? `default`
        func at() throws(Reject) -> Timestamp { try fields.needed("at", try fields.instant("at")) }
        switch kind {
        case .organization: self = .organization(id: try fields.neededId("id"), source: source, at: try at())
        case .model: self = .model(id: try fields.neededNodeId("id"), source: source, at: try at())
        case .component:
            self = .component(
                model: try fields.neededNodeId("model"), id: try fields.component(), source: source, at: try at())
        case .observation:
            self = .observation(
                model: try fields.neededNodeId("model"), series: try fields.neededId("series"), source: source,
                at: try at())
        case .event: self = try .event(fields, source)
        case .artifact: self = .artifact(id: try fields.neededNodeId("id"), source: source, at: try at())
        case .rename:
            self = .rename(
                from: try fields.neededNodeId("from"), to: try fields.neededNodeId("to"), source: source)
        case .same: self = .same(a: try fields.neededNodeId("a"), b: try fields.neededNodeId("b"), source: source)
        case .deletion: self = .deletion(model: try fields.neededNodeId("model"), source: source, at: try at())
        case .milestone: self = .milestone(id: try fields.neededId("id"), source: source, at: try at())
        case .claim: self = .claim(id: try fields.neededId("id"), source: source, at: try at())
        case .scores:
            self = .scores(
                framework: try fields.neededId("framework"), edition: try fields.neededId("edition"),
                subject: try ScoresRecord.Subject(fields), source: source, at: try at())
        case .series, .retraction:
            throw fields.reject(.recordUnknown, "", "a \(kind.rawValue) cannot be retracted")
        }
    }

    /// By id; or, where none is given, by model, kind, amount (1 by default) and time, all of them.
    private static func event(_ fields: Fields, _ source: String) throws(Reject) -> Self {
        let id = try fields.id("id")
        let model = try fields.nodeId("model")
        let kind = try fields.word("kind", EventKind.init(name:), among: EventKind.allCases.map(\.name))
        let amount = try fields.value("amount")
        let at = try fields.instant("at")
        if id != nil { return .event(id: id, model: model, kind: kind, amount: amount, source: source, at: at) }
        return .event(
            id: nil, model: try fields.needed("model", model), kind: try fields.needed("kind", kind),
            amount: amount ?? 1, source: source, at: try fields.needed("at", at))
    }
}
