import Columns
import Domain
import Postgres
import StoreSchema
import TestSupport

/// A migrated store of one suite, filled by plain SQL.
final class Store {
    let conninfo: String
    /// As the superuser.
    let owner: Connection
    /// As scoring.
    let scoring: Connection
    private(set) var batch: Int64 = 0

    init(_ name: String) throws {
        conninfo = try TestCluster.shared.database(name)
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

    /// One batch: statements in which `$batch` is its number.
    @discardableResult
    func commit(_ sql: String...) throws -> Int64 {
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
    func names(_ count: Int) throws {
        try commit(
            "INSERT INTO groundswell.organization SELECT i, 'o' || i, 'O' || i, $batch FROM generate_series(1, 3) i",
            """
            INSERT INTO groundswell.model
            SELECT i, 'o' || (1 + i % 3) || '/m' || i, 'O' || (1 + i % 3) || '/m' || i, 1 + i % 3, $batch
            FROM generate_series(1, \(count)) i
            """)
    }

    func observe(_ model: Int, _ value: Int, _ time: String, series: Int = 0, source: Int = 1, step: Int = 1) -> String
    {
        "INSERT INTO groundswell.observation VALUES (\(model), \(series), \(source), '\(time)', \(value), \(step), $batch)"
    }

    func like(_ model: Int, _ amount: Int, _ time: String, source: Int = 2) -> String {
        "INSERT INTO groundswell.event VALUES (\(model), 0, \(source), '\(time)', \(amount), $batch)"
    }

    func statement(_ model: Int, _ time: String, content: Int, bases: [Int] = [], source: Int = 1) -> String {
        var sql =
            "INSERT INTO groundswell.model_fact (model, source, at, batch, content, bases, license) VALUES"
            + " (\(model), \(source), '\(time)', $batch, \(content), \(bases.count), 1)"
        for base in bases {
            sql +=
                "; INSERT INTO groundswell.edge VALUES (\(model), \(base), '\(time)', $batch, \(content), \(source), 1)"
        }
        return sql
    }

    func retract(
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

extension Facts {
    /// Everything in it, as lines that can be compared.
    var lines: [String] {
        var lines = ["batch \(batch)", "newest \(newest)", "sources \(sources)", "words \(words)", "series \(series)"]
        lines += (0..<modelNames.count).map { "model \($0) \(modelNames[$0]) \(modelOrganization[$0])" }
        lines += organizationNames.map { "organization \($0)" }
        lines += statements.rows.map { "\($0)" }
        lines += bases.rows.map { "\($0)" }
        lines += points.rows.map { "\($0)" }
        lines += amounts.rows.map { "\($0)" }
        lines += organizations.map { "\($0)" }
        lines += identities.map { "\($0)" }
        lines += deletions.map { "\($0)" }
        lines += artifacts.sorted().map { "artifact \($0)" }
        return lines
    }
}

/// The microseconds of an instant as the store reads it.
func microseconds(_ time: String) -> Int64 { Timestamp(time)!.microseconds }
