extension PostgresThread {
    /// Gives this thread work that another thread with a connection goes on beside, and asks for the result of later.
    ///
    /// What fails, also for want of a connection, is thrown to who asks.
    public func aside<T: Sendable>(_ body: @escaping @Sendable (Connection) throws -> T) -> WorkAside<T> {
        let work = WorkAside<T>(self)
        submit { connection in
            let result = Result { try body(connection.get()) }
            _ = work.results.put(result)
        }
        return work
    }
}

/// Work that another thread does with a connection of its own.
public final class WorkAside<T: Sendable>: Sendable {
    private let thread: PostgresThread
    fileprivate let results = JobQueue<Result<T, any Error>>()

    init(_ thread: PostgresThread) { self.thread = thread }

    /// Waits for the result, which is handed out once.
    ///
    /// - Parameter connection: of the thread that waits, which shows meanwhile that it turns.
    public func value(awaitedBy connection: Connection) throws -> T {
        while true {
            if let result = results.take(patience: .seconds(1))?.first { return try result.get() }
            connection.heartbeat.beat()
        }
    }

    /// Cancels the statement that the work is at, if any, and waits until the work has ended.
    public func giveUp(awaitedBy connection: Connection) {
        try? thread.cancelCurrent()
        _ = try? value(awaitedBy: connection)
    }
}
