import Configuration

/// The program's arguments, checked against the declared flags.
struct ConfigurationFlags {
    /// What every program understands besides its settings.
    enum Request: String, CaseIterable {
        case help = "--help"
        case version = "--version"
        case checkConfig = "--check-config"
        case defaultConfig = "--default-config"
        case reference = "--reference"
    }

    private(set) var requests: Set<Request> = []
    /// The file named by `--config`.
    private(set) var file: String?
    /// The values of each flag, as given.
    private let values: [String: [String]]
    private let provider: CommandLineArgumentsProvider

    /// - Parameter arguments: without the program's name.
    init(_ arguments: [String], keys: [any DeclaredKey]) throws(ConfigurationError) {
        provider = CommandLineArgumentsProvider(arguments: [""] + arguments.map { $0 == "-h" ? "--help" : $0 })
        let known = Dictionary(uniqueKeysWithValues: keys.map { ($0.flag, $0) })
        let names = known.keys + Request.allCases.map(\.rawValue) + ["--config"]
        var values: [String: [String]] = [:]
        var current: String?
        func finish() throws(ConfigurationError) {
            guard let flag = current, values[flag]?.isEmpty == true else { return }
            guard let key = known[flag], key.contentType == .bool else { throw .valueMissing(flag: flag) }
        }
        for argument in arguments {
            guard argument.hasPrefix("-"), argument.count > 1, !(argument.dropFirst().first?.isNumber ?? false) else {
                guard let flag = current else { throw .unexpectedArgument(argument) }
                values[flag, default: []].append(argument)
                continue
            }
            try finish()
            let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            let flag = parts[0] == "-h" ? "--help" : parts[0]
            if let request = Request(rawValue: flag) {
                requests.insert(request)
                current = nil
                continue
            }
            guard names.contains(flag) else {
                throw .unknownFlag(flag, nearest: nearestName(to: flag, among: names))
            }
            guard values[flag] == nil else { throw .repeated(flag: flag) }
            values[flag] = Array(parts.dropFirst())
            current = parts.count == 1 ? flag : nil
        }
        try finish()
        for (flag, given) in values where given.count > 1 && known[flag]?.contentType != .stringArray {
            throw .repeated(flag: flag)
        }
        file = values["--config"]?.first
        self.values = values
    }

    /// What the flags say of a key.
    func content(_ key: any DeclaredKey) throws(ConfigurationError) -> ConfigContent? {
        guard let given = values[key.flag] else { return nil }
        // As it stands: the provider would split a text at its commas, and connection strings have commas.
        if key.contentType == .string { return given.first.map { .string($0) } }
        do {
            return try provider.value(forKey: AbsoluteConfigKey(key.components), type: key.contentType).value?.content
        } catch {
            throw .wrongType(key: key.name, source: key.flag, expected: key.expectation)
        }
    }
}
