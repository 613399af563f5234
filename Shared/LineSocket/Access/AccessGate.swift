import Synchronization

/// The access policy in force, which may be replaced while the service runs. From any thread.
public final class AccessGate: Sendable {
    private let policy: Mutex<AccessPolicy>

    /// Begins with a policy.
    public init(_ policy: AccessPolicy) { self.policy = Mutex(policy) }

    /// What a peer may do, as of now.
    public func rights(of peer: PeerCredentials) -> PeerRights { policy.withLock { $0 }.rights(of: peer) }

    /// Holds for who connects from now on; connections that stand keep what they were given.
    public func replace(_ next: AccessPolicy) { policy.withLock { $0 = next } }
}
