import Domain

/// A wrong fact or event, withdrawn from now on; what was asked as known before it still sees it.
public struct RetractionRecord: Sendable, Equatable {
    /// What is withdrawn, identified by its own content: events by source and id (or by model, kind, amount and time),
    /// observations by model, series, source and time, facts by subject, source and time.
    public var of: Target
    public var reason: String
    public var source: String
    public var at: Timestamp

    public enum Target: Sendable, Equatable {
        case organization(id: String, source: String, at: Timestamp)
        case model(id: String, source: String, at: Timestamp)
        case component(model: String, id: Int, source: String, at: Timestamp)
        case observation(model: String, series: String, source: String, at: Timestamp)
        /// By id, or where there is none by content.
        case event(id: String?, model: String?, kind: EventKind?, amount: Int64?, source: String, at: Timestamp?)
        case artifact(id: String, source: String, at: Timestamp)
        case rename(from: String, to: String, source: String)
        case same(a: String, b: String, source: String)
        case deletion(model: String, source: String, at: Timestamp)
        case milestone(id: String, source: String, at: Timestamp)
        case claim(id: String, source: String, at: Timestamp)
        case scores(framework: String, edition: String, subject: ScoresRecord.Subject, source: String, at: Timestamp)
    }

    public init(of: Target, reason: String, source: String, at: Timestamp) {
        self.of = of
        self.reason = reason
        self.source = source
        self.at = at
    }
}
