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
        public var lastReadSeconds = 0.0
        public var lastDeriveSeconds = 0.0
        public var lastPublishSeconds = 0.0
        public var rowsPublished = 0
        public var rollUpBatch: Int64 = 0
        public var lastWatchSeconds = 0.0
        /// What is left out, because it could not be taken in.
        public var setAside: [SetAside.Part] = []
    }

    /// How many bytes of freed columns are kept for the next state: about those that a batch of events changes.
    static let keptColumns = 128 << 20

    /// After so long without an epoch they are given back: the next epoch waits some ten milliseconds longer for fresh
    /// memory, which under a steady load would be a quarter of the time.
    static let keepingColumns = Duration.seconds(10)

    /// The state with what has to be kept of it: taken together.
    struct Kept {
        var state = State()
        var due = Due()
        /// The rows that may differ from what was last watched; nil: any.
        var unwatched: Set<Int>? = nil
        /// When the state was last replaced.
        var adoptedAt: ContinuousClock.Instant?
        /// Whether what was kept for the next has been given back since.
        var isReleased = false
    }

    let current = Mutex(Kept())
    let condition = Mutex(Condition())
    let keeping = Mutex(Keeping())
    private let work: Mutex<Work>
    let logger: Logger
    private let published: @Sendable (EpochHeader) -> Void
    let log: WatchLog
    let watched: @Sendable (Int64) -> Void
    let watching = Mutex(Watching())

    /// What only the database's thread touches.
    private struct Work {
        var facts = Facts()
        var last: ScoreWriter.Epoch?
        var isStarted = false
        /// Whether the start has been noted, so that a crash in it is known to the next process.
        var isBegun = false
        /// Nil before the first step.
        var derivation: Derivation?
        /// The coverage of `last`.
        var coverage: Coverage?
        /// The rows that may differ from the published ones, where this is known: a publication that failed is made up
        /// for by the next step.
        var candidates: Set<Int>? = []
        var isPending = false
        /// What came in since the last state.
        var news = News()
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

    public var state: State { current.withLock { $0.state } }
    public var health: Condition { condition.withLock { $0 } }

    /// Takes in what was committed since the last step, and publishes it. Errors leave everything as it was: the next
    /// step begins where this one did.
    ///
    /// - Parameter aside: takes part in a first step, with a connection of its own.
    /// - Returns: whether there is more: it was too much to be taken in at once.
    @discardableResult
    public func step(_ connection: Connection, aside: PostgresThread? = nil) throws -> Bool {
        do {
            let isBehind = try work.withLock { work in try step(&work, connection, aside) }
            condition.withLock {
                $0.storeReachable = true
                $0.lastError = nil
            }
            return isBehind
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

    private func step(_ work: inout Work, _ connection: Connection, _ aside: PostgresThread?) throws -> Bool {
        let reader = FactsReader()
        if !work.isStarted, !work.isBegun {
            try Suspects(logger: logger, connection: connection).begin()
            work.isBegun = true
            try noteSetAside(connection)
        }
        let clock = ContinuousClock()
        let begin = clock.now
        let news = try reader.follow(&work.facts, aside: aside, connection)
        // It has answered: the rest of the step, long in a first one, says nothing else about it.
        condition.withLock {
            $0.storeReachable = true
            $0.committedBatch = news.committed
        }
        work.isPending = work.isPending || !news.isEmpty
        work.news.formUnion(news)
        if !work.isPending, work.isStarted { return false }
        let start = clock.now
        let world = derive(&work, news)
        let derived = clock.now
        let writer = ScoreWriter()
        let newest = try writer.newest(connection)
        if !work.isStarted, let newest, newest.batch == work.facts.batch, newest.definitions == Definitions.all {
            // The store holds this very state: a restart publishes nothing.
            let made = Epochs.make(world, number: newest.number, generation: newest.generation)
            work.last = made.epoch
            work.coverage = made.coverage
            adopt(&work, world, epoch: newest.number)
        } else if work.facts.batch > 0 {
            let number = (newest?.number ?? 0) + 1
            let rows = work.candidates?.sorted()
            var (epoch, coverage) = Epochs.make(
                world, number: number, generation: newest?.generation ?? 0, before: before(work, rows))
            let changed = work.last.flatMap {
                $0.header.number == newest?.number
                    ? EpochDifference.between($0, epoch, candidates: rows) : nil
            }
            if changed == nil { epoch.header.generation += 1 }
            let isSameMatrix = changed != nil && work.last?.dependence == epoch.dependence
            try writer.publish(epoch, changed: changed, isSameMatrix: isSameMatrix, connection)
            work.last = epoch
            work.coverage = coverage
            adopt(&work, world, epoch: number, changed: changed?.models.count)
            condition.withLock { $0.rowsPublished = changed?.models.count ?? epoch.models.count }
            published(epoch.header)
        }
        // The columns of one state become those of the next but one.
        if !work.isStarted { ColumnMemory.keep(upTo: Self.keptColumns) }
        work.isStarted = true
        work.isPending = false
        work.candidates = []
        let done = clock.now
        condition.withLock {
            $0.lastReadSeconds = (start - begin) / .seconds(1)
            $0.lastDeriveSeconds = (derived - start) / .seconds(1)
            $0.lastPublishSeconds = (done - derived) / .seconds(1)
        }
        logger.log(
            .epochPublished, "epoch \(state.epoch) up to batch \(work.facts.batch)",
            metadata: [
                "epoch": "\(state.epoch)", "batch": "\(work.facts.batch)",
                "models": "\(world.models.count)", "readSeconds": "\((start - begin) / .seconds(1))",
                "deriveSeconds": "\((derived - start) / .seconds(1))",
                "publishSeconds": "\((done - derived) / .seconds(1))",
            ])
        return work.facts.batch < news.committed
    }

    /// What is published, if it is known which rows differ from it.
    private func before(_ work: borrowing Work, _ rows: [Int]?) -> Epochs.Before? {
        guard let epoch = work.last, let coverage = work.coverage, let rows, let world = state.world else { return nil }
        return Epochs.Before(epoch: epoch, world: world, coverage: coverage, rows: rows)
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

    /// - Parameter changed: how many rows of models were published as changes; nil: all of them, or none.
    private func adopt(_ work: inout Work, _ world: World, epoch: Int64, changed: Int? = nil) {
        let news = work.news
        work.news = News()
        let (facts, rows) = (work.facts, work.candidates)
        current.withLock {
            $0.due.add(news, changed: changed)
            $0.adoptedAt = .now
            $0.isReleased = false
            if let rows { $0.unwatched?.formUnion(rows) } else { $0.unwatched = nil }
            $0.state = State(facts: facts, world: world, epoch: epoch, publishedBatch: world.batch)
        }
    }
}
