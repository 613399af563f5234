import Columns
import Domain
import Postgres

extension ScoreWriter {
    /// Everything into new tables, which take the old ones' names.
    func swap(_ epoch: Epoch, _ connection: Connection) throws {
        for table in ["model", "organization", "alias"] {
            try connection.execute("DROP TABLE IF EXISTS score.\(table)_new")
            try connection.execute(
                "CREATE TABLE score.\(table)_new (LIKE score.\(table) INCLUDING DEFAULTS INCLUDING CONSTRAINTS)")
        }
        let number = epoch.header.number
        _ = try connection.copyIn("COPY score.model_new (\(Self.modelColumns)) FROM STDIN (FORMAT binary)") { rows in
            for row in 0..<epoch.models.count { try Self.write(epoch.models, row, number, &rows) }
        }
        _ = try connection.copyIn(
            "COPY score.organization_new (\(Self.organizationColumns)) FROM STDIN (FORMAT binary)"
        ) { rows in
            for row in 0..<epoch.organizations.count { try Self.write(epoch.organizations, row, number, &rows) }
        }
        _ = try connection.copyIn("COPY score.alias_new (sort, id, epoch, key) FROM STDIN (FORMAT binary)") { rows in
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
            ALTER TABLE score.model_new ADD PRIMARY KEY (id);
            CREATE INDEX ON score.model_new (epoch);
            ALTER TABLE score.organization_new ADD PRIMARY KEY (id);
            CREATE INDEX ON score.alias_new (sort, key);
            """)
        for table in ["model", "organization", "alias"] {
            try connection.execute("DROP TABLE score.\(table)")
            try connection.execute("ALTER TABLE score.\(table)_new RENAME TO \(table)")
        }
    }

    /// Only the rows that differ, through a temporary table.
    func merge(_ epoch: Epoch, _ models: [Int], _ organizations: [Int], _ connection: Connection) throws {
        let number = epoch.header.number
        if !models.isEmpty {
            try connection.execute("CREATE TEMP TABLE model_changed (LIKE score.model) ON COMMIT DROP")
            _ = try connection.copyIn("COPY model_changed (\(Self.modelColumns)) FROM STDIN (FORMAT binary)") { rows in
                for row in models { try Self.write(epoch.models, row, number, &rows) }
            }
            try upsert("model", Self.modelColumns, connection)
        }
        if !organizations.isEmpty {
            try connection.execute("CREATE TEMP TABLE organization_changed (LIKE score.organization) ON COMMIT DROP")
            _ = try connection.copyIn(
                "COPY organization_changed (\(Self.organizationColumns)) FROM STDIN (FORMAT binary)"
            ) { rows in
                for row in organizations { try Self.write(epoch.organizations, row, number, &rows) }
            }
            try upsert("organization", Self.organizationColumns, connection)
        }
    }

    private func upsert(_ table: String, _ columns: String, _ connection: Connection) throws {
        let updates = columns.split(separator: ", ").dropFirst().map { "\($0) = excluded.\($0)" }
        try connection.execute(
            "INSERT INTO score.\(table) (\(columns)) SELECT \(columns) FROM \(table)_changed"
                + " ON CONFLICT (id) DO UPDATE SET \(updates.joined(separator: ", "))")
    }
}
