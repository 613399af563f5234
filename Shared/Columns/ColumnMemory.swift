import Synchronization

/// Where large columns have their memory from. A program that replaces columns again and again, as one state follows the
/// other, can keep what the last ones leave: fresh memory costs a page fault for every four kilobytes, which was a fifth of
/// what taking in a batch cost.
public enum ColumnMemory {
    /// Smaller blocks are the allocator's.
    static let least = 1 << 20
    private static let alignment = 64

    private struct State: ~Copyable {
        var limit = 0
        var bytes = 0
        /// Blocks by their size.
        var free: [Int: [UInt]] = [:]

        /// Keeps a block, instead of others of sizes that nobody asks for any more where there is no room for all.
        ///
        /// - Returns: what is to be freed.
        mutating func keep(_ address: UInt, _ size: Int) -> [UInt] {
            guard size <= limit else { return [address] }
            var dropped: [UInt] = []
            for other in free.keys where other != size && bytes + size > limit {
                bytes -= other * (free[other]?.count ?? 0)
                dropped += free.removeValue(forKey: other) ?? []
            }
            guard bytes + size <= limit else { return dropped + [address] }
            free[size, default: []].append(address)
            bytes += size
            return dropped
        }
    }

    private static let state = Mutex(State())

    /// From now on keeps freed blocks of at most so many bytes together.
    public static func keep(upTo bytes: Int) {
        let dropped = state.withLock { state -> [UInt] in
            state.limit = bytes
            guard state.bytes > bytes else { return [] }
            defer { (state.free, state.bytes) = ([:], 0) }
            return state.free.values.flatMap { $0 }
        }
        for address in dropped { UnsafeMutableRawPointer(bitPattern: address)?.deallocate() }
    }

    /// How many bytes are kept for later.
    public static var keptBytes: Int { state.withLock { $0.bytes } }

    static func take(_ bytes: Int) -> UnsafeMutableRawPointer {
        if bytes >= least {
            let address = state.withLock { state -> UInt? in
                guard let address = state.free[bytes]?.popLast() else { return nil }
                state.bytes -= bytes
                return address
            }
            if let address, let block = UnsafeMutableRawPointer(bitPattern: address) { return block }
        }
        return .allocate(byteCount: bytes, alignment: alignment)
    }

    static func give(_ block: UnsafeMutableRawPointer, _ bytes: Int) {
        if bytes >= least {
            let dropped = state.withLock { $0.keep(UInt(bitPattern: block), bytes) }
            for address in dropped { UnsafeMutableRawPointer(bitPattern: address)?.deallocate() }
            return
        }
        block.deallocate()
    }
}
