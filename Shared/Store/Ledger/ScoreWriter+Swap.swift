import Columns
import Domain
import Postgres

extension ScoreWriter {
    /// Everything into new tables, which take the old ones' names. Those of models have no index yet: see `index`.
    func swap(_ epoch: Epoch, _ aside: PostgresThread?, _ connection: Connection) throws {
        try alone(connection)
        for table in ["model", "organization", "alias"] { try replacement(of: table, connection) }
        guard let aside, epoch.models.count >= modelsForTwo else {
            try Self.copy(epoch, 0..<epoch.models.count, into: "model_new", connection)
            try emptySecond(connection)
            try copyOthers(epoch, connection)
            return try replaceAll(connection)
        }
        // Organisations are about a fifth of the work: so both are done at about the same time.
        let (first, second) = (0..<epoch.models.count * 3 / 8, epoch.models.count * 3 / 8..<epoch.models.count)
        let other = copyAside(epoch, second, aside)
        do {
            try Self.copy(epoch, first, into: "model_new", connection)
            try copyOthers(epoch, connection)
        } catch {
            other.giveUp(awaitedBy: connection)
            throw error
        }
        do {
            try adopt(other.value(awaitedBy: connection), connection)
        } catch PostgresError.connectionFailed {
            // Slower, but not worse: the store has no second seat.
            try Self.copy(epoch, second, into: "model_new", connection)
            try emptySecond(connection)
        }
        try replaceAll(connection)
    }

    /// Where the rows of models are: who reads the first reads both.
    private static let modelTables = ["model", "model_second"]

    private func replaceAll(_ connection: Connection) throws {
        try replace(Self.modelTables + ["organization", "alias"], connection)
        try connection.execute("TRUNCATE score.model_change, score.figure_change")
    }

    /// Some models into a table of their own over another connection, which the transaction here makes a part of score.model_new.
    /// It is committed by itself, so that its rows can be frozen as well: until then nobody asks for it, and what a failure leaves of
    /// it goes with the next attempt.
    ///
    /// - Returns: which table it is.
    private func copyAside(_ epoch: Epoch, _ range: Range<Int>, _ aside: PostgresThread) -> WorkAside<Int64?> {
        aside.aside { connection in
            try connection.transaction("BEGIN") {
                try connection.execute("SET LOCAL lock_timeout = '10s'")
                try replacement(of: "model_second", connection)
                try Self.copy(epoch, range, into: "model_second_new", connection)
                return try second(connection)
            }
        }
    }

    /// Which table score.model_second_new is.
    private func second(_ connection: Connection) throws -> Int64? {
        try connection.queryFirst("SELECT to_regclass('score.model_second_new')::oid::int8") {
            row throws(PostgresError) in try row.int8OrNil(0)
        } ?? nil
    }

    /// Makes the other table a part of score.model_new, if it is the one that was written: another instance may have made its own.
    private func adopt(_ written: Int64?, _ connection: Connection) throws {
        guard let written, try second(connection) == written else {
            throw PostgresError.protocolViolation(
                "score.model_second_new is not the table that this epoch was written to; it is written again")
        }
        try connection.execute("ALTER TABLE score.model_second_new INHERIT score.model_new")
    }

    private func copyOthers(_ epoch: Epoch, _ connection: Connection) throws {
        let number = epoch.header.number
        _ = try connection.copyIn(
            "COPY score.organization_new (\(Self.organizationColumns)) FROM STDIN (FORMAT binary, FREEZE)"
        ) { rows in
            for row in 0..<epoch.organizations.count { try Self.write(epoch.organizations, row, number, &rows) }
        }
        _ = try connection.copyIn("COPY score.alias_new (sort, id, epoch, key) FROM STDIN (FORMAT binary, FREEZE)") {
            rows in
            for alias in epoch.aliases {
                try rows.beginRow(4)
                rows.int2(alias.sort)
                rows.int4(alias.id)
                rows.int8(number)
                rows.text(alias.key)
            }
        }
        try connection.execute(
            """
            ALTER TABLE score.organization_new ADD PRIMARY KEY (id);
            CREATE INDEX ON score.organization_new (epoch);
            CREATE INDEX ON score.alias_new (sort, key);
            """)
    }

    private static func copy(
        _ epoch: Epoch, _ range: Range<Int>, into table: String, _ connection: Connection
    ) throws {
        _ = try connection.copyIn("COPY score.\(table) (\(modelColumns)) FROM STDIN (FORMAT binary, FREEZE)") { rows in
            for row in range { try write(epoch.models, row, epoch.header.number, &rows) }
        }
    }

    /// A second table without rows.
    private func emptySecond(_ connection: Connection) throws {
        try connection.execute(
            """
            DROP TABLE IF EXISTS score.model_second_new;
            CREATE TABLE score.model_second_new () INHERITS (score.model_new)
            """)
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
                if count == 0 { try index(table, connection) }
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
            for table in Self.modelTables { try index("\(table)_new", connection) }
            // What was published since stays, and says the same once more.
            try connection.execute(
                "DELETE FROM score.model_change WHERE epoch <= \(last); DELETE FROM score.figure_change WHERE epoch <= \(last)"
            )
            try connection.execute("SET LOCAL lock_timeout = '10s'")
            try replace(Self.modelTables, connection)
        }
    }

    /// How many changed rows are not folded into score.model.
    public func unfolded(_ connection: Connection) throws -> Int64 {
        try connection.queryFirst(
            """
            SELECT (SELECT count(*) FROM score.model_change)
                + (SELECT coalesce(sum(cardinality(models)), 0)::int8 FROM score.figure_change)
            """
        ) { row throws(PostgresError) in try row.int8(0) } ?? 0
    }

    /// Waits until nobody else replaces tables.
    private func alone(_ connection: Connection) throws {
        try connection.execute("SET LOCAL lock_timeout = '60s'")
        try connection.execute("SELECT pg_advisory_xact_lock(7305, 5)")
        try connection.execute("SET LOCAL lock_timeout = '10s'")
    }

    private func replacement(of table: String, _ connection: Connection) throws {
        try connection.execute("DROP TABLE IF EXISTS score.\(table)_new")
        try connection.execute(
            "CREATE TABLE score.\(table)_new (LIKE score.\(table) INCLUDING DEFAULTS INCLUDING CONSTRAINTS)")
    }

    private func index(_ table: String, _ connection: Connection) throws {
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
