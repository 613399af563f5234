import Columns
import Domain
import Logging
import Measures
import Postgres
import StoreLedger
import StoreSupport
import Synchronization
import TestSupport
import Testing

@testable import ScoringCore

@Suite("The living world", .serialized)
struct LivingWorldTests {
    @Test("an empty store publishes nothing; the first batch does")
    func first() throws {
        let store = try Store("living_first")
        let living = Living()
        try living.step(store.scoring)
        #expect(living.published == [])
        #expect(living.world.state.world == nil)
        try store.names(2)
        try store.commit(store.observe(1, 10, "2024-12-01T00:00:00Z"))
        try living.step(store.scoring)
        #expect(living.published == [1])
        #expect(living.world.state.publishedBatch == 2)
        #expect(try store.scores().contains { $0.contains("O2/m1") })
        let indexes = try store.scoring.queryFirst(
            "SELECT count(*) FROM pg_index WHERE indrelid = 'score.model'::regclass"
        ) { row throws(PostgresError) in try row.int8(0) }
        #expect(indexes == 2)
        try living.step(store.scoring)
        try living.step(store.scoring)
        #expect(living.published == [1])
    }

    @Test("memory for the next epoch goes back once it has been quiet, once an epoch")
    func quiet() throws {
        let store = try Store("living_quiet")
        let living = Living()
        #expect(!living.world.releaseUnused(after: .zero))
        for value in 1...2 {
            if value == 1 { try store.names(4) }
            try store.commit(store.observe(value, 10 * value, "2024-12-01T00:00:00Z"))
            try living.step(store.scoring)
            #expect(!living.world.releaseUnused(after: .seconds(3_600)))
            #expect(living.world.releaseUnused(after: .zero))
            #expect(!living.world.releaseUnused(after: .zero))
        }
    }

    @Test("a restart publishes nothing new; after an absence it publishes what was missed, once")
    func restart() throws {
        let store = try Store("living_restart")
        try store.names(4)
        try store.commit(store.observe(1, 10, "2024-12-01T00:00:00Z"))
        try Living().step(store.scoring)
        let before = try store.scores()
        let again = Living()
        try again.step(store.scoring)
        #expect(again.published == [])
        #expect(again.world.state.epoch == 1)
        #expect(again.world.state.world?.models.count == 1)
        #expect(try store.scores() == before)
        for i in 0..<20 { try store.commit(store.observe(1 + i % 4, 10 + i, "2024-12-0\(2 + i % 7)T00:00:00Z")) }
        let late = Living()
        try late.step(store.scoring)
        #expect(late.published == [2])
        #expect(late.world.state.publishedBatch == 22)
        // What the restarted one holds is what the store holds: its next merge is complete.
        try store.commit(store.observe(2, 99, "2024-12-09T00:00:00Z"))
        try again.step(store.scoring)
        #expect(again.published == [3])
        let (scores, daily) = (try store.scores(), try store.daily())
        let whole = try store.writtenAtOnce()
        #expect(scores == whole.scores)
        #expect(daily == whole.daily)
    }

    @Test("other definitions of the measures write everything anew")
    func definitions() throws {
        let store = try Store("living_definitions")
        try store.names(1)
        try store.commit(store.observe(1, 10, "2024-12-01T00:00:00Z"))
        try Living().step(store.scoring)
        try store.scoring.execute("UPDATE score.epoch SET definitions = 'older/1'")
        let living = Living()
        try living.step(store.scoring)
        #expect(living.published == [2])
        #expect(try ScoreWriter().newest(store.scoring)?.generation == 2)
    }

    @Test("a publication that failed is made up for by the next step, without another batch")
    func failedPublication() throws {
        let store = try Store("living_failed")
        try store.names(3)
        try store.commit(store.observe(1, 10, "2024-12-01T00:00:00Z"))
        let living = Living()
        try living.step(store.scoring)
        try store.commit(
            store.observe(2, 5, "2024-12-02T00:00:00Z"), store.statement(1, "2024-12-01", content: 1, bases: [3]))
        try store.owner.execute("ALTER TABLE score.epoch RENAME TO away")
        #expect(throws: PostgresError.self) { try living.step(store.scoring) }
        #expect(living.world.health.lastError != nil)
        #expect(living.world.state.publishedBatch == 2)
        // It is answered from all the same, and no epoch is cited; nobody is told of it, and no day of it is written.
        #expect(living.world.state.world?.batch == 3 && living.world.state.citedEpoch == nil)
        living.world.watch()
        try living.world.keep(quiet: .zero, store.scoring)
        #expect(living.world.health.rollUpBatch == 2)
        try store.owner.execute("ALTER TABLE score.away RENAME TO epoch")
        try living.step(store.scoring)
        #expect(living.published == [1, 2])
        #expect(living.world.state.publishedBatch == 3)
        #expect(living.world.state.citedEpoch == 2)
        #expect(living.world.health.lastError == nil)
        #expect(living.world.health.rollUpBatch == 3)
        let (scores, daily) = (try store.scores(), try store.daily())
        let whole = try store.writtenAtOnce()
        #expect(scores == whole.scores)
        #expect(daily == whole.daily)
    }

    @Test("a roll-up that failed loses no model, with and without another batch", arguments: [false, true])
    func failedRollUp(more: Bool) throws {
        let store = try Store("living_roll_up")
        try store.names(3)
        try store.commit(store.observe(1, 10, "2024-12-01T00:00:00Z"))
        let living = Living()
        try living.step(store.scoring)
        try store.commit(store.observe(2, 5, "2024-12-02T00:00:00Z"))
        try store.owner.execute("ALTER TABLE score.daily RENAME TO away")
        #expect(throws: PostgresError.self) { try living.step(store.scoring) }
        try store.owner.execute("ALTER TABLE score.away RENAME TO daily")
        if more { try store.commit(store.observe(3, 7, "2024-12-03T00:00:00Z")) }
        try living.step(store.scoring)
        #expect(living.world.health.rollUpBatch == store.batch)
        let daily = try store.daily()
        #expect(daily.count == (more ? 3 : 2))
        #expect(daily == (try store.writtenAtOnce().daily))
    }

    @Test("ids that a third one joins by its hub ids leave no days of their own in the roll-up")
    func joined() throws {
        let store = try Store("living_joined")
        try store.names(3)
        func stated(_ model: Int, _ hubId: String, _ time: String) -> String {
            "INSERT INTO groundswell.model_fact (model, source, at, batch, content, bases, hub_id)"
                + " VALUES (\(model), 1, '\(time)', $batch, 5, 0, '\(hubId)')"
        }
        try store.commit(
            stated(1, "h1", "2024-12-01"), stated(2, "h2", "2024-12-01"),
            store.observe(1, 10, "2024-12-01T00:00:00Z"), store.observe(2, 20, "2024-12-02T00:00:00Z"))
        let living = Living()
        try living.step(store.scoring)
        try store.commit(stated(3, "h1", "2024-12-03"), stated(3, "h2", "2024-12-04"))
        try living.step(store.scoring)
        let daily = try store.daily()
        #expect(daily.count == 2)
        #expect(daily.allSatisfy { $0.hasPrefix("(1,") })
        #expect(daily == (try store.writtenAtOnce().daily))
    }

    @Test("step by step, with restarts between, the scores and the roll-up are those written at once", arguments: 0..<6)
    func incremental(seed: Int) throws {
        var random = SplitMix(seed: UInt64(seed))
        let store = try Store("living_incremental")
        try store.names(9)
        var living = Living()
        for _ in 0..<25 {
            try store.commit(batch(store, &random).joined(separator: ";"))
            if random.oneIn(6) { living = Living() }
            // The roll-up follows now and then; changes are folded as soon as there are a few.
            switch random.below(6) {
            case 0..<2:
                try living.step(
                    store.scoring, fewest: Int64(random.below(12)), quiet: random.oneIn(2) ? .zero : .seconds(1_000))
            case 2..<4: _ = try living.world.step(store.scoring)
            default: break
            }
        }
        try living.step(store.scoring)
        let (scores, daily) = (try store.scores(), try store.daily())
        let state = living.world.state
        // The store writes JSON with spaces.
        let held = ScoreReading.models(try #require(state.world).models)
        #expect(
            try ScoreReading.models(store.scoring).map { $0.replacing(" ", with: "") }
                == held.map { $0.replacing(" ", with: "") })
        let whole = try store.writtenAtOnce()
        #expect(scores == whole.scores)
        #expect(daily == whole.daily)
    }

    private func batch(_ store: Store, _ random: inout SplitMix) -> [String] {
        var sql: [String] = []
        for _ in 0..<(1 + random.below(4)) {
            let model = 1 + random.below(9)
            let other = 1 + random.below(9)
            let time = "2024-12-0\(1 + random.below(8))T0\(random.below(2)):00:00Z"
            let source = 1 + random.below(2)
            switch random.below(14) {
            case 0..<4: sql.append(store.observe(model, 90 + random.below(90), time, source: source))
            case 4..<6: sql.append(store.like(model, random.below(3) - 1, time, source: source))
            case 6..<8:
                let bases = Array(Set((0..<random.below(3)).map { _ in 1 + random.below(9) }))
                sql.append(store.statement(model, time, content: random.below(100_000), bases: bases, source: source))
            case 8:
                sql.append(
                    "INSERT INTO groundswell.model_fact (model, source, at, batch, content, bases, hub_id)"
                        + " VALUES (\(model), 1, '\(time)', $batch, 5, 0, 'hub\(random.below(4))')")
            case 9:
                let country = random.pick(["US", "CN", "EU"])
                let alias = random.pick(["{}", "{o2}", "{elsewhere}"])
                sql.append(
                    "INSERT INTO groundswell.organization_fact VALUES (\(1 + random.below(3)), 3, 1, '\(time)', $batch, 1,"
                        + " NULL, '\(country)', NULL, '\(alias)', NULL)")
            case 10:
                sql.append(
                    "INSERT INTO groundswell.identity_fact VALUES (\(model), \(other), 1, true, '\(time)', $batch)")
            case 11: sql.append(store.retract(.observation, model, at: time, ["number": "0"], source: source))
            case 12: sql.append(store.retract(.model, model, at: time, source: 1))
            default: sql.append(store.retract(.rename, model, at: nil, ["other": "\(other)"]))
            }
        }
        return sql
    }

    @Test("a store that goes and comes back between two steps costs nothing but the time", .timeLimit(.minutes(2)))
    func storeRestarted() async throws {
        let store = try Store("living_outage", server: freshClusterForFaults())
        try store.names(2)
        try store.commit(store.observe(1, 10, "2024-12-01T00:00:00Z"))
        let claim = Claim()
        let thread = PostgresThread(
            ConnectionConfiguration(
                conninfo: store.conninfo + " user=groundswell_scoring",
                backoff: .milliseconds(10)...(.milliseconds(50)),
                onConnect: claim.take), name: "test")
        defer { thread.stop() }
        let living = Living()
        try await thread.run { try living.step($0) }
        store.server?.kill()
        await #expect(throws: PostgresError.self) { try await thread.run { try living.step($0) } }
        try store.server?.start()
        try store.reconnect()
        try store.commit(store.observe(2, 10, "2024-12-02T00:00:00Z"))
        while true {
            do {
                try await thread.run { try living.step($0) }
                break
            } catch { try await Task.sleep(for: .milliseconds(20)) }
        }
        #expect(!claim.isTaken)
        #expect(living.published == [1, 2])
        #expect(living.world.health.storeReachable)
    }
}
