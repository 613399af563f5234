/// Which line of the file a line of the stream comes from, for those that may still be rejected. Pure.
struct PlaceMap {
    private struct Block {
        var first: Int64
        var places: [Int]
        /// How much of the file was read when it was made.
        var offset: Int

        var last: Int64 { first + Int64(places.count) - 1 }
    }

    private var blocks: [Block] = []
    /// The last line of the stream that was given.
    private(set) var last: Int64 = 0
    /// How much of the file is settled.
    private(set) var settledOffset = 0

    mutating func append(_ places: [Int], offset: Int) {
        guard !places.isEmpty else { return }
        blocks.append(Block(first: last + 1, places: places, offset: offset))
        last += Int64(places.count)
    }

    /// The file's line; nil for what is settled or was never given.
    func place(of line: Int64) -> Int? {
        for block in blocks where line >= block.first && line <= block.last {
            return block.places[Int(line - block.first)]
        }
        return nil
    }

    /// Forgets what is settled.
    mutating func settle(through line: Int64) {
        let count = blocks.prefix { $0.last <= line }.count
        guard count > 0 else { return }
        settledOffset = blocks[count - 1].offset
        blocks.removeFirst(count)
    }
}
