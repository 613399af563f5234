import Configuration

/// A type that settings can have: text in flags and environment, a scalar or list in the file.
public protocol ConfigurationValue: Sendable, Equatable {
    /// What a person may write, for help and errors, for example `whole number`.
    static var expectation: String { get }
    /// The type swift-configuration looks the value up as.
    static var contentType: ConfigType { get }
    /// The value, or nil when what was written is no such value.
    init?(content: ConfigContent)
    /// How a person would write it.
    var written: String { get }
}

extension String: ConfigurationValue {
    public static var expectation: String { "text" }
    public static var contentType: ConfigType { .string }
    public init?(content: ConfigContent) {
        guard case .string(let value) = content else { return nil }
        self = value
    }
    public var written: String { self }
}

extension Int: ConfigurationValue {
    public static var expectation: String { "whole number" }
    public static var contentType: ConfigType { .int }
    public init?(content: ConfigContent) {
        guard case .int(let value) = content else { return nil }
        self = value
    }
    public var written: String { String(self) }
}

extension Double: ConfigurationValue {
    public static var expectation: String { "number" }
    public static var contentType: ConfigType { .double }
    public init?(content: ConfigContent) {
        guard case .double(let value) = content, value.isFinite else { return nil }
        self = value
    }
    public var written: String { "\(self)" }
}

extension Bool: ConfigurationValue {
    public static var expectation: String { "true or false" }
    public static var contentType: ConfigType { .bool }
    public init?(content: ConfigContent) {
        guard case .bool(let value) = content else { return nil }
        self = value
    }
    public var written: String { self ? "true" : "false" }
}

extension [String]: ConfigurationValue {
    public static var expectation: String { "list of texts (separated by commas in flags and environment)" }
    public static var contentType: ConfigType { .stringArray }
    public init?(content: ConfigContent) {
        guard case .stringArray(let value) = content else { return nil }
        self = value
    }
    public var written: String { joined(separator: ",") }
}

extension Duration: ConfigurationValue {
    public static var expectation: String { "duration such as 500ms, 30s, 10m, 2h or 7d" }
    public static var contentType: ConfigType { .string }
    public init?(content: ConfigContent) {
        guard case .string(let text) = content else { return nil }
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard let number = Int64(digits), number <= 1_000_000_000 else { return nil }
        switch text.dropFirst(digits.count) {
        case "ms": self = .milliseconds(number)
        case "s": self = .seconds(number)
        case "m": self = .seconds(number * 60)
        case "h": self = .seconds(number * 3600)
        case "d": self = .seconds(number * 86400)
        default: return nil
        }
    }
    public var written: String {
        let (seconds, fraction) = components
        guard fraction == 0 else { return "\(seconds * 1000 + fraction / 1_000_000_000_000_000)ms" }
        for (unit, length) in [("d", Int64(86400)), ("h", 3600), ("m", 60)] where seconds > 0 && seconds % length == 0 {
            return "\(seconds / length)\(unit)"
        }
        return "\(seconds)s"
    }
}
