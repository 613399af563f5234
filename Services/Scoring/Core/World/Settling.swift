import Synchronization

/// Waits a moment when batches are being committed: ingest stores what is there, so that a file of a few thousand records
/// comes as two or three batches a few milliseconds apart. Taken in together they cost one epoch instead of three.
final class Settling: Sendable {
    /// So long after the last ring nothing more is expected.
    static let quiet = Duration.milliseconds(12)
    /// No longer than this in all: under a steady load there is always something more.
    static let most = Duration.milliseconds(50)

    private let last = Mutex<ContinuousClock.Instant?>(nil)

    /// A batch was committed.
    func ring() { last.withLock { $0 = .now } }

    /// Returns when it has been quiet for a while; at once where nobody has rung.
    func wait() async {
        let start = ContinuousClock.now
        while let last = last.withLock({ $0 }) {
            let now = ContinuousClock.now
            let until = min(last + Self.quiet, start + Self.most)
            if now >= until { return }
            guard (try? await Task.sleep(until: until, tolerance: .zero)) != nil else { return }
        }
    }
}
