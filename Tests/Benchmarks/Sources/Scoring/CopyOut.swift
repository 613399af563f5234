import Postgres

/// The reference of a cold start: the tables that scoring reads, by binary COPY OUT, and every field dropped.
enum CopyOut {
    private static let tables: [(name: String, columns: [String])] = [
        ("model", ["id", "organization", "name"]), ("organization", ["id", "name"]),
        (
            "model_fact",
            [
                "model", "source", "at", "batch", "content", "access", "gated", "released", "released_precision",
                "created", "parameters", "active_parameters", "organization", "license", "license_name",
                "license_link", "task", "library", "hub_id",
            ]
        ), ("edge", ["child", "parent", "source", "relation", "at", "batch", "content"]),
        ("observation", ["model", "series", "source", "at", "value", "step", "batch"]),
        ("event", ["model", "kind", "source", "at", "amount"]),
    ]

    /// Seconds for everything.
    static func run(_ connection: Connection) throws -> Double {
        let start = seconds()
        for table in tables {
            let columns = table.columns.joined(separator: ", ")
            try connection.copyOut(
                "COPY (SELECT \(columns) FROM groundswell.\(table.name)) TO STDOUT (FORMAT binary)",
                columns: table.columns.count
            ) { row in
                for _ in table.columns { try row.skip() }
            }
        }
        return seconds() - start
    }
}
