import Postgres
import StoreInbox
import Synchronization

/// A batch under way on a lane ahead of its turn: its rows are copied, then it waits for the word.
final class AheadOfTurn: Sendable {
    enum Verdict: Sendable {
        /// The batch before is committed.
        case conclude
        /// It is not.
        case abandon
    }

    enum End: Sendable {
        /// Committed.
        case stored(CommitWork.Turn)
        /// Nothing of it is stored, or the connection was lost in its COMMIT: it is to be written anew.
        case returned(RecordBatch)
    }

    let lane: Int
    /// What it builds on.
    let footing: Footing
    /// How many records it holds.
    let count: Int
    /// When it was taken.
    let started = ContinuousClock.now
    /// What it waits for. Only what is said first counts.
    let word = Word<Verdict>()
    private let state = Mutex(State())

    private struct State {
        var batch: RecordBatch?
        var end: End?
        var waiting: CheckedContinuation<End, Never>?
    }

    init(_ batch: RecordBatch, lane: Int, footing: Footing) {
        self.lane = lane
        self.footing = footing
        count = batch.count
        state.withLock { $0.batch = batch }
    }

    /// The batch, for the one who writes it, once: there is no other copy.
    func takeBatch() -> RecordBatch {
        guard let batch = state.withLock({ $0.batch.take() }) else {
            preconditionFailure("a batch is taken once, by its lane")
        }
        return batch
    }

    /// It is over. From any thread, once.
    func ended(_ end: End) {
        let waiting = state.withLock { state in
            if state.waiting == nil { state.end = end }
            return state.waiting
        }
        waiting?.resume(returning: end)
    }

    /// Waits until it is over; to be asked once. Not cut short by cancellation: what is committed is told.
    func end() async -> End {
        await withCheckedContinuation { continuation in
            let end = state.withLock { state in
                if state.end == nil { state.waiting = continuation }
                return state.end
            }
            if let end { continuation.resume(returning: end) }
        }
    }
}
