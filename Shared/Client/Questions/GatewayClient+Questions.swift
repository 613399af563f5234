import Wire

/// The state of the world and of knowledge that a question is about, and how long its answer may take.
public struct AnswerOptions: Sendable {
    /// Valid time: a date or an RFC 3339 time; nil: the newest.
    public var asOf: String?
    /// Recorded time: a batch; nil: the newest.
    public var knownAt: Int64?
    public var timeout: Duration?
    /// Further parameters of the method, by name.
    public var parameters: [String: JSONValue]

    public init(
        asOf: String? = nil, knownAt: Int64? = nil, timeout: Duration? = nil, parameters: [String: JSONValue] = [:]
    ) {
        self.asOf = asOf
        self.knownAt = knownAt
        self.timeout = timeout
        self.parameters = parameters
    }
}

/// The main questions, typed. Every one throws `ClientError`; what no answer could be found for has a nil value and a
/// reason. Methods without a function of their own are asked with ``GatewayClient/answer(_:_:_:)``.
extension GatewayClient {
    /// The share of A's edges whose parents come from B.
    public func dependence(
        of: String, on: String, _ options: AnswerOptions = .init()
    ) async throws(ClientError) -> Envelope<Double> {
        try await typed("dependence", ["of": .string(of), "on": .string(on)], options) { $0.double }
    }

    /// Every country's share of A's foundations, descending.
    public func dependence(
        of: String, _ options: AnswerOptions = .init()
    ) async throws(ClientError) -> Envelope<[Share]> {
        try await typed("dependence", ["of": .string(of)], options) { $0.list(Share.init) }
    }

    /// A page of models by a measure; filters and `cursor` go into the options' parameters.
    public func leaderboard(
        _ measure: String = "netLikes", limit: Int = 20, _ options: AnswerOptions = .init()
    ) async throws(ClientError) -> Envelope<[Ranked]> {
        try await typed("leaderboard", ["measure": .string(measure), "limit": .integer(Int64(limit))], options) {
            $0.list(Ranked.init)
        }
    }

    /// Everything known of one model.
    public func model(
        _ id: String, _ options: AnswerOptions = .init()
    ) async throws(ClientError) -> Envelope<ModelProfile> {
        try await typed("model.get", ["id": .string(id)], options, ModelProfile.init)
    }

    /// Models by words of their names.
    public func search(
        _ query: String, limit: Int = 20, _ options: AnswerOptions = .init()
    ) async throws(ClientError) -> Envelope<[Ranked]> {
        try await typed("model.search", ["query": .string(query), "limit": .integer(Int64(limit))], options) {
            $0.list(Ranked.init)
        }
    }

    /// How far a figure is in few hands.
    public func concentration(
        of measure: String = "netLikes", by: String = "country", _ options: AnswerOptions = .init()
    ) async throws(ClientError) -> Envelope<ConcentrationFigures> {
        try await typed(
            "concentration", ["measure": .string(measure), "by": .string(by)], options, ConcentrationFigures.init)
    }

    /// Who holds most of a series, period by period.
    public func leadership(
        of series: String = "downloads", by: String = "country", period: String = "month",
        _ options: AnswerOptions = .init()
    ) async throws(ClientError) -> Envelope<[LeadershipPeriod]> {
        try await typed(
            "leadership", ["series": .string(series), "by": .string(by), "period": .string(period)], options
        ) { $0.list(LeadershipPeriod.init) }
    }

    /// Every change of the leader.
    public func records(
        of series: String = "likes", _ options: AnswerOptions = .init()
    ) async throws(ClientError) -> Envelope<[RecordEntry]> {
        try await typed("records", ["series": .string(series)], options) { $0.list(RecordEntry.init) }
    }

    /// The share of adoption that would go with a country's models.
    public func removal(
        country: String, _ options: AnswerOptions = .init()
    ) async throws(ClientError) -> Envelope<Double> {
        try await typed("removal", ["country": .string(country)], options) { $0.double }
    }

    /// What is known of the world, as counts.
    public func coverage(_ options: AnswerOptions = .init()) async throws(ClientError) -> Envelope<JSONValue> {
        try await answer("coverage", .object([]), options)
    }

    /// Any analytical question, its value as JSON.
    public func answer(
        _ method: String, _ parameters: JSONValue, _ options: AnswerOptions = .init()
    ) async throws(ClientError) -> Envelope<JSONValue> {
        try await typed(method, parameters, options) { $0 }
    }

    func typed<Value: Sendable & Equatable>(
        _ method: String, _ parameters: JSONValue, _ options: AnswerOptions, _ read: (JSONValue) -> Value?
    ) async throws(ClientError) -> Envelope<Value> {
        var members: [JSONValue.Member] = []
        if case .object(let own) = parameters { members = own }
        for (key, value) in options.parameters.sorted(by: { $0.key < $1.key }) {
            members.removeAll { $0.key == key }
            members.append(.init(key, value))
        }
        if let asOf = options.asOf { members.append(.init("asOf", .string(asOf))) }
        if let knownAt = options.knownAt { members.append(.init("knownAt", .integer(knownAt))) }
        let answer = try await call(method, .object(members), timeout: options.timeout)
        do throws(JSONShapeError) {
            return try Envelope(answer.value, read: read)
        } catch { throw .malformed(service, path: path, message: "\(method): \(error.message)") }
    }
}
