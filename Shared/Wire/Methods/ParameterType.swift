import Domain

/// What a parameter may be.
public indirect enum ParameterType: Sendable, Equatable {
    case string
    case integer(ClosedRange<Int64>)
    case number
    case boolean
    /// One word of a closed list.
    case word([String])
    /// An ISO 3166-1 alpha-2 country, a region (`EU`), `other`, `unknown` or `unreviewed`.
    case country
    /// A day, month or year: `2025-01-20`, `2025-01`, `2025`.
    case date
    /// An RFC 3339 time, or a date, which means its first or its last instant (UTC).
    case instant(DateMeaning)
    case list(ParameterType)
    case object

    public enum DateMeaning: Sendable, Equatable {
        case start, end
    }

    /// What is expected, in words.
    public var expectation: String {
        switch self {
        case .string: "a string"
        case .integer(let range):
            range.upperBound == .max
                ? "a whole number, \(range.lowerBound) or above"
                : "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .number: "a number"
        case .boolean: "true or false"
        case .word(let words): "one of \(words.joined(separator: ", "))"
        case .country: "an ISO 3166-1 alpha-2 code, EU, other, unknown or unreviewed"
        case .date: "a date: 2025, 2025-01 or 2025-01-20"
        case .instant: "a date (2026-05-01) or an RFC 3339 time (2026-05-01T07:02:00Z)"
        case .list(let element): "a list of which each is \(element.expectation)"
        case .object: "an object"
        }
    }

    /// The JSON Schema of it.
    public var schema: JSONValue {
        switch self {
        case .string: ["type": "string"]
        case .integer(let range):
            range.upperBound == .max
                ? ["type": "integer", "minimum": .integer(range.lowerBound)]
                : [
                    "type": "integer", "minimum": .integer(range.lowerBound), "maximum": .integer(range.upperBound),
                ]
        case .number: ["type": "number"]
        case .boolean: ["type": "boolean"]
        case .word(let words): ["type": "string", "enum": .array(words.map { .string($0) })]
        case .country: ["type": "string", "pattern": "^([A-Z]{2}|other|unknown|unreviewed)$"]
        case .date: ["type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"]
        case .instant: ["type": "string", "anyOf": [["format": "date"], ["format": "date-time"]]]
        case .list(let element): ["type": "array", "items": element.schema]
        case .object: ["type": "object"]
        }
    }
}
