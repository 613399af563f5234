internal import CLibPQ
import Glibc
import Synchronization

/// What the thread and its owner share; the connection itself is a local variable of the thread.
final class PostgresThreadCore: Sendable {
    typealias Job = @Sendable (Result<Connection, PostgresError>) -> Void

    let heartbeat = Heartbeat()
    private let configuration: ConnectionConfiguration
    private let queue = JobQueue<Job>()
    private let shared = Mutex(Shared())
    private let queued = Atomic(0)
    private let done = JobQueue<Void>()

    private struct Shared {
        var status = PostgresThread.Status()
        var cancelHandle: CancelHandle?
        /// What queued work is answered with instead of being done.
        var refusal: PostgresError?
    }

    init(_ configuration: ConnectionConfiguration) { self.configuration = configuration }

    /// Starts the thread. Where the system has no thread left, all work fails and says so.
    func start(name: String) {
        var thread = pthread_t()
        let context = Unmanaged.passRetained(Start(core: self, name: name))
        let failure = pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                let start = Unmanaged<Start>.fromOpaque(argument).takeRetainedValue()
                name_this_thread(start.name)  // the kernel keeps 15 bytes
                start.core.work()
                return nil
            }, context.toOpaque())
        if failure == 0 {
            pthread_detach(thread)
        } else {
            context.release()
            let reason = "no thread for the connection: \(String(cString: strerror(failure)))"
            shared.withLock { $0.refusal = .connectionFailed(reason: reason, retryAfter: .zero) }
            queue.close()
            done.close()
        }
    }

    private final class Start {
        let core: PostgresThreadCore
        let name: String

        init(core: PostgresThreadCore, name: String) {
            self.core = core
            self.name = name
        }
    }

    // MARK: From any thread

    func submit(_ job: @escaping Job) {
        queued.add(1, ordering: .relaxed)
        if queue.put(job) { return }
        queued.subtract(1, ordering: .relaxed)
        job(.failure(shared.withLock { $0.refusal } ?? .stopped))
    }

    func stop(drain: Bool) {
        if !drain { shared.withLock { $0.refusal = $0.refusal ?? .stopped } }
        queue.close()
    }

    func waitUntilDone() {
        while done.take(patience: .seconds(1)) != nil {}
    }

    func cancelCurrent() throws(PostgresError) { try shared.withLock { $0.cancelHandle }?.cancel() }

    var status: PostgresThread.Status {
        var status = shared.withLock { $0.status }
        status.queued = queued.load(ordering: .relaxed)
        return status
    }

    // MARK: On the thread

    private func work() {
        // Signals are for the process's own handlers, not for a thread inside libpq.
        var all = sigset_t()
        sigfillset(&all)
        pthread_sigmask(SIG_SETMASK, &all, nil)
        var connection: Connection?
        var backoff = Backoff(configuration.backoff)
        while let jobs = queue.take(patience: .seconds(1)) {
            heartbeat.beat()
            for job in jobs {
                heartbeat.beat()
                queued.subtract(1, ordering: .relaxed)
                if let refusal = shared.withLock({ $0.refusal }) {
                    job(.failure(refusal))
                    continue
                }
                job(connected(&connection, &backoff))
                if connection?.endWork() == false || connection?.isOpen == false { lose(&connection) }
            }
        }
        lose(&connection)
        done.close()
    }

    /// The connection, made now if there is none and the pause since the last attempt is over.
    private func connected(_ connection: inout Connection?, _ backoff: inout Backoff) -> Result<
        Connection, PostgresError
    > {
        if let connection, connection.checkBetweenOperations() { return .success(connection) }
        lose(&connection)
        if let remaining = backoff.remaining(at: monotonicNanoseconds()) {
            return .failure(shared.withLock { $0.status.lastFailure }.later(remaining))
        }
        do {
            let made = try Connection(configuration, heartbeat: heartbeat)
            let handle = try made.cancelHandle()
            backoff.succeeded(at: monotonicNanoseconds())
            connection = made
            shared.withLock {
                $0.cancelHandle = handle
                $0.status.isConnected = true
                $0.status.failures = 0
                $0.status.lastFailure = nil
                $0.status.connections += 1
            }
            return .success(made)
        } catch {
            let pause = backoff.failed(at: monotonicNanoseconds())
            let cause = error as? PostgresError ?? .connectionFailed(reason: "\(error)", retryAfter: pause)
            let failure = Optional(cause).later(pause)
            let failures = backoff.failures
            shared.withLock {
                $0.status.failures = failures
                $0.status.lastFailure = failure
            }
            return .failure(failure)
        }
    }

    private func lose(_ connection: inout Connection?) {
        connection?.close()
        connection = nil
        shared.withLock {
            $0.cancelHandle = nil
            $0.status.isConnected = false
        }
    }
}

extension PostgresError? {
    /// The same failure, with the time that is left now until the next attempt.
    fileprivate func later(_ pause: Duration) -> PostgresError {
        switch self {
        case .connectionFailed(let reason, _): .connectionFailed(reason: reason, retryAfter: pause)
        case .some(let other): other
        case nil: .connectionFailed(reason: "the session ended soon after it began", retryAfter: pause)
        }
    }
}
