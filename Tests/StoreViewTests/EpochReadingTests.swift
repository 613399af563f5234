import Columns
import Domain
import Postgres
import StoreSchema
import StoreView
import TestSupport
import Testing

@Suite struct EpochReadingTests {
    let conninfo: String
    let owner: Connection
    let reader: Connection

    init() throws {
        let database = try TestCluster.shared.database("view")
        conninfo = database
        owner = try Connection(ConnectionConfiguration(conninfo: database))
        _ = try Migrator.migrate(owner)
        reader = try Connection(ConnectionConfiguration(conninfo: database + " user=groundswell_query"))
    }

    private func insert(_ id: Int, epoch: Int, likes: String = "NULL") throws {
        try owner.execute(
            """
            INSERT INTO score.model (id, epoch, flags, country, access, gated, net_likes, derivatives, descendants,
              name, task) VALUES (\(id), \(epoch), 0, 0, 7, -1, \(likes), 0, 0, 'a/m\(id)', 'task\(id % 2)')
            ON CONFLICT (id) DO UPDATE SET epoch = excluded.epoch, net_likes = excluded.net_likes
            """)
    }

    private func publish(_ number: Int, generation: Int = 1) throws {
        try owner.execute(
            """
            INSERT INTO score.epoch (number, batch, generation, as_of, models, coverage, sources, definitions)
            VALUES (\(number), \(number * 10), \(generation), NULL, 0, '{}', '{b,a}', 'test')
            """)
    }

    @Test func aStoreBeforeItsMigrationsHasNothing() throws {
        let empty = try Connection(ConnectionConfiguration(conninfo: try TestCluster.shared.database("bare")))
        guard case .nothing = try empty.readNews(since: nil) else {
            Issue.record("news from nowhere")
            return
        }
        #expect(try empty.readCommittedBatch() == 0)
    }

    @Test func nothingPublishedIsNothing() throws {
        try insert(1, epoch: 1)
        guard case .nothing = try reader.readNews(since: nil) else {
            Issue.record("rows without an epoch were taken for one")
            return
        }
    }

    @Test func readsWholeInOrderOfIDs() throws {
        for id in [5, 2, 9] { try insert(id, epoch: 1, likes: "\(id * 100)") }
        try publish(1)
        guard case .whole(let header, let rows, _) = try reader.readNews(since: nil) else {
            Issue.record("not whole")
            return
        }
        #expect(
            header == EpochHeader(number: 1, batch: 10, generation: 1, asOf: nil, coverage: "{}", sources: ["a", "b"]))
        #expect(rows.models.id == [2, 5, 9])
        #expect(rows.models.netLikes == [200, 500, 900])
        #expect((0..<3).map { rows.models.name[$0] } == ["a/m2", "a/m5", "a/m9"])
        #expect(rows.models.task.map { rows.models.words[Int($0)] } == ["task0", "task1", "task1"])
        #expect(rows.models.parameters.allSatisfy { $0 == .null })
        #expect(rows.models.decayedAdoption.allSatisfy { $0.isNaN })
    }

    @Test func readsOnlyWhatChanged() throws {
        for id in 1...3 { try insert(id, epoch: 1) }
        try publish(1)
        guard case .whole(let first, _, _) = try reader.readNews(since: nil) else {
            Issue.record("not whole")
            return
        }
        guard case .unchanged = try reader.readNews(since: first) else {
            Issue.record("changed by itself")
            return
        }
        try insert(2, epoch: 2, likes: "7")
        try insert(4, epoch: 2)
        try publish(2)
        guard case .changes(let second, let rows) = try reader.readNews(since: first) else {
            Issue.record("no changes")
            return
        }
        #expect(second.number == 2)
        #expect(rows.models.rows.id == [2, 4])
        try publish(3, generation: 2)
        guard case .whole(_, let all, _) = try reader.readNews(since: second) else {
            Issue.record("another generation was taken for the same")
            return
        }
        #expect(all.models.count == 4)
    }

    @Test func readsWhatChangedSinceTheTableWasWritten() throws {
        for id in 1...3 { try insert(id, epoch: 1, likes: "1") }
        try publish(1)
        guard case .whole(let first, _, since: let none) = try reader.readNews(since: nil) else {
            Issue.record("not whole")
            return
        }
        #expect(none.rows.count == 0 && none.figures.isEmpty)
        // The same model in three epochs, not in order; one that is new; one that was folded into the table.
        for (id, epoch, likes) in [(2, 4, 24), (2, 2, 22), (4, 3, 43), (2, 3, 23)] {
            try owner.execute(
                """
                INSERT INTO score.model_change (id, epoch, flags, country, access, gated, net_likes, derivatives,
                  descendants, name) VALUES (\(id), \(epoch), 0, 0, 7, -1, \(likes), 0, 0, 'a/m\(id)')
                """)
        }
        try insert(3, epoch: 2, likes: "32")
        try publish(4)
        guard case .changes(_, let rows) = try reader.readNews(since: first) else {
            Issue.record("no changes")
            return
        }
        #expect(rows.models.rows.id == [2, 3, 4])
        #expect(rows.models.rows.netLikes == [24, 32, 43])
        #expect(rows.models.figures.isEmpty)
        guard case .whole(_, let whole, let since) = try reader.readNews(since: nil) else {
            Issue.record("not whole")
            return
        }
        #expect(whole.models.netLikes == [1, 1, 32])
        #expect(since.rows.id == [2, 4])
        #expect(since.rows.netLikes == [24, 43])
    }

    /// Figures of models by themselves: of each epoch one or more rows.
    private func figures(epoch: Int, part: Int = 0, _ ids: [Int], likes: [Int?], pulls: [Int?]? = nil) throws {
        func array(_ values: [Int?], _ type: String) -> String {
            "ARRAY[\(values.map { $0.map(String.init) ?? "NULL" }.joined(separator: ", "))]::\(type)[]"
        }
        let none = array(ids.map { _ in nil }, "bigint")
        try owner.execute(
            """
            INSERT INTO score.figure_change VALUES (\(epoch), \(part), \(array(ids, "integer")), \(array(likes, "bigint")),
                ARRAY['2025-01-02 00:00:00Z'\(String(repeating: ", NULL", count: ids.count - 1))]::timestamptz[],
                \(none), \(none), \(none), ARRAY[0.5\(String(repeating: ", NULL", count: ids.count - 1))]::float8[],
                \(none), \(none), \(pulls.map { array($0, "bigint") } ?? none))
            """)
    }

    @Test func readsFiguresThatChangedAlone() throws {
        for id in 1...4 { try insert(id, epoch: 1, likes: "1") }
        try publish(1)
        guard case .whole(let first, _, _) = try reader.readNews(since: nil) else {
            Issue.record("not whole")
            return
        }
        try figures(epoch: 2, [1, 2, 4], likes: [11, nil, 14])
        try figures(epoch: 3, [1], likes: [21])
        try figures(epoch: 3, part: 1, [3, 4], likes: [23, 24])
        // Written whole in the third epoch: of the second its figures no longer stand, of the fourth they do.
        try owner.execute(
            """
            INSERT INTO score.model_change (id, epoch, flags, country, access, gated, net_likes, derivatives, descendants, name)
            VALUES (4, 3, 0, 0, 7, -1, 40, 0, 0, 'a/m4')
            """)
        try figures(epoch: 4, [4], likes: [44])
        try publish(4)
        func check(_ changed: ChangedModels, since epoch: Int) {
            #expect(changed.rows.id == [4] && changed.rows.netLikes == [40])
            #expect(changed.figures.map(\.id) == [[1, 2], [1], [3], [4]].suffix(epoch == 1 ? 4 : 3))
            let likes: [[Int64]] = [[11, .null], [21], [23], [44]]
            #expect(changed.figures.map(\.netLikes) == likes.suffix(epoch == 1 ? 4 : 3))
            #expect(changed.figures.allSatisfy { $0.isComplete && $0.decayedAdoption[0] == 0.5 || $0.id == [3] })
            #expect(changed.figures[0].likesReached[0] == 1_735_776_000_000_000)
            #expect(changed.figures[0].pulls.allSatisfy { $0 == .null })
        }
        guard case .changes(_, let changes) = try reader.readNews(since: first) else {
            Issue.record("no changes")
            return
        }
        check(changes.models, since: 1)
        var second = first
        second.number = 2
        guard case .changes(_, let later) = try reader.readNews(since: second) else {
            Issue.record("no changes")
            return
        }
        check(later.models, since: 2)
        // A reader of everything puts what stands beside onto the table.
        guard case .whole(_, let rows, let since) = try reader.readNews(since: nil) else {
            Issue.record("not whole")
            return
        }
        #expect(rows.models.netLikes == [1, 1, 1, 1])
        check(since, since: 1)
    }

    @Test func refusesFiguresOfUnequalNumber() throws {
        try insert(1, epoch: 1)
        try publish(1)
        try figures(epoch: 1, [1], likes: [1], pulls: [1, 2])
        #expect(throws: ViewError.uneven(table: "score.figure_change", epoch: 1)) { try reader.readNews(since: nil) }
    }

    /// A snapshot from before a swap would find the new tables empty.
    @Test func neverReadsATableThatIsBeingReplaced() async throws {
        try insert(1, epoch: 1)
        // Between a reader's first look and its rows there is time for a swap.
        try owner.execute(
            """
            ALTER TABLE score.epoch RENAME TO slow_epoch;
            CREATE VIEW score.epoch AS SELECT * FROM score.slow_epoch WHERE (SELECT pg_sleep(0.02)) IS NOT NULL;
            GRANT SELECT ON score.epoch TO groundswell_query
            """)
        let conninfo = conninfo
        let swapping = Task.detached {
            let writer = try Connection(ConnectionConfiguration(conninfo: conninfo))
            // As many rows as its number, under a number that says so.
            for number in 1...30 {
                try writer.execute(
                    """
                    BEGIN;
                    CREATE TABLE score.model_new (LIKE score.model INCLUDING DEFAULTS);
                    GRANT SELECT ON score.model_new TO groundswell_query;
                    INSERT INTO score.model_new (id, epoch, flags, country, access, gated, derivatives, descendants, name)
                    SELECT i, \(number), 0, 0, 7, -1, 0, 0, 'a/m' || i FROM generate_series(1, \(number)) AS i;
                    DROP TABLE score.model CASCADE;
                    ALTER TABLE score.model_new RENAME TO model;
                    INSERT INTO score.slow_epoch (number, batch, generation, models, coverage, sources, definitions)
                    VALUES (\(number), 1, \(number), 0, '{}', '{}', 'test');
                    COMMIT
                    """)
            }
        }
        var last = 0
        while last < 30 {
            guard case .whole(let header, let rows, _) = try reader.readNews(since: nil) else { continue }
            last = Int(header.number)
            #expect(rows.models.count == last)
        }
        try await swapping.value
    }

    @Test func refusesWordsItDoesNotKnow() throws {
        try insert(1, epoch: 1)
        try owner.execute("UPDATE score.model SET access = 99")
        try publish(1)
        #expect(throws: ViewError.unknownWord(table: "score.model", column: "access", value: 99)) {
            try reader.readNews(since: nil)
        }
    }
}
