import Configuration

/// One setting, declared once: help, reference page, checks and reading are all made from it.
///
///     static let batchLines = ConfigurationKey("batch.lines", default: 50_000, meaning: "Lines in one transaction at most.")
///
/// The name `batch.maxLines` is the flag `--batch-max-lines`, the variable `GROUNDSWELL_BATCH_MAX_LINES` and the entry
/// `maxLines` under `batch` in the file.
public struct ConfigurationKey<Value: ConfigurationValue>: Sendable {
    /// Dotted, each part in camel case.
    public let name: String
    /// What holds when nothing is said; nil when something must be said.
    public let defaultValue: Value?
    /// One sentence for a person.
    public let meaning: String
    /// Whether a reload (SIGHUP) takes a new value over; else a restart does.
    public let isReloadable: Bool
    /// Says why a value is refused, or nil.
    let objection: @Sendable (Value) -> String?

    /// Declares a setting.
    public init(
        _ name: String, default defaultValue: Value? = nil, meaning: String, reloads: Bool = false,
        objection: @escaping @Sendable (Value) -> String? = { _ in nil }
    ) {
        self.name = name
        self.defaultValue = defaultValue
        self.meaning = meaning
        isReloadable = reloads
        self.objection = objection
    }
}

/// A key of any type, as a registry holds it. Only ``ConfigurationKey`` conforms.
public protocol DeclaredKey: Sendable {
    /// The dotted name.
    var name: String { get }
    /// One sentence for a person.
    var meaning: String { get }
    /// Whether a reload takes a new value over.
    var isReloadable: Bool { get }
    /// What may be written.
    var expectation: String { get }
    /// The default as a person would write it.
    var writtenDefault: String? { get }
    /// The type it is looked up as.
    var contentType: ConfigType { get }
    /// Checks a value that was found. The source is for the error.
    func accept(_ content: ConfigContent, from source: String) throws(ConfigurationError) -> any ConfigurationValue
    /// The default, if there is one.
    var anyDefault: (any ConfigurationValue)? { get }
}

extension ConfigurationKey: DeclaredKey {
    public var expectation: String { Value.expectation }
    public var writtenDefault: String? { defaultValue?.written }
    public var contentType: ConfigType { Value.contentType }
    public var anyDefault: (any ConfigurationValue)? { defaultValue }

    public func accept(_ content: ConfigContent, from source: String) throws(ConfigurationError)
        -> any ConfigurationValue
    {
        guard let value = Value(content: content) else {
            throw .wrongType(key: name, source: source, expected: Value.expectation)
        }
        if let reason = objection(value) { throw .refused(key: name, source: source, reason: reason) }
        return value
    }
}

extension DeclaredKey {
    var components: [String] { name.split(separator: ".").map(String.init) }
    /// `batch.maxLines` -> `--batch-max-lines`
    var flag: String { "--" + words.joined(separator: "-") }
    /// `batch.maxLines` -> `GROUNDSWELL_BATCH_MAX_LINES`
    var variable: String { "GROUNDSWELL_" + words.joined(separator: "_").uppercased() }

    private var words: [String] {
        components.flatMap { part in
            part.reduce(into: [""]) { words, letter in
                if letter.isUppercase { words.append("") }
                words[words.count - 1] += letter.lowercased()
            }
        }
    }
}
