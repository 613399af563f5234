import Answers
import Synchronization

/// The current epoch, for any thread.
public final class SnapshotHolder: Sendable {
    private let current = Mutex<Snapshot?>(nil)

    public init() {}

    /// Nil: no epoch is loaded.
    public var snapshot: Snapshot? { current.withLock { $0 } }

    /// Puts in the next epoch.
    ///
    /// - Returns: what was there. To free it may take milliseconds: not under the lock, and not where answers are given.
    func publish(_ next: Snapshot?) -> Snapshot? {
        current.withLock { current in
            defer { current = next }
            return current
        }
    }
}
