import Synchronization

/// Heavy computing, one piece at a time and in the order of asking: two derivations at once would take the memory of two
/// and every thread that answers.
final class OneAtATime: Sendable {
    private struct State {
        var isBusy = false
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    /// Runs `body` when everything that was asked for before is done.
    /// - Throws: what `body` throws; `CancellationError` where nobody waits for it when its turn comes.
    func run<T>(_ body: () throws -> T) async throws -> T {
        await withCheckedContinuation { continuation in
            let isFree = state.withLock { state in
                if state.isBusy {
                    state.waiting.append(continuation)
                    return false
                }
                state.isBusy = true
                return true
            }
            if isFree { continuation.resume() }
        }
        defer { leave() }
        try Task.checkCancellation()
        return try body()
    }

    private func leave() {
        let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
            if state.waiting.isEmpty {
                state.isBusy = false
                return nil
            }
            return state.waiting.removeFirst()
        }
        next?.resume()
    }
}
