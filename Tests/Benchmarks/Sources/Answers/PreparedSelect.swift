import Foundation
import Postgres
import Synchronization

/// The second reference of answers: a prepared SELECT of the same rows over libpq, a thread a connection, one at a time.
struct PreparedSelect {
    let deployment: Deployment
    let statement: Statement
    /// What `$1` is, in turn.
    let keys: [Bind]

    /// The row of a model by its key, by the one part of the index over names that there is at hub size: no plan is shorter.
    static let model = Statement(
        name: "benchmark_model",
        sql: """
            SELECT s.name, s.country, s.access, s.released, s.parameters, s.net_likes, s.gain_7d, s.gain_30d,
                s.decayed_adoption, s.downloads_30d, s.derivatives, s.descendants, s.license, s.task, s.library
            FROM groundswell.model m JOIN score.benchmark_model s USING (id)
            WHERE hashtextextended(m.key, 0) = hashtextextended($1, 0) AND m.key = $1 AND m.id < 4000000
            """)

    /// A model's likes day by day.
    static let timeline = Statement(
        name: "benchmark_timeline",
        sql: """
            SELECT m.name, d.day, d.value, d.amount FROM groundswell.model m
            LEFT JOIN score.daily d ON d.model = m.id
                AND d.series = (SELECT id FROM groundswell.series WHERE name = 'likes')
            WHERE hashtextextended(m.key, 0) = hashtextextended($1, 0) AND m.key = $1 AND m.id < 4000000
            ORDER BY d.day
            """)

    /// What is asked: the models in one table, with the indexes that a reader of the store would make for these questions.
    static let preparation = """
        DROP TABLE IF EXISTS score.benchmark_model;
        CREATE TABLE score.benchmark_model AS SELECT * FROM score.model ORDER BY id;
        ALTER TABLE score.benchmark_model ADD PRIMARY KEY (id);
        CREATE INDEX ON score.benchmark_model (net_likes DESC, name);
        ANALYZE score.benchmark_model
        """
    static let preparationGone = "DROP TABLE IF EXISTS score.benchmark_model"

    /// The first twenty by likes.
    static let leaderboard = Statement(
        name: "benchmark_leaderboard",
        sql: """
            SELECT name, net_likes, country, organization FROM score.benchmark_model WHERE net_likes IS NOT NULL AND $1 <> ''
            ORDER BY net_likes DESC, name LIMIT 20
            """)

    /// Connections that are open, each for the one thread that uses it.
    final class Opened: @unchecked Sendable {
        let connections: [Connection]
        init(_ connections: [Connection]) { self.connections = connections }
        func close() { for connection in connections { connection.close() } }
    }

    func open(_ count: Int) throws -> Opened { Opened(try (0..<count).map { _ in try deployment.connection() }) }

    func run(_ opened: Opened, for duration: Double) throws -> LoadClient.Outcome {
        let all = Mutex<(times: [Double], failure: String?)>(([], nil))
        let done = DispatchSemaphore(value: 0)
        let count = opened.connections.count
        let start = seconds() + duration / 10
        let end = start + duration
        for index in 0..<count {
            Thread.detachNewThread { [statement, keys] in
                var times: [Double] = []
                do {
                    times = try Self.ask(
                        opened.connections[index], statement, keys, from: index * keys.count / count, start, end)
                } catch {
                    all.withLock { $0.failure = "\(error)" }
                }
                all.withLock { $0.times += times }
                done.signal()
            }
        }
        for _ in 0..<count { done.wait() }
        if let failure = all.withLock({ $0.failure }) { throw Failure("prepared SELECT: \(failure)") }
        let times = all.withLock { $0.times }.sorted()
        return LoadClient.Outcome(perSecond: Double(times.count) / duration, microseconds: times)
    }

    /// Microseconds of each answer between two times.
    private static func ask(
        _ connection: Connection, _ statement: Statement, _ keys: [Bind], from first: Int, _ start: Double,
        _ end: Double
    ) throws -> [Double] {
        var times: [Double] = []
        var next = first
        var now = seconds()
        while now < end {
            guard try connection.queryFirst(statement, [keys[next]], { try $0.text(0) }) != nil else {
                throw Failure("\(statement.name): \(keys[next]) has no row")
            }
            let then = seconds()
            if now >= start { times.append((then - now) * 1e6) }
            now = then
            next = next + 1 == keys.count ? 0 : next + 1
        }
        return times
    }
}
