import Synchronization

/// Where large columns have their memory from. A program that replaces columns again and again, as one state follows the
/// other, can keep what the last ones leave: fresh memory costs a page fault for every four kilobytes, which was a fifth of
/// what taking in a batch cost.
public enum ColumnMemory {
    /// Smaller blocks are the allocator's.
    static let least = 1 << 20

    private struct State: ~Copyable {
        var limit = 0
        var bytes = 0
        /// Blocks by their size.
        var free: [Int: [RowMemory]] = [:]

        /// Keeps a block, instead of others of sizes that nobody asks for any more where there is no room for all.
        ///
        /// - Returns: what is to be freed.
        mutating func keep(_ block: RowMemory) -> [RowMemory] {
            let size = block.bytes
            guard size <= limit else { return [block] }
            var dropped: [RowMemory] = []
            for other in free.keys where other != size && bytes + size > limit {
                bytes -= other * (free[other]?.count ?? 0)
                dropped += free.removeValue(forKey: other) ?? []
            }
            guard bytes + size <= limit else { return dropped + [block] }
            free[size, default: []].append(block)
            bytes += size
            return dropped
        }

        mutating func takeAll() -> [RowMemory] {
            defer { (free, bytes) = ([:], 0) }
            return free.values.flatMap { $0 }
        }
    }

    private static let state = Mutex(State())

    /// From now on keeps freed blocks of at most so many bytes together.
    public static func keep(upTo bytes: Int) {
        let dropped = state.withLock { state -> [RowMemory] in
            state.limit = bytes
            return state.bytes > bytes ? state.takeAll() : []
        }
        for block in dropped { block.free() }
    }

    /// Gives back what is kept: nobody will need it soon. What is freed later is kept again.
    public static func release() {
        for block in state.withLock({ $0.takeAll() }) { block.free() }
    }

    /// How many bytes are kept for later.
    public static var keptBytes: Int { state.withLock { $0.bytes } }

    static func take(_ bytes: Int) -> RowMemory {
        if bytes >= least {
            let kept = state.withLock { state -> RowMemory? in
                guard let block = state.free[bytes]?.popLast() else { return nil }
                state.bytes -= bytes
                return block
            }
            if let kept { return kept }
        }
        return RowMemory(bytes: bytes)
    }

    static func give(_ block: RowMemory) {
        guard block.bytes >= least else { return block.free() }
        for dropped in state.withLock({ $0.keep(block) }) { dropped.free() }
    }
}
