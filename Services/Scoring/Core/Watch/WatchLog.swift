import Measures
import Synchronization

/// What each of the last epochs brought, kept for those who watch: told once an epoch, however many watch.
public final class WatchLog: Sendable {
    /// What one epoch brought.
    struct Step: Sendable {
        /// The batch of the epoch before.
        var from: Int64
        var batch: Int64
        var epoch: Int64
        var events: [WatchEvent]
    }

    /// What is kept since a batch.
    struct Since: Sendable {
        /// The first batch at or after the asked one that is the batch of an epoch: from there on steps are kept.
        var start: Int64
        var steps: [Step]
        /// The batch and epoch they lead up to.
        var batch: Int64
        var epoch: Int64
    }

    private struct State {
        /// The batch of the oldest epoch of which what came after is kept; nil: there was no epoch yet.
        var start: Int64?
        var epoch: Int64 = 0
        var steps: [Step] = []
        var events = 0
    }

    private let state = Mutex(State())
    private let maximumSteps: Int
    private let maximumEvents: Int

    /// - Parameters:
    ///   - steps: how many epochs are kept.
    ///   - events: how many events they may have together; the newest epoch is kept whatever it brought.
    public init(steps: Int = 1_024, events: Int = 20_000) {
        maximumSteps = steps
        maximumEvents = events
    }

    /// How many epochs and events are kept.
    var kept: (steps: Int, events: Int) { state.withLock { ($0.steps.count, $0.events) } }

    /// The first epoch of this process: nobody knows what came before.
    func begin(batch: Int64, epoch: Int64) {
        state.withLock { $0 = State(start: batch, epoch: epoch) }
    }

    func append(_ step: Step) {
        state.withLock { state in
            state.steps.append(step)
            state.events += step.events.count
            state.epoch = step.epoch
            var dropped = 0
            while state.steps.count - dropped > 1,
                state.steps.count - dropped > maximumSteps || state.events > maximumEvents
            {
                state.events -= state.steps[dropped].events.count
                state.start = state.steps[dropped].batch
                dropped += 1
            }
            state.steps.removeFirst(dropped)
        }
    }

    /// - Parameter limit: nothing beyond this batch.
    /// - Returns: nil where there is no epoch, or the batch is after the last one's.
    func since(_ from: Int64, upTo limit: Int64?) -> Since? {
        state.withLock { state in
            guard let first = state.start else { return nil }
            let last = state.steps.last?.batch ?? first
            guard from <= last else { return nil }
            let start = from <= first ? first : state.steps.first { $0.batch >= from }?.batch ?? last
            let steps = state.steps.filter { $0.from >= start && $0.batch <= limit ?? .max }
            return Since(
                start: start, steps: steps, batch: steps.last?.batch ?? start,
                epoch: steps.last?.epoch ?? state.steps.first { $0.batch == start }?.epoch ?? state.epoch)
        }
    }
}
