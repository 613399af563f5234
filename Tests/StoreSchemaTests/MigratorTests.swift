import Postgres
import TestSupport
import Testing

@testable import StoreSchema

/// Migrations against a real Postgres.
@Suite(.serialized) struct MigratorTests {
    let conninfo: String

    init() throws { conninfo = try TestCluster.shared.database("schema") }

    private func connect(_ user: String? = nil) throws -> Connection {
        try Connection(ConnectionConfiguration(conninfo: conninfo + (user.map { " user=\($0)" } ?? "")))
    }

    @Test func runsOnceAndIsSafeToRunAgain() throws {
        let connection = try connect()
        #expect(try Migrator.status(connection).applied.isEmpty)
        #expect(try Migrator.migrate(connection).map(\.number) == Migration.all.map(\.number))
        #expect(try Migrator.migrate(connection).isEmpty)
        let status = try Migrator.status(connection)
        #expect(status.pending.isEmpty)
        #expect(status.applied.map(\.name) == Migration.all.map(\.name))
        #expect(try connection.queryFirst("SELECT count(*) FROM groundswell.series") { try $0.int8(0) } == 4)
    }

    @Test func oldStreamsOfWebhooksAndCrawlsAreForgottenAndNoOthers() throws {
        let connection = try connect()
        _ = try Migrator.migrate(connection)
        try connection.execute(
            """
            INSERT INTO groundswell.batch (number, committed_at, observations, events, facts, token)
                VALUES (1, now() - INTERVAL '40 days', 0, 0, 0, 1), (2, now() - INTERVAL '20 days', 0, 0, 0, 2),
                    (3, now(), 0, 0, 0, 3);
            INSERT INTO groundswell.stream (name, position, batch)
                VALUES ('hook:old', 1, 1), ('crawl:old', 1, 1), ('file:old', 1, 1), ('hook:new', 1, 3), ('hook:mid', 1, 2)
            """)
        func names() throws -> [String] {
            try connection.query("SELECT name FROM groundswell.stream ORDER BY name") { try $0.text(0) }
        }
        #expect(try StreamPruning.prune(connection, olderThan: 30) == 2)
        #expect(try names() == ["file:old", "hook:mid", "hook:new"])
        #expect(try StreamPruning.prune(connection, olderThan: 30) == 0)
        // Never those that may be gone on with.
        #expect(try StreamPruning.prune(connection, olderThan: 0) == 1)
        #expect(try names() == ["file:old", "hook:new"])
    }

    @Test func twoAtOnceApplyEachMigrationOnce() async throws {
        let conninfo = conninfo
        let applied = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<2 {
                let thread = PostgresThread(ConnectionConfiguration(conninfo: conninfo))
                group.addTask { try await thread.run { try Migrator.migrate($0).count } }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(applied.sorted() == [0, Migration.all.count])
    }

    @Test func aHeldLockIsToldInASentence() throws {
        let holder = try connect()
        try holder.execute("SELECT pg_advisory_lock(7305, 0)")
        let connection = try connect()
        #expect(throws: SchemaError.locked) {
            try Migrator.migrate(connection, lockTimeout: 50)
        }
        try holder.execute("SELECT pg_advisory_unlock(7305, 0)")
        #expect(try Migrator.migrate(connection).count == Migration.all.count)
    }

    @Test func aNewerOrChangedSchemaIsRefused() throws {
        let connection = try connect()
        try Migrator.migrate(connection)
        #expect(throws: SchemaError.newer(applied: Int32(Migration.all.count), known: 1)) {
            try Migrator.migrate(connection, migrations: Array(Migration.all.prefix(1)))
        }
        var changed = Migration.all
        changed[0].sql += " "
        #expect(throws: SchemaError.changed(number: 1, name: "facts")) {
            try Migrator.migrate(connection, migrations: changed)
        }
    }

    @Test func aFailingMigrationLeavesNothing() throws {
        let connection = try connect()
        let broken = Migration(
            number: Int32(Migration.all.count) + 1, name: "broken",
            sql: "CREATE TABLE groundswell.half (a int); SELECT 1 / 0")
        #expect(throws: PostgresError.self) { try Migrator.migrate(connection, migrations: Migration.all + [broken]) }
        #expect(try Migrator.status(connection).applied.count == Migration.all.count)
        #expect(try connection.queryFirst("SELECT to_regclass('groundswell.half') IS NULL") { try $0.bool(0) } == true)
    }

    @Test func everyRoleMayDoItsOwnAndNoMore() throws {
        try Migrator.migrate(try connect())
        let ingest = try connect("groundswell_ingest")
        let scoring = try connect("groundswell_scoring")
        let query = try connect("groundswell_query")
        try ingest.execute("INSERT INTO groundswell.word VALUES (1, 'mit')")
        func refused(_ connection: Connection, _ sql: String) {
            #expect(sql.isEmpty == false)
            do {
                try connection.execute(sql)
                Issue.record("the server took: \(sql)")
            } catch {
                #expect(error.state == .insufficientPrivilege, "\(sql): \(error)")
            }
        }
        refused(ingest, "UPDATE groundswell.word SET text = 'x'")
        refused(ingest, "DELETE FROM groundswell.batch")
        refused(ingest, "UPDATE groundswell.stream SET name = 'x'")
        refused(ingest, "CREATE TABLE groundswell.mine (a int)")
        refused(ingest, "SELECT * FROM score.epoch")
        refused(scoring, "INSERT INTO groundswell.word VALUES (2, 'x')")
        refused(scoring, "SELECT groundswell.ensure_month('event', '2026-01-01')")
        refused(query, "INSERT INTO groundswell.word VALUES (2, 'x')")
        refused(query, "DELETE FROM score.epoch")
        try scoring.execute("SELECT * FROM groundswell.word")
        try scoring.execute("CREATE TABLE score.more (a int)")
        try query.execute("SELECT * FROM groundswell.word, score.more")
    }

    @Test func everyRoleHasItsTimeouts() throws {
        try Migrator.migrate(try connect())
        for (user, expected) in [
            ("groundswell_ingest", "2min"), ("groundswell_scoring", "15min"), ("groundswell_query", "30s"),
        ] {
            let connection = try connect(user)
            #expect(try connection.queryFirst("SHOW statement_timeout") { try $0.text(0) } == expected)
            #expect(try connection.queryFirst("SHOW lock_timeout") { try $0.text(0) } != "0")
            #expect(try connection.queryFirst("SHOW idle_in_transaction_session_timeout") { try $0.text(0) } != "0")
        }
    }
}
