import Foundation
import Postgres
import Synchronization

/// The second reference of answers: a prepared SELECT of the same model's row over libpq, a thread a connection.
struct PreparedSelect {
    let deployment: Deployment
    let keys: [String]

    private static let statement = Statement(
        name: "benchmark_model",
        sql: """
            SELECT s.name, s.country, s.access, s.released, s.parameters, s.net_likes, s.gain_7d, s.gain_30d,
                s.decayed_adoption, s.downloads_30d, s.derivatives, s.descendants, s.license, s.task, s.library
            FROM groundswell.model m JOIN score.model s USING (id) WHERE m.key = $1
            """)

    func run(connections: Int, for duration: Double) throws -> LoadClient.Outcome {
        let all = Mutex<(times: [Double], failure: String?)>(([], nil))
        let opened = try (0..<connections).map { _ in Sending(connection: try deployment.connection()) }
        let done = DispatchSemaphore(value: 0)
        let start = seconds() + duration / 10
        let end = start + duration
        for (index, lane) in opened.enumerated() {
            let first = index * keys.count / connections
            Thread.detachNewThread { [keys] in
                var times: [Double] = []
                var next = first
                var now = seconds()
                do {
                    while now < end {
                        let name = try lane.connection.queryFirst(Self.statement, [.text(keys[next])]) {
                            try $0.text(0)
                        }
                        guard name != nil else { throw Failure("\(keys[next]) has no row") }
                        let then = seconds()
                        if now >= start { times.append((then - now) * 1e6) }
                        now = then
                        next = next + 1 == keys.count ? 0 : next + 1
                    }
                    lane.connection.close()
                } catch {
                    all.withLock { $0.failure = "\(error)" }
                }
                all.withLock { $0.times += times }
                done.signal()
            }
        }
        for _ in opened { done.wait() }
        if let failure = all.withLock({ $0.failure }) { throw Failure("prepared SELECT: \(failure)") }
        let times = all.withLock { $0.times }.sorted()
        return LoadClient.Outcome(perSecond: Double(times.count) / duration, microseconds: times)
    }

    /// A connection that is handed to the one thread that uses it.
    private struct Sending: @unchecked Sendable { let connection: Connection }
}
