import Synchronization
import Wire

/// The thread for scans over all models, so that event loops only ever do quick work. Bounded: what does not fit is
/// refused with a reason.
final class Worker: Sendable {
    private let thread = SerialThread()
    private let queued = Atomic(0)
    private let maximumQueued: Int

    init(maximumQueued: Int) { self.maximumQueued = maximumQueued }

    /// Work that waits or runs.
    var depth: Int { queued.load(ordering: .relaxed) }

    /// Runs `body` soon. `done` is called once, on the worker or, where it is full, at once.
    func run(
        _ body: @escaping @Sendable () throws(RPCError) -> [UInt8],
        _ done: @escaping @Sendable (Result<[UInt8], RPCError>) -> Void
    ) {
        guard queued.add(1, ordering: .relaxed).newValue <= maximumQueued else {
            queued.subtract(1, ordering: .relaxed)
            let sentence = "\(maximumQueued) questions that scan all models are waiting already; ask again later"
            return done(.failure(RPCError(.limitExceeded, sentence)))
        }
        let isTaken = thread.run { [self] in
            let result = Result { () throws(RPCError) in try body() }
            queued.subtract(1, ordering: .relaxed)
            done(result)
        }
        guard !isTaken else { return }
        queued.subtract(1, ordering: .relaxed)
        done(.failure(RPCError(.limitExceeded, "the system has no thread left for questions that scan all models")))
    }
}
