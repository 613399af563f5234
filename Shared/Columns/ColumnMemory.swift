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
        /// When each size was asked for last, counted in questions.
        var asked: [Int: UInt64] = [:]
        var questions: UInt64 = 0

        /// How many questions there had been at each of the last rounds.
        var rounds: [UInt64] = []

        private static var sizesRemembered: Int { 256 }
        private static var roundsRemembered: Int { 4 }

        mutating func take(_ size: Int) -> RowMemory? {
            questions += 1
            asked[size] = questions
            if asked.count > Self.sizesRemembered { asked = asked.filter { free[$0.key] != nil || $0.key == size } }
            guard let block = free[size]?.popLast() else { return nil }
            bytes -= size
            return block
        }

        /// Keeps a block, instead of others of the sizes that nobody has asked for the longest, where there is no room for
        /// all: as a table grows, so do its columns, and blocks of the size before are never asked for again.
        ///
        /// - Returns: what is to be freed.
        mutating func keep(_ block: RowMemory) -> [RowMemory] {
            let size = block.bytes
            guard size <= limit else { return [block] }
            var dropped: [RowMemory] = []
            while bytes + size > limit {
                let oldest = free.filter { $0.key != size && !$0.value.isEmpty }.keys
                    .min { asked[$0] ?? 0 < asked[$1] ?? 0 }
                guard let oldest, asked[oldest] ?? 0 < asked[size] ?? 0, let other = free[oldest]?.popLast() else {
                    break
                }
                bytes -= oldest
                dropped.append(other)
                if free[oldest]?.isEmpty == true { (free[oldest], asked[oldest]) = (nil, nil) }
            }
            guard bytes + size <= limit else { return dropped + [block] }
            free[size, default: []].append(block)
            bytes += size
            return dropped
        }

        /// What nobody has asked for since so many rounds.
        mutating func takeUnasked() -> [RowMemory] {
            rounds.append(questions)
            guard rounds.count > Self.roundsRemembered else { return [] }
            let since = rounds.removeFirst()
            var unasked: [RowMemory] = []
            for (size, blocks) in free where asked[size] ?? 0 <= since {
                unasked += blocks
                bytes -= size * blocks.count
                free[size] = nil
            }
            return unasked
        }

        mutating func takeAll() -> [RowMemory] {
            defer { (free, bytes, asked) = ([:], 0, [:]) }
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

    /// Gives back what nobody has asked for during some rounds: one who calls it with every state keeps what the next ones ask
    /// for, and nothing where states change where they lie.
    public static func releaseUnasked() {
        for block in state.withLock({ $0.takeUnasked() }) { block.free() }
    }

    /// From now on asks the system for pages of two megabytes: for a program that reads here and there, and waits for a small
    /// page's address nearly every time.
    public static func useLargePages() { RowMemory.hasLargePages.store(true, ordering: .relaxed) }

    /// How many bytes are kept for later.
    public static var keptBytes: Int { state.withLock { $0.bytes } }

    static func take(_ bytes: Int) -> RowMemory {
        if bytes >= least {
            if let kept = state.withLock({ $0.take(bytes) }) { return kept }
        }
        return RowMemory(bytes: bytes)
    }

    static func give(_ block: RowMemory) {
        guard block.bytes >= least else { return block.free() }
        for dropped in state.withLock({ $0.keep(block) }) { dropped.free() }
    }
}
