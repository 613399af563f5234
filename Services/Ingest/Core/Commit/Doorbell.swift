import LineSocket
import Logging
import ServiceLifecycle
import Synchronization

/// Tells scoring about committed batches: news, never the only carrier. Scoring's absence costs a connection attempt now
/// and then.
final class Doorbell: Service {
    private let path: String
    private let logger: Logger
    private let news: AsyncStream<Int64>
    private let bell: AsyncStream<Int64>.Continuation

    /// - Parameter path: scoring's socket.
    init(path: String, logger: Logger) {
        self.path = path
        self.logger = logger
        (news, bell) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// A batch is committed; of several, the last is told. From any thread.
    func ring(_ batch: Int64) { bell.yield(batch) }

    func run() async throws {
        await cancelWhenGracefulShutdown { await self.carry() }
    }

    private func carry() async {
        var connection: LineConnection?
        var failures = 0
        var nextAttempt = ContinuousClock.now
        for await batch in news {
            if connection?.isReachable != true {
                connection = nil
                guard ContinuousClock.now >= nextAttempt else { continue }
                do {
                    connection = try await LineClient.connect(to: path, deadline: .milliseconds(500)) { _ in
                        SilentHandler()
                    }
                    failures = 0
                } catch {
                    failures += 1
                    nextAttempt = ContinuousClock.now + min(.milliseconds(250 * (1 << min(failures, 5))), .seconds(5))
                    logger.debug("scoring cannot be told", metadata: ["problem": .string("\(error)")])
                    continue
                }
            }
            connection?.send(
                "{\"jsonrpc\":\"2.0\",\"method\":\"batch.committed\",\"params\":{\"batch\":\(batch)}}\n".utf8)
        }
        connection?.perform { $0.close(afterFlush: true) }
    }
}

extension LineConnection {
    /// Whether something sent now may still arrive: `send` says so of nothing at all.
    fileprivate var isReachable: Bool { send([]) }
}

/// What scoring says on the doorbell's connection is of no interest.
private final class SilentHandler: LineHandler {
    func connected(_ connection: LineConnection) {}
    func lines(_ block: UnsafeRawBufferPointer, _ connection: LineConnection) {}
    func oversized(_ connection: LineConnection) {}
    func endOfInput(unterminated: UnsafeRawBufferPointer, _ connection: LineConnection) {
        connection.close(afterFlush: false)
    }
    func closed(_ connection: LineConnection) {}
}
