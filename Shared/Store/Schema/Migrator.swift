import Postgres

/// Brings a store's schema up to date: numbered files, each in a transaction of its own, one migrator at a time.
///
/// Run by an operator with the owner's role (`groundswell admin migrate`); the services never migrate.
public enum Migrator {
    /// Where a store stands.
    public struct Status: Sendable, Equatable {
        /// The migrations that were applied, in order.
        public var applied: [Applied]
        /// What this version would apply.
        public var pending: [Migration]
    }

    /// A migration that was applied.
    public struct Applied: Sendable, Equatable {
        public var number: Int32
        public var name: String
        public var checksum: Int64
        /// Microseconds since 1970-01-01 UTC.
        public var appliedAt: Int64
    }

    /// How long to wait for another migrator, and for the locks of each statement; milliseconds.
    public static let lockTimeout = 10_000

    /// The first key of every advisory lock of groundswell; second keys: 0 migration, 1 batch, 2 partitions, 3 ingest, 4 scoring,
    /// 5 score tables that are replaced.
    static let lockSpace = 7305

    /// Applies what is missing and returns what was applied now; nothing when run twice.
    ///
    /// Throws `SchemaError`, or `PostgresError` for what the server refuses.
    @discardableResult
    public static func migrate(
        _ connection: Connection, migrations: [Migration] = Migration.all, lockTimeout: Int = lockTimeout
    ) throws -> [Migration] {
        try connection.execute("SET lock_timeout = \(lockTimeout); SET statement_timeout = 0")
        try lock(connection)
        defer { unlock(connection) }
        try Roles.create(connection)
        _ = try connection.transaction {
            try connection.execute(
                """
                CREATE TABLE IF NOT EXISTS public.groundswell_migration (
                    number integer PRIMARY KEY, name text NOT NULL, checksum bigint NOT NULL,
                    applied_at timestamptz NOT NULL DEFAULT clock_timestamp());
                ALTER TABLE public.groundswell_migration ADD COLUMN IF NOT EXISTS oldest integer NOT NULL DEFAULT 0;
                GRANT SELECT ON public.groundswell_migration
                    TO groundswell_ingest, groundswell_scoring, groundswell_query
                """)
        }
        let pending = try status(connection, migrations: migrations).pending
        // A migration that becomes another role for a while ends as the session's user: the next begins as who migrates.
        let migrator = try connection.queryFirst("SELECT quote_ident(current_user)") { try $0.text(0) } ?? ""
        for migration in pending { try apply(migration, connection, as: migrator) }
        try Roles.limit(connection)
        return pending
    }

    /// What was applied and what is missing; changes nothing.
    public static func status(
        _ connection: Connection, migrations: [Migration] = Migration.all
    ) throws -> Status {
        let exists =
            try connection.queryFirst("SELECT to_regclass('public.groundswell_migration') IS NOT NULL") {
                try $0.bool(0)
            } ?? false
        guard exists else { return Status(applied: [], pending: migrations) }
        let applied = try connection.query(
            "SELECT number, name, checksum, applied_at FROM public.groundswell_migration ORDER BY number"
        ) {
            Applied(
                number: try $0.int4(0), name: try $0.text(1), checksum: try $0.int8(2), appliedAt: try $0.timestamp(3))
        }
        let known = migrations.last?.number ?? 0
        if let last = applied.last, last.number > known { throw SchemaError.newer(applied: last.number, known: known) }
        for (migration, row) in zip(migrations, applied) {
            guard migration.number == row.number else { throw SchemaError.gap(number: migration.number) }
            guard migration.checksum == row.checksum else {
                throw SchemaError.changed(number: migration.number, name: migration.name)
            }
        }
        return Status(applied: applied, pending: Array(migrations.dropFirst(applied.count)))
    }

    private static func apply(_ migration: Migration, _ connection: Connection, as migrator: String) throws {
        _ = try connection.transaction {
            try connection.execute("SET LOCAL ROLE \(migrator)")
            try connection.execute(migration.sql)
            try connection.execute(
                "INSERT INTO public.groundswell_migration (number, name, checksum, oldest) VALUES ($1, $2, $3, $4)",
                [
                    .int4(migration.number), .text(migration.name), .int8(migration.checksum),
                    .int4(migration.breaks ? migration.number : 0),
                ])
        }
    }

    private static func lock(_ connection: Connection) throws {
        do {
            try connection.execute("SELECT pg_advisory_lock(\(lockSpace), 0)")
        } catch {
            // Not a `catch where`: the compiler fails on it with typed errors.
            throw error.state == .lockNotAvailable ? SchemaError.locked : error
        }
    }

    /// The session ends with the lock if it cannot say goodbye.
    private static func unlock(_ connection: Connection) {
        guard connection.isOpen else { return }
        do { try connection.execute("SELECT pg_advisory_unlock(\(lockSpace), 0)") } catch { connection.close() }
    }
}
