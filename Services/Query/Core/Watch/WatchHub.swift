import Synchronization

/// Wakes whoever follows what happens: when scoring says that there is something, and every now and then anyway.
final class WatchHub: Sendable {
    private struct State {
        var next = 0
        var rings: [Int: AsyncStream<Void>.Continuation] = [:]
    }

    private let state = Mutex(State())

    /// Something may have happened. From any thread.
    func wake() {
        for ring in state.withLock({ Array($0.rings.values) }) { ring.yield() }
    }

    /// A stream that has an element whenever there may be something; rings that come while one is heeded are one.
    func rings() -> AsyncStream<Void> {
        let (stream, ring) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        let key = state.withLock { state in
            state.next += 1
            state.rings[state.next] = ring
            return state.next
        }
        ring.onTermination = { [weak self] _ in self?.remove(key) }
        return stream
    }

    private func remove(_ key: Int) { state.withLock { _ = $0.rings.removeValue(forKey: key) } }
}
