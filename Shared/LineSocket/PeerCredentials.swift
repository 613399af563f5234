import CLinux
import Glibc

/// Who is at the other end of a Unix socket, as the kernel tells it: not what the peer claims.
public struct PeerCredentials: Sendable, Equatable {
    /// The user the peer ran as when it connected.
    public let uid: UInt32
    /// Its primary group.
    public let gid: UInt32
    /// Its process; 0 where the kernel cannot tell (another process name space).
    public let pid: Int32
    /// All its groups, the primary one first, each once.
    public let groups: [UInt32]

    /// Credentials from elsewhere, for tests and for talking to oneself.
    public init(uid: UInt32, gid: UInt32, pid: Int32, groups: [UInt32]) {
        self.uid = uid
        self.gid = gid
        self.pid = pid
        self.groups = groups
    }

    /// Asks the kernel about the peer of a connected socket.
    /// - Throws: ``LineSocketError/peerUnknown(errno:)``, also for a socket that is no Unix socket: there the same
    ///   question would be answered with meaningless numbers.
    init(descriptor: CInt) throws(LineSocketError) {
        let family = clinux_socket_family(descriptor)
        guard family == AF_UNIX else { throw .peerUnknown(errno: family < 0 ? -family : EAFNOSUPPORT) }
        var pid: pid_t = 0
        var uid: uid_t = 0
        var gid: gid_t = 0
        let failed = clinux_peer_credentials(descriptor, &pid, &uid, &gid)
        guard failed == 0 else { throw .peerUnknown(errno: -failed) }
        self.init(uid: uid, gid: gid, pid: pid, groups: try Self.groups(of: descriptor, primary: gid))
    }

    private static func groups(of descriptor: CInt, primary: UInt32) throws(LineSocketError) -> [UInt32] {
        var room = 32
        while true {
            var found = [gid_t](repeating: 0, count: room)
            var count = room
            let failed = clinux_peer_groups(descriptor, &found, &count)
            if failed == -ERANGE {
                room = max(count, room * 2)
                continue
            }
            guard failed == 0 else { throw .peerUnknown(errno: -failed) }
            return [primary] + found.prefix(count).filter { $0 != primary }
        }
    }
}
