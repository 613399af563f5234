import Columns
import Domain
import Measures
import Postgres
import StoreSupport
import Synchronization
import Testing

@testable import ScoringCore

@Suite("States of other times", .timeLimit(.minutes(1)))
struct PastStatesTests {
    private static let day = Timestamp.microsecondsPerDay

    private func present() -> LivingWorld.State {
        var facts = Facts()
        facts.batch = 1
        facts.sources = ["a"]
        for name in ["", "x/one", "x/two"] {
            facts.modelNames.append(name)
            facts.modelOrganization.append(.null)
        }
        facts.points.merge(
            (0..<8).map {
                Point(
                    model: 1 + $0 % 2, series: 0, source: 0, at: Int64(100 + $0) * Self.day, value: 5, step: 1, batch: 1
                )
            })
        facts.newest = 107 * Self.day
        return LivingWorld.State(facts: facts, world: World(facts), epoch: 1, publishedBatch: 1)
    }

    @Test("are let go of when nobody has asked for a minute, and are the same when somebody asks again")
    func idle() async throws {
        let database = PostgresThread(ConnectionConfiguration(conninfo: "host=/nowhere"), name: "none")
        defer { database.stop() }
        let start = ContinuousClock.now
        let passed = Mutex(Duration.zero)
        let past = PastStates(database: database, now: { start + passed.withLock { $0 } })
        let present = present()
        func state(_ day: Int64) async throws -> World {
            try await past.state(asOf: Timestamp(microseconds: day * Self.day), knownAt: nil, of: present).world
        }
        let first = try await state(102)
        _ = try await state(103)
        #expect(past.keptCount == 2 && !past.forgetUnused())
        passed.withLock { $0 = PastStates.keptUnused / 2 }
        _ = try await state(103)
        passed.withLock { $0 = PastStates.keptUnused }
        #expect(past.forgetUnused() && past.keptCount == 1)
        let again = try await state(102)
        #expect(again.asOf == first.asOf && again.models.netLikes == first.models.netLikes)
        #expect(past.keptCount == 2 && !past.forgetUnused())
        passed.withLock { $0 = PastStates.keptUnused * 2 }
        // A large column of a state: what is freed is kept for the next epoch, but not when a state is let go of.
        let column = 32 << 20
        ColumnMemory.keep(upTo: 2 * column)
        defer { ColumnMemory.keep(upTo: 0) }
        do { _ = Column<UInt8>(repeating: 0, count: column) }
        #expect(ColumnMemory.keptBytes >= column)
        #expect(past.forgetUnused() && past.keptCount == 0 && !past.forgetUnused())
        #expect(ColumnMemory.keptBytes < column)
    }

    @Test("whose recorded time nobody named go before the next batch is taken in; those of a batch that was named stay")
    func unnamed() async throws {
        let store = try Store("past_unnamed")
        try store.names(3)
        try store.commit(store.observe(1, 10, "2024-12-01T00:00:00Z"), store.like(2, 1, "2024-12-01T03:00:00Z"))
        let database = PostgresThread(
            ConnectionConfiguration(conninfo: store.conninfo + " user=groundswell_scoring"), name: "past")
        defer { database.stop() }
        let past = PastStates(database: database)
        let living = Living(moving: { past.forgetUnnamed() })
        try living.step(store.scoring)
        let day = try #require(UTCDay(year: 2024, month: 12, day: 1))
        func ask(knownAt: Int64? = nil) async throws -> AskedState {
            try await past.state(asOf: Timestamp(day: day), knownAt: knownAt, of: living.world.state)
        }
        let first = try await ask()
        _ = try await past.snapshot(of: first, isCited: false)
        // Nothing has come.
        try living.step(store.scoring)
        #expect(past.keptCount == 1 && !past.forgetUnused())
        try store.commit(store.observe(1, 12, "2024-12-05T05:00:00Z"))
        try living.step(store.scoring)
        #expect(past.keptCount == 0)
        // What they left is given back to the system, once.
        #expect(past.forgetUnused() && !past.forgetUnused())
        let second = try await ask()
        #expect(second.world.batch == first.world.batch + 1)
        // The page after this one will name it.
        past.name(batch: second.world.batch)
        try store.commit(store.observe(1, 13, "2024-12-06T05:00:00Z"))
        try living.step(store.scoring)
        #expect(past.keptCount == 1)
        _ = try await ask(knownAt: first.world.batch)
        _ = try await ask()
        #expect(past.keptCount == 3)
        try store.commit(store.observe(1, 14, "2024-12-07T05:00:00Z"))
        try living.step(store.scoring)
        #expect(past.keptCount == 2 && past.forgetUnused() && !past.forgetUnused())
    }

    @Test("have no more than is read: one with gains serves both, one without is not enough for who reads them")
    func gains() async throws {
        let database = PostgresThread(ConnectionConfiguration(conninfo: "host=/nowhere"), name: "none")
        defer { database.stop() }
        let past = PastStates(database: database)
        let present = present()
        func state(_ day: Int64, gains: Bool) async throws -> World {
            try await past.state(
                asOf: Timestamp(microseconds: day * Self.day), knownAt: nil, of: present, gains: gains
            ).world
        }
        let smaller = try await state(102, gains: false)
        #expect(!smaller.models.hasGains && smaller.models.gain7d.isEmpty && smaller.models.count == 2)
        #expect(Footprint.bytes(smaller) == Footprint.bytes(try await state(103, gains: true)) - 2 * 26)
        let whole = try await state(102, gains: true)
        #expect(whole.models.hasGains && whole.models.gain7d.count == 2)
        #expect(
            whole.models.netLikes == smaller.models.netLikes && whole.organizations.name == smaller.organizations.name)
        #expect(try await state(102, gains: false).models.hasGains)
        #expect(past.keptCount == 2)
        // The present has them, whoever asks.
        #expect(try await past.state(asOf: nil, knownAt: nil, of: present, gains: false).world.models.hasGains)
    }

    @Test("of a large world one goes before the next is derived")
    func room() async throws {
        let database = PostgresThread(ConnectionConfiguration(conninfo: "host=/nowhere"), name: "none")
        defer { database.stop() }
        let present = present()
        let one = Footprint.bytes(present.world!) + Footprint.bytes(present.facts)
        for (bytes, kept) in [(3 * one, [0, 1, 2]), (2 * one, [0, 1, 1]), (2 * one - 1, [0, 0, 0]), (1, [0, 0, 0])] {
            let found = Mutex<[Int]>([])
            let past = PastStates(
                database: database, keptBytes: bytes, deriving: { kept in found.withLock { $0.append(kept) } })
            for day: Int64 in [102, 103, 104] {
                _ = try await past.state(asOf: Timestamp(microseconds: day * Self.day), knownAt: nil, of: present)
            }
            #expect(found.withLock { $0 } == kept)
            #expect(past.keptCount == max(1, min(3, bytes / one)))
        }
    }

    @Test("of an earlier batch are derived once, whether its newest observation is named by its time or not")
    func newest() async throws {
        let store = try Store("past_newest")
        try store.names(3)
        try store.commit(store.observe(1, 10, "2024-12-01T00:00:00Z"), store.like(2, 1, "2024-12-01T03:00:00Z"))
        let living = Living()
        try living.step(store.scoring)
        let batch = try #require(living.world.state.world?.batch)
        try store.commit(store.observe(1, 12, "2024-12-05T05:00:00Z"))
        try living.step(store.scoring)
        let present = living.world.state
        let database = PostgresThread(
            ConnectionConfiguration(conninfo: store.conninfo + " user=groundswell_scoring"), name: "past")
        defer { database.stop() }
        let derived = Mutex(0)
        let past = PastStates(database: database, deriving: { _ in derived.withLock { $0 += 1 } })
        let first = try await past.state(asOf: nil, knownAt: batch, of: present).world
        let day = try #require(UTCDay(year: 2024, month: 12, day: 1))
        #expect(first.asOf == Timestamp(day: day).microseconds + 3 * 3_600_000_000 && first.batch == batch)
        for gains in [true, false] {
            let named = try await past.state(
                asOf: Timestamp(microseconds: first.asOf), knownAt: batch, of: present, gains: gains)
            #expect(named.world.asOf == first.asOf && named.world.models.netLikes == first.models.netLikes)
        }
        #expect(derived.withLock { $0 } == 1)
        _ = try await past.state(asOf: Timestamp(microseconds: first.asOf - 1), knownAt: batch, of: present)
        #expect(derived.withLock { $0 } == 2)
    }
}
