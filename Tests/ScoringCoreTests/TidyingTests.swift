import Postgres
import StoreSupport
import TestSupport
import Testing

@testable import ScoringCore

@Suite("Tidying", .serialized, .timeLimit(.minutes(2)))
struct TidyingTests {
    private func changes(_ store: Store) throws -> [Int64] {
        try store.scoring.queryFirst(
            """
            SELECT (SELECT coalesce(sum(cardinality(models)), 0)::int8 FROM score.figure_change),
                (SELECT count(*) FROM score.figure_change WHERE cardinality(models) = 5),
                (SELECT max(epoch) FROM score.model)
            """
        ) { row throws(PostgresError) in [try row.int8(0), try row.int8(1), try row.int8(2)] } ?? []
    }

    /// Another value of four of five models.
    private func change(_ store: Store, _ turn: Int) throws {
        try store.commit(
            (1...4).map { store.observe($0, 10 + turn, "2024-12-01T\(10 + turn):00:00Z") }.joined(separator: ";"))
    }

    private func begun(_ store: Store) throws -> Living {
        try store.names(5)
        try store.commit((1...5).map { store.observe($0, 10, "2024-12-01T00:00:00Z") }.joined(separator: ";"))
        let living = Living()
        try living.step(store.scoring)
        return living
    }

    @Test("while epochs come one after the other, what they change of figures is compacted and score.model left alone")
    func compacts() throws {
        let store = try Store("tidying_compacts")
        let living = try begun(store)
        var seen: [[Int64]] = []
        for turn in 1...12 {
            try change(store, turn)
            try living.step(store.scoring, fewest: 0, quiet: .seconds(1_000))
            seen.append(try changes(store))
        }
        // More than twice as many as there are models become as many, and what the last two epochs changed.
        #expect(seen.map { $0[0] } == [4, 8] + [Int64](repeating: 13, count: 10))
        #expect(seen.map { $0[1] } == [0, 0] + [Int64](repeating: 1, count: 10))
        #expect(seen.allSatisfy { $0[2] == 1 })
        let (scores, daily) = (try store.scores(), try store.daily())
        // Once it is quiet the table is written anew from it.
        try living.step(store.scoring, fewest: 0)
        #expect(try changes(store) == [0, 0, 13])
        #expect(try store.scores() == scores)
        let whole = try store.writtenAtOnce()
        #expect(scores == whole.scores && daily == whole.daily)
    }

    /// Waits until a statement waits for a lock.
    private func untilWaiting(_ statement: String, _ store: Store) async throws {
        let waiting = """
            SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
                AND query LIKE '\(statement)%'
            """
        while true {
            let count = try store.owner.queryFirst(waiting) { row throws(PostgresError) in try row.int8(0) }
            if count != 0 { return }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    @Test("who publishes everything anew is not waited for by a compaction that it waits for")
    func makesWay() async throws {
        let store = try Store("tidying_way")
        let living = try begun(store)
        for turn in 1...3 {
            try change(store, turn)
            _ = try living.world.step(store.scoring)
        }
        let scoring = ConnectionConfiguration(conninfo: store.conninfo + " user=groundswell_scoring")
        // Threads of their own: both wait, and who releases them is a task.
        let (keeper, stepper) = (PostgresThread(scoring, name: "keeper"), PostgresThread(scoring, name: "stepper"))
        defer {
            keeper.stop()
            stepper.stop()
        }
        let locker = try Connection(scoring)
        try locker.execute("BEGIN; LOCK TABLE score.figure_change IN SHARE MODE")
        async let keeping = keeper.run { try living.world.keep(fewest: 0, quiet: .seconds(1_000), $0) }
        try await untilWaiting("DELETE FROM score.figure_change", store)
        // Two turn out to be one.
        try store.commit(
            "INSERT INTO groundswell.identity_fact VALUES (4, 5, 1, true, '2024-12-02T00:00:00Z', $batch)")
        async let stepping = stepper.run { try living.world.step($0) }
        try await untilWaiting("SELECT pg_advisory_xact_lock", store)
        let released = ContinuousClock.now
        try locker.execute("COMMIT")
        _ = try await (keeping, stepping)
        #expect(ContinuousClock.now - released < LivingWorld.patience)
        let generation = try store.scoring.queryFirst("SELECT max(generation) FROM score.epoch") {
            row throws(PostgresError) in try row.int8(0)
        }
        #expect(generation == 2)
        #expect(try changes(store) == [0, 0, 5])
        try living.step(store.scoring)
        let (scores, daily) = (try store.scores(), try store.daily())
        let whole = try store.writtenAtOnce()
        #expect(scores == whole.scores && daily == whole.daily)
    }
}
