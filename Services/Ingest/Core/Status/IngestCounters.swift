import Metrics
import Runtime
import Synchronization
import Wire

/// What ingest counts, for `status` and `metrics`.
final class IngestCounters: Sendable {
    /// Records received, control lines and questions left out.
    let lines: Tally
    let bytes: Tally
    let stored: Tally
    let duplicate: Tally
    let batches: Tally
    let databaseErrors = Mutex<[String: Int]>([:])
    private let rejects = Mutex<[RejectCode: (count: Int, counter: Counter)]>([:])
    private let metrics: MetricsRegistry
    private let commitTime: Metrics.Timer

    /// A number that grows, in the metrics too.
    final class Tally: Sendable {
        private let value = Atomic(0)
        private let counter: Counter

        init(_ counter: Counter) { self.counter = counter }

        func add(_ amount: Int) {
            if amount == 0 { return }
            value.wrappingAdd(amount, ordering: .relaxed)
            counter.increment(by: amount)
        }

        var total: Int { value.load(ordering: .relaxed) }
    }

    init(_ metrics: MetricsRegistry) {
        self.metrics = metrics
        let help = [
            ("groundswell_ingest_lines_total", "Records received."),
            ("groundswell_ingest_bytes_total", "Bytes received in whole lines."),
            ("groundswell_ingest_stored_total", "Records stored and acked."),
            ("groundswell_ingest_batches_total", "Transactions committed."),
            ("groundswell_ingest_duplicate_total", "Records that were stored before."),
            ("groundswell_ingest_rejected_total", "Records rejected, by code."),
            ("groundswell_ingest_database_errors_total", "Failures of the database, by SQLSTATE class or kind."),
            ("groundswell_ingest_commit_seconds", "Time from taking a batch to its commit."),
            ("groundswell_ingest_connections", "Connections of producers."),
            ("groundswell_ingest_store_reachable", "1 while the store can be written."),
            ("groundswell_ingest_committed_batch", "The last batch committed."),
            ("groundswell_ingest_queue_records", "Records that wait for their transaction."),
            ("groundswell_ingest_unpublished_records", "Records that are stored and in no epoch yet; 0 without news."),
            ("groundswell_ingest_held_seconds_total", "Time in which producers were held back for answers."),
        ]
        for (name, text) in help { metrics.describe(name, text) }
        func tally(_ name: String) -> Tally { Tally(Counter(label: name, factory: metrics)) }
        lines = tally("groundswell_ingest_lines_total")
        bytes = tally("groundswell_ingest_bytes_total")
        stored = tally("groundswell_ingest_stored_total")
        duplicate = tally("groundswell_ingest_duplicate_total")
        batches = tally("groundswell_ingest_batches_total")
        commitTime = Metrics.Timer(label: "groundswell_ingest_commit", dimensions: [], factory: metrics)
    }

    func rejected(_ code: RejectCode) {
        rejects.withLock { rejects in
            let counter =
                rejects[code]?.counter
                ?? Counter(
                    label: "groundswell_ingest_rejected_total", dimensions: [("code", code.rawValue)], factory: metrics)
            rejects[code] = ((rejects[code]?.count ?? 0) + 1, counter)
            counter.increment()
        }
    }

    var rejected: Int { rejects.withLock { $0.values.reduce(0) { $0 + $1.count } } }

    func committed(after duration: Duration) {
        batches.add(1)
        let (seconds, attoseconds) = duration.components
        commitTime.recordNanoseconds(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
    }

    func databaseFailed(_ kind: String) {
        databaseErrors.withLock { $0[kind, default: 0] += 1 }
        Counter(label: "groundswell_ingest_database_errors_total", dimensions: [("class", kind)], factory: metrics)
            .increment()
    }

    /// All metrics as text; gauges are set now.
    func exposition(connections: Int, queued: Int, unpublished: Int, isReachable: Bool, batch: Int64) -> String {
        Gauge(label: "groundswell_ingest_store_reachable", factory: metrics).record(isReachable ? 1 : 0)
        Gauge(label: "groundswell_ingest_committed_batch", factory: metrics).record(batch)
        Gauge(label: "groundswell_ingest_connections", factory: metrics).record(connections)
        Gauge(label: "groundswell_ingest_queue_records", factory: metrics).record(queued)
        Gauge(label: "groundswell_ingest_unpublished_records", factory: metrics).record(unpublished)
        return metrics.exposition()
    }
}
