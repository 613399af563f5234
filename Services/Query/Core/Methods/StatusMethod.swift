import Answers
import Columns
import Domain
import Wire

/// How the services are and how far they have come.
struct StatusMethod: GatewayMethod {
    func plan(_ question: Question, _ gateway: Gateway) -> Plan {
        .wait {
            let patience = gateway.configuration.statusTimeout
            async let ingest = Self.state(of: gateway.ingest, patience)
            async let scoring = Self.state(of: gateway.scoring, patience)
            async let committed = Self.within(patience) { try await gateway.store.committedBatch() }
            let answers = await (ingest, scoring, committed)
            // The epoch as it is once the store has been read, so that nothing committed by now looks like news.
            let snapshot = gateway.holder.snapshot
            let batch = try? answers.2.get()
            let epochBatch = snapshot?.header.batch ?? 0
            var bytes: [UInt8] = []
            let status: JSONValue = [
                "services": ["ingest": answers.0, "scoring": answers.1, "query": Self.own(gateway, answers.2)],
                "committedBatch": batch.map { .integer($0) } ?? .null, "epochBatch": .integer(epochBatch),
                "epoch": .integer(snapshot?.header.number ?? 0),
                "asOf": (snapshot?.header.asOf).map { .string($0.description) } ?? .null,
                // Without the store nobody can say that nothing newer is there.
                "stale": .bool(batch.map { epochBatch < $0 } ?? true),
            ]
            status.write(into: &bytes)
            return bytes
        }
    }

    private static func own(_ gateway: Gateway, _ committed: Result<Int64, any Error>) -> JSONValue {
        let configuration = gateway.configuration
        let snapshot = gateway.holder.snapshot
        var store: [JSONValue.Member] = [.init("reachable", true)]
        if case .failure(let error) = committed {
            store = [.init("reachable", false), .init("reason", .string("\(error)"))]
        }
        return [
            "reachable": true, "state": .string(snapshot == nil ? "waiting for the first epoch" : "serving"),
            "version": .string(gateway.version), "models": .integer(Int64(snapshot?.models.count ?? 0)),
            "connections": .integer(Int64(gateway.connectionCount)),
            "peers": .array(
                gateway.peers.map {
                    [
                        "user": .integer(Int64($0.uid)), "connections": .integer(Int64($0.connections)),
                        "bytes": .integer(Int64($0.bytesReceived)),
                    ]
                }),
            "queuedScans": .integer(Int64(gateway.worker.depth)), "store": .object(store),
            "limits": [
                "maximumConnections": .integer(Int64(configuration.maximumConnections)),
                "maximumConnectionsPerUser": .integer(Int64(configuration.maximumConnectionsPerUser ?? 0)),
                "maximumBytesPerSecond": .integer(Int64(configuration.maximumBytesPerSecond ?? 0)),
                "maximumInFlight": .integer(Int64(configuration.maximumInFlight)),
                "maximumQueuedScans": .integer(Int64(configuration.maximumQueuedScans)),
                "maximumLineBytes": .integer(Int64(configuration.maximumLineBytes)),
                "maximumResultBytes": .integer(Int64(configuration.maximumResultBytes)),
                "maximumTimelinePoints": .integer(Int64(configuration.maximumTimelinePoints)),
                "maximumWatches": .integer(Int64(configuration.maximumWatches)),
                "maximumWatchBytes": .integer(Int64(configuration.maximumWatchBytes)),
            ],
        ]
    }

    /// What a service says of itself, or why it says nothing.
    private static func state(of link: PeerLink, _ patience: Duration) async -> JSONValue {
        if let absence = link.absence { return ["reachable": false, "reason": .string(absence)] }
        switch await within(patience, { try await link.ask(MethodDefinition.status.name, .object([])) }) {
        case .success(let bytes):
            return .object([.init("reachable", true)] + (Overlay.object(bytes) ?? []))
        case .failure(let error):
            let reason = (error as? RPCError)?.message ?? "\(error)"
            return ["reachable": false, "reason": .string(reason)]
        }
    }

    private struct Silence: Error, CustomStringConvertible {
        let patience: Duration
        var description: String { "no answer within \(patience)" }
    }

    /// Runs `body`, but gives up waiting after a while; work that does not heed its cancellation ends on its own.
    private static func within<T: Sendable>(
        _ patience: Duration, _ body: @escaping @Sendable () async throws -> T
    ) async -> Result<T, any Error> {
        let (stream, first) = AsyncStream<Result<T, any Error>>.makeStream()
        let work = Task {
            do { first.yield(.success(try await body())) } catch { first.yield(.failure(error)) }
        }
        let timer = Task {
            guard (try? await Task.sleep(for: patience)) != nil else { return }
            first.yield(.failure(Silence(patience: patience)))
        }
        defer {
            work.cancel()
            timer.cancel()
        }
        for await result in stream { return result }
        return .failure(CancellationError())
    }
}
