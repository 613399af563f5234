import Answers
import Columns
import Domain
import Measures
import Postgres
import StoreLedger
import Synchronization
import Wire

/// States of other times: derived when first asked for, once however many ask, a few kept.
final class PastStates: Sendable {
    private struct Key: Hashable {
        var knownAt: Int64
        /// Nil: the newest observation of that batch.
        var asOf: Int64?
        /// 0 for a state that is not the present.
        var epoch: Int64 = 0
        var hasGains = true

        /// The same time, with what was gained, and without.
        var whole: Key { Key(knownAt: knownAt, asOf: asOf, epoch: epoch) }
        var smaller: Key { Key(knownAt: knownAt, asOf: asOf, epoch: epoch, hasGains: false) }
    }

    private struct OrderKey: Hashable {
        var state: Key
        var family: String
    }

    /// A world with what it was derived from.
    struct Past: Sendable {
        let world: World
        let facts: Facts

        /// About how many bytes it takes, its facts included: soon the present has others.
        var bytes: Int { Footprint.bytes(world) + Footprint.bytes(facts) }
    }

    /// How many states are kept.
    static let kept = 4
    /// How many bodies of facts of past batches are kept: restatements compare two.
    static let keptFacts = 2
    /// What all of each may take together; a single one is kept whatever it takes, until the next is derived.
    static let keptBytes = 256 << 20

    /// What nobody has asked for in so long is let go of: who asks further questions about a time does so within seconds,
    /// and who comes back later waits for the half second that deriving it anew takes.
    static let keptUnused = Duration.seconds(60)

    private let states: SharedWork<Key, Past>
    private let facts: SharedWork<Int64, Facts>
    private let snapshots: SharedWork<Key, Snapshot>
    private let orders: SharedWork<OrderKey, [Int64]>
    /// Crossovers and verdicts by batch.
    let slow = SlowWatch()
    private let turns = OneAtATime()
    private let database: PostgresThread
    private let keptBytes: Int
    /// What is remembered of a batch that was asked for.
    private struct Batch {
        /// The newest observation.
        var newest: Int64?
        /// Whether it was asked for by its number, and may be again when it is no longer the last.
        var isNamed = false
    }

    private let batches = Mutex<[Int64: Batch]>([:])
    private static let batchesRemembered = 256
    /// Whether states were let go of whose memory has not been given back to the system, but for their columns.
    private let hasLeftovers = Atomic(false)
    private let deriving: @Sendable (Int) -> Void

    /// - Parameters:
    ///   - database: a connection of its own, so that a past state never delays the present.
    ///   - keptBytes: what all that are kept of a kind may take together.
    ///   - deriving: told how many are kept whenever another begins to be derived.
    ///   - now: the clock that says what has not been asked for.
    init(
        database: PostgresThread, keptBytes: Int = keptBytes,
        deriving: @escaping @Sendable (_ kept: Int) -> Void = { _ in },
        now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
    ) {
        self.deriving = deriving
        self.database = database
        self.keptBytes = keptBytes
        states = SharedWork(
            count: Self.kept, weight: keptBytes,
            weigh: { $0.bytes }, now: now)
        facts = SharedWork(
            count: Self.keptFacts, weight: keptBytes, weigh: { Footprint.bytes($0) }, now: now)
        snapshots = SharedWork(count: 2, weight: keptBytes, weigh: { $0.models.count * 100 }, now: now)
        orders = SharedWork(count: 4, weight: keptBytes, weigh: { $0.count * 8 }, now: now)
    }

    /// How many states are kept now.
    var keptCount: Int { states.keptCount }

    /// Lets go of what nobody has asked for in a while. The columns of a state are not kept for the next epoch, which needs
    /// others: under a steady load they would be kept for good.
    ///
    /// - Returns: whether there was anything.
    @discardableResult
    func forgetUnused() -> Bool {
        let idle = Self.keptUnused
        let tables = states.forget(unusedFor: idle) + snapshots.forget(unusedFor: idle)
        if tables > 0 { ColumnMemory.release() }
        let others = facts.forget(unusedFor: idle) + orders.forget(unusedFor: idle)
        return hasLeftovers.exchange(false, ordering: .relaxed) || tables + others > 0
    }

    /// Lets go of states whose recorded time nobody named: of the last batch, which is about to be another. Who asks without
    /// naming one is answered from a state of that; and what these hold of the facts would be copied as the facts change, so
    /// that a state of the past would take twice its room. What was asked for by number stays (`keptUnused`).
    func forgetUnnamed() {
        let named = batches.withLock { $0.filter { $0.value.isNamed } }
        let tables =
            states.forget { named[$0.knownAt] == nil } + snapshots.forget { named[$0.knownAt] == nil }
        let others = orders.forget { named[$0.state.knownAt] == nil }
        // As in `forgetUnused`.
        if tables > 0 { ColumnMemory.release() }
        if tables + others > 0 { hasLeftovers.store(true, ordering: .relaxed) }
    }

    /// The states of a batch stay when another comes: it will be asked for by its number.
    func name(batch: Int64) { note(batch) { $0.isNamed = true } }

    private func note(_ batch: Int64, _ change: (inout Batch) -> Void) {
        batches.withLock { batches in
            if batches.count >= Self.batchesRemembered, batches[batch] == nil { batches = [:] }
            change(&batches[batch, default: Batch()])
        }
    }

    /// The state at a valid time (nil: the newest observation), as known at a batch (nil: now).
    ///
    /// - Parameter gains: whether it is read what was gained, and when: without, a past state is a fifth to a quarter smaller.
    func state(
        asOf: Timestamp?, knownAt: Int64?, of current: LivingWorld.State, gains: Bool = true
    ) async throws -> AskedState {
        guard let world = current.world else {
            throw RPCError(.epochLoading, "nothing has been scored yet: import something, then wait for an epoch")
        }
        if let knownAt, knownAt > current.facts.batch {
            throw RPCError(
                .knownAtUnknown, "batch \(knownAt) is not in the world yet; the last is \(current.facts.batch)",
                path: "knownAt")
        }
        let batch = knownAt ?? current.facts.batch
        if batch == current.facts.batch, asOf.map({ $0.microseconds == world.asOf }) ?? true {
            return AskedState(world: world, facts: current.facts, epoch: current.citedEpoch)
        }
        if knownAt != nil { name(batch: batch) }
        // The newest observation has a time, too, by which the same state may be asked for.
        let isNewest = asOf != nil && batches.withLock { $0[batch]?.newest } == asOf?.microseconds
        let part = Key(knownAt: batch, asOf: isNewest ? nil : asOf?.microseconds, hasGains: gains)
        let key = states.has(part.whole) ? part.whole : part
        let past = try await states.value(key) { [self, key] in
            let facts = try await self.facts(knownAt: batch, current.facts)
            note(batch) { $0.newest = facts.newest }
            let derived = try await derive(facts, asOf: asOf?.microseconds, gains: key.hasGains) {
                self.makeRoom(for: Footprint.bytes(world) + Footprint.bytes(facts))
                self.deriving(self.keptCount)
            }
            return Past(world: derived, facts: facts)
        }
        // Who needs less is answered from the whole one.
        if key.hasGains, states.drop(key.smaller) { ColumnMemory.release() }
        return AskedState(world: past.world, facts: past.facts, epoch: current.citedEpoch)
    }

    /// Lets go of what is kept, as far as another state needs the room: of a large world one goes before the next is there, for
    /// two of them are more than there is memory for. Who still asks something of one holds it; and of two that are asked for at
    /// once the first may not be kept yet when the second begins. Whoever leaves meanwhile has cost others theirs.
    ///
    /// - Parameter bytes: about what the state to come takes.
    private func makeRoom(for bytes: Int) {
        let room = max(0, keptBytes - bytes)
        let hadStates = states.shrink(to: room)
        let hadSnapshots = snapshots.shrink(to: max(0, room - states.keptWeight))
        // As in `forgetUnused`.
        if hadStates || hadSnapshots { ColumnMemory.release() }
    }

    /// A state as the gateway holds the present: what names and answers of single models are looked up in.
    ///
    /// - Parameter isCited: the question names its recorded time, so that the answer names no epoch.
    func snapshot(of state: AskedState, isCited: Bool) async throws -> Snapshot {
        let epoch = isCited ? 0 : state.epoch ?? 0
        let key = Key(
            knownAt: state.world.batch, asOf: state.world.asOf, epoch: epoch, hasGains: state.world.models.hasGains)
        return try await snapshots.value(key) { [self] in try await compute { Snapshot(state, epoch: epoch) } }
    }

    /// The rows of a family of inputs in their order, kept for the next page.
    func order(of state: AskedState, _ family: any InputFamily.Type) async throws -> [Int64] {
        let key = OrderKey(state: Key(knownAt: state.world.batch, asOf: state.world.asOf), family: family.name)
        return try await orders.value(key) { [self] in try await compute { family.order(state) } }
    }

    /// Derives a world, when nothing else is being computed; stops when nobody waits for it any more.
    ///
    /// - Parameter prepare: called when it begins.
    func derive(
        _ facts: Facts, asOf: Int64?, gains: Bool = true, _ prepare: () -> Void = {}
    ) async throws -> World {
        let isStopped = StopSign()
        return try await withTaskCancellationHandler {
            try await compute {
                prepare()
                do {
                    return try World(facts, asOf: asOf, gains: gains, .threads { isStopped.isUp })
                } catch is Workers.Stopped {
                    throw CancellationError()
                }
            }
        } onCancel: {
            isStopped.raise()
        }
    }

    /// Runs something that takes long for one thread, when nothing else of the kind runs.
    func compute<T>(_ body: () throws -> T) async throws -> T { try await turns.run(body) }

    /// Everything known up to a batch.
    func facts(knownAt batch: Int64, _ current: Facts) async throws -> Facts {
        if batch == current.batch { return current }
        return try await facts.value(batch) { [database] in
            try await database.runCancellably { connection in
                var facts = Facts()
                _ = try FactsReader().follow(&facts, upTo: batch, connection)
                return facts
            }
        }
    }

    /// Reads what no column keeps; cancelled with its asker.
    func read<T: Sendable>(_ body: @escaping @Sendable (Connection) throws -> T) async throws -> T {
        try await database.runCancellably(body)
    }
}
