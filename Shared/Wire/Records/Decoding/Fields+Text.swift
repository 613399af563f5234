import Domain

extension Fields {
    /// Free text, empty allowed.
    func text(_ name: String) throws(Reject) -> String? {
        guard let text = try optional(name, String.self, expected: "a string") else { return nil }
        guard text.utf8.count <= context.limits.maximumStringBytes else {
            throw reject(
                .stringTooLong, name,
                "'\(name)' is \(text.utf8.count) bytes long, the limit is \(context.limits.maximumStringBytes)")
        }
        return text
    }

    /// Free text that must be there and not be empty.
    func neededText(_ name: String) throws(Reject) -> String {
        let text = try needed(name, try text(name))
        guard !text.isEmpty else { throw reject(.fieldMissing, name, "'\(name)' is empty in \(path)") }
        return text
    }

    /// An id of anything that is not a node of lineage.
    func id(_ name: String, maximum: Int = FieldRules.maximumIdBytes) throws(Reject) -> String? {
        guard let id = try optional(name, String.self, expected: "a string") else { return nil }
        guard FieldRules.check(id, { FieldRules.isId($0, maximum: maximum) }) else {
            throw reject(
                .idInvalid, name,
                "\(Shortened.quoted(id)) cannot be an id: 1 to \(maximum) bytes without control characters")
        }
        return id
    }

    func neededId(_ name: String) throws(Reject) -> String { try needed(name, try id(name)) }

    /// The id of a node of lineage: a model or an artifact.
    func nodeId(_ name: String) throws(Reject) -> String? {
        guard let id = try optional(name, String.self, expected: "a string") else { return nil }
        guard FieldRules.check(id, ModelName.isValid) else {
            throw reject(
                .idInvalid, name,
                "\(Shortened.quoted(id)) cannot be an id: 'author/name' or a name, 1 to \(ModelName.maximumBytes) "
                    + "bytes, no white space or slash at either end")
        }
        return id
    }

    func neededNodeId(_ name: String) throws(Reject) -> String { try needed(name, try nodeId(name)) }

    /// The record's source: its own, or else the stream's.
    func source() throws(Reject) -> String {
        guard let own = try sourceName() else {
            guard let source = context.source else {
                throw reject(.fieldMissing, "source", "'source' is missing in \(path), and no stream names one")
            }
            return source
        }
        if let source = context.source, source != own {
            throw reject(.sourceMismatch, "source", "the record names the source '\(own)', its stream '\(source)'")
        }
        return own
    }

    /// The name of a source; nil where none is given.
    func sourceName() throws(Reject) -> String? {
        guard let name = try optional("source", String.self, expected: "a string") else { return nil }
        guard FieldRules.check(name, FieldRules.isSource) else {
            throw reject(
                .idInvalid, "source",
                "\(Shortened.quoted(name)) cannot be a source: 1 to \(FieldRules.maximumSourceBytes) of a-z, 0-9, "
                    + "'.', '-', '_'")
        }
        return name
    }

    /// A word of a vocabulary.
    func word<Word>(_ name: String, _ make: (String) -> Word?, among words: [String]) throws(Reject) -> Word? {
        guard let text = try optional(name, String.self, expected: "a string") else { return nil }
        guard let word = make(text) else {
            let all = words.joined(separator: ", ")
            throw reject(
                .wordUnknown, name,
                "\(Shortened.quoted(text)) is not one of \(all)\(NearestName.hint(text, among: words))")
        }
        return word
    }

    func country(_ name: String) throws(Reject) -> Country? {
        guard let text = try optional(name, String.self, expected: "a string") else { return nil }
        guard let country = Country(name: text) else { throw noCountry(text, place(name)) }
        return country
    }

    func noCountry(_ text: String, _ place: String) -> Reject {
        Reject(
            code: .countryInvalid, path: place,
            message: "\(Shortened.quoted(text)) is not an ISO 3166-1 alpha-2 code"
                + NearestName.hint(text, among: Country.iso3166.contains(text.uppercased()) ? [text.uppercased()] : []))
    }
}
