import Synchronization
import Wire

/// Who waits for which notifications.
final class NotificationListeners: Sendable {
    typealias Listener = AsyncThrowingStream<JSONValue, any Error>.Continuation

    private struct State {
        var next = 0
        var isClosed = false
        var all: [Int: (method: String, listener: Listener)] = [:]
    }

    private let state = Mutex(State())

    func add(_ method: String, _ listener: Listener) -> Int {
        let (key, isClosed) = state.withLock { state in
            state.next += 1
            if !state.isClosed { state.all[state.next] = (method, listener) }
            return (state.next, state.isClosed)
        }
        if isClosed { listener.finish() }
        return key
    }

    func remove(_ key: Int) { state.withLock { _ = $0.all.removeValue(forKey: key) } }

    func tell(_ method: String, _ parameters: JSONValue) {
        let wanted = state.withLock { state in state.all.values.filter { $0.method == method }.map(\.listener) }
        for listener in wanted { listener.yield(parameters) }
    }

    /// Ends every sequence; with an error where the connection broke.
    func end(_ error: ClientError?) {
        let ended = state.withLock { state in
            defer { state.all = [:] }
            if error == nil { state.isClosed = true }
            return state.all.values.map(\.listener)
        }
        for listener in ended { listener.finish(throwing: error) }
    }
}
