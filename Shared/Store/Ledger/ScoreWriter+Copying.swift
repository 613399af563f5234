import Columns
import Domain
import Postgres

extension ScoreWriter {
    /// An epoch into the tables that are to replace the others'. Of many models a part over the other connection at the same time:
    /// the server copies with one process a session.
    func copy(_ epoch: Epoch, _ aside: PostgresThread?, _ connection: Connection) throws {
        let count = epoch.models.count
        guard let aside, count >= modelsForTwo else {
            try Self.copy(epoch, 0..<count, into: "model_new", connection)
            try emptySecond(connection)
            return try copyOthers(epoch, connection)
        }
        // Organisations are about a fifth of the work: so both are done at about the same time.
        let first = count * 3 / 8
        let other = copyAside(epoch, first..<count, aside)
        do {
            try Self.copy(epoch, 0..<first, into: "model_new", connection)
            try copyOthers(epoch, connection)
        } catch {
            other.giveUp(awaitedBy: connection)
            throw error
        }
        do {
            try adopt(other.value(awaitedBy: connection), connection)
        } catch PostgresError.connectionFailed {
            // Slower, but not worse: the store has no second seat.
            try Self.copy(epoch, first..<count, into: "model_new", connection)
            try emptySecond(connection)
        }
    }

    private static func copy(
        _ epoch: Epoch, _ range: Range<Int>, into table: String, _ connection: Connection
    ) throws {
        _ = try connection.copyIn("COPY score.\(table) (\(modelColumns)) FROM STDIN (FORMAT binary, FREEZE)") { rows in
            for row in range { try write(epoch.models, row, epoch.header.number, &rows) }
        }
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

    // MARK: The second table of models

    /// One without rows.
    func emptySecond(_ connection: Connection) throws {
        try connection.execute(
            """
            DROP TABLE IF EXISTS score.model_second_new;
            CREATE TABLE score.model_second_new () INHERITS (score.model_new)
            """)
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

    /// Makes it a part of score.model_new, if it is the one that was written: another instance may have made its own.
    private func adopt(_ written: Int64?, _ connection: Connection) throws {
        guard let written, try second(connection) == written else {
            throw PostgresError.protocolViolation(
                "score.model_second_new is not the table that this epoch was written to; it is written again")
        }
        try connection.execute("ALTER TABLE score.model_second_new INHERIT score.model_new")
    }
}
