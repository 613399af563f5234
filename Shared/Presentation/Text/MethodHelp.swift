import Wire

/// What a method takes and answers, from its definition. Pure.
public enum MethodHelp {
    /// Every method, one a line.
    public static func list(_ registry: MethodRegistry = .gateway) -> String {
        let methods = registry.methods.filter { !$0.isNotification }
        let width = methods.reduce(0) { max($0, $1.name.count) }
        return methods.flatMap { method in
            let head = "  \(DisplayWidth.pad(method.name, to: width))  "
            return wrap(head + method.summary, width: 80, indent: head.count, keeping: head)
        }.joined(separator: "\n")
    }

    /// One method.
    public static func text(_ method: MethodDefinition, width: Int) -> String {
        var lines = ["\(method.name): \(method.summary)", ""]
        lines += wrap(method.description, width: width)
        lines += ["", "Parameters:"]
        for parameter in method.allParameters {
            var head = "  --\(parameter.name) \(placeholder(parameter.type))"
            if parameter.isRequired {
                head += " (required)"
            } else if let value = parameter.default {
                head += " (default: \(shown(value)))"
            }
            lines += wrap(head, width: width, indent: 6)
            lines += wrap("      " + parameter.meaning, width: width, indent: 6)
            lines += wrap("      It is \(parameter.type.expectation).", width: width, indent: 6)
        }
        lines += ["", "Answers: \(method.result.description)", "", "Example:", "  " + example(method)]
        return lines.joined(separator: "\n")
    }

    /// The command line that asks the definition's example.
    public static func example(_ method: MethodDefinition) -> String {
        var words = ["groundswell ask", method.name]
        if case .object(let members) = method.example.parameters {
            for member in members { words += ["--\(member.key)", quoted(shown(member.value))] }
        }
        return words.joined(separator: " ")
    }

    private static func placeholder(_ type: ParameterType) -> String {
        switch type {
        case .string: "TEXT"
        case .integer: "N"
        case .number: "NUMBER"
        case .boolean: "true|false"
        case .word(let words): words.joined(separator: "|").count <= 40 ? words.joined(separator: "|") : "WORD"
        case .country: "COUNTRY"
        case .date: "DATE"
        case .instant: "TIME"
        case .list: "A,B,..."
        case .object: "JSON"
        }
    }

    /// A value as it is typed.
    private static func shown(_ value: JSONValue) -> String {
        switch value {
        case .string(let text): text
        case .array(let elements): elements.map(shown).joined(separator: ",")
        default: value.jsonText
        }
    }

    private static func quoted(_ text: String) -> String {
        let isPlain = text.unicodeScalars.allSatisfy {
            $0.properties.isAlphabetic || "0123456789-_.,/:".unicodeScalars.contains($0)
        }
        return isPlain && !text.isEmpty ? text : "'\(text.replacing("'", with: "'\\''"))'"
    }

    /// Breaks a text at spaces; later lines are indented.
    ///
    /// - Parameter head: the beginning of the text that is kept as it is, spaces and all.
    public static func wrap(_ text: String, width: Int, indent: Int = 0, keeping head: String? = nil) -> [String] {
        var lines: [String] = []
        var line = head ?? String(text.prefix { $0 == " " })
        var isEmpty = true
        for word in text.dropFirst(line.count).split(separator: " ") {
            if !isEmpty, DisplayWidth.of(line) + 1 + DisplayWidth.of(String(word)) > width {
                lines.append(line)
                line = String(repeating: " ", count: indent)
                isEmpty = true
            }
            if !isEmpty { line += " " }
            line += word
            isEmpty = false
        }
        lines.append(line)
        return lines
    }
}
