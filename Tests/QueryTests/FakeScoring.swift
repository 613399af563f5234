import LineSocket
import Synchronization
import Wire

/// Scoring's socket with scripted answers, for what only its slowness, loss and silence can show.
final class FakeScoring: Sendable {
    private let server: LineServer
    let seen: Seen

    /// What was asked, and who listens.
    final class Seen: Sendable {
        let requests = Mutex<[RPCRequest]>([])
        let subscribers = Mutex<[LineConnection]>([])
        func contains(_ method: String) -> Bool { requests.withLock { $0.contains { $0.method == method } } }
    }

    /// - Parameters:
    ///   - refusals: the error's bytes for a method.
    ///   - result: the result's bytes for a method; nil: no answer at all.
    init(
        _ folder: String, refusals: [String: String] = [:], _ result: @escaping @Sendable (String) -> String?
    ) async throws {
        let seen = Seen()
        self.seen = seen
        server = try await LineServer.start(.init(listener: .path(folder + "/scoring.sock", mode: 0o600))) { _ in
            Handler(seen, refusals, result)
        }
    }

    func publish(epoch: Int) {
        for connection in seen.subscribers.withLock({ $0 }) {
            connection.send(
                Array(
                    "{\"jsonrpc\":\"2.0\",\"method\":\"epoch.published\",\"params\":{\"epoch\":\(epoch),\"batch\":1}}\n"
                        .utf8
                ))
        }
    }

    func stop() async { await server.stop(deadline: .seconds(1)) }

    private final class Handler: LineHandler {
        private let seen: Seen
        private let refusals: [String: String]
        private let result: @Sendable (String) -> String?

        init(_ seen: Seen, _ refusals: [String: String], _ result: @escaping @Sendable (String) -> String?) {
            self.seen = seen
            self.refusals = refusals
            self.result = result
        }

        func connected(_ connection: LineConnection) {}

        func lines(_ block: UnsafeRawBufferPointer, _ connection: LineConnection) {
            for line in block.split(separator: 10) {
                guard let request = try? RPCRequest.parse(Array(line)) else { continue }
                seen.requests.withLock { $0.append(request) }
                if request.method == "subscribe" { seen.subscribers.withLock { $0.append(connection) } }
                if let id = request.id, let refusal = refusals[request.method] {
                    connection.write("{\"jsonrpc\":\"2.0\",\"id\":\(id.json.jsonText),\"error\":\(refusal)}\n")
                    continue
                }
                guard let id = request.id, let text = result(request.method) else { continue }
                connection.write("{\"jsonrpc\":\"2.0\",\"id\":\(id.json.jsonText),\"result\":\(text)}\n")
            }
        }

        func oversized(_ connection: LineConnection) {}

        func endOfInput(unterminated: UnsafeRawBufferPointer, _ connection: LineConnection) { connection.close() }

        func closed(_ connection: LineConnection) {
            seen.subscribers.withLock { $0.removeAll { $0 === connection } }
        }
    }
}
