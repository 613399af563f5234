import Wire

/// The words behind `groundswell export`: the export's own options, and the method's parameters as `ask` takes them. Pure.
struct ExportArguments: Equatable {
    var method: String?
    /// The parameters of the `export` question, without a cursor.
    var parameters: JSONValue = .object([])
    /// Nil: standard output.
    var output: String?
    var isCSV = false
    var sockets: String?
    var timeoutMs: Int64?
    var wantsHelp = false

    /// The options that are parameters of the export, not of the method.
    private static let own: Set<String> = ["format", "what", "inputs", "asOf", "knownAt"]

    /// Reads the words.
    static func parse(_ words: [String]) throws(ToolError) -> ExportArguments {
        var arguments = ExportArguments()
        var mine: [(key: String, value: String?)] = []
        var others: [String] = []
        var rest = words[...]
        while let word = rest.popFirst() {
            let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let key = word.hasPrefix("--") ? parts.first.map(String.init) ?? "" : ""
            guard own.contains(key) || key == "output" else {
                others.append(word)
                continue
            }
            guard let value = parts.count == 2 ? String(parts[1]) : rest.popFirst() else {
                throw .usage("--\(key) needs a value", command: "export")
            }
            if key == "output" { arguments.output = value } else { mine.append((key, value)) }
        }
        do throws(ToolError) {
            let asked = try AskArguments.parse(others)
            guard !asked.isJSON, !asked.isCSV else {
                throw .usage("export has no --json: --format says how rows are written")
            }
            arguments.method = asked.method
            arguments.sockets = asked.sockets
            arguments.timeoutMs = asked.timeoutMs
            arguments.wantsHelp = asked.wantsHelp
            let typed = try ParameterText.object(mine, .export)
            guard case .object(let members) = typed else { return arguments }
            arguments.isCSV = typed["format"] == "csv"
            arguments.parameters = .object(
                [.init("method", .string(asked.method ?? "")), .init("params", asked.parameters)] + members)
        } catch {
            guard case .usage(let message, _) = error else { throw error }
            throw .usage(message, command: "export")
        }
        return arguments
    }
}
