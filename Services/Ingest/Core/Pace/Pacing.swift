import Metrics
import Synchronization

/// The pace of this ingest: what is asked before a batch is taken, and told of commits and epochs. From any thread.
final class Pacing: Sendable {
    private struct State {
        var pace: Pace
        var hold: Hold?
        var held = Duration.zero
    }

    /// Something is held back.
    private struct Hold {
        let since: ContinuousClock.Instant
        /// Asks again when nobody tells of epochs any more.
        let timer: Task<Void, Never>
    }

    /// What `status` shows.
    struct Status: Sendable {
        /// How far answers may fall behind.
        var most: Duration
        /// The last epoch's batch; nil: nobody tells of epochs.
        var publishedBatch: Int64?
        /// Records that are committed and in no epoch yet.
        var unpublished: Int
        var isHeld: Bool
        /// How long producers were held back in all.
        var held: Duration
    }

    private let state: Mutex<State>
    private let heldSeconds: FloatingPointCounter
    private let onRelease = Mutex<@Sendable () -> Void>({})

    init(most: Duration, metrics: any MetricsFactory) {
        state = Mutex(State(pace: Pace(most: most)))
        heldSeconds = FloatingPointCounter(label: "groundswell_ingest_held_seconds_total", factory: metrics)
        heldSeconds.increment(by: 0)
    }

    /// Who is to be called when what was held back may be taken.
    func whenReleased(_ call: @escaping @Sendable () -> Void) { onRelease.withLock { $0 = call } }

    var status: Status {
        state.withLock { state in
            Status(
                most: state.pace.most, publishedBatch: state.pace.publishedBatch, unpublished: state.pace.unpublished,
                isHeld: state.hold != nil,
                held: state.held + (state.hold.map { ContinuousClock.now - $0.since } ?? .zero))
        }
    }

    /// Whether a batch may be taken now; see `Pace.mayTake`.
    func mayTake(_ records: Int, underWay: Int) -> Bool {
        let (may, held) = state.withLock { state in
            let now = ContinuousClock.now
            guard state.pace.mayTake(records, underWay: underWay, at: now) else {
                if state.hold == nil { state.hold = Hold(since: now, timer: Task { await self.askAgain() }) }
                return (false, Duration.zero)
            }
            guard let hold = state.hold.take() else { return (true, .zero) }
            hold.timer.cancel()
            state.held += now - hold.since
            return (true, now - hold.since)
        }
        if held > .zero { heldSeconds.increment(by: held / .seconds(1)) }
        return may
    }

    private func askAgain() async {
        while (try? await Task.sleep(for: Pace.patience)) != nil { onRelease.withLock { $0 }() }
    }

    /// Records with which a batch is full, where its limits allow more.
    var batchRecords: Int { state.withLock { $0.pace.batchRecords } }

    func committed(_ batch: Int64, records: Int) {
        state.withLock { $0.pace.committed(batch, records: records, at: .now) }
    }

    func published(_ batch: Int64) { change { $0.published(batch, at: .now) } }

    func subscribed(batch: Int64) { change { $0.subscribed(batch: batch) } }

    func forget() { change { $0.forget() } }

    func replace(most: Duration) { change { $0.most = most } }

    /// What may have been waited for: whoever is held back asks again.
    private func change(_ body: (inout Pace) -> Void) {
        let isHeld = state.withLock { state in
            body(&state.pace)
            return state.hold != nil
        }
        if isHeld { onRelease.withLock { $0 }() }
    }
}
