import Domain
import Postgres
import StoreSupport
import Synchronization
import TestSupport
import Testing

@testable import StoreLedger

/// Epochs of which two sessions write some models each.
@Suite("Models in two tables", .serialized)
struct ModelTablesTests {
    private let writer = ScoreWriter(modelsForTwo: 10)

    /// What readers on threads of their own have seen.
    private final class Seen: Sendable {
        private struct State {
            var reads = [0, 0]
            var failure: String?
            var isOver = false
        }

        private let state = Mutex(State())
        var isOver: Bool { state.withLock { $0.isOver } }
        var failure: String? { state.withLock { $0.failure } }
        var reads: [Int] { state.withLock { $0.reads } }
        func end() { state.withLock { $0.isOver = true } }
        func read(_ reader: Int) { state.withLock { $0.reads[reader] += 1 } }
        func failed(_ failure: String) { state.withLock { $0.failure = $0.failure ?? failure } }
    }

    private func thread(_ store: Store, _ words: String = " user=groundswell_scoring") -> PostgresThread {
        PostgresThread(ConnectionConfiguration(conninfo: store.conninfo + words), name: "tables")
    }

    private func query(_ store: Store) throws -> Connection {
        try Connection(ConnectionConfiguration(conninfo: store.conninfo + " user=groundswell_query"))
    }

    /// How many rows each table has by itself.
    private func counts(_ connection: Connection) throws -> [Int64] {
        try ["model", "model_second"].map { table in
            try connection.queryFirst("SELECT count(*) FROM ONLY score.\(table)") { row throws(PostgresError) in
                try row.int8(0)
            } ?? -1
        }
    }

    @Test("they read back as one, whoever wrote the epoch before, and whatever changes and is folded", arguments: 1...3)
    func reads(seed: UInt64) throws {
        let store = try Store("score_tables")
        let (aside, query) = (thread(store), try query(store))
        defer { aside.stopAndWait() }
        var random = SplitMix(seed: seed)
        for number in stride(from: Int64(1), through: 40, by: 2) {
            let models = 2 + random.below(30)
            let isOfTwo = random.oneIn(2)
            let first = epoch(number, generation: number, models: models, seed: seed &* 1_000 &+ UInt64(number))
            try writer.publish(first, changed: nil, aside: isOfTwo ? aside : nil, store.scoring)
            let second = isOfTwo && models >= 10 ? Int64(models - models * 3 / 8) : 0
            #expect(try counts(query) == [Int64(models) - second, second])
            for reader in [store.scoring, query] {
                #expect(try ScoreReading.models(reader) == ScoreReading.models(first.models))
            }
            if random.oneIn(2) { try writer.index(store.scoring) }
            guard random.oneIn(2) else { continue }
            var next = epoch(number + 1, generation: number, models: models, seed: seed &* 999 &+ UInt64(number))
            let (old, new) = (ScoreReading.models(first.models), ScoreReading.models(next.models))
            next.header.generation = first.header.generation
            let changed = new.indices.filter { old[$0] != new[$0] }
            try writer.publish(next, changed: .init(models: changed), store.scoring)
            #expect(try ScoreReading.models(query) == new)
            guard random.oneIn(2) else { continue }
            try writer.fold(store.scoring)
            #expect(try ScoreReading.models(query) == new)
            #expect(try counts(query) == [Int64(models), 0])
        }
    }

    @Test("each has its indexes, once")
    func indexes() throws {
        let store = try Store("score_tables_indexes")
        let aside = thread(store)
        defer { aside.stopAndWait() }
        for number in Int64(1)...2 {
            try writer.publish(
                epoch(number, generation: number, models: 20, seed: 1), changed: nil, aside: aside, store.scoring)
            for _ in 1...2 {
                try writer.index(store.scoring)
                let indexes = try store.scoring.query(
                    """
                    SELECT tablename::text FROM pg_indexes WHERE schemaname = 'score' AND tablename LIKE 'model%'
                        AND tablename NOT IN ('model_change') ORDER BY 1
                    """
                ) { row throws(PostgresError) in try row.text(0) }
                #expect(indexes == ["model", "model", "model_second", "model_second"])
            }
        }
    }

    @Test("without a second seat everything goes over the one there is")
    func alone() throws {
        let store = try Store("score_tables_alone")
        let aside = thread(store, " user=nobody_of_that_name")
        defer { aside.stopAndWait() }
        let given = epoch(1, generation: 1, models: 21, seed: 1)
        try writer.publish(given, changed: nil, aside: aside, store.scoring)
        #expect(try ScoreReading.models(store.scoring) == ScoreReading.models(given.models))
        #expect(try counts(store.scoring) == [21, 0])
    }

    @Test("an epoch that fails leaves the one before, and the next is not in its way")
    func fails() throws {
        let store = try Store("score_tables_failed")
        let aside = thread(store)
        defer { aside.stopAndWait() }
        let given = epoch(1, generation: 1, models: 20, seed: 1)
        try writer.publish(given, changed: nil, aside: aside, store.scoring)
        // Its number is taken, which shows at the end: the second table is written by then.
        #expect(throws: PostgresError.self) {
            try writer.publish(
                epoch(1, generation: 2, models: 30, seed: 2), changed: nil, aside: aside, store.scoring)
        }
        #expect(try ScoreReading.models(store.scoring) == ScoreReading.models(given.models))
        // The other session fails: its work is nobody's.
        try store.owner.execute(
            "DROP TABLE score.model_second_new; CREATE VIEW score.model_second_new AS SELECT 1 AS one")
        #expect(throws: PostgresError.self) {
            try writer.publish(
                epoch(2, generation: 2, models: 30, seed: 2), changed: nil, aside: aside, store.scoring)
        }
        try store.owner.execute("DROP VIEW score.model_second_new")
        #expect(try ScoreReading.models(store.scoring) == ScoreReading.models(given.models))
        for (number, second) in [(Int64(3), true), (4, false)] {
            let next = epoch(number, generation: number, models: 30, seed: 3)
            try writer.publish(next, changed: nil, aside: second ? aside : nil, store.scoring)
            #expect(try ScoreReading.models(store.scoring) == ScoreReading.models(next.models))
        }
    }

    @Test("who reads meanwhile reads one epoch whole, and nobody waits for ever")
    func meanwhile() throws {
        let store = try Store("score_tables_meanwhile")
        let aside = thread(store)
        defer { aside.stopAndWait() }
        try writer.publish(epoch(1, generation: 1, models: 40, seed: 1), changed: nil, aside: aside, store.scoring)
        let seen = Seen()
        defer { seen.end() }
        for number in 0..<2 {
            let reader = thread(store, " user=groundswell_query")
            reader.submit { connection in
                do {
                    let connection = try connection.get()
                    while !seen.isOver {
                        let epochs = try connection.query("SELECT epoch, count(*) FROM score.model GROUP BY epoch") {
                            row throws(PostgresError) in [try row.int8(0), try row.int8(1)]
                        }
                        guard epochs.count == 1, epochs[0][1] == 39 + epochs[0][0] else {
                            throw TestFailure("read \(epochs)")
                        }
                        seen.read(number)
                    }
                } catch { seen.failed("\(error)") }
                reader.stop()
            }
        }
        var number = Int64(1)
        while seen.failure == nil, number < 40 || seen.reads.contains(where: { $0 < 40 }) {
            number += 1
            try writer.publish(
                epoch(number, generation: number, models: 39 + Int(number), seed: 1), changed: nil, aside: aside,
                store.scoring)
        }
        #expect(seen.failure == nil)
    }
}
