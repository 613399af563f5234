import Synchronization

/// What several may ask for at once and is made once: all who ask while it is made wait for the same piece of work, and
/// work that nobody waits for any more is cancelled. The newest results are kept, within a number and a weight.
final class SharedWork<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private struct UnderWay {
        /// Tells this piece of work from a later one for the same key.
        var number: UInt64
        var waiting: [UInt64: FirstResult<Value>]
        var task: Task<Void, Never>?
    }

    private struct Kept {
        var key: Key
        var value: Value
        var weight: Int
        var usedAt: ContinuousClock.Instant
    }

    private struct State {
        var underWay: [Key: UnderWay] = [:]
        /// The one used last stands last.
        var kept: [Kept] = []
        var next: UInt64 = 0

        /// What all that are kept weigh.
        var weight: Int { kept.reduce(0) { $0 + $1.weight } }
    }

    private let state = Mutex(State())
    private let maximumCount: Int
    private let maximumWeight: Int
    private let now: @Sendable () -> ContinuousClock.Instant
    private let weigh: @Sendable (Value) -> Int

    /// - Parameters:
    ///   - count: how many results are kept at most.
    ///   - weight: how much all that are kept may weigh together; one alone is kept whatever it weighs, until `shrink`.
    ///   - now: the clock that says how long a result has not been asked for.
    init(
        count: Int, weight: Int = .max, weigh: @escaping @Sendable (Value) -> Int = { _ in 0 },
        now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
    ) {
        maximumCount = count
        maximumWeight = weight
        self.now = now
        self.weigh = weigh
    }

    /// How many results are kept.
    var keptCount: Int { state.withLock { $0.kept.count } }

    /// Lets go of results that nobody has asked for in so long.
    ///
    /// - Returns: how many there were.
    @discardableResult
    func forget(unusedFor idle: Duration) -> Int {
        let now = now()
        return drop { now - $0.usedAt >= idle }
    }

    /// Lets go of the results for some keys.
    ///
    /// - Returns: how many there were.
    @discardableResult
    func forget(where isUnwanted: (Key) -> Bool) -> Int { drop { isUnwanted($0.key) } }

    private func drop(_ isUnwanted: (Kept) -> Bool) -> Int {
        // Freed outside the lock, as below.
        let dropped = state.withLock { state -> [Kept] in
            let dropped = state.kept.filter(isUnwanted)
            if !dropped.isEmpty { state.kept.removeAll(where: isUnwanted) }
            return dropped
        }
        return dropped.count
    }

    /// Whether a key's result is kept, or under way.
    func has(_ key: Key) -> Bool {
        state.withLock { state in state.underWay[key] != nil || state.kept.contains { $0.key == key } }
    }

    /// How much all that are kept weigh.
    var keptWeight: Int { state.withLock { $0.weight } }

    /// Lets go of a result.
    ///
    /// - Returns: whether it was kept.
    @discardableResult
    func drop(_ key: Key) -> Bool { forget { $0 == key } > 0 }

    /// Lets go of the results used the longest ago, until what is kept weighs so much at most: something else is to come.
    ///
    /// - Returns: whether there were any.
    @discardableResult
    func shrink(to weight: Int) -> Bool {
        // Freed outside the lock, as above.
        let dropped = state.withLock { state -> [Kept] in
            var dropped: [Kept] = []
            while !state.kept.isEmpty, state.weight > weight { dropped.append(state.kept.removeFirst()) }
            return dropped
        }
        return !dropped.isEmpty
    }

    /// The result for a key: kept, under way, or begun now.
    /// - Throws: what making it threw; `CancellationError` where the asker's task is cancelled.
    func value(_ key: Key, _ make: @escaping @Sendable () async throws -> Value) async throws -> Value {
        let mine = FirstResult<Value>()
        let now = now()
        let place = state.withLock { state -> UInt64? in
            if let index = state.kept.firstIndex(where: { $0.key == key }) {
                var found = state.kept.remove(at: index)
                found.usedAt = now
                state.kept.append(found)
                mine.settle(.success(found.value))
                return nil
            }
            let place = state.next
            state.next += 1
            if state.underWay[key] != nil {
                state.underWay[key]?.waiting[place] = mine
            } else {
                state.underWay[key] = UnderWay(number: place, waiting: [place: mine], task: nil)
                state.underWay[key]?.task = Task { [self] in
                    let result: Result<Value, any Error>
                    do { result = .success(try await make()) } catch { result = .failure(error) }
                    finish(key, place, result)
                }
            }
            return place
        }
        return try await withTaskCancellationHandler {
            try await mine.value
        } onCancel: {
            mine.settle(.failure(CancellationError()))
            if let place { leave(key, place) }
        }
    }

    private func finish(_ key: Key, _ number: UInt64, _ result: Result<Value, any Error>) {
        let now = now()
        // What is dropped is freed outside the lock: that may take milliseconds.
        let (waiting, dropped) = state.withLock { state -> ([FirstResult<Value>], [Kept]) in
            guard let work = state.underWay[key], work.number == number else { return ([], []) }
            state.underWay[key] = nil
            var dropped: [Kept] = []
            if case .success(let value) = result {
                state.kept.append(Kept(key: key, value: value, weight: weigh(value), usedAt: now))
                while state.kept.count > 1,
                    state.kept.count > maximumCount || state.weight > maximumWeight
                {
                    dropped.append(state.kept.removeFirst())
                }
            }
            return (Array(work.waiting.values), dropped)
        }
        withExtendedLifetime(dropped) {}
        for one in waiting { one.settle(result) }
    }

    /// Somebody no longer waits; where that was the last, the work ends, and who asks next begins anew.
    private func leave(_ key: Key, _ place: UInt64) {
        let task = state.withLock { state -> Task<Void, Never>? in
            guard state.underWay[key]?.waiting.removeValue(forKey: place) != nil,
                state.underWay[key]?.waiting.isEmpty == true
            else { return nil }
            return state.underWay.removeValue(forKey: key)?.task
        }
        task?.cancel()
    }
}
