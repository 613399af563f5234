internal import CLibPQ
import Glibc

/// One session with the server, used by one thread at a time.
///
/// Every call waits no longer than `timeout` for the server; when it passes, the session is closed and
/// `PostgresError.deadlineExceeded` thrown. A session that broke stays closed: make a new one, or let
/// `PostgresThread` do it.
public final class Connection {
    /// What it was made from.
    public let configuration: ConnectionConfiguration
    /// How long the server may stay silent in one operation; at first `configuration.operationTimeout`.
    public var timeout: Duration
    /// What the server said beside its last answer.
    public var notices: [Notice] { log.notices }
    /// False after a loss, a deadline or `close()`.
    public var isOpen: Bool { handle != nil }

    var handle: OpaquePointer?
    var preparedStatements: [String: PreparedStatement] = [:]
    var inTransaction = false
    let log = NoticeLog()
    let heartbeat: Heartbeat

    /// Connects, and runs `configuration.onConnect`.
    public convenience init(_ configuration: ConnectionConfiguration) throws {
        try self.init(configuration, heartbeat: Heartbeat())
    }

    init(_ configuration: ConnectionConfiguration, heartbeat: Heartbeat) throws {
        self.configuration = configuration
        self.heartbeat = heartbeat
        timeout = configuration.operationTimeout
        try open()
        do {
            try configuration.onConnect(self)
        } catch {
            close()
            throw error
        }
    }

    deinit { close() }

    /// Ends the session; the server rolls back what was open.
    public func close() {
        guard let handle else { return }
        self.handle = nil
        preparedStatements = [:]
        inTransaction = false
        PQfinish(handle)
    }

    /// Runs `body` with another timeout for each of its operations.
    @discardableResult
    public func withTimeout<T>(_ timeout: Duration, _ body: () throws -> T) rethrows -> T {
        let before = self.timeout
        self.timeout = timeout
        defer { self.timeout = before }
        return try body()
    }

    /// A handle by which another thread can cancel the statement that runs here.
    public func cancelHandle() throws(PostgresError) -> CancelHandle {
        guard let pointer = PQgetCancel(try live("cancel")) else {
            throw .connectionLost(during: "cancel", reason: "the session is closed")
        }
        return CancelHandle(pointer)
    }

    /// The open session, or the error that says it is closed.
    func live(_ operation: String) throws(PostgresError) -> OpaquePointer {
        guard let handle else { throw .connectionLost(during: operation, reason: "the session is closed") }
        return handle
    }

    /// The session died under an operation.
    func lost(_ operation: String) -> PostgresError {
        let reason = firstLine(PQerrorMessage(handle))
        close()
        return .connectionLost(during: operation, reason: reason)
    }

    /// Reads what the server sent between two operations. False when it ended the session meanwhile.
    func checkBetweenOperations() -> Bool {
        guard let handle else { return false }
        // A session that is over says so once or twice; more rounds than that mean news, read at the next operation.
        for _ in 0..<16 {
            var entry = pollfd(fd: PQsocket(handle), events: Int16(POLLIN), revents: 0)
            guard poll(&entry, 1, 0) > 0 else { break }
            guard PQconsumeInput(handle) == 1 else {
                close()
                return false
            }
            _ = PQisBusy(handle)
        }
        guard PQstatus(handle) == CONNECTION_OK else {
            close()
            return false
        }
        return true
    }

    /// Leaves no transaction open for whoever comes next. False when one was, and the session was closed for it.
    func endWork() -> Bool {
        guard let handle, PQtransactionStatus(handle) != PQTRANS_IDLE else { return true }
        close()
        return false
    }
}
