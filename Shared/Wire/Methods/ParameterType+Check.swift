import Domain

extension ParameterType {
    /// The longest list a parameter may hold.
    static let maximumListCount = 1_000

    /// Checks a value that was sent.
    ///
    /// - Parameter path: where it stands, for the error: `relations[2]`.
    func check(_ value: JSONValue, path: String) throws(RPCError) {
        switch (self, value) {
        case (.string, .string), (.boolean, .bool), (.number, .number), (.number, .integer), (.object, .object): return
        case (.integer(let range), .integer(let number)) where range.contains(number): return
        case (.word(let words), .string(let word)):
            guard words.contains(word) else {
                throw RPCError(
                    .invalidParameters, "\(Shortened.quoted(word)) is not \(expectation)", path: path,
                    nearest: NearestName.find(word, among: words))
            }
        case (.country, .string(let name)):
            guard Country(name: name) != nil else {
                let upper = name.uppercased()
                throw RPCError(
                    .countryUnknown, "\(Shortened.quoted(name)) is not \(expectation)", path: path,
                    nearest: Country(name: upper) == nil ? [] : [upper])
            }
        case (.date, .string(let text)):
            guard let date = PartialDate(text), Timestamp.range.contains(Timestamp(day: date.first)) else {
                throw RPCError(.invalidParameters, "\(Shortened.quoted(text)) is not \(expectation)", path: path)
            }
        case (.instant(let meaning), .string(let text)):
            guard let instant = Timestamp(text, date: meaning), Timestamp.range.contains(instant) else {
                throw RPCError(.invalidParameters, "\(Shortened.quoted(text)) is not \(expectation)", path: path)
            }
        case (.list(let element), .array(let elements)):
            guard elements.count <= Self.maximumListCount else {
                throw RPCError(
                    .invalidParameters,
                    "'\(path)' has \(elements.count) entries, the limit is \(Self.maximumListCount)", path: path)
            }
            for (place, value) in elements.enumerated() { try element.check(value, path: "\(path)[\(place)]") }
        default:
            throw RPCError(
                .invalidParameters, "'\(path)' should be \(expectation), found \(value.found)", path: path)
        }
    }
}

extension JSONValue {
    /// What it is, for a message.
    var found: String {
        switch self {
        case .null: "null"
        case .bool(let value): "\(value)"
        case .integer(let value): "\(value)"
        case .number(let value): "\(value)"
        case .string(let text): "the string \(Shortened.quoted(text))"
        case .array: "a list"
        case .object: "an object"
        }
    }
}

extension Timestamp {
    /// An RFC 3339 time, or a date: its first instant, or the last one before the next day.
    public init?(_ text: String, date meaning: ParameterType.DateMeaning) {
        guard let instant = Timestamp(text) else { return nil }
        let isDate = text.utf8.count == 10
        self.init(
            microseconds: isDate && meaning == .end
                ? instant.microseconds + Timestamp.microsecondsPerDay - 1 : instant.microseconds)
    }
}
