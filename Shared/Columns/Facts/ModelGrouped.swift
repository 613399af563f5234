/// Rows of many models, grouped by model and ordered within each.
///
/// One large block holds every group; what later batches touch is written anew into small blocks beside it, until these
/// have grown enough to be folded in. So a batch costs what it touches, copies share what they have in common, and the
/// order of arrival never shows.
public struct ModelGrouped<Row: ModelRow>: @unchecked Sendable {
    /// The first block holds `starts[m]..<starts[m + 1]` for model m, unless it was moved to another.
    @usableFromInline var blocks: [RowBlock<Row>] = [] {
        didSet { first = blocks.first?.start }
    }
    @usableFromInline var starts: [Int32] = [0]
    /// Where the first block lies: reading a group touches no reference count.
    @usableFromInline var first: UnsafeMutablePointer<Row>?
    /// Where the groups are that a later batch touched, and which models these are, a bit each.
    @usableFromInline var moved: [Int32: Place] = [:]
    @usableFromInline var movedBits: [UInt64] = []
    /// How many rows there are, by model and in all.
    public private(set) var count = 0
    /// Rows in the blocks after the first, superseded ones too.
    var movedRows = 0

    @usableFromInline
    struct Place: Sendable {
        /// The first row's position.
        @usableFromInline var start: Int
        @usableFromInline var count: Int

        @usableFromInline
        init(start: Int, count: Int) {
            self.start = start
            self.count = count
        }
    }

    /// The memory it takes up, as far as it shares none.
    public var byteCount: Int {
        blocks.reduce(0) { $0 + $1.count } * MemoryLayout<Row>.stride + starts.count * 4 + moved.count * 32
            + movedBits.count * 8
    }

    /// More blocks than this are folded into one.
    private static var maxBlocks: Int { 64 }

    public init() {}

    /// The positions of a model's rows; empty for a model nobody has spoken of.
    @inlinable
    public func range(_ model: Int32) -> Range<Int> {
        let m = Int(model)
        if isMoved(m), let place = moved[model] { return place.start..<(place.start + place.count) }
        guard m >= 0, m + 1 < starts.count else { return 0..<0 }
        return Int(starts[m])..<Int(starts[m + 1])
    }

    @inlinable @inline(__always)
    func isMoved(_ m: Int) -> Bool {
        m >= 0 && m >> 6 < movedBits.count && movedBits[m >> 6] & (1 << UInt64(m & 63)) != 0
    }

    /// The models that have rows lie below this.
    @usableFromInline var modelCount: Int { max(starts.count - 1, movedBits.count * 64) }

    /// Takes in new rows, in their order of arrival; rows equal in order stay in order of arrival.
    ///
    /// - Parameter fold: takes the next row of a model into the one before it; false: they are two.
    @_specialize(where Row == Point)
    @_specialize(where Row == DailyAmount)
    @_specialize(where Row == Statement)
    @_specialize(where Row == StatedBase)
    public mutating func merge(_ new: [Row], fold: (_ into: inout Row, _ next: Row) -> Bool = { _, _ in false }) {
        guard !new.isEmpty else { return }
        if new.count > count / 8 {
            rebuild(with: new, fold: fold)
        } else {
            place(new, fold: fold)
            if blocks.count > Self.maxBlocks || movedRows > count / 2 { rebuild(with: [], fold: { _, _ in false }) }
        }
    }

    /// Writes the groups of the new rows' models anew, beside the others.
    @_specialize(where Row == Point)
    @_specialize(where Row == DailyAmount)
    @_specialize(where Row == Statement)
    @_specialize(where Row == StatedBase)
    private mutating func place(_ new: [Row], fold: (inout Row, Row) -> Bool) {
        let order = new.indices.sorted {
            new[$0].model != new[$1].model ? new[$0].model < new[$1].model : $0 < $1
        }
        var written: [Row] = []
        var places: [(model: Int32, start: Int, count: Int, old: Int)] = []
        var i = 0
        while i < order.count {
            let model = new[order[i]].model
            let start = written.count
            let old = group(model)
            written.append(contentsOf: old)
            while i < order.count, new[order[i]].model == model {
                written.append(new[order[i]])
                i += 1
            }
            written.withUnsafeMutableBufferPointer {
                Self.sort(UnsafeMutableBufferPointer(rebasing: $0[start...]))
            }
            let end = Self.folded(&written, from: start, fold)
            places.append((model, start, end - start, old.count))
        }
        if blocks.isEmpty { blocks.append(RowBlock(count: 0) { _ in }) }
        let block = blocks.count << blockShift
        blocks.append(
            RowBlock(count: written.count) { buffer in _ = buffer.initialize(from: written) })
        movedRows += written.count
        let top = Int(places.last?.model ?? 0)
        if movedBits.count <= top >> 6 {
            movedBits += [UInt64](repeating: 0, count: max(top >> 6 + 1 - movedBits.count, movedBits.count / 8))
        }
        for place in places {
            moved[place.model] = Place(start: block | place.start, count: place.count)
            movedBits[Int(place.model) >> 6] |= 1 << UInt64(place.model & 63)
            count += place.count - place.old
        }
    }

    /// Folds neighbours of one group at the end of a list.
    @_specialize(where Row == Point)
    @_specialize(where Row == DailyAmount)
    @_specialize(where Row == Statement)
    @_specialize(where Row == StatedBase)
    private static func folded(_ rows: inout [Row], from start: Int, _ fold: (inout Row, Row) -> Bool) -> Int {
        var kept = start
        for i in start..<rows.count {
            if kept > start, fold(&rows[kept - 1], rows[i]) { continue }
            rows[kept] = rows[i]
            kept += 1
        }
        rows.removeLast(rows.count - kept)
        return kept
    }

    /// Everything into one block.
    @_specialize(where Row == Point)
    @_specialize(where Row == DailyAmount)
    @_specialize(where Row == Statement)
    @_specialize(where Row == StatedBase)
    private mutating func rebuild(with new: [Row], fold: (inout Row, Row) -> Bool) {
        var top = modelCount
        for row in new { top = max(top, Int(row.model) + 1) }
        var newStarts = [Int32](repeating: 0, count: top + 1)
        for m in 0..<top { newStarts[m + 1] = Int32(range(Int32(m)).count) }
        var touched = [Bool](repeating: false, count: new.isEmpty ? 0 : top)
        for row in new {
            newStarts[Int(row.model) + 1] += 1
            touched[Int(row.model)] = true
        }
        for m in 0..<top { newStarts[m + 1] += newStarts[m] }
        // Once: within the closure every look at a group would copy this value.
        let old = self
        let block = RowBlock<Row>(capacity: count + new.count) { buffer in
            var next = newStarts
            for m in 0..<top {
                let group = old.group(Int32(m))
                guard let first = group.baseAddress else { continue }
                (buffer.baseAddress! + Int(next[m])).initialize(from: first, count: group.count)
                next[m] += Int32(group.count)
            }
            for row in new {
                (buffer.baseAddress! + Int(next[Int(row.model)])).initialize(to: row)
                next[Int(row.model)] += 1
            }
            next = []
            for m in touched.indices where touched[m] {
                Self.sort(
                    UnsafeMutableBufferPointer(rebasing: buffer[Int(newStarts[m])..<Int(newStarts[m + 1])]))
            }
            return new.isEmpty ? buffer.count : Self.fold(buffer, &newStarts, fold)
        }
        adopt(block, newStarts)
    }

    /// Everything into one block, as it is.
    mutating func gather() { rebuild(with: [], fold: { _, _ in false }) }

    /// Folds neighbours of each group where they lie, and moves the groups together.
    ///
    /// - Returns: how many rows are left.
    @_specialize(where Row == Point)
    @_specialize(where Row == DailyAmount)
    @_specialize(where Row == Statement)
    @_specialize(where Row == StatedBase)
    private static func fold(
        _ rows: UnsafeMutableBufferPointer<Row>, _ starts: inout [Int32], _ fold: (inout Row, Row) -> Bool
    ) -> Int {
        var kept = 0
        var i = 0
        for m in 0..<starts.count - 1 {
            let (first, end) = (kept, Int(starts[m + 1]))
            starts[m] = Int32(first)
            while i < end {
                if kept == first || !fold(&rows[kept - 1], rows[i]) {
                    if kept < i { rows[kept] = rows[i] }
                    kept += 1
                }
                i += 1
            }
        }
        starts[starts.count - 1] = Int32(kept)
        return kept
    }

    private mutating func adopt(_ block: RowBlock<Row>, _ starts: [Int32]) {
        blocks = [block]
        self.starts = starts
        moved = [:]
        movedBits = []
        movedRows = 0
        count = Int(starts.last ?? 0)
    }

    /// Folds neighbours that stand for one thing into one row, and drops rows that are no longer wanted.
    @_specialize(where Row == Point)
    @_specialize(where Row == DailyAmount)
    @_specialize(where Row == Statement)
    @_specialize(where Row == StatedBase)
    public mutating func compact(fold: (_ into: inout Row, _ next: Row) -> Bool, keep: (Row) -> Bool = { _ in true }) {
        var kept: [Row] = []
        kept.reserveCapacity(count)
        let top = modelCount
        var newStarts: [Int32] = [0]
        newStarts.reserveCapacity(top + 1)
        for m in 0..<top {
            let first = kept.count
            for row in group(Int32(m)) where keep(row) {
                if kept.count > first, fold(&kept[kept.count - 1], row) { continue }
                kept.append(row)
            }
            newStarts.append(Int32(kept.count))
        }
        if kept.count == count, moved.isEmpty { return }
        adopt(RowBlock(count: kept.count) { buffer in _ = buffer.initialize(from: kept) }, newStarts)
    }

    /// Stable: insertion for the few rows most models have, the library's merge for the long ones.
    @_specialize(where Row == Point)
    @_specialize(where Row == DailyAmount)
    @_specialize(where Row == Statement)
    @_specialize(where Row == StatedBase)
    private static func sort(_ group: UnsafeMutableBufferPointer<Row>) {
        var i = 1
        while i < group.count, !group[i].isBefore(group[i - 1]) { i += 1 }
        guard i < group.count else { return }
        if group.count <= 24 {
            for i in 1..<group.count {
                let row = group[i]
                var j = i
                while j > 0, row.isBefore(group[j - 1]) {
                    group[j] = group[j - 1]
                    j -= 1
                }
                group[j] = row
            }
        } else {
            let sorted = group.indices.sorted { a, b in
                group[a].isBefore(group[b]) || (!group[b].isBefore(group[a]) && a < b)
            }.map { group[$0] }
            for i in group.indices { group[i] = sorted[i] }
        }
    }
}

/// A row that belongs to one model and has a place among its model's rows.
public protocol ModelRow: Sendable, BitwiseCopyable {
    /// The store's id of the model.
    var model: Int32 { get }
    /// Whether it stands before another row of the same model.
    func isBefore(_ other: Self) -> Bool
}
