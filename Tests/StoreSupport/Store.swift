import Domain
import Postgres
import StoreSchema
import TestSupport

/// A migrated store of one suite, filled by plain SQL.
package final class Store {
    package let conninfo: String
    /// As the superuser.
    package private(set) var owner: Connection
    /// As scoring.
    package private(set) var scoring: Connection
    package private(set) var batch: Int64 = 0
    /// Where it has one of its own.
    package let server: PostgresServer?

    package init(_ name: String, server: PostgresServer? = nil) throws {
        self.server = server
        conninfo = try server?.conninfo() ?? TestCluster.shared.database(name)
        owner = try Connection(ConnectionConfiguration(conninfo: conninfo))
        try Migrator.migrate(owner)
        scoring = try Connection(ConnectionConfiguration(conninfo: conninfo + " user=groundswell_scoring"))
        for parent in ["observation", "event"] {
            for month in ["2024-10-01", "2024-11-01", "2024-12-01", "2025-01-01"] {
                try owner.execute("SELECT groundswell.ensure_month('\(parent)', '\(month)')")
            }
        }
        try owner.execute(
            """
            INSERT INTO groundswell.source VALUES (1, 'huggingface'), (2, 'mteb'), (3, 'curated');
            INSERT INTO groundswell.word VALUES (1, 'mit'), (2, 'other'), (3, 'text-generation');
            """)
    }

    /// After the server was restarted.
    package func reconnect() throws {
        owner = try Connection(ConnectionConfiguration(conninfo: conninfo))
        scoring = try Connection(ConnectionConfiguration(conninfo: conninfo + " user=groundswell_scoring"))
    }

    /// One batch: statements in which `$batch` is its number.
    @discardableResult
    package func commit(_ sql: String...) throws -> Int64 {
        batch += 1
        try owner.transaction("BEGIN") {
            for statement in sql {
                try owner.execute(
                    statement.split(separator: "$batch", omittingEmptySubsequences: false)
                        .joined(separator: "\(batch)"))
            }
            try owner.execute("INSERT INTO groundswell.batch VALUES (\(batch), now(), 0, 0, 0, 0)")
        }
        return batch
    }

    /// Names of models m1...mN of organisations o1...o3.
    package func names(_ count: Int) throws {
        try commit(
            "INSERT INTO groundswell.organization SELECT i, 'o' || i, 'O' || i, $batch FROM generate_series(1, 3) i",
            """
            INSERT INTO groundswell.model
            SELECT i, 'o' || (1 + i % 3) || '/m' || i, 'O' || (1 + i % 3) || '/m' || i, 1 + i % 3, $batch
            FROM generate_series(1, \(count)) i
            """)
    }

    package func observe(_ model: Int, _ value: Int, _ time: String, series: Int = 0, source: Int = 1, step: Int = 1)
        -> String
    {
        "INSERT INTO groundswell.observation VALUES (\(model), \(series), \(source), '\(time)', \(value), \(step), $batch)"
    }

    package func like(_ model: Int, _ amount: Int, _ time: String, source: Int = 2) -> String {
        "INSERT INTO groundswell.event VALUES (\(model), 0, \(source), '\(time)', \(amount), $batch)"
    }

    package func statement(_ model: Int, _ time: String, content: Int, bases: [Int] = [], source: Int = 1) -> String {
        var sql =
            "INSERT INTO groundswell.model_fact (model, source, at, batch, content, bases, license) VALUES"
            + " (\(model), \(source), '\(time)', $batch, \(content), \(bases.count), 1)"
        for base in bases {
            sql +=
                "; INSERT INTO groundswell.edge VALUES (\(model), \(base), '\(time)', $batch, \(content), \(source), 1)"
        }
        return sql
    }

    package func retract(
        _ kind: RetractionKind, _ subject: Int?, at time: String?, _ more: [String: String] = [:], source: Int = 1
    )
        -> String
    {
        var columns = [
            "kind": "\(kind.rawValue)", "source": "\(source)", "by_source": "3", "made_at": "now()", "batch": "$batch",
            "reason": "'wrong'",
        ]
        if let subject { columns["subject"] = "\(subject)" }
        if let time { columns["at"] = "'\(time)'" }
        columns.merge(more) { $1 }
        let sorted = columns.sorted { $0.key < $1.key }
        return "INSERT INTO groundswell.retraction (\(sorted.map(\.key).joined(separator: ", "))) VALUES"
            + " (\(sorted.map(\.value).joined(separator: ", ")))"
    }
}
