import Columns
import Measures
import Postgres
import StoreLedger

extension LivingWorld {
    /// Writes the state as the newest epoch, unless it is that already.
    ///
    /// - Parameter aside: writes a part of a state that is written whole.
    func publish(_ work: inout Work, aside: PostgresThread?, _ connection: Connection) throws {
        guard let world = work.derivation?.world else { return }
        let writer = ScoreWriter()
        let newest = try writer.newest(connection)
        if !work.isStarted, let newest, newest.batch == work.facts.batch, newest.definitions == Definitions.all {
            // The store holds this very state: a restart publishes nothing.
            let made = Epochs.make(world, number: newest.number, generation: newest.generation)
            return note(&work, made.epoch, made.coverage, changed: nil)
        }
        guard work.facts.batch > 0 else { return }
        let (epoch, coverage, changed) = next(work, world, newest)
        let isSameMatrix = changed != nil && work.last?.dependence == epoch.dependence
        current.withLock { $0.isReplacing = changed == nil }
        defer { current.withLock { $0.isReplacing = false } }
        try writer.publish(epoch, changed: changed, isSameMatrix: isSameMatrix, aside: aside, connection)
        note(&work, epoch, coverage, changed: changed)
        condition.withLock { $0.rowsPublished = changed?.modelCount ?? epoch.models.count }
        published(epoch.header)
    }

    /// The epoch of a state, and the rows in which it differs from the newest; nil: it is to be written anew whole.
    private func next(
        _ work: borrowing Work, _ world: World, _ newest: ScoreWriter.Published?
    ) -> (ScoreWriter.Epoch, Coverage, changed: ScoreWriter.Changes?) {
        let models = work.earlier ?? EarlierModels(unchanged: world)
        var before: Epochs.Before?
        if let last = work.last, let coverage = work.coverage {
            before = Epochs.Before(epoch: last, coverage: coverage, models: models)
        }
        var (epoch, coverage) = Epochs.make(
            world, number: (newest?.number ?? 0) + 1, generation: newest?.generation ?? 0, before: before)
        let changed = work.last.flatMap {
            $0.header.number == newest?.number ? EpochDifference.between($0, models, epoch) : nil
        }
        if changed == nil { epoch.header.generation += 1 }
        return (epoch, coverage, changed)
    }

    /// What is the published epoch from now on.
    ///
    /// - Parameter changed: what was published as changes; nil: everything, or nothing.
    private func note(
        _ work: inout Work, _ epoch: ScoreWriter.Epoch, _ coverage: Coverage, changed: ScoreWriter.Changes?
    ) {
        work.last = epoch
        work.last?.models = ModelTable()
        work.coverage = coverage
        work.earlier = nil
        let news = work.news
        work.news = News()
        current.withLock {
            $0.due.add(news, changed: changed)
            $0.adoptedAt = .now
            $0.isReleased = false
            $0.state.epoch = epoch.header.number
            $0.state.generation = epoch.header.generation
            $0.state.publishedBatch = epoch.header.batch
            $0.summary.asOf = epoch.header.asOf
        }
    }
}
