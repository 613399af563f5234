import Domain

/// Parameters of one question, checked against their method's definition, defaults filled in.
public struct MethodParameters: Sendable, Equatable {
    /// As used, in the order of the definition, without `timeoutMs`: what an answer shows as its parameters.
    public let used: JSONValue
    /// After how many milliseconds the asker no longer wants the answer.
    public let timeoutMs: Int64?

    /// Checks what was sent.
    public init(_ sent: JSONValue, for method: MethodDefinition) throws(RPCError) {
        guard case .object(let members) = sent else {
            throw RPCError(.invalidParameters, "parameters go by name: 'params' should be an object")
        }
        let definitions = method.allParameters
        for member in members where !definitions.contains(where: { $0.name == member.key }) {
            let names = definitions.map(\.name)
            throw RPCError(
                .invalidParameters,
                "\(method.name) has no parameter \(Shortened.quoted(member.key)); it has \(names.joined(separator: ", "))",
                path: Shortened.plain(member.key), nearest: NearestName.find(member.key, among: names))
        }
        var used: [JSONValue.Member] = []
        var timeout: Int64?
        for definition in definitions {
            let value = sent[definition.name].flatMap { $0 == .null ? nil : $0 }
            if let value { try definition.type.check(value, path: definition.name) }
            if value == nil, definition.isRequired {
                throw RPCError(
                    .invalidParameters,
                    "\(method.name) needs '\(definition.name)': \(definition.type.expectation)", path: definition.name)
            }
            guard let value = value ?? definition.default else { continue }
            if definition.name == ParameterDefinition.timeoutMs.name {
                timeout = value.whole
            } else {
                used.append(.init(definition.name, value))
            }
        }
        self.used = .object(used)
        timeoutMs = timeout
    }

    /// As an answer shows them: what cites an answer (asOf, knownAt) and where its page began (cursor) stands beside its
    /// parameters, not among them.
    public var shown: JSONValue {
        guard case .object(let members) = used else { return used }
        return .object(members.filter { !["asOf", "knownAt", "cursor"].contains($0.key) })
    }

    /// The value of a parameter; nil where there is none.
    public subscript(name: String) -> JSONValue? { used[name] }

    public func string(_ name: String) -> String? { used[name]?.text }

    public func integer(_ name: String) -> Int64? { used[name]?.whole }

    public func number(_ name: String) -> Double? {
        switch used[name] {
        case .number(let value): value
        case .integer(let value): Double(value)
        default: nil
        }
    }

    public func boolean(_ name: String) -> Bool? {
        guard case .bool(let value)? = used[name] else { return nil }
        return value
    }

    public func strings(_ name: String) -> [String]? {
        guard case .array(let elements)? = used[name] else { return nil }
        return elements.compactMap(\.text)
    }

    public func country(_ name: String) -> Country? { string(name).flatMap(Country.init(name:)) }

    /// A day, month or year.
    public func date(_ name: String) -> PartialDate? { string(name).flatMap { PartialDate($0) } }

    /// A time; a date means its first instant or its last, as the definition says: say the same here.
    public func instant(_ name: String, date meaning: ParameterType.DateMeaning) -> Timestamp? {
        string(name).flatMap { Timestamp($0, date: meaning) }
    }

    /// `asOf`: a date is the end of that UTC day.
    public var asOf: Timestamp? { instant("asOf", date: .end) }

    /// `knownAt`, a batch number.
    public var knownAt: Int64? { integer("knownAt") }
}
