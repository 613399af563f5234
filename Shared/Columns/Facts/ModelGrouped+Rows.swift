extension ModelGrouped {
    /// The rows of a model, ascending, where they lie: valid while this value or a copy of it lives.
    @inlinable
    public func group(_ model: Int32) -> UnsafeBufferPointer<Row> {
        let m = Int(model)
        if !isMoved(m) {
            guard m >= 0, m + 1 < starts.count, let first else { return UnsafeBufferPointer(start: nil, count: 0) }
            let (start, end) = (Int(starts[m]), Int(starts[m + 1]))
            return UnsafeBufferPointer(start: start == end ? nil : UnsafePointer(first + start), count: end - start)
        }
        let range = range(model)
        if range.isEmpty { return UnsafeBufferPointer(start: nil, count: 0) }
        let block = blocks[range.lowerBound >> blockShift]
        return UnsafeBufferPointer(start: block.start + (range.lowerBound & offsetMask), count: range.count)
    }

    /// All rows, by model; single ones and groups by their positions.
    @inlinable
    public var rows: Rows { Rows(self) }

    /// A sequence of all rows by model.
    public struct Rows: Sequence, Sendable {
        @usableFromInline let grouped: ModelGrouped

        @inlinable
        init(_ grouped: ModelGrouped) { self.grouped = grouped }

        @inlinable
        public var count: Int { grouped.count }
        public var isEmpty: Bool { count == 0 }

        /// The row at a position.
        @inlinable
        public subscript(position: Int) -> Row {
            grouped.blocks[position >> blockShift].start[position & offsetMask]
        }

        /// A copy of the rows of one model, or of a part of them.
        @inlinable
        public subscript(positions: Range<Int>) -> ArraySlice<Row> {
            if positions.isEmpty { return [] }
            let first = grouped.blocks[positions.lowerBound >> blockShift].start + (positions.lowerBound & offsetMask)
            return Array(UnsafeBufferPointer(start: first, count: positions.count))[...]
        }

        public func makeIterator() -> Iterator { Iterator(grouped) }
    }

    public struct Iterator: IteratorProtocol {
        private let grouped: ModelGrouped
        private var model: Int32 = 0
        private var group: UnsafeBufferPointer<Row>
        private var position = 0

        init(_ grouped: ModelGrouped) {
            self.grouped = grouped
            group = grouped.group(0)
        }

        public mutating func next() -> Row? {
            while position == group.count {
                model += 1
                guard Int(model) < grouped.modelCount else { return nil }
                group = grouped.group(model)
                position = 0
            }
            position += 1
            return group[position - 1]
        }
    }
}

/// A position holds the number of its block above this bit, and where the row is in it below.
@usableFromInline let blockShift = 40
@usableFromInline let offsetMask = (1 << 40) - 1
