/// How large a generated world is.
struct WorldSize: Sendable {
    var name: String
    var models: Int
    var edges: Int
    var events: Int
    /// Parts of the events that are sent, and measured, one by one.
    var chunks: Int
    /// Days of events, ending with `Catalogue.lastDay`.
    var days: Int
    /// Days of which every model's 30-day downloads are observed.
    var gaugeDays: Int
    /// How often each thing is measured.
    var repetitions: Int
    /// How often scoring is started on the whole store.
    var coldStarts: Int
    /// Seconds of load of each contender at each count of connections.
    var answerSeconds: Double
    /// Batches whose freshness is measured, of each kind.
    var freshBatches: Int
    /// Whether the budgets that name an amount (seconds, megabytes) are meant for this size.
    var hasBudgets: Bool

    static let all = [
        WorldSize(
            name: "small", models: 20_000, edges: 15_000, events: 200_000, chunks: 6, days: 60, gaugeDays: 2,
            repetitions: 3, coldStarts: 3, answerSeconds: 0.3, freshBatches: 20, hasBudgets: false),
        WorldSize(
            name: "hub", models: 2_000_000, edges: 1_500_000, events: 10_000_000, chunks: 10, days: 60, gaugeDays: 1,
            repetitions: 3, coldStarts: 2, answerSeconds: 1.5, freshBatches: 100, hasBudgets: true),
        WorldSize(
            name: "large", models: 2_000_000, edges: 1_500_000, events: 50_000_000, chunks: 20, days: 60, gaugeDays: 1,
            repetitions: 3, coldStarts: 2, answerSeconds: 1.5, freshBatches: 100, hasBudgets: false),
    ]

    /// The same world `factor` times as large.
    func scaled(by factor: Double) -> WorldSize {
        guard factor != 1 else { return self }
        var scaled = self
        func times(_ count: Int) -> Int { max(1, Int((Double(count) * factor).rounded())) }
        scaled.name = "\(name) x \(Measured.text(factor))"
        scaled.models = times(models)
        scaled.edges = times(edges)
        scaled.events = times(events)
        scaled.hasBudgets = false
        return scaled
    }
}
