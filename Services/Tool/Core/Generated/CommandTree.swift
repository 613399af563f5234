import ArgumentParser
import Wire

/// One command with its options and subcommands, as the argument library describes it.
struct CommandTree {
    struct Option {
        /// With their dashes; empty for a positional argument.
        var names: [String]
        /// Nil: a flag.
        var value: String?
        var abstract: String
        var words: [String]
    }

    var name: String
    var abstract: String
    var discussion: String
    var options: [Option]
    var subcommands: [CommandTree]

    /// The whole tool, without the help that every command has.
    static func tool() -> CommandTree? {
        var limits = WireLimits()
        limits.maximumDepth = 64
        limits.maximumStringBytes = 1 << 20
        guard let dumped = try? JSONValue.parse(Array(GroundswellCommand._dumpHelp().utf8), limits: limits),
            let command = dumped["command"]
        else { return nil }
        return CommandTree(command)
    }

    private init(_ json: JSONValue) {
        name = json["commandName"]?.text ?? ""
        abstract = json["abstract"]?.text ?? ""
        discussion = json["discussion"]?.text ?? ""
        options = Self.list(json["arguments"]).filter { $0["shouldDisplay"] != false }.map(Option.init)
            .filter { !$0.names.contains("--help") }
        subcommands = Self.list(json["subcommands"]).map(CommandTree.init).filter { $0.name != "help" }
    }

    fileprivate static func list(_ value: JSONValue?) -> [JSONValue] {
        guard case .array(let elements)? = value else { return [] }
        return elements
    }
}

extension CommandTree.Option {
    fileprivate init(_ json: JSONValue) {
        let kind = json["kind"]?.text ?? ""
        names = CommandTree.list(json["names"]).map { name in
            let text = name["name"]?.text ?? ""
            return name["kind"] == "long" ? "--\(text)" : "-\(text)"
        }
        value = kind == "flag" ? nil : json["valueName"]?.text ?? "value"
        abstract = json["abstract"]?.text ?? ""
        let stated = json["completionKind"]?["list"]?["values"]
        words = CommandTree.list(json["allValues"] ?? stated).compactMap(\.text)
    }

    /// As it is completed.
    var long: String? { names.first { $0.hasPrefix("--") } }
}

/// The commands that take a METHOD and its parameters.
enum MethodCommands {
    static let names = ["ask", "export", "chart"]

    /// Options of their own, which the argument library does not see.
    static func options(_ command: String) -> [String] {
        switch command {
        case "ask": ["--json", "--csv", "--params", "--timeout", "--sockets", "--help"]
        case "export": ["--format", "--what", "--inputs", "--output", "--timeout", "--sockets", "--help"]
        default: ["--output", "--params", "--timeout", "--sockets", "--help"]
        }
    }

    /// The same with what they mean, for the manual.
    static func described(_ command: String) -> [(option: String, value: String?, meaning: String)] {
        let meanings: [String: (String?, String)] = [
            "--json": (nil, "Print the result alone, as the gateway sent it; an error object goes to standard error."),
            "--csv": (nil, "Print the value as comma-separated values with a header line."),
            "--params": ("JSON", "All parameters as one JSON object, in place of --KEY VALUE."),
            "--timeout": ("MS", "How long the answer may take, in milliseconds."),
            "--sockets": ("DIR", "The folder of the services' sockets."),
            "--help": (nil, "Show the help, with METHOD that of the method."),
            "--format": ("ndjson|csv", "How rows are written."),
            "--what": ("results|inputs", "The rows of the answer, or the rows it rests on."),
            "--inputs": ("FAMILY,...", "Only these families of inputs."),
            "--output": ("FILE", "The file; standard output without it."),
        ]
        return options(command).map { option in
            (option, meanings[option]?.0, meanings[option]?.1 ?? "")
        }
    }

    /// The words that an option of theirs takes.
    static let words = ["--format": ["ndjson", "csv"], "--what": ["results", "inputs"]]

    static var methods: [MethodDefinition] { MethodRegistry.gateway.methods.filter { !$0.isNotification } }
}

extension ParameterDefinition {
    /// Whether several words may be typed, with commas.
    var isList: Bool { if case .list = type { true } else { false } }

    /// The words that may be typed for it, where they are a closed list that no shell would misread.
    var words: [String] {
        switch type {
        case .word(let words): Self.safe(words)
        case .list(.word(let words)): Self.safe(words)
        case .boolean: ["true", "false"]
        default: []
        }
    }

    private static func safe(_ words: [String]) -> [String] {
        words.filter { $0.utf8.allSatisfy { ($0 | 32 >= 97 && $0 | 32 <= 122) || (48...57).contains($0) || $0 == 45 } }
    }
}
