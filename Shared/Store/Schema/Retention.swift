import Postgres

/// Takes whole months out of the large tables. What is taken out is kept in a schema of its own, unchanged, until an
/// operator stores it elsewhere or drops it: nothing here deletes.
public enum Retention {
    /// Where months go.
    public static let schema = "groundswell_detached"

    /// A month that the policy no longer keeps.
    public struct Month: Sendable, Equatable {
        /// `observation` or `event`.
        public var table: String
        /// Its partition, for example `event_2024_03`.
        public var partition: String
        /// Bytes on disk, indexes included.
        public var bytes: Int64
    }

    /// The months that end at least `days` days before today, oldest first; changes nothing.
    public static func due(_ connection: Connection, table: String, days: Int) throws -> [Month] {
        try connection.query(
            """
            SELECT c.relname::text, pg_total_relation_size(c.oid)
            FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
            WHERE i.inhparent = to_regclass('groundswell.' || $1)
              AND (regexp_match(pg_get_expr(c.relpartbound, c.oid), 'TO \\(''([^'']+)''\\)'))[1]::timestamptz
                  <= date_trunc('day', now()) - make_interval(days => $2)
            ORDER BY c.relname
            """, [.text(table), .int4(Int32(clamping: days))]
        ) { Month(table: table, partition: try $0.text(0), bytes: try $0.int8(1)) }
    }

    /// Takes one month out. Readers and writers of other months are not held up; a lock that is not to be had in time
    /// leaves everything as it was, or detached and not yet moved, which the next run ends.
    public static func detach(_ connection: Connection, _ month: Month) throws {
        try connection.execute("CREATE SCHEMA IF NOT EXISTS \(schema)")
        try connection.execute("SET lock_timeout = '10s'")
        let name = month.partition
        // One that an interrupted run left half detached is finished; else it is detached without a lock on the parent
        // that would hold up everybody.
        let pending =
            try connection.queryFirst(
                "SELECT inhdetachpending FROM pg_inherits WHERE inhrelid = to_regclass('groundswell.' || quote_ident($1))",
                [.text(name)]
            ) { try $0.bool(0) } ?? false
        try connection.execute(
            "ALTER TABLE groundswell.\(month.table) DETACH PARTITION groundswell.\"\(name)\" \(pending ? "FINALIZE" : "CONCURRENTLY")"
        )
        try move(connection, name)
    }

    /// Moves months that an interrupted run detached and left.
    public static func finish(_ connection: Connection) throws {
        let left = try connection.query(
            """
            SELECT relname::text FROM pg_class
            WHERE relnamespace = 'groundswell'::regnamespace AND relkind = 'r' AND NOT relispartition
              AND relname ~ '^(observation|event)_([0-9]{4}_[0-9]{2}|early)$'
            """
        ) { try $0.text(0) }
        for name in left { try move(connection, name) }
    }

    private static func move(_ connection: Connection, _ name: String) throws {
        // A month that was taken out before and came again keeps both.
        let taken =
            try connection.queryFirst("SELECT to_regclass('\(schema).' || quote_ident($1)) IS NOT NULL", [.text(name)])
        {
            try $0.bool(0)
        } ?? false
        if taken {
            let next =
                try connection.queryFirst(
                    """
                    SELECT count(*) FROM pg_class WHERE relnamespace = '\(schema)'::regnamespace AND relkind = 'r'
                    AND starts_with(relname::text, $1)
                    """, [.text(name)]
                ) { try $0.int8(0) } ?? 0
            _ = try connection.transaction {
                let indexes = try connection.query(
                    "SELECT indexrelid::regclass::text FROM pg_index WHERE indrelid = to_regclass('groundswell.' || quote_ident($1))",
                    [.text(name)]
                ) { try $0.text(0) }
                for (place, index) in indexes.enumerated() {
                    try connection.execute("ALTER INDEX \(index) RENAME TO \"\(name)_\(next + 1)_index\(place)\"")
                }
                try connection.execute("ALTER TABLE groundswell.\"\(name)\" RENAME TO \"\(name)_\(next + 1)\"")
                try connection.execute("ALTER TABLE groundswell.\"\(name)_\(next + 1)\" SET SCHEMA \(schema)")
            }
        } else {
            try connection.execute("ALTER TABLE groundswell.\"\(name)\" SET SCHEMA \(schema)")
        }
    }
}
