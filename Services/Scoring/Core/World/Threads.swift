import Glibc
import Measures
import Synchronization

extension Workers {
    /// A thread a core, started anew for each round of work: that takes microseconds, and nobody waits meanwhile. More than
    /// a few would only wait for memory.
    ///
    /// - Parameter isStopped: whether nobody wants the result any more.
    static func threads(
        _ count: Int = min(4, max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))),
        isStopped: @escaping @Sendable () -> Bool = { false }
    ) -> Workers {
        Workers(count: count, isStopped: isStopped) { count, body in
            withoutActuallyEscaping(body) { body in
                // The thread that asks works too; where no thread can be had it works alone.
                let others = (1..<max(1, count)).map { worker in Thread { body(worker) } }
                body(0)
                for thread in others { thread.join() }
            }
        }
    }
}

/// One thread that does one thing.
private final class Thread {
    private var id = pthread_t()
    private let isRunning: Bool

    init(_ body: @escaping @Sendable () -> Void) {
        let work = Unmanaged.passRetained(Work(body))
        let code = pthread_create(
            &id, nil,
            { context in
                if let context { Unmanaged<Work>.fromOpaque(context).takeRetainedValue().body() }
                return nil
            }, work.toOpaque())
        isRunning = code == 0
        if !isRunning { work.release() }
    }

    func join() {
        if isRunning { pthread_join(id, nil) }
    }

    private final class Work: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
}

/// Tells threads at work that nobody waits any more.
final class StopSign: Sendable {
    private let state = Atomic(false)

    var isUp: Bool { state.load(ordering: .relaxed) }
    func raise() { state.store(true, ordering: .relaxed) }
}
