import Columns
import Glibc
import Measures
import Postgres
import StoreLedger

extension LivingWorld {
    /// Writes score.model anew from itself and its changes where these have become many; while epochs come one after the other, where that
    /// is enough, only what they changed of figures, which costs far less.
    ///
    /// - Parameters:
    ///   - models: how many there are.
    ///   - fewest: how many changed rows are left alone in any case.
    ///   - isQuiet: whether there was no epoch for a while.
    func tidy(
        _ keeping: inout Keeping, models: Int, fewest: Int64, isQuiet: Bool, _ connection: Connection
    ) throws {
        let changed = current.withLock { $0.due.takeChanged() }
        keeping.unfolded? += changed
        func isMuch(_ rows: Int64, _ most: Int) -> Bool { rows > max(fewest, Int64(most)) }
        func isFoldDue(_ rows: ScoreWriter.Unfolded) -> Bool {
            isQuiet ? isMuch(rows.count, models / 4) : isMuch(rows.models, models)
        }
        func isCompactionDue(_ rows: ScoreWriter.Unfolded) -> Bool { isMuch(rows.figures, models * 2) }
        let writer = ScoreWriter()
        // Counted where it matters: a new generation leaves none, and what another process left is not known.
        if let rows = keeping.unfolded, !isFoldDue(rows), !isCompactionDue(rows) { return }
        let rows = try writer.unfolded(connection)
        keeping.unfolded = rows
        if isFoldDue(rows) {
            try writer.fold(connection)
        } else if isCompactionDue(rows) {
            try compact(writer, connection)
        } else {
            return
        }
        keeping.unfolded = try writer.unfolded(connection)
    }

    /// How many models' figures are copied at a time, while nobody may change the state.
    private static let figuresAtOnce = 1 << 14

    /// For how long the next epoch is waited for at most: meanwhile nothing can be taken from the state.
    static let patience = Duration.seconds(3)

    /// There is no published state, or none of the same generation, or who publishes waits for the tables.
    private struct NothingPublished: Error {}

    private func compact(_ writer: ScoreWriter, _ connection: Connection) throws {
        var generation: Int64 = 0
        var next = Int32.min
        do {
            try writer.compact(
                newest: {
                    let state = try fromPublished { state in
                        ScoreWriter.Position(epoch: state.epoch, generation: state.generation)
                    }
                    generation = state.generation
                    return state
                },
                next: {
                    let figures = try fromPublished { state throws(NothingPublished) in
                        guard state.generation == generation else { throw NothingPublished() }
                        return Self.figures(from: next, state)
                    }
                    guard let last = figures.id.last else { return nil }
                    next = last + 1
                    return figures
                }, connection)
        } catch is NothingPublished {
            // Nothing was written; the next round tries again.
        }
    }

    /// What is taken from the published state, as soon as there is one, while nobody may change it.
    private func fromPublished<T>(_ take: (State) throws(NothingPublished) -> T) throws(NothingPublished) -> T {
        let end = ContinuousClock.now + Self.patience
        while true {
            let taken = try current.withLock { kept throws(NothingPublished) in
                if kept.isReplacing { throw NothingPublished() }
                return kept.state.isPublished ? try take(kept.state) : nil
            }
            if let taken { return taken }
            guard ContinuousClock.now < end else { throw NothingPublished() }
            usleep(5_000)
        }
    }

    /// The figures of the next models by id; none after the last.
    private static func figures(from id: Int32, _ state: State) -> FigureTable {
        guard let models = state.world?.models else { return FigureTable() }
        let first = models.firstRow(from: id)
        return FigureTable(models, Array(first..<min(first + figuresAtOnce, models.count))[...])
    }
}
