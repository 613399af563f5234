// What the thread sanitizer must report and what it must not, as Tests/run sets it up. Two threads add to one number:
// `guarded`: each in the body of one lock, held for so long that the other has to wait;
// `resumed`: one, then by a continuation that it resumes before anybody awaits it, the other;
// `racing`: each in the body of a lock of its own.
import Glibc
import Synchronization

final class Number: @unchecked Sendable {  // Unchecked: the race is what is to be found.
    var value = 0
}

final class Lock: Sendable {
    let mutex = Mutex(())
}

final class Job: Sendable {
    let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) { self.body = body }

    func start() -> pthread_t {
        var thread = pthread_t()
        let failed = pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                Unmanaged<Job>.fromOpaque(argument).takeRetainedValue().body()
                return nil
            }, Unmanaged.passRetained(self).toOpaque())
        precondition(failed == 0, "no thread")
        return thread
    }
}

func add(to number: Number, behind locks: [Lock]) {
    let threads = locks.map { lock in
        Job {
            for _ in 0..<50 {
                lock.mutex.withLock { _ in
                    number.value += 1
                    usleep(1000)
                }
            }
        }.start()
    }
    for thread in threads { pthread_join(thread, nil) }
}

func addAfterResuming(to number: Number) async {
    await withUnsafeContinuation { continuation in
        let thread = Job {
            number.value += 1
            continuation.resume()
        }.start()
        pthread_detach(thread)
        usleep(50_000)
    }
    number.value += 1
}

@main
enum Check {
    static func main() async {
        let number = Number()
        switch CommandLine.arguments.last {
        case "guarded": add(to: number, behind: Array(repeating: Lock(), count: 2))
        case "resumed": for _ in 0..<5 { await addAfterResuming(to: number) }
        case "racing": add(to: number, behind: [Lock(), Lock()])
        default: preconditionFailure("guarded, resumed or racing?")
        }
    }
}
