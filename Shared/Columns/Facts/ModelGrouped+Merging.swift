extension ModelGrouped {
    /// Takes in new rows, in their order of arrival; rows equal in order stay in order of arrival.
    ///
    /// - Parameter fold: takes the next row of a model into the one before it; false: they are two.
    @_specialize(where Row == Point)
    @_specialize(where Row == DailyAmount)
    @_specialize(where Row == Statement)
    @_specialize(where Row == StatedBase)
    @_specialize(where Row == Adoption)
    public mutating func merge(_ new: [Row], fold: (_ into: inout Row, _ next: Row) -> Bool = { _, _ in false }) {
        guard !new.isEmpty else { return }
        let order = ArrivalOrder(new)
        // What nobody else holds of a chunk is let go of as soon as it is written anew.
        var chunks = table.chunks
        table = ChunkTable([])
        asides.adding { adding in
            var i = 0
            while i < order.count {
                let chunk = Int(order.model(i)) >> chunkBits
                var end = i
                while end < order.count, Int(order.model(end)) >> chunkBits == chunk { end += 1 }
                while chunks.count <= chunk { chunks.append(RowChunk()) }
                var writing = ChunkWriting<Row>(chunks[chunk], chunk << chunkBits, values)
                writing.merge(new, order, i..<end, limits: (1 << chunkBits, fewRows), &adding, fold)
                chunks[chunk] = writing.chunk
                count += writing.added
                i = end
            }
        }
        gather(&chunks)
        table = ChunkTable(chunks)
    }

    /// Writes the chunks anew that have most rows beside their dense ones: a few with each batch, long before one of them
    /// would have to be, so that no batch has to do it for all.
    private func gather(_ chunks: inout [RowChunk<Row.Packed>]) {
        let full = chunks.indices.filter {
            guard let dense = chunks[$0].dense, let sparse = chunks[$0].sparse else { return false }
            return sparse.count > max(fewRows / 2, dense.count / 32)
        }.sorted { chunks[$0].sparse!.count > chunks[$1].sparse!.count }
        for chunk in full.prefix(Self.gatheredAtOnce) {
            var writing = ChunkWriting<Row>(chunks[chunk], chunk << chunkBits, values)
            writing.gather(models: 1 << chunkBits)
            chunks[chunk] = writing.chunk
        }
    }

    /// How many chunks are written anew with a batch although they need not be. A batch of 10,000 events brings half a
    /// percent to each of thirty chunks: with two of them a batch each is written after fifteen.
    private static var gatheredAtOnce: Int { 2 }

    /// Folds neighbours that stand for one thing into one row, and drops rows that are no longer wanted.
    @_specialize(where Row == Point)
    @_specialize(where Row == DailyAmount)
    @_specialize(where Row == Statement)
    @_specialize(where Row == StatedBase)
    @_specialize(where Row == Adoption)
    public mutating func compact(fold: (_ into: inout Row, _ next: Row) -> Bool, keep: (Row) -> Bool = { _ in true }) {
        var chunks = table.chunks
        table = ChunkTable([])
        asides.adding { adding in
            for chunk in chunks.indices {
                var writing = ChunkWriting<Row>(chunks[chunk], chunk << chunkBits, values)
                writing.compact(limits: (1 << chunkBits, fewRows), &adding, fold, keep)
                chunks[chunk] = writing.chunk
                count += writing.added
            }
        }
        table = ChunkTable(chunks)
    }
}
