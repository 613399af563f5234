import Columns
import Postgres

extension ScoreWriter {
    /// Readers so many epochs behind still read only what changed.
    private static let epochsLeft: Int64 = 2

    /// Writes the figures of all models anew in the place of what epochs changed of them: a ninth of the time that `fold` takes, since
    /// nothing is sorted and no other column is written. For readers nothing changes; epochs may be published meanwhile.
    ///
    /// The rows carry the number of an epoch shortly before the newest, and their figures are those of that one or of a later one. Then what
    /// the epochs since changed stands beside them, later, so that it counts.
    ///
    /// - Parameters:
    ///   - newest: called when nobody else replaces tables any more: the newest published epoch, by this process's own account.
    ///     Where the store's account is another, nothing is written.
    ///   - next: figures of further models until all were there, each as of a published epoch that is not older than that one; nil:
    ///     these were all. What it throws undoes everything.
    /// - Returns: whether they were written.
    @discardableResult
    public func compact(
        newest: () throws -> Position, next: () throws -> FigureTable?, _ connection: Connection
    ) throws -> Bool {
        try connection.transaction("BEGIN") {
            try alone(connection)
            let position = try newest()
            guard let stored = try self.newest(connection), stored.generation == position.generation,
                stored.number >= position.epoch, try !isFolded(after: position.epoch, connection)
            else { return false }
            let epoch = position.epoch - Self.epochsLeft
            try connection.execute("DELETE FROM score.figure_change WHERE epoch <= \(epoch)")
            _ = try connection.copyIn("COPY score.figure_change (\(Self.figureColumns)) FROM STDIN (FORMAT binary)") {
                rows in
                var part = 0
                while let figures = try next() {
                    try Self.write(figures, part, epoch, &rows)
                    part += 1
                }
            }
            return true
        }
    }

    /// Whether score.model holds what is newer than an epoch: another process, that took over, has written it.
    private func isFolded(after epoch: Int64, _ connection: Connection) throws -> Bool {
        try connection.queryFirst("SELECT EXISTS (SELECT FROM score.model WHERE epoch > \(epoch))") {
            row throws(PostgresError) in try row.bool(0)
        } ?? false
    }

    /// Where a published epoch stands.
    public struct Position: Sendable, Equatable {
        public var epoch: Int64
        public var generation: Int64

        public init(epoch: Int64, generation: Int64) { (self.epoch, self.generation) = (epoch, generation) }
    }
}
