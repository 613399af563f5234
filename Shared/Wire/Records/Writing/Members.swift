import Domain

/// The members of an object in their order; what is nil is left out.
struct Members {
    private var members: [JSONValue.Member] = []

    var json: JSONValue { .object(members) }

    mutating func add(_ key: String, _ value: JSONValue?) {
        if let value { members.append(.init(key, value)) }
    }

    mutating func add(_ key: String, _ text: String?) { add(key, text.map { .string($0) }) }
    mutating func add(_ key: String, _ number: Int64?) { add(key, number.map { .integer($0) }) }
    mutating func add(_ key: String, _ flag: Bool?) { add(key, flag.map { .bool($0) }) }
    mutating func add(_ key: String, _ at: Timestamp?) { add(key, at?.description) }
    mutating func add(_ key: String, _ date: PartialDate?) { add(key, date?.description) }
    mutating func add(_ key: String, _ country: Country?) { add(key, country?.name) }

    /// An empty list says nothing.
    mutating func add(_ key: String, _ elements: [JSONValue]) {
        if !elements.isEmpty { add(key, .array(elements)) }
    }

    /// Where the record comes from, last in every record.
    mutating func add(source: String, at: Timestamp?) {
        add("source", source)
        add("at", at)
    }
}
