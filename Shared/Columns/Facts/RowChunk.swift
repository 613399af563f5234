/// The rows of a range of models: most of them dense, those of models that came to have other rows since beside, sparse.
/// A chunk of few rows has only sparse ones. Neither ever changes: whoever holds them reads on while others write new ones.
struct RowChunk<Packed: BitwiseCopyable & Sendable>: Sendable {
    var dense: DenseRows<Packed>?
    var sparse: SparseRows<Packed>?

    /// Where it all lies.
    var head: ChunkHead<Packed> {
        var head = ChunkHead<Packed>()
        if let dense {
            (head.span, head.places, head.rows) = (dense.span, dense.places, UnsafePointer(dense.rows))
        }
        if let sparse {
            head.bits = UnsafePointer(sparse.bits)
            head.ranks = UnsafePointer(sparse.ranks)
            head.sparseStarts = UnsafePointer(sparse.starts)
            head.sparseRows = UnsafePointer(sparse.rows)
        }
        return head
    }

    var byteCount: Int { (dense?.byteCount ?? 0) + (sparse?.byteCount ?? 0) }
}

/// Where the rows of a chunk lie: addresses alone, so that reading touches no reference count.
@usableFromInline
struct ChunkHead<Packed: BitwiseCopyable & Sendable> {
    /// The dense rows of model m are `places[m]..<places[m + 1]`, for m below this.
    @usableFromInline var span = 0
    @usableFromInline var places = ChunkPlaces()
    @usableFromInline var rows: UnsafePointer<Packed>?
    /// Which models have sparse rows, and how many of them there are before each word.
    @usableFromInline var bits: UnsafePointer<UInt64>?
    @usableFromInline var ranks: UnsafePointer<UInt16>?
    @usableFromInline var sparseStarts: UnsafePointer<UInt32>?
    @usableFromInline var sparseRows: UnsafePointer<Packed>?

    init() {}

    /// The rows of the chunk's model m.
    @inlinable @inline(__always)
    func group(_ m: Int) -> (start: UnsafePointer<Packed>?, count: Int) {
        if let bits, case let word = bits[m >> 6], word & (1 << UInt64(m & 63)) != 0 {
            let below = word & ((1 << UInt64(m & 63)) - 1)
            let place = Int(ranks.unsafelyUnwrapped[m >> 6]) + below.nonzeroBitCount
            let starts = sparseStarts.unsafelyUnwrapped
            return (sparseRows.unsafelyUnwrapped + Int(starts[place]), Int(starts[place + 1] - starts[place]))
        }
        guard m < span, let rows else { return (nil, 0) }
        let start = places[m]
        return (rows + start, places[m + 1] - start)
    }

    /// Whether the chunk's model m has sparse rows.
    func isSparse(_ m: Int) -> Bool { bits.map { $0[m >> 6] & (1 << UInt64(m & 63)) != 0 } ?? false }
}

/// Rows with the place of the first of every model.
final class DenseRows<Packed: BitwiseCopyable & Sendable>: @unchecked Sendable {
    private let memory: RowMemory
    let span: Int
    let places: ChunkPlaces
    let rows: UnsafeMutablePointer<Packed>
    let count: Int
    let byteCount: Int

    /// - Parameters:
    ///   - span: how many models it is of.
    ///   - capacity: room for rows, of which what is not needed is given back.
    ///   - fill: writes the rows of a model behind those before; returns where they end.
    init(span: Int, capacity: Int, _ fill: (_ m: Int, _ rows: UnsafeMutablePointer<Packed>, _ place: Int) -> Int) {
        let stride = MemoryLayout<Packed>.stride
        var memory = RowMemory(bytes: capacity * stride + 16 + ChunkPlaces.mostBytes(span))
        let rows = memory.start.bindMemory(to: Packed.self, capacity: max(1, capacity))
        var place = 0
        var starts = [UInt32](repeating: 0, count: span + 1)
        for m in 0..<span {
            starts[m] = UInt32(place)
            place = fill(m, rows, place)
        }
        starts[span] = UInt32(place)
        // Behind the rows, of which there may be fewer than there was room for.
        let offset = (place * stride + 15) / 16 * 16
        let written = ChunkPlaces.write(starts, at: memory.start + offset)
        byteCount = offset + written.bytes
        memory.shrink(to: byteCount)
        self.memory = memory
        self.span = span
        count = place
        places = ChunkPlaces(at: memory.start + offset, span: span, isNear: written.isNear)
        self.rows = memory.start.assumingMemoryBound(to: Packed.self)
    }

    deinit { memory.free() }
}

/// Rows of some models.
final class SparseRows<Packed: BitwiseCopyable & Sendable>: @unchecked Sendable {
    private let memory: RowMemory
    let bits: UnsafeMutablePointer<UInt64>
    let ranks: UnsafeMutablePointer<UInt16>
    let starts: UnsafeMutablePointer<UInt32>
    let rows: UnsafeMutablePointer<Packed>
    let count: Int
    let byteCount: Int
    /// The models that have rows here, ascending; those without any rows are not read.
    let models: [UInt16]

    /// - Parameters:
    ///   - models: which models of the chunk, ascending.
    ///   - words: a bit for each model of a chunk, 64 a word.
    ///   - capacity: room for rows, of which what is not needed is given back.
    ///   - fill: as for dense rows.
    init(
        models: [UInt16], words: Int, capacity: Int,
        _ fill: (_ m: Int, _ rows: UnsafeMutablePointer<Packed>, _ place: Int) -> Int
    ) {
        let startsOffset = words * 8 + (words * 2 + 7) / 8 * 8
        let offset = (startsOffset + (models.count + 1) * 4 + 15) / 16 * 16
        var memory = RowMemory(bytes: offset + capacity * MemoryLayout<Packed>.stride)
        let bits = memory.start.bindMemory(to: UInt64.self, capacity: words)
        let ranks = (memory.start + words * 8).bindMemory(to: UInt16.self, capacity: words)
        let starts = (memory.start + startsOffset).bindMemory(to: UInt32.self, capacity: models.count + 1)
        let rows = (memory.start + offset).bindMemory(to: Packed.self, capacity: max(1, capacity))
        bits.initialize(repeating: 0, count: words)
        var place = 0
        for (rank, m) in models.enumerated() {
            bits[Int(m) >> 6] |= 1 << UInt64(m & 63)
            starts[rank] = UInt32(place)
            place = fill(Int(m), rows, place)
        }
        starts[models.count] = UInt32(place)
        var rank = 0
        for word in 0..<words {
            ranks[word] = UInt16(truncatingIfNeeded: rank)
            rank += bits[word].nonzeroBitCount
        }
        count = place
        byteCount = offset + place * MemoryLayout<Packed>.stride
        memory.shrink(to: byteCount)
        self.memory = memory
        self.models = models
        self.bits = memory.start.assumingMemoryBound(to: UInt64.self)
        self.ranks = (memory.start + words * 8).assumingMemoryBound(to: UInt16.self)
        self.starts = (memory.start + startsOffset).assumingMemoryBound(to: UInt32.self)
        self.rows = (memory.start + offset).assumingMemoryBound(to: Packed.self)
    }

    deinit { memory.free() }
}
