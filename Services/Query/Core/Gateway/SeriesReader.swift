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

    /// Runs a question's statements; its deadline and its end reach the database.
    func read<T: Sendable>(
        for question: Question, _ body: @escaping @Sendable (Connection) throws -> T
    ) async throws -> T {
        count.wrappingAdd(1, ordering: .relaxed)
        defer { count.wrappingSubtract(1, ordering: .relaxed) }
        return try await withTaskCancellationHandler {
            try await thread.run { [self] connection in
                guard question.isWanted() else { throw CancellationError() }
                running.withLock { $0 = ObjectIdentifier(question) }
                // The lock is held while a cancellation is on its way, so that it cannot hit the next question.
                defer { running.withLock { $0 = nil } }
                return try body(connection)
            }
        } onCancel: {
            let question = ObjectIdentifier(question)
            // Cancelling blocks for a connection of its own.
            _ = Self.canceller.run { [self] in
                running.withLock { running in
                    // A cancellation that does not arrive leaves the statement to its own deadline.
                    if running == question { try? thread.cancelCurrent() }
                }
            }
        }
    }

    func stop() { thread.stop() }

    private static let canceller = SerialThread()
}
