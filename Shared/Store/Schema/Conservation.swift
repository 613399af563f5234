import Postgres

/// The oracle that says whether a store holds what was acked, once: the ledger has no gap, every batch has as many rows as
/// it was committed with, and no name has two ids. Run after a restore, and whenever somebody wants to know.
public enum Conservation {
    /// What a store holds, to be compared with what a copy of it holds.
    public struct Fingerprint: Sendable, Equatable {
        /// The last batch; 0: none.
        public var lastBatch: Int64
        /// Rows of each table of facts, and the sum of the hashes of their content, whatever their order.
        public var tables: [Table]

        /// Made from what was written down.
        public init(lastBatch: Int64, tables: [Table]) {
            self.lastBatch = lastBatch
            self.tables = tables
        }
    }

    /// One table of facts, its partitions together.
    public struct Table: Sendable, Equatable {
        public var name: String
        public var rows: Int64
        /// A decimal number.
        public var hash: String

        public init(name: String, rows: Int64, hash: String) {
            self.name = name
            self.rows = rows
            self.hash = hash
        }
    }

    /// What is wrong, a sentence each; empty: all is conserved.
    public static func violations(_ connection: Connection) throws -> [String] {
        var found: [String] = []
        let ledger = try connection.queryFirst(
            "SELECT count(*), coalesce(min(number), 1), coalesce(max(number), 0) FROM groundswell.batch"
        ) { (try $0.int8(0), try $0.int8(1), try $0.int8(2)) }
        if let (count, first, last) = ledger, first != 1 || count != last {
            found.append("the ledger has \(count) batches from \(first) to \(last): some are missing")
        }
        for (table, column) in [("observation", "observations"), ("event", "events")] {
            let wrong = try connection.query(
                """
                SELECT coalesce(b.number, s.batch), coalesce(b.\(column), 0), coalesce(s.rows, 0)
                FROM groundswell.batch b
                FULL JOIN (\(counts(table, try detached(table, connection)))) s ON s.batch = b.number
                WHERE coalesce(b.\(column), -1) <> coalesce(s.rows, 0) ORDER BY 1 LIMIT 5
                """
            ) { (try $0.int8(0), try $0.int4(1), try $0.int8(2)) }
            for (batch, said, rows) in wrong {
                found.append("batch \(batch) was committed with \(said) \(column), the store has \(rows)")
            }
        }
        for table in ["model", "organization"] {
            let twice = try connection.query(
                "SELECT key, count(*) FROM groundswell.\(table) GROUP BY key HAVING count(*) > 1 ORDER BY key LIMIT 5"
            ) { (try $0.text(0), try $0.int8(1)) }
            for (key, rows) in twice { found.append("the \(table) '\(key)' has \(rows) ids") }
        }
        let orphans = try connection.query(
            """
            SELECT name, batch FROM groundswell.stream
            WHERE batch > (SELECT coalesce(max(number), 0) FROM groundswell.batch) ORDER BY name LIMIT 5
            """
        ) { (try $0.text(0), try $0.int8(1)) }
        for (name, batch) in orphans {
            found.append("the stream '\(name)' is stored up to batch \(batch), which the ledger does not have")
        }
        return found
    }

    /// Reads the whole store once: facts and names, not the record of what administrators did.
    public static func fingerprint(_ connection: Connection) throws -> Fingerprint {
        let names = try connection.query(
            """
            SELECT relname::text FROM pg_class
            WHERE relnamespace = 'groundswell'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
                AND relname NOT IN ('act', 'erased')
            ORDER BY relname
            """
        ) { try $0.text(0) }
        var tables: [Table] = []
        for name in names {
            let row = try connection.queryFirst(
                "SELECT count(*), coalesce(sum(hashtextextended(t::text, 0)::numeric), 0)::text FROM groundswell.\"\(name)\" t"
            ) { (try $0.int8(0), try $0.text(1)) }
            tables.append(Table(name: name, rows: row?.0 ?? 0, hash: row?.1 ?? "0"))
        }
        let last =
            try connection.queryFirst("SELECT coalesce(max(number), 0) FROM groundswell.batch") { try $0.int8(0) } ?? 0
        return Fingerprint(lastBatch: last, tables: tables)
    }

    /// What a copy lacks of what was written down, a sentence each.
    public static func differences(_ meant: Fingerprint, _ found: Fingerprint) -> [String] {
        var sentences: [String] = []
        if meant.lastBatch != found.lastBatch {
            sentences.append("the last batch is \(found.lastBatch), it was \(meant.lastBatch)")
        }
        for table in meant.tables {
            let copy = found.tables.first { $0.name == table.name }
            if copy?.rows != table.rows {
                sentences.append("\(table.name) has \(copy?.rows ?? 0) rows, it had \(table.rows)")
            } else if copy?.hash != table.hash {
                sentences.append("\(table.name) has other content than it had")
            }
        }
        return sentences
    }

    /// Months that retention took out still count: they were acked.
    private static func detached(_ table: String, _ connection: Connection) throws -> [String] {
        try connection.query(
            """
            SELECT c.relname::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = '\(Retention.schema)' AND c.relkind = 'r' AND c.relname LIKE '\(table)\\_%' ORDER BY 1
            """
        ) { try $0.text(0) }
    }

    private static func counts(_ table: String, _ detached: [String]) -> String {
        let parts = ["groundswell.\(table)"] + detached.map { "\(Retention.schema).\"\($0)\"" }
        let all = parts.map { "SELECT batch, count(*) AS rows FROM \($0) GROUP BY batch" }.joined(
            separator: " UNION ALL ")
        return "SELECT batch, sum(rows)::int8 AS rows FROM (\(all)) every GROUP BY batch"
    }
}
