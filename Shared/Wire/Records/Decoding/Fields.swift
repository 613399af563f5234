import Domain

/// One object of a record, read strictly: unknown fields are refused, absent and null mean the same.
struct Fields {
    let container: KeyedDecodingContainer<FieldKey>
    /// Where the object stands: `model.bases[2]`.
    let path: String
    let context: DecodingContext

    /// - Parameter known: every field this object may have.
    init(
        _ container: KeyedDecodingContainer<FieldKey>, path: String, known: [String], context: DecodingContext
    ) throws(Reject) {
        self.container = container
        self.path = path
        self.context = context
        // The least, so that the same line always gets the same answer.
        let unknown = container.allKeys.lazy.map(\.stringValue).filter { !known.contains($0) }.min()
        if let unknown {
            throw Reject(
                code: .fieldUnknown, path: place(Shortened.plain(unknown)),
                message: "\(path) has no field \(Shortened.quoted(unknown))\(NearestName.hint(unknown, among: known))")
        }
    }

    /// The path of one of its fields.
    func place(_ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }

    func reject(_ code: RejectCode, _ name: String, _ message: String) -> Reject {
        Reject(code: code, path: place(name), message: message)
    }

    /// Whether a field is there and not null.
    func has(_ name: String) -> Bool {
        let key = FieldKey(name)
        guard container.contains(key) else { return false }
        return (try? container.decodeNil(forKey: key)) != true
    }

    /// The field's value; nil if absent or null.
    func optional<Value: Decodable>(
        _ name: String, _ type: Value.Type, expected: String
    ) throws(Reject) -> Value? {
        guard has(name) else { return nil }
        do {
            return try container.decode(type, forKey: FieldKey(name))
        } catch {
            throw reject(.fieldType, name, "'\(name)' should be \(expected), found \(found(name))")
        }
    }

    /// A needed field's value.
    func needed<Value>(_ name: String, _ value: Value?) throws(Reject) -> Value {
        guard let value else { throw reject(.fieldMissing, name, "'\(name)' is missing in \(path)") }
        return value
    }

    /// What a field holds, for a message.
    func found(_ name: String) -> String {
        let key = FieldKey(name)
        if let text = try? container.decode(String.self, forKey: key) { return "the string \(Shortened.quoted(text))" }
        if let value = try? container.decode(Bool.self, forKey: key) { return "\(value)" }
        if let number = try? container.decode(Double.self, forKey: key) {
            return Int64(exactly: number).map { "\($0)" } ?? "\(number)"
        }
        return (try? container.nestedUnkeyedContainer(forKey: key)) != nil ? "a list" : "an object"
    }
}
