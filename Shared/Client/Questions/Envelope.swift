import Domain
import Wire

/// An analytical answer with all that lets somebody check it.
public struct Envelope<Value: Sendable & Equatable>: Sendable, Equatable {
    /// Nil: there is no answer, and `reason` says why.
    public let value: Value?
    /// `share`, `likes`, `models`, ...
    public let unit: String?
    /// The valid time it was asked for.
    public let asOf: Timestamp?
    /// The last batch it rests on.
    public let knownAt: Int64?
    /// The epoch it was answered from.
    public let epoch: Int64?
    /// The measure's id and version: `dependence/1`.
    public let definition: String?
    /// The parameters as used, defaults filled in.
    public let parameters: JSONValue
    public let numerator: Double?
    public let denominator: Double?
    /// The denominator in words.
    public let denominatorText: String?
    /// How much of what was asked about is known; 0...1.
    public let coverage: Double?
    public let reason: String?
    public let sources: [String]
    /// Where the next page begins; nil: this was the last.
    public let cursor: String?
    /// The whole answer, further fields of its method among them.
    public let json: JSONValue

    /// Reads an answer.
    ///
    /// - Parameter read: reads the value; nil where it is not of the expected shape.
    /// - Throws: `JSONShapeError` where the value is neither null nor of that shape.
    init(_ json: JSONValue, read: (JSONValue) -> Value?) throws(JSONShapeError) {
        self.json = json
        switch json["value"] {
        case nil: throw JSONShapeError(message: "the answer has no 'value'")
        case .null?: value = nil
        case let given?:
            guard let read = read(given) else {
                throw JSONShapeError(message: "the answer's 'value' has another shape than expected")
            }
            value = read
        }
        unit = json["unit"]?.text
        asOf = json["asOf"]?.text.flatMap { Timestamp($0) }
        knownAt = json["knownAt"]?.whole
        epoch = json["epoch"]?.whole
        definition = json["definition"]?.text
        parameters = json["parameters"] ?? .object([])
        numerator = json["numerator"]?.double
        denominator = json["denominator"]?.double
        denominatorText = json["denominatorText"]?.text
        coverage = json["coverage"]?.double
        reason = json["reason"]?.text
        sources = json["sources"]?.elements.compactMap(\.text) ?? []
        cursor = json["cursor"]?.text
    }
}

/// An answer of another shape than its method's.
struct JSONShapeError: Error {
    var message: String
}

extension JSONValue {
    /// A number of either kind.
    var double: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }

    /// The elements of a list; none of anything else.
    var elements: [JSONValue] {
        guard case .array(let elements) = self else { return [] }
        return elements
    }

    /// Every element read, or nil where one cannot be.
    func list<Element>(_ read: (JSONValue) -> Element?) -> [Element]? {
        guard case .array(let elements) = self else { return nil }
        let all = elements.compactMap(read)
        return all.count == elements.count ? all : nil
    }
}
