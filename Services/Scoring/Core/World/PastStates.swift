import Columns
import Domain
import Measures
import Postgres
import StoreLedger
import Synchronization
import Wire

/// States of other times: derived when first asked for, a few kept.
final class PastStates: Sendable {
    private struct Key: Hashable {
        var knownAt: Int64
        var asOf: Int64
    }

    /// How many states, and how many bodies of facts of a past batch, are kept.
    static let kept = 4

    private let cache = Mutex<(worlds: [(Key, World)], facts: [(Int64, Facts)])>(([], []))
    private let database: PostgresThread

    /// - Parameter database: a connection of its own, so that a past state never delays the present.
    init(database: PostgresThread) { self.database = database }

    /// The state at a valid time (nil: the newest observation), as known at a batch (nil: now).
    func state(asOf: Timestamp?, knownAt: Int64?, of current: LivingWorld.State) async throws -> AskedState {
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
            return AskedState(world: world, facts: current.facts, epoch: current.epoch)
        }
        let facts = try await self.facts(knownAt: batch, current.facts)
        let key = Key(knownAt: batch, asOf: asOf?.microseconds ?? facts.newest)
        if let found = cache.withLock({ cache in cache.worlds.first { $0.0 == key }?.1 }) {
            return AskedState(world: found, facts: facts, epoch: current.epoch)
        }
        let derived = World(facts, asOf: asOf?.microseconds)
        cache.withLock { cache in
            cache.worlds.removeAll { $0.0 == key }
            cache.worlds.append((key, derived))
            if cache.worlds.count > Self.kept { cache.worlds.removeFirst() }
        }
        return AskedState(world: derived, facts: facts, epoch: current.epoch)
    }

    private func facts(knownAt batch: Int64, _ current: Facts) async throws -> Facts {
        if batch == current.batch { return current }
        if let found = cache.withLock({ cache in cache.facts.first { $0.0 == batch }?.1 }) { return found }
        let facts = try await database.runCancellably { connection in
            var facts = Facts()
            _ = try FactsReader().follow(&facts, upTo: batch, connection)
            return facts
        }
        cache.withLock { cache in
            cache.facts.append((batch, facts))
            if cache.facts.count > 2 { cache.facts.removeFirst() }
        }
        return facts
    }
}
