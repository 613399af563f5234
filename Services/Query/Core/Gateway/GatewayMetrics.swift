import Answers
import Columns
import CoreMetrics
import Runtime
import Synchronization
import Wire

/// What the gateway counts.
final class GatewayMetrics: Sendable {
    private let registry: MetricsRegistry
    private let latencies: [String: Timer]
    private let errors: [RPCErrorCode: Counter]
    private let epochs: Counter
    private let wholeEpochs: Counter
    private let readTime: Timer
    private let applyTime: Timer
    let modelGet: Timer

    init(_ registry: MetricsRegistry, methods: [String]) {
        self.registry = registry
        let latency = "groundswell_query_answer_seconds"
        registry.describe(latency, "Time from a question's line to its answer.")
        registry.describe("groundswell_query_errors_total", "Questions answered with an error.")
        registry.describe("groundswell_query_epochs_total", "Epochs taken over.")
        registry.describe("groundswell_query_epochs_whole_total", "Epochs read whole.")
        let takeover = "groundswell_query_epoch_seconds"
        registry.describe(takeover, "Time an epoch took to be read from the store, and to be put in place.")
        registry.describe("groundswell_query_store_errors_total", "Errors of the database, by SQLSTATE class.")
        registry.describe("groundswell_query_connections", "Connections served now.")
        registry.describe("groundswell_query_queued_scans", "Scans over all models that wait or run.")
        registry.describe("groundswell_query_epoch", "The epoch answers come from; 0: none.")
        registry.describe("groundswell_query_epoch_batch", "The last batch in that epoch.")
        registry.describe("groundswell_query_store_reachable", "1 while epochs can be read.")
        registry.describe("groundswell_query_models", "Model identities in that epoch.")
        func timer(_ method: String) -> Timer {
            Timer(label: latency, dimensions: [("method", method)], factory: registry)
        }
        latencies = Dictionary(uniqueKeysWithValues: methods.map { ($0, timer($0)) })
        modelGet = timer("model.get")
        errors = Dictionary(
            uniqueKeysWithValues: RPCErrorCode.allCases.map {
                (
                    $0,
                    Counter(
                        label: "groundswell_query_errors_total", dimensions: [("code", $0.rawValue)], factory: registry)
                )
            })
        epochs = Counter(label: "groundswell_query_epochs_total", factory: registry)
        wholeEpochs = Counter(label: "groundswell_query_epochs_whole_total", factory: registry)
        readTime = Timer(label: takeover, dimensions: [("step", "read")], factory: registry)
        applyTime = Timer(label: takeover, dimensions: [("step", "apply")], factory: registry)
    }

    func answered(_ method: String, nanoseconds: Int64) { latencies[method]?.recordNanoseconds(nanoseconds) }

    func failed(_ code: RPCErrorCode) { errors[code]?.increment() }

    func tookOver(isWhole: Bool, read: Duration, applied: Duration) {
        readTime.recordSeconds(read / .seconds(1))
        applyTime.recordSeconds(applied / .seconds(1))
        epochs.increment()
        if isWhole { wholeEpochs.increment() }
    }

    func storeFailed(_ state: String) {
        Counter(label: "groundswell_query_store_errors_total", dimensions: [("state", state)], factory: registry)
            .increment()
    }

    /// The Prometheus text, with what is so now.
    func text(connections: Int, queuedScans: Int, isReachable: Bool, snapshot: Snapshot?) -> String {
        func gauge(_ name: String, _ value: Int64) {
            Gauge(label: name, dimensions: [], factory: registry).record(value)
        }
        gauge("groundswell_query_store_reachable", isReachable ? 1 : 0)
        gauge("groundswell_query_connections", Int64(connections))
        gauge("groundswell_query_queued_scans", Int64(queuedScans))
        gauge("groundswell_query_epoch", snapshot?.header.number ?? 0)
        gauge("groundswell_query_epoch_batch", snapshot?.header.batch ?? 0)
        gauge("groundswell_query_models", Int64(snapshot?.models.count ?? 0))
        return registry.exposition()
    }
}
