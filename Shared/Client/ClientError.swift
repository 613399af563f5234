import LineSocket
import Wire

/// Why a client got no answer, or a stream could not be written: the closed list.
public enum ClientError: Error, Sendable, Equatable {
    /// No socket stands at the path: the service was never started, or another folder is meant.
    case absent(ServiceSocket, path: String)
    /// A socket stands there and nobody listens: the service has ended.
    case notListening(ServiceSocket, path: String)
    /// This user may not open the socket.
    case forbidden(ServiceSocket, path: String)
    /// Any other reason why there is no connection.
    case unreachable(ServiceSocket, path: String, reason: String)
    /// The connection broke before the answer came, and could not be made again in time.
    case lost(ServiceSocket, path: String, reason: String)
    /// Nothing came within the time that was allowed.
    case silent(ServiceSocket, path: String, after: Duration)
    /// The service answered with an error.
    case answered(RPCError)
    /// The service does not take this stream of records.
    case refused(Reject)
    /// The service said what the protocol does not know.
    case malformed(ServiceSocket, path: String, message: String)
    /// The question was taken back, or the stream given up, by this side.
    case cancelled
    /// A call after the end: `send` after `finish`, `call` after `close`.
    case closed

    /// The stable code of the case.
    public var code: String {
        switch self {
        case .absent: "socket.absent"
        case .notListening: "socket.nobodyListens"
        case .forbidden: "socket.permissionDenied"
        case .unreachable: "socket.unreachable"
        case .lost: "connection.lost"
        case .silent: "service.silent"
        case .answered(let error): error.code.rawValue
        case .refused(let reject): reject.code.rawValue
        case .malformed: "answer.malformed"
        case .cancelled: "cancelled"
        case .closed: "client.closed"
        }
    }

    init(_ error: LineSocketError, _ service: ServiceSocket, _ path: String) {
        switch error {
        case .socketAbsent, .folderMissing: self = .absent(service, path: path)
        case .nobodyListens: self = .notListening(service, path: path)
        case .permissionDenied: self = .forbidden(service, path: path)
        case .closed(let reason): self = .lost(service, path: path, reason: "\(reason)")
        case .lineTooLong: self = .malformed(service, path: path, message: "\(error)")
        default: self = .unreachable(service, path: path, reason: "\(error)")
        }
    }

    /// The service may only be starting or restarting: trying again can help.
    var mayPass: Bool {
        switch self {
        case .absent, .notListening, .lost: true
        case .refused(let reject): [.streamBusy, .serviceStopping, .limitExceeded].contains(reject.code)
        default: false
        }
    }
}

extension ClientError: CustomStringConvertible {
    /// One sentence for a person.
    public var description: String {
        switch self {
        case .absent(let service, let path):
            "there is no \(service.name) at \(path): start \(service.program), or name the folder of its socket"
        case .notListening(let service, let path):
            "the \(service.name) at \(path) has ended: start \(service.program) again"
        case .forbidden(let service, let path):
            "this user may not use the \(service.name) at \(path): ask for membership in the group that owns it"
        case .unreachable(_, _, let reason): reason
        case .lost(let service, let path, let reason):
            "the connection to the \(service.name) at \(path) broke and did not come back: \(reason)"
        case .silent(let service, let path, let after):
            "the \(service.name) at \(path) has said nothing for \(Self.seconds(after)): its status tells whether it "
                + "waits for its store"
        case .answered(let error): error.message
        case .refused(let reject): reject.message
        case .malformed(let service, let path, let message):
            "the \(service.name) at \(path) speaks another language (are the versions the same?): \(message)"
        case .cancelled: "taken back"
        case .closed: "this client is closed"
        }
    }

    static func seconds(_ duration: Duration) -> String {
        let (whole, fraction) = duration.components
        let milliseconds = whole * 1000 + fraction / 1_000_000_000_000_000
        return milliseconds % 1000 == 0 ? "\(milliseconds / 1000) s" : "\(milliseconds) ms"
    }
}
