import Wire

/// Further questions, typed.
extension GatewayClient {
    /// Everything known of one organization.
    public func organization(
        _ id: String, _ options: AnswerOptions = .init()
    ) async throws(ClientError) -> Envelope<OrganizationProfile> {
        try await typed("organization.get", ["id": .string(id)], options, OrganizationProfile.init)
    }

    /// A figure of a model over time, in order of time.
    public func timeline(
        of model: String, series: String = "likes", _ options: AnswerOptions = .init()
    ) async throws(ClientError) -> Envelope<[TimelinePoint]> {
        try await typed("model.timeline", ["id": .string(model), "series": .string(series)], options) {
            $0.list(TimelinePoint.init)
        }
    }

    /// The first period from which one holder's share exceeded another's: its name, as `2025-03`.
    public func crossover(
        of: String, over: String, series: String = "downloads", by: String = "country",
        _ options: AnswerOptions = .init()
    ) async throws(ClientError) -> Envelope<String> {
        try await typed(
            "crossover",
            ["of": .string(of), "over": .string(over), "series": .string(series), "by": .string(by)], options
        ) { $0.text }
    }

    /// What happened between two batches; ``watch(_:)`` tells it as it happens.
    public func events(
        from: Int64, limit: Int = 100, _ options: AnswerOptions = .init()
    ) async throws(ClientError) -> Envelope<[WatchEvent]> {
        try await typed("watch.events", ["from": .integer(from), "limit": .integer(Int64(limit))], options) {
            $0.list(WatchEvent.init)
        }
    }
}
