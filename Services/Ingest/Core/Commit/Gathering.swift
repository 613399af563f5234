import StoreInbox
import Synchronization

/// Waits a moment while lines are coming in: a producer's lines come in blocks, and each would be a transaction of its
/// own, which costs as much for a thousand rows as for one.
final class Gathering: Sendable {
    /// So long after the last block nothing more is expected.
    static let quiet = Duration.milliseconds(1)
    /// No longer than this in all.
    static let most = Duration.milliseconds(4)
    /// Above this many records a transaction is worth its price.
    static let rows = 4_096

    private struct State {
        var last: ContinuousClock.Instant?
        var isUrgent = false
    }

    private let state = Mutex(State())

    /// A block of lines came in.
    func rang() { state.withLock { $0.last = .now } }

    /// Somebody waits for an answer.
    func hurry() { state.withLock { $0.isUrgent = true } }

    /// Returns when it has been quiet for a while, when enough waits, or when somebody is in a hurry.
    func wait(for inbox: Inbox) async {
        let start = ContinuousClock.now
        while true {
            let state = state.withLock { state in
                defer { state.isUrgent = false }
                return state
            }
            let now = ContinuousClock.now
            guard !state.isUrgent, let last = state.last, inbox.load.records < Self.rows else { return }
            let until = min(last + Self.quiet, start + Self.most)
            guard now < until, (try? await Task.sleep(until: until, tolerance: .zero)) != nil else { return }
        }
    }
}
