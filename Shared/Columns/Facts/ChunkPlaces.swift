/// Where the rows of each model of a chunk begin: 16 bits a model behind a place that 64 of them share; where that does not
/// reach, for one of them has very many rows, 32 bits a model for the whole chunk.
@usableFromInline
struct ChunkPlaces {
    /// The places of every 64th model; where there are no near ones, of every model.
    @usableFromInline var shared: UnsafePointer<UInt32>?
    /// How far a model's rows lie behind the place it shares.
    @usableFromInline var near: UnsafePointer<UInt16>?

    init() {}

    /// Places that were written there.
    init(at memory: UnsafeMutableRawPointer, span: Int, isNear: Bool) {
        shared = UnsafePointer(memory.assumingMemoryBound(to: UInt32.self))
        if isNear {
            near = UnsafePointer((memory + Self.sharedBytes(span)).assumingMemoryBound(to: UInt16.self))
        }
    }

    /// Where the rows of the chunk's model m begin, for m up to the span: there the last ones end.
    @inlinable @inline(__always)
    subscript(m: Int) -> Int {
        let shared = shared.unsafelyUnwrapped
        guard let near else { return Int(shared[m]) }
        return Int(shared[m >> 6]) + Int(near[m])
    }

    /// Writes places where there is room for them.
    ///
    /// - Parameters:
    ///   - starts: where the rows of each model begin, ascending, and where the last ones end.
    ///   - memory: aligned to 4 bytes, with room for ``mostBytes(_:)``.
    /// - Returns: how many bytes they take, and whether they are near.
    static func write(_ starts: [UInt32], at memory: UnsafeMutableRawPointer) -> (bytes: Int, isNear: Bool) {
        let span = starts.count - 1
        let isNear = stride(from: 0, through: span, by: 64).allSatisfy {
            starts[min($0 + 63, span)] - starts[$0] <= UInt32(UInt16.max)
        }
        guard isNear else {
            let places = memory.bindMemory(to: UInt32.self, capacity: starts.count)
            for (m, start) in starts.enumerated() { places[m] = start }
            return (starts.count * 4, false)
        }
        let shared = memory.bindMemory(to: UInt32.self, capacity: span / 64 + 1)
        let near = (memory + sharedBytes(span)).bindMemory(to: UInt16.self, capacity: starts.count)
        for (m, start) in starts.enumerated() {
            if m & 63 == 0 { shared[m >> 6] = start }
            near[m] = UInt16(start - shared[m >> 6])
        }
        return (sharedBytes(span) + starts.count * 2, true)
    }

    /// How many bytes places take at most.
    static func mostBytes(_ span: Int) -> Int { max((span + 1) * 4, sharedBytes(span) + (span + 1) * 2) }

    private static func sharedBytes(_ span: Int) -> Int { (span / 64 + 1) * 4 }
}
