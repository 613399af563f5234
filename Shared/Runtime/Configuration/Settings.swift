/// The settings of a running program, checked and typed.
public struct Settings: Sendable {
    private var values: [String: any ConfigurationValue] = [:]
    private var sources: [(name: String, source: String)] = []

    init() {}

    mutating func set(_ key: any DeclaredKey, _ value: any ConfigurationValue, from source: String) {
        values[key.name] = value
        sources.append((key.name, source))
    }

    /// The value of a key of the program's registry.
    public subscript<Value>(_ key: ConfigurationKey<Value>) -> Value {
        guard let value = values[key.name] as? Value ?? key.defaultValue else {
            preconditionFailure("'\(key.name)' is not in the program's registry")
        }
        return value
    }

    /// The names of the settings whose values differ.
    public func changes(to other: Settings) -> [String] {
        sources.map(\.name).filter { values[$0]?.written != other.values[$0]?.written }
    }

    /// Every setting with its value and where it comes from, one a line.
    public var table: String {
        sources.map { "\($0.name) = \(values[$0.name]?.written ?? "")  (\($0.source))\n" }.joined()
    }
}
