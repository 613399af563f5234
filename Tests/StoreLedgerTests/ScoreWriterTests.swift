import Columns
import Domain
import Postgres
import StoreSupport
import TestSupport
import Testing

@testable import StoreLedger

@Suite("Scores into the store", .serialized)
struct ScoreWriterTests {
    @Test("a swapped epoch reads back as the columns it was written from, for scoring and for query")
    func swap() throws {
        let store = try Store("score_swap")
        let writer = ScoreWriter()
        #expect(try writer.newest(store.scoring) == nil)
        let query = try Connection(ConnectionConfiguration(conninfo: store.conninfo + " user=groundswell_query"))
        for number in Int64(1)...12 {
            let epoch = epoch(number, generation: number, models: 40 + Int(number), seed: UInt64(number))
            try writer.publish(epoch, changed: nil, store.scoring)
            for reader in [store.scoring, query] {
                #expect(try ScoreReading.models(reader) == ScoreReading.models(epoch.models))
                #expect(try ScoreReading.organizations(reader) == ScoreReading.organizations(epoch.organizations))
            }
        }
        #expect(try writer.newest(query) == .init(number: 12, batch: 120, generation: 12, definitions: "d/1"))
        let kept = try query.query("SELECT number FROM score.epoch ORDER BY number") {
            row throws(PostgresError) in try row.int8(0)
        }
        #expect(kept == Array(5...12))
        let header = try query.queryFirst(
            "SELECT as_of, models, coverage::text, sources FROM score.epoch WHERE number = 12"
        ) { row throws(PostgresError) in
            "\(try row.timestamp(0)) \(try row.int4(1)) \(try row.text(2)) \(try row.textArray(3))"
        }
        #expect(header == #"5 52 {"models": 1} ["a", "b"]"#)
        let aliases = try query.query("SELECT sort, id, key FROM score.alias ORDER BY sort") {
            row throws(PostgresError) in "\(try row.int2(0)) \(try row.int4(1)) \(try row.text(2))"
        }
        #expect(aliases == ["0 1 old/name", "1 2 x"])
        let cells = try query.query("SELECT epoch, relation, child, parent, edges FROM score.dependence") {
            row throws(PostgresError) in
            [try row.int8(0), Int64(try row.int2(1)), Int64(try row.int2(2)), Int64(try row.int2(3)), try row.int8(4)]
        }
        #expect(cells == [[12, 3, Int64(0x5553), 0, 3]])
        // However often it is swapped, the indexes are there; those of models when they have been asked for.
        func indexes() throws -> [String] {
            try query.query(
                "SELECT tablename::text FROM pg_indexes WHERE schemaname = 'score'"
                    + " AND tablename IN ('model', 'organization', 'alias') ORDER BY 1"
            ) { row throws(PostgresError) in try row.text(0) }
        }
        #expect(try indexes() == ["alias", "organization", "organization"])
        for _ in 1...2 {
            try writer.index(store.scoring)
            #expect(try indexes() == ["alias", "model", "model", "organization", "organization"])
        }
        try writer.publish(epoch(13, generation: 13, models: 40, seed: 13), changed: nil, store.scoring)
        // Nobody who reads is in the way.
        try query.execute("BEGIN; SELECT count(*) FROM score.model")
        try writer.index(store.scoring)
        try query.execute("COMMIT")
        #expect(try indexes() == ["alias", "model", "model", "organization", "organization"])
    }

    @Test(
        "a merged epoch leaves what a swapped one would, and only the changed rows carry its number", arguments: 1...4)
    func merge(seed: UInt64) throws {
        let store = try Store("score_merge")
        let writer = ScoreWriter()
        let first = epoch(1, generation: 1, models: 60, seed: seed)
        try writer.publish(first, changed: nil, store.scoring)
        var second = epoch(2, generation: 1, models: 70, seed: seed + 100)
        let (old, new) = (ScoreReading.models(first.models), ScoreReading.models(second.models))
        let changed = new.indices.filter { $0 >= old.count || old[$0] != new[$0] }
        try writer.publish(second, changed: .init(models: changed, organizations: Array(0..<5)), store.scoring)
        #expect(try ScoreReading.models(store.scoring) == new)
        #expect(try ScoreReading.organizations(store.scoring) == ScoreReading.organizations(second.organizations))
        #expect(try ScoreReading.changed(since: 1, store.scoring) == changed.map { second.models.id[$0] })
        second.header.number = 3
        try writer.publish(second, changed: .init(), store.scoring)
        #expect(try ScoreReading.changed(since: 2, store.scoring) == [])
        #expect(try writer.newest(store.scoring)?.number == 3)
    }

    @Test("changes folded into the table leave every reader what it would have had", arguments: 1...4)
    func fold(seed: UInt64) throws {
        let store = try Store("score_fold")
        let writer = ScoreWriter(figuresAtOnce: 1 + Int(seed) * 5)
        let query = try Connection(ConnectionConfiguration(conninfo: store.conninfo + " user=groundswell_query"))
        try writer.fold(store.scoring)
        #expect(try writer.unfolded(store.scoring) == .init())
        var random = SplitMix(seed: seed)
        var models = 30
        var last = epoch(1, generation: 1, models: models, seed: seed)
        try writer.publish(last, changed: nil, store.scoring)
        /// Ids of models by the epoch of their row, as a table holds them.
        func epochs(_ table: String) throws -> [String] {
            try query.query("SELECT id, epoch FROM score.\(table) ORDER BY id, epoch") { row throws(PostgresError) in
                "\(try row.int4(0)) \(try row.int8(1))"
            }
        }
        for number in Int64(2)...9 {
            let isOfFigures = random.oneIn(2)
            if !isOfFigures { models += random.below(3) }
            var next = epoch(number, generation: 1, models: models, seed: seed + UInt64(number) * 100)
            if isOfFigures { next.models = last.models.withFigures(of: next.models) }
            let (old, new) = (ScoreReading.models(last.models), ScoreReading.models(next.models))
            // Some rows that are the same, too.
            let changed = new.indices.filter { $0 >= old.count || old[$0] != new[$0] || random.oneIn(9) }
            // Of those in which only figures differ some are written whole nevertheless.
            let whole = changed.filter { _ in !isOfFigures || random.oneIn(5) }
            let figures = changed.filter { !whole.contains($0) }
            try writer.publish(next, changed: .init(models: whole, figures: figures), store.scoring)
            #expect(try ScoreReading.models(query) == new)
            let before = try epochs("model_now")
            if random.oneIn(2) {
                #expect(try writer.unfolded(store.scoring).count >= Int64(changed.count))
                // The view of a scoring of before knows nothing of figures by themselves: it is not what the table is made from.
                if random.oneIn(2) {
                    try store.scoring.execute(
                        """
                        DROP VIEW score.model_now;
                        CREATE VIEW score.model_now AS SELECT DISTINCT ON (id) * FROM (
                            SELECT * FROM score.model UNION ALL SELECT * FROM score.model_change
                        ) AS every ORDER BY id, epoch DESC
                        """)
                }
                try writer.fold(store.scoring)
                #expect(try writer.unfolded(store.scoring) == .init())
                #expect(try epochs("model") == before)
            }
            #expect(try epochs("model_now") == before)
            #expect(try ScoreReading.models(query) == new)
            last = next
        }
        try writer.publish(epoch(10, generation: 2, models: 5, seed: 5), changed: nil, store.scoring)
        #expect(try writer.unfolded(store.scoring) == .init())
        #expect(try epochs("model_now").count == 5)
    }

    @Test("what is published while the table is folded stays a change")
    func foldMeanwhile() async throws {
        let store = try Store("score_fold_meanwhile")
        let writer = ScoreWriter()
        let first = epoch(1, generation: 1, models: 20, seed: 1)
        try writer.publish(first, changed: nil, store.scoring)
        try writer.publish(
            epoch(2, generation: 1, models: 20, seed: 2), changed: .init(models: [3], figures: [4]), store.scoring)
        let reader = try Connection(ConnectionConfiguration(conninfo: store.conninfo + " user=groundswell_query"))
        let other = try Connection(ConnectionConfiguration(conninfo: store.conninfo + " user=groundswell_scoring"))
        // Who reads the table holds up its replacement, not the next epoch.
        try reader.execute("BEGIN; SELECT count(*) FROM score.model")
        let folding = Task.detached { try writer.fold(other) }
        let waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE 'DROP%'"
        while true {
            let count = try store.owner.queryFirst(waiting) { row throws(PostgresError) in try row.int8(0) }
            if count != 0 { break }
            try await Task.sleep(for: .milliseconds(5))
        }
        let third = epoch(3, generation: 1, models: 21, seed: 3)
        try writer.publish(third, changed: .init(models: [20], figures: [4]), store.scoring)
        #expect(try writer.newest(store.scoring)?.number == 3)
        try reader.execute("COMMIT")
        try await folding.value
        #expect(try writer.unfolded(store.scoring) == .init(models: 1, figures: 1))
        let now = try ScoreReading.models(store.scoring)
        let wanted = ScoreReading.models(third.models)
        #expect(now[20] == wanted[20] && now.count == 21)
        // Of the one only the figures were published, which are those of the third.
        #expect(now[4] == ScoreReading.models(first.models.withFigures(of: third.models))[4])
        #expect(now[3] == ScoreReading.models(epoch(2, generation: 1, models: 20, seed: 2).models)[3])
    }

    @Test("an epoch that fails half way leaves the old one whole")
    func failure() throws {
        let store = try Store("score_failure")
        let writer = ScoreWriter()
        let first = epoch(1, generation: 1, models: 20, seed: 1)
        try writer.publish(first, changed: nil, store.scoring)
        var broken = epoch(2, generation: 2, models: 30, seed: 2)
        broken.header.coverage = "{not json"
        #expect(throws: PostgresError.self) { try writer.publish(broken, changed: nil, store.scoring) }
        #expect(throws: PostgresError.self) { try writer.publish(broken, changed: .init(models: [0]), store.scoring) }
        #expect(try ScoreReading.models(store.scoring) == ScoreReading.models(first.models))
        #expect(try writer.newest(store.scoring)?.number == 1)
    }

    @Test("the gateway's role reads scores and writes none, in swapped tables too")
    func role() throws {
        let store = try Store("score_role")
        try ScoreWriter().publish(epoch(1, generation: 1, models: 3, seed: 1), changed: nil, store.scoring)
        let query = try Connection(ConnectionConfiguration(conninfo: store.conninfo + " user=groundswell_query"))
        for sql in [
            "DELETE FROM score.model", "INSERT INTO score.roll_up (batch) VALUES (1)", "DROP TABLE score.alias",
        ] {
            let error = #expect(throws: PostgresError.self) { try query.execute(sql) }
            #expect(error?.state == .insufficientPrivilege)
        }
    }

    @Test("the roll-up: all of it, then some models anew, and its batch with the rows")
    func rollUp() throws {
        let store = try Store("roll_up")
        let writer = RollUpWriter()
        #expect(try writer.batch(store.scoring) == 0)
        func day(_ model: Int32, _ day: Int32, _ value: Int64?, _ amount: Int64?) -> RollUpWriter.Day {
            .init(model: model, day: day, series: 0, source: 1, value: value, amount: amount)
        }
        func stored() throws -> [String] {
            try store.scoring.query(
                "SELECT model, day - DATE '1970-01-01', value, amount FROM score.daily ORDER BY model, day"
            ) { row throws(PostgresError) in
                "\(try row.int4(0)) \(try row.int4(1)) \(try row.int8OrNil(2) ?? -1) \(try row.int8OrNil(3) ?? -1)"
            }
        }
        try writer.write(
            [day(1, 10, 5, nil), day(1, 11, 7, 2), day(2, 10, nil, 4)], .everything, after: 0, upTo: 3, store.scoring)
        #expect(try stored() == ["1 10 5 -1", "1 11 7 2", "2 10 -1 4"])
        try writer.write(
            [day(1, 11, 8, 3)], .since([1: RollUpWriter.whole, 9: RollUpWriter.whole]), after: 3, upTo: 4, store.scoring
        )
        #expect(try stored() == ["1 11 8 3", "2 10 -1 4"])
        #expect(try writer.batch(store.scoring) == 4)
        // From a day on; and nothing where somebody else has written meanwhile.
        try writer.write([day(1, 11, 8, 4), day(1, 12, 9, 1)], .since([1: 11]), after: 4, upTo: 5, store.scoring)
        #expect(try stored() == ["1 11 8 4", "1 12 9 1", "2 10 -1 4"])
        try writer.write([day(1, 12, 9, 7)], .since([1: 12]), after: 4, upTo: 6, store.scoring)
        try writer.write([day(3, 1, 1, 1)], .everything, after: 0, upTo: 6, store.scoring)
        #expect(try stored() == ["1 11 8 4", "1 12 9 1", "2 10 -1 4"])
        #expect(try writer.batch(store.scoring) == 5)
        // The same day twice is a defect of the caller: nothing of it is stored.
        #expect(throws: PostgresError.self) {
            try writer.write(
                [day(2, 1, 1, 1), day(2, 1, 1, 1)], .since([2: RollUpWriter.whole]), after: 5, upTo: 6, store.scoring)
        }
        #expect(try stored() == ["1 11 8 4", "1 12 9 1", "2 10 -1 4"])
        #expect(try writer.batch(store.scoring) == 5)
    }

    @Test("what changed after a batch is asked of the store after a restart")
    func changed() throws {
        let store = try Store("roll_up_changed")
        try store.names(6)
        let time = "2024-12-01T00:00:00Z"
        let before = try store.commit(store.observe(1, 1, time))
        try store.commit(
            store.observe(2, 1, time), store.like(3, 1, time),
            "INSERT INTO groundswell.identity_fact VALUES (4, 5, 1, true, '\(time)', $batch)",
            store.retract(.observation, 6, at: time, ["number": "0"]))
        let writer = RollUpWriter()
        #expect(try writer.changed(after: before, upTo: store.batch, store.scoring) == [2, 3, 4, 5, 6])
        #expect(try writer.changed(after: store.batch, upTo: store.batch, store.scoring) == [])
        #expect(try !writer.isSplit(after: before, store.scoring))
        try store.commit(store.retract(.model, 1, at: time))
        #expect(try writer.isSplit(after: before, store.scoring))
    }
}
