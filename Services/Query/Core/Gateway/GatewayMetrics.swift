import Glibc
import Synchronization
import Wire

/// What the gateway counts, written as Prometheus text. Counting costs a few nanoseconds and never waits.
final class GatewayMetrics: Sendable {
    /// Upper bounds of the latency histogram's buckets, in seconds.
    static let bounds = [0.000_05, 0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5]

    /// One method's latencies.
    final class Latency: Sendable {
        let buckets: [Counter] = (0...GatewayMetrics.bounds.count).map { _ in Counter() }
        let nanoseconds = Counter()

        func record(_ spent: UInt64) {
            let seconds = Double(spent) * 1e-9
            buckets[GatewayMetrics.bounds.firstIndex { seconds <= $0 } ?? GatewayMetrics.bounds.count].add()
            nanoseconds.add(spent)
        }
    }

    /// One number that only grows.
    final class Counter: Sendable {
        private let value = Atomic<UInt64>(0)
        func add(_ more: UInt64 = 1) { value.add(more, ordering: .relaxed) }
        var total: UInt64 { value.load(ordering: .relaxed) }
    }

    let latencies: [String: Latency]
    let errors: [RPCErrorCode: Counter]
    let epochs = Counter()
    let wholeEpochs = Counter()
    let storeErrors = Mutex<[String: UInt64]>([:])

    init(methods: [String]) {
        latencies = Dictionary(uniqueKeysWithValues: methods.map { ($0, Latency()) })
        errors = Dictionary(uniqueKeysWithValues: RPCErrorCode.allCases.map { ($0, Counter()) })
    }

    func storeFailed(_ state: String) { storeErrors.withLock { $0[state, default: 0] += 1 } }

    /// The text exposition format, with what only the gateway knows now.
    func text(connections: Int, queuedScans: Int, snapshot: Snapshot?) -> String {
        var text = ""
        func family(_ name: String, _ kind: String, _ help: String, _ samples: [(labels: String, value: String)]) {
            text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind)\n"
            for sample in samples { text += "\(name)\(sample.labels) \(sample.value)\n" }
        }
        func gauge(_ name: String, _ help: String, _ value: some BinaryInteger) {
            family(name, "gauge", help, [("", "\(value)")])
        }
        gauge("groundswell_query_connections", "Connections served now.", connections)
        gauge("groundswell_query_queued_scans", "Scans over all models that wait or run.", queuedScans)
        gauge("groundswell_query_epoch", "The epoch answers come from; 0: none.", snapshot?.header.number ?? 0)
        gauge("groundswell_query_epoch_batch", "The last batch in that epoch.", snapshot?.header.batch ?? 0)
        gauge("groundswell_query_models", "Model identities in that epoch.", snapshot?.models.count ?? 0)
        gauge("process_resident_memory_bytes", "Resident memory size in bytes.", Self.residentBytes())
        family("groundswell_query_epochs_total", "counter", "Epochs taken over.", [("", "\(epochs.total)")])
        family(
            "groundswell_query_epochs_whole_total", "counter", "Epochs read whole.", [("", "\(wholeEpochs.total)")])
        family(
            "groundswell_query_errors_total", "counter", "Questions answered with an error, by code.",
            RPCErrorCode.allCases.compactMap { code in
                errors[code].map { ("{code=\"\(code.rawValue)\"}", "\($0.total)") }
            })
        family(
            "groundswell_query_store_errors_total", "counter", "Errors of the database, by SQLSTATE class or code.",
            storeErrors.withLock { $0 }.sorted { $0.key < $1.key }.map { ("{state=\"\($0.key)\"}", "\($0.value)") })
        histogram(&text)
        return text
    }

    private func histogram(_ text: inout String) {
        let name = "groundswell_query_answer_seconds"
        text += "# HELP \(name) Time from a question's line to its answer, by method.\n# TYPE \(name) histogram\n"
        for (method, latency) in latencies.sorted(by: { $0.key < $1.key }) {
            var sum: UInt64 = 0
            for (place, bucket) in latency.buckets.enumerated() {
                sum += bucket.total
                let bound = place < Self.bounds.count ? "\(Self.bounds[place])" : "+Inf"
                text += "\(name)_bucket{method=\"\(method)\",le=\"\(bound)\"} \(sum)\n"
            }
            text += "\(name)_sum{method=\"\(method)\"} \(Double(latency.nanoseconds.total) * 1e-9)\n"
            text += "\(name)_count{method=\"\(method)\"} \(sum)\n"
        }
    }

    private static func residentBytes() -> Int {
        guard let file = fopen("/proc/self/statm", "r") else { return 0 }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 128)
        guard fgets(&line, 128, file) != nil else { return 0 }
        let fields = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            .split(separator: " ")
        return fields.count > 1 ? (Int(fields[1]) ?? 0) * Int(sysconf(Int32(_SC_PAGESIZE))) : 0
    }
}
