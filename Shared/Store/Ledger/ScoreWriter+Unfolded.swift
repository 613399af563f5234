import Postgres

extension ScoreWriter {
    /// How many rows of models stand beside score.model: what epochs changed since it was written, or a compaction wrote.
    public struct Unfolded: Sendable, Equatable {
        /// Rows of which anything may have changed.
        public var models: Int64
        /// Rows of which figures changed.
        public var figures: Int64

        public init(models: Int64 = 0, figures: Int64 = 0) { (self.models, self.figures) = (models, figures) }

        public init(_ changes: Changes) {
            self.init(models: Int64(changes.models.count), figures: Int64(changes.figures.count))
        }

        public static func += (sum: inout Unfolded, more: Unfolded) {
            sum.models += more.models
            sum.figures += more.figures
        }

        /// How many there are of both.
        public var count: Int64 { models + figures }
    }

    /// How many changed rows are not folded into score.model.
    public func unfolded(_ connection: Connection) throws -> Unfolded {
        try connection.queryFirst(
            """
            SELECT (SELECT count(*) FROM score.model_change),
                (SELECT coalesce(sum(cardinality(models)), 0)::int8 FROM score.figure_change)
            """
        ) { row throws(PostgresError) in Unfolded(models: try row.int8(0), figures: try row.int8(1)) } ?? Unfolded()
    }
}
