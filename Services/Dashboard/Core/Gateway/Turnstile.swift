/// Lets so many through at once; the others wait in the order they came.
actor Turnstile {
    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(_ width: Int) { free = width }

    /// Waits for a place, works, gives it back.
    func pass<Value: Sendable>(_ work: @Sendable () async -> Value) async -> Value {
        if free > 0 {
            free -= 1
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
        let value = await work()
        if waiting.isEmpty {
            free += 1
        } else {
            waiting.removeFirst().resume()
        }
        return value
    }
}
