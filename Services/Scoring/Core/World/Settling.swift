import Synchronization

/// Waits a moment when batches are being committed: ingest stores what is there, so that a file of a few thousand records
/// comes as two or three batches a few milliseconds apart. Taken in together they cost one epoch instead of three.
final class Settling: Sendable {
    /// So long after the last ring nothing more is expected.
    static let quiet = Duration.milliseconds(12)
    /// So long after the first ring that was not waited for yet nothing more is waited for: under a steady load there is always
    /// something more. Who rang while the epoch before was made has waited already, and is in a hurry.
    static let most = Duration.milliseconds(50)

    struct Rings {
        /// The first since somebody last waited.
        var first: ContinuousClock.Instant
        var last: ContinuousClock.Instant
        /// Whether most likely nothing follows the last.
        var isHeldBack = false

        /// Until when somebody waits who began at a time.
        func end(from start: ContinuousClock.Instant) -> ContinuousClock.Instant {
            if isHeldBack { return last }
            return min(last + Settling.quiet, max(first + Settling.most, start + Settling.quiet))
        }
    }

    private let rings = Mutex<Rings?>(nil)

    /// How long somebody who waits sleeps at most before looking again whether something more is still to come.
    private static let nap = Duration.milliseconds(2)

    /// A batch was committed.
    ///
    /// - Parameter isHeldBack: producers are held back until an epoch has it, so that most likely nothing follows; nobody waits.
    func ring(isHeldBack: Bool = false) {
        let now = ContinuousClock.now
        rings.withLock { $0 = Rings(first: $0?.first ?? now, last: now, isHeldBack: isHeldBack) }
    }

    /// Returns when it has been quiet for a while; at once where nobody has rung.
    func wait() async {
        let start = ContinuousClock.now
        while let rings = rings.withLock({ $0 }) {
            let until = rings.end(from: start)
            let now = ContinuousClock.now
            if now >= until { break }
            guard (try? await Task.sleep(until: min(until, now + Self.nap), tolerance: .zero)) != nil else { break }
        }
        rings.withLock { $0 = nil }
    }
}
