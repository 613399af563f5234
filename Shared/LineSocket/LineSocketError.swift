import Glibc

/// Everything that can go wrong with a line socket, each with a stable code and a sentence that tells the way out.
public enum LineSocketError: Error, Sendable, Equatable {
    /// Unix socket paths end at 107 bytes.
    case pathTooLong(path: String, bytes: Int)
    /// The folder that should hold the socket does not exist.
    case folderMissing(path: String)
    /// The file or its folder may not be used by this user.
    case permissionDenied(path: String)
    /// A live process already serves this path.
    case anotherInstance(path: String)
    /// Something that is not a socket stands at the path; it is not removed.
    case notASocket(path: String)
    /// No file at the path: the service was never started, or another folder is meant.
    case socketAbsent(path: String)
    /// A socket file without a process behind it.
    case nobodyListens(path: String)
    /// The service did not accept the connection in time.
    case connectDeadline(path: String, after: Duration)
    /// An inherited descriptor is not a listening Unix stream socket.
    case notAListener(descriptor: CInt)
    /// The connection's peer is not known because it is no Unix socket, or the kernel did not tell.
    case peerUnknown(errno: CInt)
    /// A variable of the socket activation protocol cannot be understood.
    case activationMalformed(variable: String, value: String)
    /// The connection is closed.
    case closed(LineCloseReason)
    /// A line over the limit was received.
    case lineTooLong(limit: Int)
    /// A limit does not make sense, for example zero connections.
    case limitInvalid(name: String, value: Int)
    /// Any other refusal by the system.
    case system(call: String, path: String, errno: CInt)

    /// The stable code of the error.
    public var code: String {
        switch self {
        case .pathTooLong: "socket.pathTooLong"
        case .folderMissing: "socket.folderMissing"
        case .permissionDenied: "socket.permissionDenied"
        case .anotherInstance: "socket.anotherInstance"
        case .notASocket: "socket.notASocket"
        case .socketAbsent: "socket.absent"
        case .nobodyListens: "socket.nobodyListens"
        case .connectDeadline: "socket.deadline"
        case .notAListener: "socket.notAListener"
        case .peerUnknown: "socket.peerUnknown"
        case .activationMalformed: "socket.activationMalformed"
        case .closed: "socket.closed"
        case .lineTooLong: "line.tooLong"
        case .limitInvalid: "socket.limitInvalid"
        case .system: "socket.system"
        }
    }
}

extension LineSocketError: CustomStringConvertible {
    /// One sentence for a person.
    public var description: String {
        switch self {
        case .pathTooLong(let path, let bytes):
            "The socket path '\(path)' has \(bytes) bytes, Unix sockets allow 107: choose a shorter folder."
        case .folderMissing(let path): "The folder of the socket '\(path)' does not exist: create it first."
        case .permissionDenied(let path):
            "This user may not use the socket '\(path)': ask for membership in the group that owns it."
        case .anotherInstance(let path):
            "Another instance is running and answers on '\(path)': stop it first, or choose another socket."
        case .notASocket(let path): "'\(path)' exists and is no socket: move it away, or choose another path."
        case .socketAbsent(let path): "There is no socket at '\(path)': start the service, or name the right folder."
        case .nobodyListens(let path): "Nobody listens on '\(path)': its service has ended, start it again."
        case .connectDeadline(let path, let after): "'\(path)' did not accept the connection within \(after)."
        case .notAListener(let descriptor):
            "Inherited descriptor \(descriptor) is no listening Unix stream socket: check the .socket unit."
        case .peerUnknown(let errno): "The peer's identity is unknown: \(systemMessage(errno))."
        case .activationMalformed(let variable, let value): "\(variable)='\(value)' is no valid socket activation."
        case .closed(let reason): "The connection is closed: \(reason)."
        case .lineTooLong(let limit): "A received line is longer than the limit of \(limit) bytes."
        case .limitInvalid(let name, let value): "\(name) cannot be \(value)."
        case .system(let call, let path, let errno): "\(call) of '\(path)' failed: \(systemMessage(errno))."
        }
    }
}

/// Why a connection ended.
public enum LineCloseReason: Sendable, Equatable, CustomStringConvertible {
    /// The peer closed it.
    case byPeer
    /// This side closed it, after its last writes.
    case byUs
    /// No byte in either direction for ``LineLimits/idleDeadline``.
    case idle
    /// A line was not ended within ``LineLimits/lineDeadline``.
    case lineDeadline
    /// The peer took nothing of what was written for ``LineLimits/writeStallDeadline``.
    case writeStalled
    /// More than ``LineLimits/abandonPendingWriteBytes`` were waiting for the peer.
    case writeOverflow
    /// The server stopped and the connection had not ended by the deadline.
    case shutdown
    /// The system reported an error.
    case failed(String)

    /// A few words for a person.
    public var description: String {
        switch self {
        case .byPeer: "closed by the peer"
        case .byUs: "closed by this side"
        case .idle: "nothing was sent or received for too long"
        case .lineDeadline: "a line was begun and not ended in time"
        case .writeStalled: "the peer does not read"
        case .writeOverflow: "the peer reads too slowly"
        case .shutdown: "the service stops"
        case .failed(let message): message
        }
    }
}

/// What the system calls an error number.
func systemMessage(_ errno: CInt) -> String { String(cString: strerror(errno)) }
