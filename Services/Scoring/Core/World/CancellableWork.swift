import Postgres
import Synchronization

extension PostgresThread {
    /// Runs `body` as `run` does, and cancels its statement when the task is cancelled: nobody waits for it any more.
    func runCancellably<T: Sendable>(_ body: @escaping @Sendable (Connection) throws -> T) async throws -> T {
        let turn = Turn()
        do {
            return try await withTaskCancellationHandler {
                try await run { connection in
                    turn.begin()
                    defer { turn.end() }
                    return try body(connection)
                }
            } onCancel: {
                // Cancelling opens a connection: not on the thread of whoever cancels. What arrives between two statements
                // meets none of them: again, until the work has ended.
                Task.detached {
                    while turn.isRunning({ try? self.cancelCurrent() }) {
                        try? await Task.sleep(for: .milliseconds(50))
                    }
                }
            }
        } catch let error as PostgresError where Task.isCancelled && error.state == .queryCanceled {
            throw CancellationError()
        }
    }

    /// Whether a piece of work runs now; its end waits for a cancellation under way, which therefore meets no other work.
    private final class Turn: Sendable {
        private let isRunning = Mutex(false)

        func begin() { isRunning.withLock { $0 = true } }
        func end() { isRunning.withLock { $0 = false } }
        /// Runs `body` if the work runs; whether it does.
        func isRunning(_ body: () -> Void) -> Bool {
            isRunning.withLock { isRunning in
                if isRunning { body() }
                return isRunning
            }
        }
    }
}
