import Wire

/// Parameters as they are typed, as values of the types their method defines. Pure.
enum ParameterText {
    /// The parameters of a question. Lists may be given as `--KEY a,b` or by naming the key several times.
    static func object(
        _ named: [(key: String, value: String?)], _ definition: MethodDefinition?
    ) throws(ToolError) -> JSONValue {
        var members: [JSONValue.Member] = []
        for (key, text) in named {
            let type = definition?.allParameters.first { $0.name == key }?.type
            guard let text = text ?? (type == .boolean ? "true" : nil) else {
                throw AskArguments.refuse("--\(key) needs a value")
            }
            let value = value(text, as: type)
            guard let place = members.firstIndex(where: { $0.key == key }) else {
                members.append(.init(key, value))
                continue
            }
            guard case .array(let before) = members[place].value, case .array(let more) = value else {
                throw AskArguments.refuse("--\(key) is given twice")
            }
            members[place].value = .array(before + more)
        }
        return .object(members)
    }

    /// A text as a value of a type; what does not fit stays a string, which the service will judge.
    static func value(_ text: String, as type: ParameterType?) -> JSONValue {
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
