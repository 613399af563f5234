import Columns
import Measures
import Postgres
import StoreLedger

extension LivingWorld {
    /// What only the keepers' thread touches.
    struct Keeping {
        /// Whether everything of a first state was written: only then its start has succeeded.
        var hasSucceeded = false
        /// How many changed rows there are; nil: not known.
        var unfolded: ScoreWriter.Unfolded?
        /// Of `Due.generations` those whose table of models is known to have its indexes.
        var indexed = 0
    }

    /// Above how many changed rows score.model is written anew, at least.
    public static let fewestFolded: Int64 = 50_000

    /// Writes what follows the epochs at its own pace, so that none waits for it: indexes, the daily roll-up, and score.model
    /// or its figures anew where changes have become many. Over a connection of its own. What fails is made up for the next time.
    ///
    /// - Parameters:
    ///   - fewest: above how many changed rows score.model is written anew, at least; more where there are many models.
    ///   - quiet: only when there was no epoch for so long, unless there are far more.
    /// - Returns: false: the state is being changed, or is not published yet, and nothing can be written from it.
    @discardableResult
    public func keep(
        fewest: Int64 = fewestFolded, quiet: Duration = .seconds(3), _ connection: Connection
    ) throws -> Bool {
        try keeping.withLock { keeping in
            guard
                let models = current.withLock({ kept in kept.state.isPublished ? kept.state.world?.models.count : nil })
            else { return false }
            try index(&keeping, connection)
            guard try rollUp(connection) else { return false }
            if !keeping.hasSucceeded {
                try Suspects(logger: logger, connection: connection).succeeded()
                keeping.hasSucceeded = true
            }
            let isQuiet = current.withLock { $0.adoptedAt.map { ContinuousClock.now - $0 >= quiet } ?? true }
            try tidy(&keeping, models: models, fewest: fewest, isQuiet: isQuiet, connection)
            return true
        }
    }

    private func index(_ keeping: inout Keeping, _ connection: Connection) throws {
        let generations = current.withLock { $0.due.generations }
        guard keeping.indexed != generations else { return }
        try ScoreWriter().index(connection)
        keeping.indexed = generations
    }

    /// Gives back memory that is kept for the next epoch, when there has been none for a while.
    ///
    /// - Returns: whether it has fallen quiet since the last call.
    @discardableResult
    func releaseUnused(after quiet: Duration = keepingColumns) -> Bool {
        let isDue = current.withLock { kept in
            guard !kept.isReleased, let at = kept.adoptedAt, ContinuousClock.now - at >= quiet else { return false }
            kept.isReleased = true
            return true
        }
        if isDue { ColumnMemory.release() }
        return isDue
    }

    /// Brings the daily roll-up up to the state; where this process does not know what changed, it asks the store.
    ///
    /// - Returns: whether it is; false: the state is being changed.
    private func rollUp(_ connection: Connection) throws -> Bool {
        let published = summary.publishedBatch
        if condition.withLock({ $0.rollUpBatch == published }) { return true }
        let writer = RollUpWriter()
        guard let (round, due, batch) = try round(writer, connection) else { return false }
        do {
            try round?.write(writer, connection)
            condition.withLock { $0.rollUpBatch = batch }
            return true
        } catch {
            current.withLock { $0.due.add(due) }
            throw error
        }
    }

    /// What a round of the roll-up writes.
    private struct Round {
        /// Of few models the days, so that the facts they are from are not held while the store takes them.
        var days: [RollUpWriter.Day] = []
        /// Of many models where the days are from: there are millions, and they are worked out as they are written.
        var many: (rollUp: RollUp, since: [(row: Int32, day: Int32)])?
        var since: [Int32: Int32]
        var after: Int64
        var upTo: Int64

        /// - Parameters:
        ///   - first: by row, from which day on it is written.
        ///   - since: the same by id, with those that have become another's.
        init(_ rollUp: RollUp, _ first: [Int32: Int32], _ since: [Int32: Int32], after: Int64, upTo: Int64) {
            (self.since, self.after, self.upTo) = (since, after, upTo)
            let rows = first.map { (row: $0.key, day: $0.value) }.sorted { $0.row < $1.row }
            if rows.count > LivingWorld.fewModels {
                many = (rollUp, rows)
            } else {
                days = rows.flatMap { rollUp.days(row: Int($0.row), since: $0.day) }
            }
        }

        func write(_ writer: RollUpWriter, _ connection: Connection) throws {
            guard let (rollUp, rows) = many else {
                return try writer.write(days, .since(since), after: after, upTo: upTo, connection)
            }
            try writer.write(
                rows.lazy.flatMap { rollUp.days(row: Int($0.row), since: $0.day) }, .since(since), after: after,
                upTo: upTo, connection)
        }
    }

    /// Up to so many models the days of a round are worked out beforehand.
    private static let fewModels = 50_000

    /// - Returns: nil: the state is being changed, or is not published yet.
    private func round(_ writer: RollUpWriter, _ connection: Connection) throws -> (Round?, Due, batch: Int64)? {
        // Together: what is due is due in this state.
        let found = current.withLock { kept -> (RollUp, Facts, Due)? in
            guard kept.state.isPublished, let world = kept.state.world else { return nil }
            let facts = kept.state.facts
            return (RollUp(facts: facts, world: world), facts, kept.due.take(upTo: facts.batch))
        }
        guard let (rollUp, facts, due) = found else { return nil }
        do {
            return (try round(rollUp, facts, due, writer, connection), due, facts.batch)
        } catch {
            current.withLock { $0.due.add(due) }
            throw error
        }
    }

    /// - Returns: nil where there is nothing to write, or everything has been written.
    private func round(
        _ rollUp: RollUp, _ facts: Facts, _ due: Due, _ writer: RollUpWriter, _ connection: Connection
    ) throws -> Round? {
        let written = try writer.batch(connection)
        guard written < facts.batch else { return nil }
        let isNext = written == due.after
        if try written == 0 || (isNext ? due.splits : writer.isSplit(after: written, connection)) {
            try writer.write(
                (0..<rollUp.ids.count).lazy.flatMap(rollUp.days(row:)), .everything, after: written,
                upTo: facts.batch, connection)
            return nil
        }
        let changed =
            try isNext
            ? due.days
            : Dictionary(
                writer.changed(after: written, upTo: facts.batch, connection).map { ($0, Due.whole) },
                uniquingKeysWith: min)
        // By row, and the ids that have become aliases of another: these have no days of their own any more.
        var since: [Int32: Int32] = [:]
        var first: [Int32: Int32] = [:]
        for (id, day) in changed {
            let row = rollUp.rowOfId.indices.contains(Int(id)) ? rollUp.rowOfId[Int(id)] : .null
            guard row != .null else {
                since[id] = Due.whole
                continue
            }
            first[row] = min(first[row] ?? .max, day)
            let canonical = rollUp.ids[Int(row)]
            for member in rollUp.members[canonical] ?? [] where member != canonical { since[member] = Due.whole }
        }
        for (row, day) in first { since[rollUp.ids[Int(row)]] = day }
        return Round(rollUp, first, since, after: written, upTo: facts.batch)
    }
}
