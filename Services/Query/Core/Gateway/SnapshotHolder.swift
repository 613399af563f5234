import Answers
import Synchronization

/// The current epoch, for any thread.
public final class SnapshotHolder: Sendable {
    private let current = Mutex<Snapshot?>(nil)

    public init() {}

    /// Nil: no epoch is loaded.
    public var snapshot: Snapshot? { current.withLock { $0 } }

    func publish(_ next: Snapshot?) {
        // What is replaced is freed outside the lock: that may take milliseconds.
        let old = current.withLock { current in
            let old = current
            current = next
            return old
        }
        withExtendedLifetime(old) {}
    }
}
