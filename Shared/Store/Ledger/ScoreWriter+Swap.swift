import Columns
import Domain
import Postgres

extension ScoreWriter {
    /// Where the rows of models are: who reads the first reads both.
    private static let modelTables = ["model", "model_second"]

    /// Everything into new tables, which take the old ones' names. Those of models have no index yet: see `index`.
    func swap(_ epoch: Epoch, _ aside: PostgresThread?, _ connection: Connection) throws {
        try alone(connection)
        for table in ["model", "organization", "alias"] { try replacement(of: table, connection) }
        try copy(epoch, aside, connection)
        try replace(Self.modelTables + ["organization", "alias"], connection)
        try connection.execute("TRUNCATE score.model_change, score.figure_change")
    }

    /// Gives score.model its indexes, where it has none. Whoever reads an epoch reads it whole or its changed rows, so a new
    /// generation is published without them, a third sooner; nobody who reads is held up by this.
    public func index(_ connection: Connection) throws {
        try connection.transaction("BEGIN") {
            try alone(connection)
            for table in Self.modelTables {
                let count = try connection.queryFirst(
                    "SELECT count(*) FROM pg_index WHERE indrelid = 'score.\(table)'::regclass"
                ) { row throws(PostgresError) in try row.int8(0) }
                if count == 0 { try makeIndexes(of: table, connection) }
            }
        }
    }

    /// Writes score.model anew from itself and what epochs changed since, which goes; epochs may be published meanwhile.
    /// For readers nothing changes.
    public func fold(_ connection: Connection) throws {
        try connection.transaction("BEGIN") {
            try alone(connection)
            guard let last = try newest(connection)?.number else { return }
            try replacement(of: "model", connection)
            // Nobody counts how many models an array has: a loop over a few would be one over millions.
            try connection.execute("SET LOCAL enable_nestloop = off")
            try connection.execute(
                """
                INSERT INTO score.model_new (\(Self.modelColumns))
                SELECT \(Self.modelColumns) FROM score.latest_models() ORDER BY id
                """)
            try emptySecond(connection)
            for table in Self.modelTables { try makeIndexes(of: "\(table)_new", connection) }
            // What was published since stays, and says the same once more.
            try connection.execute(
                "DELETE FROM score.model_change WHERE epoch <= \(last); DELETE FROM score.figure_change WHERE epoch <= \(last)"
            )
            try connection.execute("SET LOCAL lock_timeout = '10s'")
            try replace(Self.modelTables, connection)
        }
    }

    /// Waits until nobody else replaces tables.
    func alone(_ connection: Connection) throws {
        try connection.execute("SET LOCAL lock_timeout = '60s'")
        try connection.execute("SELECT pg_advisory_xact_lock(7305, 5)")
        try connection.execute("SET LOCAL lock_timeout = '10s'")
    }

    /// An empty table that is to take the place of another.
    func replacement(of table: String, _ connection: Connection) throws {
        try connection.execute("DROP TABLE IF EXISTS score.\(table)_new")
        try connection.execute(
            "CREATE TABLE score.\(table)_new (LIKE score.\(table) INCLUDING DEFAULTS INCLUDING CONSTRAINTS)")
    }

    private func makeIndexes(of table: String, _ connection: Connection) throws {
        try connection.execute("CREATE UNIQUE INDEX ON score.\(table) (id); CREATE INDEX ON score.\(table) (epoch)")
    }

    private func replace(_ tables: [String], _ connection: Connection) throws {
        // A scoring of before, still connected when the store was migrated, has left its own, which holds on to the table.
        try connection.execute("DROP VIEW IF EXISTS score.model_now")
        // At once, and what others belong to first: so do readers take their locks.
        try connection.execute("DROP TABLE \(tables.map { "score.\($0)" }.joined(separator: ", "))")
        for table in tables { try connection.execute("ALTER TABLE score.\(table)_new RENAME TO \(table)") }
        try connection.execute("CREATE VIEW score.model_now AS SELECT * FROM score.latest_models()")
    }
}
