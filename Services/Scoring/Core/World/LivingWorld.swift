import Columns
import Domain
import Logging
import Measures
import Postgres
import Runtime
import StoreLedger
import Synchronization

/// The world in memory: catches up from the ledger, derives every measure, publishes epochs. One step at a time, all on
/// the database's thread. The state is changed where it lies, unless a question holds it, which keeps it as it was; who asks
/// while it is being changed waits for the new one (`present`).
public final class LivingWorld: Sendable {
    /// What questions are answered from.
    public struct State: Sendable {
        public var facts = Facts()
        /// Nil before the first, and while it is being changed.
        public var world: World?
        /// The last published epoch, its generation, and its batch; the world may be ahead of it.
        public var epoch: Int64 = 0
        var generation: Int64 = 0
        public var publishedBatch: Int64 = 0

        /// Whether the world is the published epoch.
        var isPublished: Bool { world.map { $0.batch == publishedBatch } ?? false }

        /// The epoch that answers from the world cite; nil: it is not published yet.
        var citedEpoch: Int64? { isPublished ? epoch : nil }
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
    static let keptColumns = 104 << 20

    /// After so long without an epoch they are given back: the next epoch waits some ten milliseconds longer for fresh
    /// memory, which under a steady load would be a quarter of the time.
    static let keepingColumns = Duration.seconds(10)

    /// The state with what has to be kept of it: taken together.
    struct Kept {
        var state = State()
        var summary = Summary()
        /// Who waits for the state that is being made.
        var waiting: [CheckedContinuation<State, Never>]?
        var due = Due()
        /// Whether everything is about to be published anew, for which nobody else may hold the tables.
        var isReplacing = false
        /// What the models were like when they were last watched; nil: as they are.
        var unwatched: EarlierModels?
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
    let published: @Sendable (EpochHeader) -> Void
    let log: WatchLog
    let watched: @Sendable (Int64) -> Void
    private let moving: @Sendable () -> Void
    let watching = Mutex(Watching())

    /// What only the database's thread touches.
    struct Work {
        var facts = Facts()
        /// What is published, without its models.
        var last: ScoreWriter.Epoch?
        var isStarted = false
        /// Whether the start has been noted, so that a crash in it is known to the next process.
        var isBegun = false
        /// Nil before the first step.
        var derivation: Derivation?
        /// The coverage of `last`.
        var coverage: Coverage?
        /// What the models of `last` were like; nil: as they are. A publication that failed is made up for by the next step.
        var earlier: EarlierModels?
        var isPending = false
        /// What came in since the last published state.
        var news = News()
    }

    /// - Parameters:
    ///   - log: gets what every epoch brought.
    ///   - watched: told when it has; the argument is the epoch's batch.
    ///   - moving: told when the facts are about to change: what is still held of them is copied then.
    ///   - published: told of every published epoch.
    public init(
        logger: Logger, log: WatchLog = WatchLog(), watched: @escaping @Sendable (Int64) -> Void = { _ in },
        moving: @escaping @Sendable () -> Void = {}, published: @escaping @Sendable (EpochHeader) -> Void
    ) {
        self.logger = logger
        self.log = log
        self.watched = watched
        self.moving = moving
        self.published = published
        work = Mutex(Work())
    }

    /// The newest state; without a world while that is being changed.
    public var state: State { current.withLock { $0.state } }
    public var health: Condition { condition.withLock { $0 } }

    /// Takes in what was committed since the last step, and publishes it. Errors lose nothing: the next step goes on where this
    /// one ended, with publishing what was taken in, if that is what failed.
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
        let news = try follow(&work, reader, aside, connection)
        // It has answered: the rest of the step, long in a first one, says nothing else about it.
        condition.withLock {
            $0.storeReachable = true
            $0.committedBatch = news.committed
        }
        work.isPending = work.isPending || !news.isEmpty
        work.news.formUnion(news)
        if !work.isPending, work.isStarted { return false }
        let start = clock.now
        derive(&work, news)
        let derived = clock.now
        // Later it has work of its own, which a publication would wait for.
        try publish(&work, aside: work.isStarted ? nil : aside, connection)
        let summary = summary
        // The columns of one state become those of the next but one, where a question held it.
        if work.isStarted { ColumnMemory.releaseUnasked() } else { ColumnMemory.keep(upTo: Self.keptColumns) }
        work.isStarted = true
        work.isPending = false
        let done = clock.now
        condition.withLock {
            $0.lastReadSeconds = (start - begin) / .seconds(1)
            $0.lastDeriveSeconds = (derived - start) / .seconds(1)
            $0.lastPublishSeconds = (done - derived) / .seconds(1)
        }
        logger.log(
            .epochPublished, "epoch \(summary.epoch) up to batch \(work.facts.batch)",
            metadata: [
                "epoch": "\(summary.epoch)", "batch": "\(work.facts.batch)",
                "models": "\(summary.models)", "readSeconds": "\((start - begin) / .seconds(1))",
                "deriveSeconds": "\((derived - start) / .seconds(1))",
                "publishSeconds": "\((done - derived) / .seconds(1))",
            ])
        return work.facts.batch < news.committed
    }

    /// Reads what came since. Figures are sorted in where the others lie, while nobody holds them.
    private func follow(
        _ work: inout Work, _ reader: FactsReader, _ aside: PostgresThread?, _ connection: Connection
    ) throws -> News {
        var (facts, derivation) = (Facts(), work.derivation)
        swap(&facts, &work.facts)
        work.derivation = nil
        defer { (work.facts, work.derivation) = (facts, derivation) }
        return try reader.follow(
            &facts, aside: aside, coming: moving,
            placing: { [moving] news in
                // Reading took its time: somebody may have asked meanwhile.
                moving()
                guard derivation != nil, !news.isWide else { return }
                take()
                derivation?.letGoOfFigures()
            }, connection)
    }

    /// The newest state, with what came since the last: from now on questions are answered from it.
    private func derive(_ work: inout Work, _ news: News) {
        guard work.derivation != nil else {
            work.derivation = Derivation(work.facts, .threads())
            return adopt(work, nil)
        }
        if news.isEmpty { return }
        // Where only figures came it is taken already.
        if work.derivation?.changesInPlace(work.facts, news) == true { take() }
        guard let earlier = work.derivation?.advance(work.facts, news) else { return }
        work.earlier?.append(earlier)
        work.earlier = work.earlier ?? earlier
        adopt(work, earlier)
    }
}
