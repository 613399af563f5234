import Postgres

/// What administrators and curators did, with who and when: rows of `groundswell.act`.
public struct Act: Sendable, Equatable {
    /// Microseconds since 1970-01-01 UTC, by the server's clock.
    public var at: Int64
    public var who: String
    public var what: String
    public var detail: String
    /// The batch that holds what a curator said.
    public var batch: Int64?

    /// Writes one down, in the caller's transaction where there is one. A store whose schema has no place for it yet is
    /// left alone.
    public static func note(_ connection: Connection, who: String, what: String, detail: String) throws {
        let hasTable = try connection.queryFirst("SELECT to_regclass('groundswell.act') IS NOT NULL") { try $0.bool(0) }
        guard hasTable == true else { return }
        try connection.execute(
            "INSERT INTO groundswell.act (who, what, detail) VALUES ($1, $2, $3)",
            [.text(who), .text(what), .text(detail)])
    }

    /// The newest, oldest first.
    public static func newest(_ connection: Connection, limit: Int) throws -> [Act] {
        try connection.query(
            """
            SELECT at, who, what, detail, batch FROM
                (SELECT * FROM groundswell.act ORDER BY number DESC LIMIT $1) newest ORDER BY number
            """, [.int8(Int64(limit))]
        ) {
            Act(
                at: try $0.timestamp(0), who: try $0.text(1), what: try $0.text(2), detail: try $0.text(3),
                batch: try $0.int8OrNil(4))
        }
    }
}
