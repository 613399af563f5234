import Glibc
import Synchronization

/// One thread that runs what it is given, in order: for work that computes or blocks, which neither event loops nor the
/// threads of async code may do.
final class SerialThread: Sendable {
    private let core = Core()

    init() {
        var thread = pthread_t()
        let context = Unmanaged.passRetained(core)
        let failure = pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                Unmanaged<Core>.fromOpaque(argument).takeRetainedValue().work()
                return nil
            }, context.toOpaque())
        if failure == 0 {
            pthread_detach(thread)
        } else {
            context.release()
            core.close()
        }
    }

    deinit { core.close() }

    /// Runs `job` after everything that was given before. False where the system had no thread left: it is not run.
    func run(_ job: @escaping @Sendable () -> Void) -> Bool { core.put(job) }

    /// What the thread and its owner share.
    private final class Core: @unchecked Sendable {
        // Safe to share: a semaphore is made for it, and the jobs have their lock.
        private let waiting = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)
        private let jobs = Mutex<(queue: [@Sendable () -> Void], isClosed: Bool)>(([], false))

        init() { sem_init(waiting, 0, 0) }

        deinit {
            sem_destroy(waiting)
            waiting.deallocate()
        }

        func put(_ job: @escaping @Sendable () -> Void) -> Bool {
            let taken = jobs.withLock { jobs in
                if !jobs.isClosed { jobs.queue.append(job) }
                return !jobs.isClosed
            }
            if taken { sem_post(waiting) }
            return taken
        }

        func close() {
            jobs.withLock { $0.isClosed = true }
            sem_post(waiting)
        }

        func work() {
            // Signals are for the process's own handlers.
            var all = sigset_t()
            sigfillset(&all)
            pthread_sigmask(SIG_SETMASK, &all, nil)
            while true {
                while sem_wait(waiting) != 0 {}
                let (batch, isClosed) = jobs.withLock { jobs in
                    defer { jobs.queue = [] }
                    return (jobs.queue, jobs.isClosed)
                }
                for job in batch { job() }
                if isClosed, batch.isEmpty { return }
            }
        }
    }
}
