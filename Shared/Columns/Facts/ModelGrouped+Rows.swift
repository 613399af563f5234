extension ModelGrouped {
    /// The positions of a model's rows; empty for a model nobody has spoken of.
    @inlinable
    public func range(_ model: Int32) -> Range<Int> {
        let count = group(model).count
        if count == 0 { return 0..<0 }
        let first = Int(model) << positionShift
        return first..<(first + count)
    }

    /// All rows, by model; single ones and groups by their positions.
    @inlinable
    public var rows: Rows { Rows(self) }

    /// A sequence of all rows by model.
    public struct Rows: Sequence, Sendable {
        @usableFromInline let grouped: ModelGrouped

        @inlinable
        init(_ grouped: ModelGrouped) { self.grouped = grouped }

        public var count: Int { grouped.count }
        public var isEmpty: Bool { count == 0 }

        /// The row at a position.
        @inlinable
        public subscript(position: Int) -> Row {
            grouped.group(Int32(position >> positionShift))[position & placeMask]
        }

        /// A copy of the rows of one model, or of a part of them.
        @inlinable
        public subscript(positions: Range<Int>) -> ArraySlice<Row> {
            if positions.isEmpty { return [] }
            let group = grouped.group(Int32(positions.lowerBound >> positionShift))
            let first = positions.lowerBound & placeMask
            return Array(group[first..<(first + positions.count)])[...]
        }

        public func makeIterator() -> Iterator { Iterator(grouped) }
    }

    public struct Iterator: IteratorProtocol {
        private let grouped: ModelGrouped
        private var model: Int32 = 0
        private var group: ModelGroup<Row>
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

/// A position holds the row's model above this bit, and its place among the model's rows below.
@usableFromInline let positionShift = 32
@usableFromInline let placeMask = (1 << 32) - 1
