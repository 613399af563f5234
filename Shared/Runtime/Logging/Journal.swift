import CLinux
import Glibc

/// The journal's socket. Used by the log's own thread alone.
final class Journal {
    /// Where journald listens.
    static let path = "/run/systemd/journal/socket"

    private let path: String
    private var socket: CInt = -1

    init(path: String) { self.path = path }

    deinit { if socket >= 0 { close(socket) } }

    /// Whether standard error is a stream of the journal: systemd names its device and inode in `JOURNAL_STREAM`, which
    /// children inherit also when they write elsewhere.
    static func isStandardError(stream: String?, descriptor: CInt = STDERR_FILENO) -> Bool {
        var status = stat()
        guard let stream, fstat(descriptor, &status) == 0 else { return false }
        return stream == "\(status.st_dev):\(status.st_ino)"
    }

    /// Sends one entry, waiting while the journal's queue is full. False: nobody listens, or it is too long for a datagram.
    func send(_ entry: ArraySlice<UInt8>) -> Bool {
        // A journal that was restarted has another socket.
        for _ in 0..<2 {
            if socket < 0 { connect() }
            guard socket >= 0 else { return false }
            switch sendOnce(entry) {
            case 0: return true
            case EMSGSIZE: return false
            default:
                close(socket)
                socket = -1
            }
        }
        return false
    }

    private func sendOnce(_ entry: ArraySlice<UInt8>) -> CInt {
        while true {
            let sent = entry.withUnsafeBytes { Glibc.send(socket, $0.baseAddress, $0.count, CInt(MSG_NOSIGNAL)) }
            if sent >= 0 { return 0 }
            switch errno {
            case EINTR: continue
            case EAGAIN, ENOBUFS:
                var wait = pollfd(fd: socket, events: Int16(POLLOUT), revents: 0)
                _ = poll(&wait, 1, 1000)
            case let other: return other
            }
        }
    }

    private func connect() {
        socket = clinux_unix_socket(false)
        guard socket >= 0 else { return }
        guard clinux_connect_unix(socket, path, path.utf8.count, false) == 0 else {
            close(socket)
            socket = -1
            return
        }
    }
}
