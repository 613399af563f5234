import Postgres
import StoreSchema
import TestSupport
import Testing

/// `groundswell.ensure_month`: partitions by month, made by whoever needs one first.
@Suite(.serialized) struct PartitionTests {
    let conninfo: String

    init() throws {
        conninfo = try TestCluster.shared.database("partitions")
        try Migrator.migrate(try Connection(ConnectionConfiguration(conninfo: conninfo)))
    }

    private func ingest() throws -> Connection {
        try Connection(ConnectionConfiguration(conninfo: conninfo + " user=groundswell_ingest"))
    }

    private func ensure(_ parent: String, _ month: String, _ connection: Connection) throws -> String? {
        try connection.queryFirst("SELECT groundswell.ensure_month('\(parent)', '\(month)')") { try $0.text(0) }
    }

    @Test func makesEachMonthOnceAndTakesItsRows() throws {
        let connection = try ingest()
        #expect(try ensure("event", "2026-02-17", connection) == "event_2026_02")
        #expect(try ensure("event", "2026-02-01", connection) == "event_2026_02")
        #expect(try ensure("observation", "2014-12-31", connection) == "observation_early")
        try connection.execute(
            """
            INSERT INTO groundswell.event (model, kind, source, at, amount, batch)
            VALUES (1, 0, 1, '2026-02-01 00:00Z', 1, 1), (1, 0, 1, '2026-02-28 23:59:59.999999Z', 1, 1);
            INSERT INTO groundswell.observation_early (model, series, source, at, value, step, batch)
            VALUES (1, 0, 1, '1999-01-01 00:00Z', 1, 1, 1)
            """)
        let rows = try connection.queryFirst("SELECT count(*) FROM groundswell.event_2026_02") { try $0.int8(0) }
        #expect(rows == 2)
        #expect(throws: PostgresError.self) {
            try connection.execute(
                "INSERT INTO groundswell.event (model, kind, source, at, amount, batch) VALUES (1,0,1,'2026-03-01Z',1,1)"
            )
        }
        #expect(throws: PostgresError.self) { try ensure("model", "2026-02-01", connection) }
    }

    @Test func noneIsVacuumedForWhatWasInserted() throws {
        let conninfo = try TestCluster.shared.database("partitions_of_before")
        let owner = try Connection(ConnectionConfiguration(conninfo: conninfo))
        // One of before, and one that comes after.
        try Migrator.migrate(owner, migrations: Array(Migration.all.prefix(10)))
        _ = try ensure("observation", "2014-12-31", owner)
        try Migrator.migrate(owner)
        _ = try ensure("event", "2026-02-17", owner)
        let settings = try owner.query(
            """
            SELECT coalesce(array_to_string(c.reloptions, ','), '-') FROM pg_inherits h JOIN pg_class c ON c.oid = h.inhrelid
            WHERE h.inhparent IN ('groundswell.observation'::regclass, 'groundswell.event'::regclass)
            """
        ) { try $0.text(0) }
        #expect(settings.count == 2 && settings.allSatisfy { $0 == "autovacuum_vacuum_insert_threshold=-1" })
    }

    @Test func aReaderOfTheParentIsNotWaitedFor() throws {
        let reader = try Connection(ConnectionConfiguration(conninfo: conninfo))
        try reader.execute("BEGIN")
        try reader.execute("SELECT * FROM groundswell.event")
        let connection = try ingest()
        try connection.execute("SET lock_timeout = 1")
        #expect(try ensure("event", "2027-01-01", connection) == "event_2027_01")
        try reader.execute("COMMIT")
    }

    @Test func twoAtOnceDoNotCollide() async throws {
        let conninfo = conninfo
        let names = try await withThrowingTaskGroup(of: [String].self) { group in
            for _ in 0..<3 {
                let thread = PostgresThread(ConnectionConfiguration(conninfo: conninfo + " user=groundswell_ingest"))
                group.addTask {
                    try await thread.run { connection in
                        try connection.query(
                            """
                            SELECT groundswell.ensure_month('observation', m::date)
                            FROM generate_series('2020-01-01'::date, '2021-12-01', '1 month') AS m
                            """
                        ) { try $0.text(0) }
                    }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(names.count == 3)
        #expect(names.allSatisfy { $0 == names[0] && Set($0).count == 24 })
    }
}
