import Domain
import Wire

/// The members of one JSON object, asked by name and type. A member of another type is a fault that names it; null and
/// absent are the same.
struct JSONFields {
    let members: [JSONValue.Member]
    /// Where the object stands in its entry: `cardData.`, or empty.
    let prefix: String

    init?(_ value: JSONValue, prefix: String = "") {
        guard case .object(let members) = value else { return nil }
        self.members = members
        self.prefix = prefix
    }

    /// The value under the first of two spellings that is there and not null.
    func value(_ name: String, _ other: String? = nil) -> JSONValue? {
        for member in members where member.key == name || member.key == other {
            if case .null = member.value { continue }
            return member.value
        }
        return nil
    }

    private func fault(_ name: String, _ other: String?, _ expected: String, _ found: JSONValue) -> FieldFault {
        FieldFault(
            code: .fieldType, path: prefix + spelled(name, other), message: "expected \(expected), found \(sort(found))"
        )
    }

    /// The spelling that is there.
    private func spelled(_ name: String, _ other: String?) -> String {
        guard let other, !members.contains(where: { $0.key == name }) else { return name }
        return other
    }

    /// Text; an empty one is none.
    func string(_ name: String, _ other: String? = nil) throws(FieldFault) -> String? {
        guard let found = value(name, other) else { return nil }
        guard case .string(let text) = found else { throw fault(name, other, "text", found) }
        return text.isEmpty ? nil : text
    }

    func bool(_ name: String) throws(FieldFault) -> Bool? {
        guard let found = value(name) else { return nil }
        guard case .bool(let value) = found else { throw fault(name, nil, "true or false", found) }
        return value
    }

    /// A whole number, written with a fraction of zero or not.
    func integer(_ name: String, _ other: String? = nil) throws(FieldFault) -> Int64? {
        switch value(name, other) {
        case nil: return nil
        case .integer(let value)?: return value
        case .number(let value)?:
            guard let whole = Int64(exactly: value) else { throw fault(name, other, "a whole number", .number(value)) }
            return whole
        case let found?: throw fault(name, other, "a whole number", found)
        }
    }

    /// A count: a whole number, not negative.
    func count(_ name: String, _ other: String? = nil) throws(FieldFault) -> Int64? {
        guard let value = try integer(name, other) else { return nil }
        guard value >= 0 else {
            throw FieldFault(
                code: .numberInvalid, path: prefix + spelled(name, other),
                message: "expected a count, found the negative \(value)")
        }
        return value
    }

    func array(_ name: String) throws(FieldFault) -> [JSONValue]? {
        guard let found = value(name) else { return nil }
        guard case .array(let elements) = found else { throw fault(name, nil, "a list", found) }
        return elements
    }

    func object(_ name: String, _ other: String? = nil) throws(FieldFault) -> JSONFields? {
        guard let found = value(name, other) else { return nil }
        guard let fields = JSONFields(found, prefix: prefix + spelled(name, other) + ".") else {
            throw fault(name, other, "an object", found)
        }
        return fields
    }

    func time(_ name: String, _ other: String? = nil) throws(FieldFault) -> Timestamp? {
        guard let text = try string(name, other) else { return nil }
        guard let time = Timestamp(text) else {
            throw FieldFault(
                code: .timeInvalid, path: prefix + spelled(name, other),
                message: "\(shown(text)) is no date or time; expected one like 2026-05-04T04:10:37Z")
        }
        return time
    }
}

/// What sort of value was found, for a message.
func sort(_ value: JSONValue) -> String {
    switch value {
    case .null: "null"
    case .bool(let value): "\(value)"
    case .integer(let value): "the number \(value)"
    case .number(let value): "the number \(value)"
    case .string(let text): "the text \(shown(text))"
    case .array: "a list"
    case .object: "an object"
    }
}

/// Fails unless a text can be a model's or organisation's id.
func requireID(_ id: String, path: String) throws(FieldFault) {
    var copy = id
    guard copy.withUTF8({ ModelName.isValid(UnsafeRawBufferPointer($0)) }) else {
        throw FieldFault(
            code: .idInvalid, path: path,
            message: "\(shown(id)) cannot be an id: 1 to \(ModelName.maximumBytes) bytes, no control characters, "
                + "no white space or slash at either end")
    }
}
