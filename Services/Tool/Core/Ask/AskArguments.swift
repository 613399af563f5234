import Wire

/// The words behind `groundswell ask`, read by the method's definition. Pure.
struct AskArguments: Equatable {
    /// Nil where only help is wanted.
    var method: String?
    var parameters: JSONValue = .object([])
    var timeoutMs: Int64?
    var isJSON = false
    var isCSV = false
    var sockets: String?
    var wantsHelp = false

    /// Reads the words.
    ///
    /// What only the service can judge (an unknown method or parameter, a value of the wrong type) is passed on, so that
    /// its message is one and the same everywhere; what cannot be sent at all is refused here.
    static func parse(_ words: [String], registry: MethodRegistry = .gateway) throws(ToolError) -> AskArguments {
        var arguments = AskArguments()
        var json: String?
        var named: [(key: String, value: String?)] = []
        var rest = words[...]
        // The method's definition says which names may stand without a value, so it is looked for first.
        let definition = firstPlainWord(words).flatMap { registry[$0] }
        while let word = rest.popFirst() {
            guard word.hasPrefix("-"), word != "-" else {
                guard arguments.method == nil else {
                    throw refuse("'\(word)' stands alone: parameters are written --KEY VALUE")
                }
                arguments.method = word
                continue
            }
            if word == "-h" || word == "--help" {
                arguments.wantsHelp = true
                continue
            }
            guard word.hasPrefix("--"), word.count > 2 else {
                throw refuse("'\(word)' is no option: parameters are written --KEY VALUE")
            }
            let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let key = String(parts[0])
            if key == "json" || key == "csv" {
                guard parts.count == 1 else { throw refuse("--\(key) takes no value") }
                if key == "json" { arguments.isJSON = true } else { arguments.isCSV = true }
                continue
            }
            var value = parts.count == 2 ? String(parts[1]) : nil
            if value == nil, let next = rest.first, !isOption(next), !mayStandAlone(key, before: next, definition) {
                value = rest.popFirst()
            }
            switch key {
            case "params": json = try needed(value, key)
            case "sockets": arguments.sockets = try needed(value, key)
            case "timeout": arguments.timeoutMs = try milliseconds(try needed(value, key))
            default: named.append((key, value))
            }
        }
        guard !arguments.isJSON || !arguments.isCSV else { throw refuse("choose one of --json and --csv") }
        guard arguments.method != nil || arguments.wantsHelp else {
            throw refuse("name a METHOD, as in: groundswell ask coverage")
        }
        if let json, !named.isEmpty, definition?.parameters.contains(where: { $0.name == "params" }) == true {
            // Questions about questions have a parameter of that name: beside others it is meant.
            arguments.parameters = try ParameterText.object(named + [("params", json)], definition)
        } else if let json {
            guard named.isEmpty else { throw refuse("give the parameters as --params or as --KEY VALUE, not both") }
            arguments.parameters = try object(json)
        } else {
            arguments.parameters = try ParameterText.object(named, definition)
        }
        return arguments
    }

    static func refuse(_ message: String) -> ToolError { .usage(message, command: "ask") }

    /// The method is the first word that is no option nor an option's value.
    private static func firstPlainWord(_ words: [String]) -> String? {
        var skip = false
        for word in words {
            if skip {
                skip = false
            } else if !isOption(word) {
                return word
            } else {
                skip = !word.contains("=") && !["--json", "--csv", "--help"].contains(word)
            }
        }
        return nil
    }

    /// A negative number is a value.
    private static func isOption(_ word: String) -> Bool {
        word.hasPrefix("--") || word == "-h"
    }

    /// `--flag` for `--flag true`.
    private static func mayStandAlone(_ key: String, before next: String, _ definition: MethodDefinition?) -> Bool {
        definition?.allParameters.first { $0.name == key }?.type == .boolean && next != "true" && next != "false"
    }

    private static func needed(_ value: String?, _ key: String) throws(ToolError) -> String {
        guard let value else { throw refuse("--\(key) needs a value") }
        return value
    }

    private static func milliseconds(_ text: String) throws(ToolError) -> Int64 {
        guard let value = Int64(text), (1...3_600_000).contains(value) else {
            throw refuse("--timeout is in milliseconds, 1 to 3600000, not '\(text)'")
        }
        return value
    }

    private static func object(_ text: String) throws(ToolError) -> JSONValue {
        let value: JSONValue
        do throws(JSONFault) {
            value = try JSONValue.parse(Array(text.utf8))
        } catch { throw refuse("--params is not JSON: \(error.sentence)") }
        guard case .object = value else {
            throw refuse("--params should be a JSON object, as in --params '{\"of\":\"US\"}'")
        }
        return value
    }
}
