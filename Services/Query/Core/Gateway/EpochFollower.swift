import Answers
import Columns
import Logging
import Postgres
import Runtime
import StoreView
import Wire

/// Keeps the snapshot current: looks at the store when scoring rings, and every now and then anyway.
final class EpochFollower: Sendable {
    private let store: GatewayStore
    private let holder: SnapshotHolder
    private let metrics: GatewayMetrics
    private let logger: Logger
    private let interval: Duration
    private let rings: AsyncStream<Void>
    private let ring: AsyncStream<Void>.Continuation

    init(
        store: GatewayStore, holder: SnapshotHolder, metrics: GatewayMetrics, logger: Logger, interval: Duration
    ) {
        self.store = store
        self.holder = holder
        self.metrics = metrics
        self.logger = logger
        self.interval = interval
        // Rings that come while one is answered are one ring.
        (rings, ring) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// How many bytes of freed columns are kept for the next snapshot: about those that a batch of events changes.
    private static let keptColumns = 96 << 20

    /// There may be a new epoch. From any thread; a ring that is lost costs one interval.
    func wake() { ring.yield() }

    /// Follows until the task is cancelled.
    func run() async {
        // Answers are read from some forty places each, far apart.
        ColumnMemory.useLargePages()
        let ticker = Task {
            while !Task.isCancelled {
                try? await Task.sleep(for: interval)
                wake()
            }
        }
        defer { ticker.cancel() }
        wake()
        var complained = false
        for await _ in rings {
            do {
                try await look()
                if complained { logger.log(.storeBack, "the store answers again") }
                complained = false
            } catch is CancellationError {
                return
            } catch {
                let postgres = error as? PostgresError
                metrics.storeFailed(postgres?.state.map { String($0.classCode) } ?? postgres?.code ?? "other")
                if !complained { logger.log(.storeLost, "epochs cannot be read", metadata: ["problem": "\(error)"]) }
                complained = true
            }
        }
    }

    /// Looks once, and takes over what is new.
    func look() async throws {
        var old = try await takeOver()
        // The last one to let go of a snapshot frees it. That should be this task: an event loop that still answers from it
        // would keep everybody waiting. Questions that take longer than this are answered elsewhere.
        var patience = 5
        while old != nil, !isKnownUniquelyReferenced(&old), patience > 0 {
            try? await Task.sleep(for: .milliseconds(1))
            patience -= 1
        }
    }

    /// An epoch that is to be taken over.
    private struct Next {
        var snapshot: Snapshot
        /// Whether everything was read.
        var isWhole: Bool
        /// How long reading it from the store took, and putting it onto the one before.
        var read: Duration
        var applied: Duration
    }

    /// - Returns: the snapshot that was replaced.
    private func takeOver() async throws -> Snapshot? {
        let known = holder.snapshot
        let clock = ContinuousClock()
        // Building happens on the database thread too: it is nobody else's, and the rows need not cross.
        let next = try await store.epochs.run { connection -> Next? in
            let start = clock.now
            var news = try connection.readNews(since: known?.header)
            var read = clock.now
            if case .changes(let header, let rows) = news {
                if let next = known?.applying(header, rows) {
                    return Next(snapshot: next, isWhole: false, read: read - start, applied: clock.now - read)
                }
                news = try connection.readNews(since: nil)
                read = clock.now
            }
            guard case .whole(let header, let rows, let since) = news else { return nil }
            let next = try Snapshot(header: header, rows: rows, since: since)
            return Next(snapshot: next, isWhole: true, read: read - start, applied: clock.now - read)
        }
        guard let next else { return nil }
        let old = holder.publish(next.snapshot)
        if next.isWhole { ColumnMemory.keep(upTo: Self.keptColumns) }
        metrics.tookOver(isWhole: next.isWhole, read: next.read, applied: next.applied)
        if next.isWhole {
            logger.log(
                .epochLoaded, "epoch \(next.snapshot.header.number) is loaded",
                metadata: [
                    "epoch": "\(next.snapshot.header.number)", "models": "\(next.snapshot.models.count)",
                    "batch": "\(next.snapshot.header.batch)",
                ])
        }
        return old
    }
}
