import Columns
import Domain
import Postgres

extension ScoreWriter {
    /// Only what differs: models are appended, for they may be many, organisations change in place.
    func change(_ epoch: Epoch, _ changed: Changes, _ connection: Connection) throws {
        try change(epoch, models: changed.models, connection)
        try change(epoch, figures: changed.figures, connection)
        try change(epoch, organizations: changed.organizations, connection)
    }

    private func change(_ epoch: Epoch, models: [Int], _ connection: Connection) throws {
        guard !models.isEmpty else { return }
        _ = try connection.copyIn("COPY score.model_change (\(Self.modelColumns)) FROM STDIN (FORMAT binary)") { rows in
            for row in models { try Self.write(epoch.models, row, epoch.header.number, &rows) }
        }
    }

    private func change(_ epoch: Epoch, figures: [Int], _ connection: Connection) throws {
        guard !figures.isEmpty else { return }
        _ = try connection.copyIn("COPY score.figure_change (\(Self.figureColumns)) FROM STDIN (FORMAT binary)") {
            rows in
            for (part, first) in stride(from: 0, to: figures.count, by: figuresAtOnce).enumerated() {
                let some = figures[first..<min(first + figuresAtOnce, figures.count)]
                try Self.write(FigureTable(epoch.models, some), part, epoch.header.number, &rows)
            }
        }
    }

    private func change(_ epoch: Epoch, organizations: [Int], _ connection: Connection) throws {
        guard !organizations.isEmpty else { return }
        try connection.execute("CREATE TEMP TABLE organization_changed (LIKE score.organization) ON COMMIT DROP")
        _ = try connection.copyIn(
            "COPY organization_changed (\(Self.organizationColumns)) FROM STDIN (FORMAT binary)"
        ) { rows in
            for row in organizations { try Self.write(epoch.organizations, row, epoch.header.number, &rows) }
        }
        let columns = Self.organizationColumns
        let updates = columns.split(separator: ", ").dropFirst().map { "\($0) = excluded.\($0)" }
        try connection.execute(
            "INSERT INTO score.organization (\(columns)) SELECT \(columns) FROM organization_changed"
                + " ON CONFLICT (id) DO UPDATE SET \(updates.joined(separator: ", "))")
    }
}
