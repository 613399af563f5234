import Domain
import Wire

/// Something that happened in the world, as `watch` tells it.
public struct WatchEvent: Sendable, Equatable {
    /// What happened; the page of the measure `watch` has the rules.
    public enum Kind: Sendable, Hashable {
        case record, crossover, license, deletion, climbing, claim, quiet
        /// One that this version does not know.
        case other(String)

        /// Its word in messages.
        public var name: String {
            switch self {
            case .record: "record"
            case .crossover: "crossover"
            case .license: "license"
            case .deletion: "deletion"
            case .climbing: "climbing"
            case .claim: "claim"
            case .quiet: "quiet"
            case .other(let name): name
            }
        }

        /// All that this version knows.
        public static let all: [Kind] = [.record, .crossover, .license, .deletion, .climbing, .claim, .quiet]

        public init(name: String) { self = Self.all.first { $0.name == name } ?? .other(name) }
    }

    public let kind: Kind
    /// What it is about: a model, a claim, a source, `CN over US`.
    public let id: String
    /// Within what: `overall`, `country CN`, a series, a cohort.
    public let scope: String?
    /// What is so now, and what was before: a word, a number, or null.
    public let value: JSONValue
    public let before: JSONValue
    public let model: String?
    public let organization: String?
    public let countries: [String]
    /// Valid time.
    public let at: Timestamp?
    /// In a sentence.
    public let text: String
    /// The same for the same event, wherever it is told.
    public let key: String
    /// The batches it lies between.
    public let from: Int64?
    public let batch: Int64?
    /// As it came.
    public let json: JSONValue

    /// Nil: it lacks what every event has.
    public init?(_ json: JSONValue) {
        guard let kind = json["kind"]?.text, let id = json["id"]?.text, let text = json["text"]?.text,
            let key = json["key"]?.text
        else { return nil }
        self.kind = Kind(name: kind)
        self.id = id
        self.text = text
        self.key = key
        scope = json["scope"]?.text
        value = json["value"] ?? .null
        before = json["before"] ?? .null
        model = json["model"]?.text
        organization = json["organization"]?.text
        countries = json["countries"]?.elements.compactMap(\.text) ?? []
        at = json["at"]?.text.flatMap { Timestamp($0) }
        from = json["from"]?.whole
        batch = json["batch"]?.whole
        self.json = json
    }
}

/// What somebody wants to be told of.
public struct WatchOptions: Sendable {
    /// Empty: all.
    public var kinds: [WatchEvent.Kind]
    public var country: String?
    public var organization: String?
    public var model: String?
    /// What came after this batch is told first; nil: from now on.
    public var from: Int64?

    public init(
        kinds: [WatchEvent.Kind] = [], country: String? = nil, organization: String? = nil, model: String? = nil,
        from: Int64? = nil
    ) {
        self.kinds = kinds
        self.country = country
        self.organization = organization
        self.model = model
        self.from = from
    }

    func parameters(from: Int64?) -> JSONValue {
        var members: [JSONValue.Member] = []
        if !kinds.isEmpty { members.append(.init("kinds", .array(kinds.map { .string($0.name) }))) }
        if let country { members.append(.init("country", .string(country))) }
        if let organization { members.append(.init("organization", .string(organization))) }
        if let model { members.append(.init("model", .string(model))) }
        if let from { members.append(.init("from", .integer(from))) }
        return .object(members)
    }
}
