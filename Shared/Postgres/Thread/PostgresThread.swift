import Synchronization

/// One thread that owns one connection and runs what it is given, in order.
///
/// It connects when the first work arrives and again after a loss. While the server cannot be reached, work fails
/// at once with `PostgresError.connectionFailed` and the time of the next attempt: waiting is the caller's choice.
/// Work must end its transactions: one left open is rolled back by closing the session.
public final class PostgresThread: Sendable {
    private let core: PostgresThreadCore

    /// `name` is the thread's in the process list, at most 15 bytes of it.
    public init(_ configuration: ConnectionConfiguration, name: String = "postgres") {
        core = PostgresThreadCore(configuration)
        core.start(name: name)
    }

    deinit { core.stop(drain: false) }

    /// Runs `body` with the connection, after everything that was given before.
    ///
    /// Throws what `body` throws, `connectionFailed` or what `onConnect` threw without a connection, `stopped` after
    /// `stop`, and `CancellationError` when the task was cancelled before its turn.
    @discardableResult
    public func run<T: Sendable>(_ body: @escaping @Sendable (Connection) throws -> T) async throws -> T {
        let cancelled = CancellationFlag()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                submit { connection in
                    continuation.resume(
                        with: Result {
                            if cancelled.isSet { throw CancellationError() }
                            return try body(connection.get())
                        })
                }
            }
        } onCancel: {
            cancelled.set()
        }
    }

    /// Gives `body` to the thread and returns at once; for callers that are not async.
    ///
    /// `body` is always called exactly once: with the connection or with the reason why there is none, on the
    /// database thread, or on the caller's with `stopped` after `stop`.
    public func submit(_ body: @escaping @Sendable (Result<Connection, PostgresError>) -> Void) {
        core.submit(body)
    }

    /// Lets the thread end after the work it is at. Queued work fails with `stopped`, or is done first with `drain`.
    public func stop(drain: Bool = false) { core.stop(drain: drain) }

    /// Stops and waits until the thread has closed its connection. Not to be called on the thread itself.
    public func stopAndWait(drain: Bool = false) {
        core.stop(drain: drain)
        core.waitUntilDone()
    }

    /// Cancels the statement that runs now, if any; it fails with SQLSTATE 57014. Blocks as `CancelHandle` does.
    public func cancelCurrent() throws(PostgresError) { try core.cancelCurrent() }

    /// When the thread last showed that it turns, on `monotonicNanoseconds`: at least once a second while it is idle
    /// or waits for the server.
    public var lastTurn: UInt64 { core.heartbeat.last }

    /// Whether it is connected, as of its last work.
    public var status: Status { core.status }

    /// What is known of the connection from outside.
    public struct Status: Sendable, Equatable {
        /// There was a connection after the last work.
        public var isConnected = false
        /// Attempts that failed since the last success.
        public var failures = 0
        /// Connections made since the start.
        public var connections = 0
        /// Why there was no connection, if the last attempt failed.
        public var lastFailure: PostgresError?
        /// Work that waits for its turn.
        public var queued = 0

        public init() {}
    }
}

/// Set by a cancelled task, read by the database thread.
private final class CancellationFlag: Sendable {
    private let value = Atomic(false)

    var isSet: Bool { value.load(ordering: .acquiring) }

    func set() { value.store(true, ordering: .releasing) }
}
