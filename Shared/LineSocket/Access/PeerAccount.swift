import NIOCore
import Synchronization

/// What the connections of one user share on one server: how many there are, what they have sent, what they may send.
final class PeerAccount: Sendable {
    /// The user.
    let uid: UInt32
    private let bytes = Atomic(0)
    private let bucket: Mutex<Bucket>

    private struct Bucket {
        var allowance: Double?
        var at: NIODeadline
    }

    init(uid: UInt32) {
        self.uid = uid
        bucket = Mutex(Bucket(allowance: nil, at: .now()))
    }

    /// Bytes received from the user since it last came from having no connection.
    var bytesReceived: Int { bytes.load(ordering: .relaxed) }

    /// Counts what came. Returns for how long the connection must not read on, so that the user keeps to `rate` bytes a
    /// second over all its connections; nil: it need not wait.
    func charge(_ count: Int, rate: Int?, now: NIODeadline) -> TimeAmount? {
        bytes.wrappingAdd(count, ordering: .relaxed)
        guard let rate else { return nil }
        let left = bucket.withLock { bucket in
            // Event loops read the clock each for itself: time between two charges may seem negative.
            let elapsed = max(0, Double((now - bucket.at).nanoseconds) / 1e9)
            let before = bucket.allowance ?? Double(rate)
            let left = min(before + elapsed * Double(rate), Double(rate)) - Double(count)
            bucket.allowance = left
            bucket.at = now
            return left
        }
        guard left < 0 else { return nil }
        return .nanoseconds(Int64(-left / Double(rate) * 1e9) + 1)
    }
}

/// What `status` shows of one user that is connected.
public struct ConnectedPeer: Sendable, Equatable {
    /// The user.
    public var uid: UInt32
    /// Its connections that are served.
    public var connections: Int
    /// Bytes received over them, and over those that have closed since it was last without one.
    public var bytesReceived: Int

    /// One user's figures.
    public init(uid: UInt32, connections: Int, bytesReceived: Int) {
        self.uid = uid
        self.connections = connections
        self.bytesReceived = bytesReceived
    }
}
