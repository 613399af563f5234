import Postgres
import Synchronization

/// A connection that reads time series, one question after the other.
final class SeriesReader: Sendable {
    private let thread: PostgresThread
    /// The question whose statement runs, while it runs.
    private let running = Mutex<ObjectIdentifier?>(nil)
    /// Questions that were given to it and have no answer yet.
    private let count = Atomic<Int>(0)

    init(_ thread: PostgresThread) { self.thread = thread }

    var waiting: Int { count.load(ordering: .relaxed) }

    /// Runs a question's statements soon. `done` is called once, on the reader's thread or, where it has ended, at once.
    func read(
        for question: Question, _ body: @escaping @Sendable (Connection) throws -> [UInt8],
        _ done: @escaping @Sendable (Result<[UInt8], any Error>) -> Void
    ) {
        count.wrappingAdd(1, ordering: .relaxed)
        thread.submit { [self] connection in
            let result = Result {
                guard question.isWanted() else { throw CancellationError() }
                let connection = try connection.get()
                running.withLock { $0 = ObjectIdentifier(question) }
                // The lock is held while a cancellation is on its way, so that it cannot hit the next question.
                defer { running.withLock { $0 = nil } }
                return try body(connection)
            }
            count.wrappingSubtract(1, ordering: .relaxed)
            done(result)
        }
    }

    /// Nobody waits for a question any more, which has ended: its statement is cancelled if it runs.
    func cancel(_ question: Question) {
        let question = ObjectIdentifier(question)
        guard running.withLock({ $0 == question }) else { return }
        // Cancelling blocks for a connection of its own.
        _ = Self.canceller.run { [self] in
            running.withLock { running in
                // A cancellation that does not arrive leaves the statement to its own deadline.
                if running == question { try? thread.cancelCurrent() }
            }
        }
    }

    func stop() { thread.stop() }

    private static let canceller = SerialThread()
}
