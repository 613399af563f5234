import Columns
import Domain
import Logging
import Measures
import Postgres
import Runtime
import StoreLedger
import Synchronization

/// The world in memory: catches up from the ledger, derives every measure, publishes epochs. One step at a time, all on
/// the database's thread; what questions read is an immutable state that is swapped.
public final class LivingWorld: Sendable {
    /// What questions are answered from.
    public struct State: Sendable {
        public var facts = Facts()
        public var world: World?
        public var epoch: Int64 = 0
        public var publishedBatch: Int64 = 0
    }

    /// How it is doing, for status and metrics.
    public struct Condition: Sendable {
        public var storeReachable = false
        public var lastError: String?
        public var committedBatch: Int64 = 0
        public var lastDeriveSeconds = 0.0
        public var lastPublishSeconds = 0.0
        public var rowsPublished = 0
        public var rollUpBatch: Int64 = 0
        public var lastWatchSeconds = 0.0
        /// What is left out, because it could not be taken in.
        public var setAside: [SetAside.Part] = []
    }

    private let current = Mutex(State())
    private let condition = Mutex(Condition())
    private let work: Mutex<Work>
    private let logger: Logger
    private let published: @Sendable (EpochHeader) -> Void
    private let log: WatchLog
    private let watched: @Sendable (Int64) -> Void

    /// What only the database's thread touches.
    private struct Work {
        var facts = Facts()
        var last: ScoreWriter.Epoch?
        var isStarted = false
        /// Whether the start has been noted, so that a crash in it is known to the next process.
        var isBegun = false
        /// Nil before the first step.
        var derivation: Derivation?
        /// The rows that may differ from the published ones, where this is known: a publication that failed is made up
        /// for by the next step.
        var candidates: Set<Int>? = []
        /// What of the published state later ones are compared with.
        var mark: WatchMark?
        var isPending = false
        /// Models changed since a batch, whose roll-up is not written yet.
        var touched: Set<Int32> = []
        var touchedSince: Int64 = 0
        var splits = false
    }

    /// - Parameters:
    ///   - log: gets what every epoch brought.
    ///   - watched: told when it has; the argument is the epoch's batch.
    ///   - published: told of every published epoch.
    public init(
        logger: Logger, log: WatchLog = WatchLog(), watched: @escaping @Sendable (Int64) -> Void = { _ in },
        published: @escaping @Sendable (EpochHeader) -> Void
    ) {
        self.logger = logger
        self.log = log
        self.watched = watched
        self.published = published
        work = Mutex(Work())
    }

    public var state: State { current.withLock { $0 } }
    public var health: Condition { condition.withLock { $0 } }

    /// Takes in what was committed since the last step, and publishes it. Errors leave everything as it was: the next
    /// step begins where this one did.
    public func step(_ connection: Connection) throws {
        do {
            try work.withLock { work in try step(&work, connection) }
            condition.withLock {
                $0.storeReachable = true
                $0.lastError = nil
            }
        } catch {
            failed(error)
            // What cannot be read will not be read the next time either: it is looked for, and set aside.
            if case .decode? = error as? PostgresError {
                try Suspects(logger: logger, connection: connection).search(crashed: nil)
                try noteSetAside(connection)
            }
            throw error
        }
    }

    private func noteSetAside(_ connection: Connection) throws {
        let parts = try SetAside().parts(connection)
        condition.withLock { $0.setAside = parts }
    }

    /// A step went wrong, or could not even begin for want of a connection.
    func failed(_ error: any Error) {
        let isUnreachable =
            switch error as? PostgresError {
            case .connectionFailed, .deadlineExceeded: true
            case let error?: error.isConnectionLoss
            case nil: false
            }
        condition.withLock {
            $0.storeReachable = !isUnreachable
            $0.lastError = "\(error)"
        }
    }

    private func step(_ work: inout Work, _ connection: Connection) throws {
        let reader = FactsReader()
        if !work.isStarted, !work.isBegun {
            try Suspects(logger: logger, connection: connection).begin()
            work.isBegun = true
            try noteSetAside(connection)
        }
        let news = try reader.follow(&work.facts, connection)
        // It has answered: the rest of the step, long in a first one, says nothing else about it.
        condition.withLock {
            $0.storeReachable = true
            $0.committedBatch = work.facts.batch
        }
        work.isPending = work.isPending || !news.isEmpty
        work.splits = work.splits || news.splits
        work.touched.formUnion(news.touched)
        if !work.isPending, work.isStarted { return try rollUp(&work, connection) }
        let clock = ContinuousClock()
        let start = clock.now
        let world = derive(&work, news)
        let derived = clock.now
        let writer = ScoreWriter()
        let newest = try writer.newest(connection)
        if !work.isStarted, let newest, newest.batch == work.facts.batch, newest.definitions == Definitions.all {
            // The store holds this very state: a restart publishes nothing.
            work.last = Epochs.make(world, number: newest.number, generation: newest.generation)
            adopt(world, work.facts, epoch: newest.number)
            watch(&work, nil, epoch: newest.number)
        } else if work.facts.batch > 0 {
            let number = (newest?.number ?? 0) + 1
            var epoch = Epochs.make(world, number: number, generation: newest?.generation ?? 0)
            let changed = work.last.flatMap {
                $0.header.number == newest?.number
                    ? EpochDifference.between($0, epoch, candidates: work.candidates?.sorted()) : nil
            }
            if changed == nil { epoch.header.generation += 1 }
            try writer.publish(epoch, changed: changed, connection)
            work.last = epoch
            let old = state
            adopt(world, work.facts, epoch: number)
            condition.withLock { $0.rowsPublished = changed?.models.count ?? epoch.models.count }
            published(epoch.header)
            // After the epoch: who watches waits for it, who asks does not wait for those who watch.
            watch(&work, old, epoch: number)
        }
        let isFirst = !work.isStarted
        work.isStarted = true
        work.isPending = false
        work.candidates = []
        let done = clock.now
        condition.withLock {
            $0.lastDeriveSeconds = (derived - start) / .seconds(1)
            $0.lastPublishSeconds = (done - derived) / .seconds(1)
        }
        logger.log(
            .epochPublished, "epoch \(current.withLock { $0.epoch }) up to batch \(work.facts.batch)",
            metadata: [
                "epoch": "\(current.withLock { $0.epoch })", "batch": "\(work.facts.batch)",
                "models": "\(world.models.count)", "deriveSeconds": "\((derived - start) / .seconds(1))",
                "publishSeconds": "\((done - derived) / .seconds(1))",
            ])
        try rollUp(&work, connection)
        if isFirst { try Suspects(logger: logger, connection: connection).succeeded() }
    }

    /// The newest state, with what came since the last.
    private func derive(_ work: inout Work, _ news: News) -> World {
        if work.derivation == nil {
            work.derivation = Derivation(work.facts, .threads())
            work.candidates = nil
        } else if !news.isEmpty {
            if let changed = work.derivation?.advance(work.facts, news) {
                work.candidates?.formUnion(changed)
            } else {
                work.candidates = nil
            }
        }
        return work.derivation!.world
    }

    /// Notes what an epoch brought; of the first there is nothing to compare it with.
    private func watch(_ work: inout Work, _ old: State?, epoch: Int64) {
        let new = state
        guard let world = new.world else { return }
        let clock = ContinuousClock()
        let start = clock.now
        if let old, let before = old.world, var mark = work.mark {
            let then = mark
            let rows = work.candidates?.sorted()
            mark.advance(before, world, rows: rows)
            let events = WatchEvents.between(
                .init(old.facts, before, then), .init(new.facts, world, mark), rows: rows)
            work.mark = mark
            log.append(.init(from: before.batch, batch: world.batch, epoch: epoch, events: events ?? []))
        } else {
            work.mark = WatchMark(world)
            log.begin(batch: world.batch, epoch: epoch)
        }
        condition.withLock { $0.lastWatchSeconds = (clock.now - start) / .seconds(1) }
        watched(world.batch)
    }

    private func adopt(_ world: World, _ facts: Facts, epoch: Int64) {
        current.withLock { $0 = State(facts: facts, world: world, epoch: epoch, publishedBatch: world.batch) }
    }

    /// Brings the daily roll-up up to the facts; after a restart it asks the store what has changed meanwhile.
    private func rollUp(_ work: inout Work, _ connection: Connection) throws {
        let writer = RollUpWriter()
        let facts = work.facts
        guard let world = state.world, condition.withLock({ $0.rollUpBatch }) != facts.batch else { return }
        let written = try writer.batch(connection)
        if written < facts.batch {
            let rollUp = RollUp(facts: facts, world: world)
            let isNext = written == work.touchedSince
            if try written == 0 || (isNext ? work.splits : writer.isSplit(after: written, connection)) {
                try writer.write(
                    (0..<world.models.count).lazy.flatMap(rollUp.days(row:)), of: nil, upTo: facts.batch, connection)
            } else {
                let ids = try isNext ? work.touched : writer.changed(after: written, upTo: facts.batch, connection)
                let rows = Set(ids.filter { world.rowOfId.indices.contains(Int($0)) }.map { world.rowOfId[Int($0)] })
                    .filter { $0 != .null }.sorted()
                // The rows of ids that have become aliases go too.
                let models = Set(ids).union(
                    rows.flatMap { row -> [Int32] in
                        let canonical = world.models.id[Int(row)]
                        return world.members[canonical] ?? [canonical]
                    }
                ).sorted()
                try writer.write(
                    rows.lazy.flatMap { rollUp.days(row: Int($0)) }, of: models, upTo: facts.batch, connection)
            }
        }
        work.touched = []
        work.touchedSince = facts.batch
        work.splits = false
        condition.withLock { $0.rollUpBatch = facts.batch }
    }
}
