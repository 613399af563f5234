import Presentation
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
            let value = TypedText.value(text, as: type)
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
}
