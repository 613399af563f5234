import Domain

/// What identifies a published, consistent state of all scores.
public struct EpochHeader: Sendable, Equatable {
    /// Ever growing; 0: nothing has been published.
    public var number: Int64
    /// The last batch it has taken in.
    public var batch: Int64
    /// Changes when all scores were written anew; within one generation only changed rows carry the newer epoch.
    public var generation: Int64
    /// The newest time of any observation or event in it: the default `asOf`; nil: there is none.
    public var asOf: Timestamp?
    /// The `coverage` answer's value, as JSON text.
    public var coverage: String
    /// The sources it rests on, by name, ascending.
    public var sources: [String]

    public init(
        number: Int64, batch: Int64, generation: Int64, asOf: Timestamp?, coverage: String, sources: [String]
    ) {
        self.number = number
        self.batch = batch
        self.generation = generation
        self.asOf = asOf
        self.coverage = coverage
        self.sources = sources
    }
}
