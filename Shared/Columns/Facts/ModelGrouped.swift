/// Rows of many models, grouped by model and ordered within each.
///
/// They lie in chunks by ranges of models. What a batch touches is written anew beside the dense rows of its chunk, until
/// this has grown enough for the chunk to be written anew. So a batch costs what it touches, never more memory than a chunk
/// is held twice, copies share what they have in common, and the order of arrival never shows.
public struct ModelGrouped<Row: ModelRow>: @unchecked Sendable {
    var table = ChunkTable<Row.Packed>([]) {
        didSet { (heads, chunkCount) = (table.heads, table.chunks.count) }
    }
    let asides = Interned<Row.Aside>()
    /// Where the chunks lie, and what stands aside: reading a group touches no reference count.
    @usableFromInline var heads: UnsafePointer<ChunkHead<Row.Packed>>
    @usableFromInline var chunkCount = 0
    @usableFromInline let values: InternedValues<Row.Aside>
    /// A chunk has 2 to the power of so many models.
    @usableFromInline let chunkBits: Int
    /// A chunk of fewer rows has no dense ones.
    let fewRows: Int
    /// How many rows there are.
    public internal(set) var count = 0

    public init() { self.init(chunkBits: 16, fewRows: 4_096) }

    /// - Parameters:
    ///   - chunkBits: a chunk has 2 to the power of so many models, at most 16.
    ///   - fewRows: below so many rows a chunk only has sparse ones.
    init(chunkBits: Int, fewRows: Int) {
        precondition((0...16).contains(chunkBits), "places within a chunk have 16 bits")
        self.chunkBits = chunkBits
        self.fewRows = fewRows
        heads = table.heads
        values = asides.values
    }

    /// The memory it takes up, as far as it shares none.
    public var byteCount: Int { table.chunks.reduce(asides.byteCount) { $0 + $1.byteCount } }

    /// The models that have rows lie below this.
    var modelCount: Int { chunkCount << chunkBits }

    /// The rows of a model, ascending, where they lie: valid while this value or a copy of it lives.
    @inlinable @inline(__always)
    public func group(_ model: Int32) -> ModelGroup<Row> {
        let m = Int(model)
        guard m >= 0, m >> chunkBits < chunkCount else {
            return ModelGroup(start: nil, count: 0, model: model, asides: values)
        }
        let found = heads[m >> chunkBits].group(m & (1 << chunkBits - 1))
        return ModelGroup(start: found.start, count: found.count, model: model, asides: values)
    }
}

/// The chunks of grouped rows, and where they lie.
final class ChunkTable<Packed: BitwiseCopyable & Sendable>: @unchecked Sendable {
    let chunks: [RowChunk<Packed>]
    let heads: UnsafePointer<ChunkHead<Packed>>

    init(_ chunks: [RowChunk<Packed>]) {
        self.chunks = chunks
        let heads = UnsafeMutablePointer<ChunkHead<Packed>>.allocate(capacity: max(1, chunks.count))
        for (i, chunk) in chunks.enumerated() { (heads + i).initialize(to: chunk.head) }
        self.heads = UnsafePointer(heads)
    }

    deinit { heads.deallocate() }
}
