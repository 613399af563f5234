extension ModelGrouped {
    /// Everything of a value in one block: made by another thread from a copy of it, put in place later.
    public struct Gathered: @unchecked Sendable {
        let block: RowBlock<Row>
        let starts: [Int32]
        /// The first block it was made from, and how many there were.
        let first: RowBlock<Row>
        let blockCount: Int
    }

    /// More blocks than this are worth gathering, long before merging has to do it itself: what a batch touches is looked
    /// up by model, and this table is copied with every batch.
    public static var scatteredBlocks: Int { 24 }

    /// Everything in one block, if it lies in more than so many.
    public func gathered(above most: Int = scatteredBlocks) -> Gathered? {
        guard blocks.count > most, let first = blocks.first else { return nil }
        var copy = self
        copy.gather()
        guard let block = copy.blocks.first else { return nil }
        return Gathered(block: block, starts: copy.starts, first: first, blockCount: blocks.count)
    }

    /// Puts in place what was gathered from an earlier state of this value; what came since stays beside it. The rows are
    /// the same before and after.
    ///
    /// - Returns: false: this value was gathered or rewritten in the meantime, and stays as it is.
    @discardableResult
    public mutating func adopt(_ gathered: Gathered) -> Bool {
        guard let first = blocks.first, first === gathered.first, blocks.count >= gathered.blockCount else {
            return false
        }
        let shift = gathered.blockCount - 1
        let later = blocks[gathered.blockCount...]
        var stillMoved: [Int32: Place] = [:]
        var bits: [UInt64] = later.isEmpty ? [] : [UInt64](repeating: 0, count: movedBits.count)
        for (model, place) in moved where place.start >> blockShift >= gathered.blockCount {
            stillMoved[model] = Place(start: place.start - shift << blockShift, count: place.count)
            bits[Int(model) >> 6] |= 1 << UInt64(model & 63)
        }
        movedRows = later.reduce(0) { $0 + $1.count }
        blocks = [gathered.block] + later
        starts = gathered.starts
        moved = stillMoved
        movedBits = bits
        return true
    }
}
