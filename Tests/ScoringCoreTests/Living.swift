import Columns
import Domain
import Logging
import Measures
import Postgres
import StoreLedger
import StoreSupport
import Synchronization
import TestSupport
import Testing

@testable import ScoringCore

/// A living world and what it told of its epochs.
final class Living: Sendable {
    let world: LivingWorld
    private let told: Told

    private final class Told: Sendable {
        let epochs = Mutex<[Int64]>([])
    }

    init(moving: @escaping @Sendable () -> Void = {}) {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let told = Told()
        self.told = told
        world = LivingWorld(logger: logger, moving: moving) { header in
            told.epochs.withLock { $0.append(header.number) }
        }
    }

    /// A step, and what follows it at its own pace.
    func step(
        _ connection: Connection, fewest: Int64 = LivingWorld.fewestFolded, quiet: Duration = .zero
    ) throws {
        while try world.step(connection) {}
        world.watch()
        try world.keep(fewest: fewest, quiet: quiet, connection)
    }

    /// The numbers of the epochs published.
    var published: [Int64] { told.epochs.withLock { $0 } }
}

extension Store {
    /// What readers of the scores see.
    func scores() throws -> [String] {
        try ScoreReading.models(scoring) + ScoreReading.organizations(scoring)
            + scoring.query("SELECT sort || '|' || id || '|' || key FROM score.alias ORDER BY 1") {
                row throws(PostgresError) in try row.text(0)
            }
            + scoring.query(
                "SELECT relation || '|' || child || '|' || parent || '|' || edges FROM score.dependence ORDER BY 1"
            ) { row throws(PostgresError) in try row.text(0) }
    }

    func daily() throws -> [String] {
        try scoring.query(
            "SELECT d::text FROM score.daily d ORDER BY model, series, source, day"
        ) { row throws(PostgresError) in try row.text(0) }
    }

    /// The same scores and roll-up, written at once by a scoring that has never seen this store.
    func writtenAtOnce() throws -> (scores: [String], daily: [String]) {
        let before = (try scores(), try daily())
        try scoring.execute("DELETE FROM score.epoch; DELETE FROM score.roll_up; TRUNCATE score.daily, score.model")
        try Living().step(scoring)
        defer { withExtendedLifetime(before) {} }
        return (try scores(), try daily())
    }
}
