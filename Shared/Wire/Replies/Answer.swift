import Domain

/// An analytical answer: the value, and all that lets somebody check it. A share without its coverage is a defect.
public struct Answer: Sendable {
    /// The figure, list or shares; `.null` with a reason where there can be no answer.
    public var value: JSONValue
    /// `share`, `likes`, `models`, ...
    public var unit: String
    /// The valid time it was asked for.
    public var asOf: Timestamp?
    /// The last batch it rests on: recorded time.
    public var knownAt: Int64
    /// The epoch it was answered from; nil where the question cites a recorded time: the same four (method, parameters,
    /// asOf, knownAt) give the same bytes, whichever epoch takes them in. Nil too where that state is not published yet.
    public var epoch: Int64?
    /// The measure's id and version: `dependence/1`.
    public var definition: String
    /// The parameters as used, defaults filled in.
    public var parameters: JSONValue
    public var numerator: JSONValue?
    public var denominator: JSONValue?
    /// The denominator in words.
    public var denominatorText: String?
    /// The denominator divided by the same sum without the conditions that something be known; 0...1.
    public var coverage: Double?
    /// Why there is no value.
    public var reason: String?
    /// The sources the answer rests on, by name.
    public var sources: [String]
    /// Where the next page begins; nil: this was the last.
    public var cursor: String?
    /// Further fields of this method.
    public var more: [JSONValue.Member]

    public init(
        value: JSONValue, unit: String, asOf: Timestamp?, knownAt: Int64, epoch: Int64?, definition: String,
        parameters: JSONValue, numerator: JSONValue? = nil, denominator: JSONValue? = nil,
        denominatorText: String? = nil, coverage: Double? = nil, reason: String? = nil, sources: [String] = [],
        cursor: String? = nil, more: [JSONValue.Member] = []
    ) {
        self.value = value
        self.unit = unit
        self.asOf = asOf
        self.knownAt = knownAt
        self.epoch = epoch
        self.definition = definition
        self.parameters = parameters
        self.numerator = numerator
        self.denominator = denominator
        self.denominatorText = denominatorText
        self.coverage = coverage
        self.reason = reason
        self.sources = sources
        self.cursor = cursor
        self.more = more
    }

    /// The answer as JSON, its fields in a fixed order.
    public var json: JSONValue {
        var members: [JSONValue.Member] = [
            .init("value", value), .init("unit", .string(unit)),
            .init("asOf", asOf.map { .string($0.description) } ?? .null), .init("knownAt", .integer(knownAt)),
            .init("epoch", epoch.map { .integer($0) } ?? .null), .init("definition", .string(definition)),
            .init("parameters", parameters), .init("numerator", numerator ?? .null),
            .init("denominator", denominator ?? .null),
            .init("denominatorText", denominatorText.map { .string($0) } ?? .null),
            .init("coverage", coverage.map { .number($0) } ?? .null),
            .init("reason", reason.map { .string($0) } ?? .null),
            .init("sources", .array(sources.map { .string($0) })),
        ]
        if let cursor { members.append(.init("cursor", .string(cursor))) }
        return .object(members + more)
    }
}
