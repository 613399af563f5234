import Foundation
import Synchronization

/// Events sent one stream after another, as fast as ingest takes them or so many a second, until somebody ends it.
final class IngestLoad: Sendable {
    private struct State {
        var isEnding = false
        var stored = 0
        var failure: String?
    }

    private let state = Mutex(State())
    private let done = DispatchSemaphore(value: 0)
    private let start = seconds()

    /// Streams a second where a rate is asked for.
    private static let streamsPerSecond = 5

    /// - Parameters:
    ///   - name: of the streams; nobody else's.
    ///   - rate: events a second; nil: as many as ingest takes.
    init(
        _ deployment: Deployment, _ catalogue: Catalogue, _ size: WorldSize, seed: UInt64, name: String,
        rate: Int? = nil
    ) throws {
        var world = size
        world.events = rate.map { $0 / Self.streamsPerSecond } ?? max(10_000, min(200_000, size.events / 10))
        world.days = 1
        var adoption = Adoption(catalogue, world, seed: seed)
        var lines: [UInt8] = []
        RecordLines.events(adoption.nextDay(), catalogue, into: &lines)
        let events = lines
        let path = deployment.socket("ingest")
        Thread.detachNewThread { [self] in
            defer { done.signal() }
            var turn = 0
            while state.withLock({ !$0.isEnding }) {
                do {
                    let end = try Producer.send(
                        Producer.header("benchmark:load:\(name):\(turn)", source: Adoption.source) + events, to: path)
                    state.withLock { $0.stored += end.stored }
                    turn += 1
                    if rate != nil {
                        let next = start + Double(turn) / Double(Self.streamsPerSecond)
                        while seconds() < next, state.withLock({ !$0.isEnding }) { usleep(1_000) }
                    }
                } catch {
                    return state.withLock { $0.failure = "\(error)" }
                }
            }
        }
    }

    /// Ends it after the stream that is under way; events stored a second.
    func end() throws -> Double {
        state.withLock { $0.isEnding = true }
        done.wait()
        let (stored, failure) = state.withLock { ($0.stored, $0.failure) }
        if let failure { throw Failure("load of events: \(failure)") }
        return Double(stored) / (seconds() - start)
    }
}
