import Postgres

/// What scoring leaves out, and what it was taking in when it last ended: kept in its own schema, where the next process
/// finds it. A record that crashes scoring would otherwise crash it at every start.
public struct SetAside: Sendable {
    /// Part of a batch: every row whose subject (model, organisation, node) lies in a range of ids.
    public struct Part: Sendable, Equatable {
        public var batch: Int64
        public var subjects: ClosedRange<Int32>

        public init(batch: Int64, subjects: ClosedRange<Int32>) {
            self.batch = batch
            self.subjects = subjects
        }
    }

    /// What was being taken in.
    public struct Trial: Sendable, Equatable {
        /// Nil: everything up to the last batch, as at every start.
        public var part: Part?
        /// How often it was begun without coming to an end.
        public var tries: Int

        public init(part: Part?, tries: Int) {
            self.part = part
            self.tries = tries
        }
    }

    public init() {}

    /// The parts that are left out; none in a store without the table.
    public func parts(_ connection: Connection) throws -> [Part] {
        guard try exists("set_aside", connection) else { return [] }
        return try connection.query("SELECT batch, low, high FROM score.set_aside ORDER BY batch, low") {
            row throws(PostgresError) in
            let (low, high) = (try row.int4(1), try row.int4(2))
            return Part(batch: try row.int8(0), subjects: min(low, high)...max(low, high))
        }
    }

    /// The trial that was begun and did not end.
    public func trial(_ connection: Connection) throws -> Trial? {
        guard try exists("trial", connection) else { return nil }
        return try connection.queryFirst("SELECT batch, low, high, tries FROM score.trial") {
            row throws(PostgresError) in
            let tries = Int(try row.int4(3))
            guard let batch = try row.int8OrNil(0) else { return Trial(part: nil, tries: tries) }
            return Trial(part: Part(batch: batch, subjects: try row.int4(1)...row.int4(2)), tries: tries)
        }
    }

    /// Notes what is about to be tried, before it is; nil: it came to an end.
    public func note(_ trial: Trial?, _ connection: Connection) throws {
        try connection.execute(
            """
            CREATE TABLE IF NOT EXISTS score.trial (batch bigint, low integer, high integer, tries integer NOT NULL)
            """)
        try connection.transaction {
            try connection.execute("DELETE FROM score.trial")
            guard let trial else { return }
            let part = trial.part.map { "\($0.batch), \($0.subjects.lowerBound), \($0.subjects.upperBound)" }
            try connection.execute("INSERT INTO score.trial VALUES (\(part ?? "NULL, NULL, NULL"), \(trial.tries))")
        }
    }

    /// Leaves a part out from now on.
    public func leaveOut(_ part: Part, _ connection: Connection) throws {
        try connection.execute(
            """
            CREATE TABLE IF NOT EXISTS score.set_aside (
                batch bigint NOT NULL, low integer NOT NULL, high integer NOT NULL,
                set_aside_at timestamptz NOT NULL DEFAULT clock_timestamp(), PRIMARY KEY (batch, low, high))
            """)
        try connection.execute(
            "INSERT INTO score.set_aside (batch, low, high) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
            [.int8(part.batch), .int4(part.subjects.lowerBound), .int4(part.subjects.upperBound)])
    }

    /// The lowest and the highest subject of a batch; nil: it says nothing of anything.
    public func subjects(of batch: Int64, _ connection: Connection) throws -> ClosedRange<Int32>? {
        let rows = Reading.subjects.map {
            "SELECT \($0.column) AS subject FROM groundswell.\($0.table) WHERE batch = $1"
        }
        return try connection.queryFirst(
            "SELECT min(subject)::int4, max(subject)::int4 FROM (\(rows.joined(separator: " UNION ALL "))) AS said",
            [.int8(batch)]
        ) { row throws(PostgresError) -> ClosedRange<Int32>? in
            guard let low = try row.int4OrNil(0), let high = try row.int4OrNil(1) else { return nil }
            return low...high
        } ?? nil
    }

    private func exists(_ table: String, _ connection: Connection) throws -> Bool {
        try connection.queryFirst("SELECT to_regclass('score.\(table)') IS NOT NULL") { try $0.bool(0) } ?? false
    }
}

extension Reading {
    /// Every table of facts, with the column that says what a row is about.
    static let subjects: [(table: String, column: String)] = [
        ("model_fact", "model"), ("edge", "child"), ("organization_fact", "organization"), ("component_fact", "model"),
        ("identity_fact", "model"), ("deletion_fact", "model"), ("document_fact", documentSubject),
        ("retraction", "coalesce(subject, 0)"), ("observation", "model"), ("event", "model"),
    ]

    /// Documents that are no nodes of lineage are told apart by the hash of their id.
    static let documentSubject = "coalesce(node, hashtext(subject) & 2147483647)"
}
