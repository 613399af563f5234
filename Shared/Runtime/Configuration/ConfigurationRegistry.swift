import Configuration

/// All settings of one program.
public struct ConfigurationRegistry: Sendable {
    /// The program's name, for example `groundswell-ingest`.
    public let program: String
    /// Its version.
    public let version: String
    /// What it does, in a sentence.
    public let summary: String
    /// Its settings, in the order of the help.
    public let keys: [any DeclaredKey]
    /// Says what is wrong with settings that are each right, or nil.
    let objection: @Sendable (Settings) -> String?

    /// Registers the settings of a program. Two keys of one name are an error of the program, not of its user.
    public init(
        program: String, version: String, summary: String, keys: [any DeclaredKey],
        objection: @escaping @Sendable (Settings) -> String? = { _ in nil }
    ) {
        precondition(Set(keys.map(\.flag)).count == keys.count, "two settings of one name")
        self.program = program
        self.version = version
        self.summary = summary
        self.keys = keys
        self.objection = objection
    }

    /// What the arguments ask for.
    public enum Outcome: Sendable {
        /// Run with these settings.
        case run(Settings)
        /// Print this on standard output and end with 0 (`--help`, `--version`, `--check-config` and their kin).
        case print(String)
    }

    /// Reads the settings: flags before environment before file before defaults.
    /// - Parameters:
    ///   - arguments: the program's arguments without its name.
    ///   - environment: the process's environment; settings are the variables `GROUNDSWELL_...`.
    ///   - defaultFile: read if it is there and no `--config` is given; by default `/etc/groundswell/PROGRAM.yaml`.
    public func resolve(
        arguments: [String], environment: [String: String], defaultFile: String? = nil
    ) throws(ConfigurationError) -> Outcome {
        let flags = try ConfigurationFlags(arguments, keys: keys)
        if flags.requests.contains(.help) { return .print(help) }
        if flags.requests.contains(.version) { return .print("\(program) \(version)") }
        if flags.requests.contains(.reference) { return .print(reference) }
        if flags.requests.contains(.defaultConfig) { return .print(defaultConfig) }
        let settings = try settings(flags, environment, defaultFile ?? "/etc/groundswell/\(program).yaml")
        if let sentence = objection(settings) { throw .inconsistent(sentence) }
        guard flags.requests.contains(.checkConfig) else { return .run(settings) }
        return .print(settings.table)
    }

    private func settings(_ flags: ConfigurationFlags, _ environment: [String: String], _ defaultFile: String)
        throws(ConfigurationError) -> Settings
    {
        let file = try ConfigurationFile.read(flags.file ?? defaultFile, optional: flags.file == nil)
        let names = Set(keys.map(\.name))
        for name in file?.names ?? [] where !names.contains(name) {
            throw .unknownKey(name, file: file?.path ?? "", nearest: nearestName(to: name, among: names.sorted()))
        }
        let variables = EnvironmentVariablesProvider(environmentVariables: environment)
        var settings = Settings()
        for key in keys {
            if let content = try flags.content(key) {
                settings.set(key, try key.accept(content, from: key.flag), from: key.flag)
            } else if let content = try find(
                key, in: key.variable,
                { try variables.value(forKey: AbsoluteConfigKey(["groundswell"] + key.components), type: $0) })
            {
                settings.set(key, try key.accept(content, from: key.variable), from: key.variable)
            } else if let file,
                let content = try find(
                    key, in: file.path,
                    { try file.snapshot.value(forKey: AbsoluteConfigKey(key.components), type: $0) })
            {
                settings.set(key, try key.accept(content, from: file.path), from: file.path)
            } else if let value = key.anyDefault {
                settings.set(key, value, from: "default")
            } else {
                throw .required(key: key.name, flag: key.flag, variable: key.variable)
            }
        }
        return settings
    }

    private func find(
        _ key: any DeclaredKey, in source: String, _ look: (ConfigType) throws -> LookupResult
    ) throws(ConfigurationError) -> ConfigContent? {
        do {
            return try look(key.contentType).value?.content
        } catch {
            throw .wrongType(key: key.name, source: source, expected: key.expectation)
        }
    }
}
