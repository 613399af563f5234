import Columns
import CoreMetrics
import Domain
import LineSocket
import Logging
import Measures
import Postgres
import Runtime
import Synchronization
import Wire

/// From a checked question to the bytes of its reply.
final class Answering: Sendable {
    let world: LivingWorld
    let subscribers: Subscribers
    let doorbell: @Sendable (_ isHeldBack: Bool) -> Void
    private let past: PastStates
    private let watch: WatchFollowing
    private let metrics: MetricsRegistry
    private let server = Mutex<LineServer?>(nil)

    init(
        world: LivingWorld, subscribers: Subscribers, past: PastStates, log: WatchLog, metrics: MetricsRegistry,
        doorbell: @escaping @Sendable (_ isHeldBack: Bool) -> Void
    ) {
        self.world = world
        self.subscribers = subscribers
        self.past = past
        watch = WatchFollowing(log: log, past: past)
        self.metrics = metrics
        self.doorbell = doorbell
        for (name, help) in Self.help { metrics.describe(name, help) }
    }

    /// The server that all connections came by, for `status`.
    func serves(_ serving: LineServer) { server.withLock { $0 = serving } }

    func reply(to request: RPCRequest, id: RPCID) async -> [UInt8] {
        let start = ContinuousClock.now
        var bytes: [UInt8] = []
        var method = "unknown"
        do {
            let (definition, parameters) = try MethodRegistry.scoring.resolve(request)
            method = definition.name
            let result = try await deadline(parameters.timeoutMs) {
                try await self.result(definition.name, parameters)
            }
            RPCResponse.write(id: id, result: result, into: &bytes)
        } catch {
            RPCResponse.write(id: id, error: Self.rpc(error), into: &bytes)
        }
        metrics.makeTimer(label: "groundswell_scoring_answer_seconds", dimensions: [("method", method)])
            .recordNanoseconds(Int64((ContinuousClock.now - start) / .nanoseconds(1)))
        return bytes
    }

    private func result(_ method: String, _ parameters: MethodParameters) async throws -> JSONValue {
        switch method {
        case "rpc.discover": return MethodRegistry.scoring.openRPC(version: ScoringConfiguration.registry.version)
        case "status": return status
        case "metrics": return .string(metricsText)
        case "batch.committed":
            doorbell(parameters.boolean("isHeldBack") ?? false)
            return .null
        case "subscribe":
            let summary = world.summary
            return [
                "epoch": .integer(summary.epoch), "batch": .integer(summary.publishedBatch),
                "asOf": summary.asOf.map { .string($0.description) } ?? .null,
            ]
        case MethodDefinition.watchFollow.name:
            return try await watch.follow(parameters, present: await world.present())
        case MethodDefinition.watchFigures.name:
            return try await watch.figures(parameters, present: await world.present())
        default:
            return try await ScoringMethods.answer(
                method, ScoringQuestion(parameters: parameters, present: await world.present(), past: past)
            ).json
        }
    }

    private static let help = [
        ("groundswell_scoring_answer_seconds", "Time from a question's line to its answer."),
        ("groundswell_scoring_connections", "Connections served now."),
        ("groundswell_scoring_subscribers", "Connections that are told of epochs."),
        ("groundswell_scoring_store_reachable", "1 while the store answers."),
        ("groundswell_scoring_epoch", "The last epoch published; 0: none."),
        ("groundswell_scoring_epoch_batch", "The last batch in that epoch."),
        ("groundswell_scoring_committed_batch", "The last batch seen in the ledger."),
        ("groundswell_scoring_lag_batches", "Batches that are committed and not in an epoch yet."),
        ("groundswell_scoring_models", "Model identities in memory."),
        ("groundswell_scoring_read_seconds", "What the last reading of batches took."),
        ("groundswell_scoring_derive_seconds", "What the last derivation took."),
        ("groundswell_scoring_publish_seconds", "What the last publication took."),
        ("groundswell_scoring_rows_published", "Rows the last publication wrote."),
    ]

    /// All metrics as text; gauges are set now.
    private var metricsText: String {
        let summary = world.summary
        let health = world.health
        func gauge(_ name: String, _ value: Double) {
            Gauge(label: "groundswell_scoring_" + name, dimensions: [], factory: metrics).record(value)
        }
        gauge("connections", Double(server.withLock { $0 }?.connectionCount ?? 0))
        gauge("subscribers", Double(subscribers.count))
        gauge("store_reachable", health.storeReachable ? 1 : 0)
        gauge("epoch", Double(summary.epoch))
        gauge("epoch_batch", Double(summary.publishedBatch))
        gauge("committed_batch", Double(health.committedBatch))
        gauge("lag_batches", Double(max(0, health.committedBatch - summary.publishedBatch)))
        gauge("models", Double(summary.models))
        gauge("read_seconds", health.lastReadSeconds)
        gauge("derive_seconds", health.lastDeriveSeconds)
        gauge("publish_seconds", health.lastPublishSeconds)
        gauge("rows_published", Double(health.rowsPublished))
        return metrics.exposition()
    }

    private var status: JSONValue {
        let summary = world.summary
        let health = world.health
        return [
            "state": .string(health.lastError == nil ? (summary.isLoaded ? "serving" : "loading") : "waiting"),
            "storeReachable": .bool(health.storeReachable), "error": health.lastError.map { .string($0) } ?? .null,
            "epoch": .integer(summary.epoch), "epochBatch": .integer(summary.publishedBatch),
            "committedBatch": .integer(health.committedBatch),
            "rollUpBatch": .integer(health.rollUpBatch), "subscribers": .integer(Int64(subscribers.count)),
            "peers": .array(
                (server.withLock { $0 }?.peers ?? []).map {
                    [
                        "user": .integer(Int64($0.uid)), "connections": .integer(Int64($0.connections)),
                        "bytes": .integer(Int64($0.bytesReceived)),
                    ]
                }),
            "models": .integer(Int64(summary.models)),
            "readSeconds": .number(health.lastReadSeconds), "deriveSeconds": .number(health.lastDeriveSeconds),
            "publishSeconds": .number(health.lastPublishSeconds),
            "rowsPublished": .integer(Int64(health.rowsPublished)),
            "watchSeconds": .number(health.lastWatchSeconds), "watchLog": watchLog,
            "sources": .array(SourceState.all(summary.facts)),
            "setAside": .array(
                health.setAside.map { part in
                    [
                        "batch": .integer(part.batch), "low": .integer(Int64(part.subjects.lowerBound)),
                        "high": .integer(Int64(part.subjects.upperBound)),
                        "model": summary.names[part.subjects.lowerBound].map { .string($0) } ?? .null,
                    ]
                }),
            "memoryBytes": residentMemoryBytes().map { .integer(Int64($0)) } ?? .null,
        ]
    }

    private var watchLog: JSONValue {
        let kept = watch.log.kept
        return ["epochs": .integer(Int64(kept.steps)), "events": .integer(Int64(kept.events))]
    }

    /// Errors as the closed list of the wire.
    static func rpc(_ error: any Error) -> RPCError {
        switch error {
        case let error as RPCError: error
        case let error as PostgresError: RPCError(.storeUnavailable, "the store does not answer: \(error)")
        case is CancellationError: RPCError(.cancelled, "the question was taken back")
        default: RPCError(.internalError, "\(error)")
        }
    }

    /// Whoever asked is told at once that time is up or the question taken back; the work ends when it notices.
    private func deadline<T: Sendable>(
        _ milliseconds: Int64?, _ body: @escaping @Sendable () async throws -> T
    ) async throws -> T {
        let work = Task { try await body() }
        let answer = FirstResult<T>()
        Task { answer.settle(await work.result) }
        let timer = milliseconds.map { milliseconds in
            Task {
                try await Task.sleep(for: .milliseconds(milliseconds))
                answer.settle(.failure(RPCError(.deadlineExceeded, "no answer within \(milliseconds) ms")))
                work.cancel()
            }
        }
        defer { timer?.cancel() }
        return try await withTaskCancellationHandler {
            try await answer.value
        } onCancel: {
            answer.settle(.failure(CancellationError()))
            work.cancel()
        }
    }
}
