import Glibc

/// A first-in, first-out queue between any threads that put and one that takes.
///
/// A mutex and a condition variable on the monotonic clock: the taking thread sleeps without turning.
final class JobQueue<Job>: @unchecked Sendable {
    // Safe to share: `jobs` and `isClosed` are touched only under `mutex`.
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private var jobs: [Job] = []
    private var isClosed = false

    init() {
        pthread_mutex_init(mutex, nil)
        var attributes = pthread_condattr_t()
        pthread_condattr_init(&attributes)
        pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
        pthread_cond_init(condition, &attributes)
        pthread_condattr_destroy(&attributes)
    }

    deinit {
        pthread_cond_destroy(condition)
        pthread_mutex_destroy(mutex)
        condition.deallocate()
        mutex.deallocate()
    }

    /// False when the queue is closed; the job is then not taken.
    func put(_ job: Job) -> Bool {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        if isClosed { return false }
        jobs.append(job)
        pthread_cond_signal(condition)
        return true
    }

    /// No more jobs from now on; what is queued is still taken.
    func close() {
        pthread_mutex_lock(mutex)
        isClosed = true
        pthread_cond_signal(condition)
        pthread_mutex_unlock(mutex)
    }

    /// All queued jobs; empty after `patience` without any, nil once closed and empty.
    func take(patience: Duration) -> [Job]? {
        let until = monotonicNanoseconds() + patience.wholeNanoseconds
        var limit = timespec(tv_sec: Int(until / 1_000_000_000), tv_nsec: Int(until % 1_000_000_000))
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        while jobs.isEmpty, !isClosed {
            if pthread_cond_timedwait(condition, mutex, &limit) == ETIMEDOUT { break }
        }
        if jobs.isEmpty, isClosed { return nil }
        let taken = jobs
        jobs = []
        return taken
    }
}
