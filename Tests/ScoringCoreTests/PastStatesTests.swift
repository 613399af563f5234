import Columns
import Domain
import Measures
import Postgres
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
}
