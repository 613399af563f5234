import Glibc

/// Real threads for tests of what several may do at once.
enum Threads {
    static func run(_ count: Int, _ body: @Sendable (Int) -> Void) {
        withoutActuallyEscaping(body) { body in
            let threads = (0..<count).map { worker in
                var thread = pthread_t()
                let work = Unmanaged.passRetained(Work { body(worker) }).toOpaque()
                let code = pthread_create(
                    &thread, nil,
                    {
                        if let work = $0 { Unmanaged<Work>.fromOpaque(work).takeRetainedValue().body() }
                        return nil
                    }, work)
                precondition(code == 0, "no thread")
                return thread
            }
            for thread in threads { pthread_join(thread, nil) }
        }
    }

    private final class Work: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
}
