import Wire

/// Texts that were typed, as values of the types that methods define. Pure.
public enum TypedText {
    /// A text as a value of a type; what does not fit stays a string, which the service will judge.
    public static func value(_ text: String, as type: ParameterType?) -> JSONValue {
        switch type {
        case .integer: return Int64(text).map { .integer($0) } ?? .string(text)
        case .number:
            if let whole = Int64(text) { return .integer(whole) }
            guard let number = Double(text), number.isFinite else { return .string(text) }
            return .number(number)
        case .boolean:
            switch text {
            case "true": return true
            case "false": return false
            default: return .string(text)
            }
        case .list(let element):
            if text.hasPrefix("["), case .array(let elements)? = json(text) { return .array(elements) }
            let parts = text.split(separator: ",", omittingEmptySubsequences: false)
            return text.isEmpty ? .array([]) : .array(parts.map { value(String($0), as: element) })
        case .object: return json(text) ?? .string(text)
        case .string, .word, .country, .date, .instant, nil: return .string(text)
        }
    }

    private static func json(_ text: String) -> JSONValue? { try? JSONValue.parse(Array(text.utf8)) }
}
