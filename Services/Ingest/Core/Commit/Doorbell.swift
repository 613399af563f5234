import LineSocket
import Logging
import ServiceLifecycle
import Synchronization

/// Tells scoring about committed batches, and hears of its epochs: news, never the only carrier. Scoring's absence costs a
/// connection attempt now and then.
final class Doorbell: Service {
    private let path: String
    private let pacing: Pacing
    private let logger: Logger
    private let news: AsyncStream<Ring>
    private let bell: AsyncStream<Ring>.Continuation

    private struct Ring: Sendable {
        var batch: Int64
        var isHeldBack: Bool
    }

    /// - Parameters:
    ///   - path: scoring's socket.
    ///   - pacing: is told of epochs.
    init(path: String, pacing: Pacing, logger: Logger) {
        self.path = path
        self.pacing = pacing
        self.logger = logger
        (news, bell) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// A batch is committed; of several, the last is told. From any thread.
    ///
    /// - Parameter isHeldBack: most likely nothing more is before an epoch has it.
    func ring(_ batch: Int64, isHeldBack: Bool) { bell.yield(Ring(batch: batch, isHeldBack: isHeldBack)) }

    func run() async throws {
        await cancelWhenGracefulShutdown { await self.carry() }
    }

    private func carry() async {
        var connection: LineConnection?
        var failures = 0
        var nextAttempt = ContinuousClock.now
        for await ring in news {
            if connection?.isReachable != true {
                connection = nil
                guard ContinuousClock.now >= nextAttempt else { continue }
                do {
                    connection = try await LineClient.connect(to: path, deadline: .milliseconds(500)) { [pacing] _ in
                        ScoringNews(pacing)
                    }
                    failures = 0
                } catch {
                    failures += 1
                    nextAttempt = ContinuousClock.now + min(.milliseconds(250 * (1 << min(failures, 5))), .seconds(5))
                    logger.debug("scoring cannot be told", metadata: ["problem": .string("\(error)")])
                    continue
                }
            }
            let last = ring.isHeldBack ? ",\"isHeldBack\":true" : ""
            connection?.send(
                "{\"jsonrpc\":\"2.0\",\"method\":\"batch.committed\",\"params\":{\"batch\":\(ring.batch)\(last)}}\n"
                    .utf8)
        }
        connection?.perform { $0.close(afterFlush: true) }
    }
}

extension LineConnection {
    /// Whether something sent now may still arrive: `send` says so of nothing at all.
    fileprivate var isReachable: Bool { send([]) }
}
