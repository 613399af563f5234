import CLinux
import Glibc

/// Tells systemd how the service is doing, by datagrams to `NOTIFY_SOCKET`. Without one, every call does nothing.
public struct Readiness: Sendable {
    private let address: String?

    /// - Parameter socket: the value of `NOTIFY_SOCKET`: a path, or `@name` in the abstract name space.
    public init(socket: String?) { address = socket.flatMap { $0.isEmpty ? nil : $0 } }

    /// Asks the process's environment.
    public init() { self.init(socket: getenv("NOTIFY_SOCKET").map { String(cString: $0) }) }

    /// Whether somebody wants to know.
    public var isObserved: Bool { address != nil }

    /// The service's socket is served.
    @discardableResult
    public func ready() -> Bool { send("READY=1") }

    /// One line for `systemctl status`, for example that the store is not reachable.
    @discardableResult
    public func status(_ text: String) -> Bool { send("STATUS=" + LogRecord.escaped(text, also: "")) }

    /// The service drains and ends.
    @discardableResult
    public func stopping() -> Bool { send("STOPPING=1") }

    /// The service still turns.
    @discardableResult
    public func alive() -> Bool { send("WATCHDOG=1") }

    /// Sends one message of the protocol; false when nobody took it. Never blocks.
    @discardableResult
    public func send(_ message: String) -> Bool {
        guard let address else { return false }
        let descriptor = clinux_unix_socket(false)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        let abstract = address.hasPrefix("@")
        let name = abstract ? String(address.dropFirst()) : address
        guard clinux_connect_unix(descriptor, name, name.utf8.count, abstract) == 0 else { return false }
        let bytes = Array(message.utf8)
        return Glibc.send(descriptor, bytes, bytes.count, CInt(MSG_NOSIGNAL)) == bytes.count
    }
}
