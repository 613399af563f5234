/// Writes one chunk anew from what it held and what came.
struct ChunkWriting<Row: ModelRow> {
    typealias Adding = Interned<Row.Aside>.Adding
    /// How many models a chunk has, and below how many rows it has no dense ones.
    typealias Limits = (models: Int, few: Int)

    private(set) var chunk: RowChunk<Row.Packed>
    /// How many rows there are more than before.
    private(set) var added = 0
    private let head: ChunkHead<Row.Packed>
    /// The id of the chunk's first model.
    private let first: Int
    private let values: InternedValues<Row.Aside>
    /// The rows of one model while they are put together.
    private var group: [Row] = []

    init(_ chunk: RowChunk<Row.Packed>, _ first: Int, _ values: InternedValues<Row.Aside>) {
        self.chunk = chunk
        self.first = first
        self.values = values
        head = chunk.head
    }

    /// Takes in some of the new rows, all of this chunk.
    ///
    /// - Parameter range: which of them, in their order.
    mutating func merge(
        _ new: [Row], _ order: ArrivalOrder, _ range: Range<Int>, limits: Limits, _ adding: inout Adding,
        _ fold: (inout Row, Row) -> Bool
    ) {
        var touched: [UInt16] = []
        var ends: [Int] = []
        var i = range.lowerBound
        // The rows that would stand beside the dense ones.
        var beside = (chunk.sparse?.count ?? 0) + range.count
        while i < range.upperBound {
            let model = order.model(i)
            while i < range.upperBound, order.model(i) == model { i += 1 }
            let m = Int(model) - first
            touched.append(UInt16(m))
            ends.append(i)
            if !head.isSparse(m) { beside += head.group(m).count }
        }
        let old = chunk
        let dense = old.dense?.count ?? 0
        var (next, at) = (0, range.lowerBound)
        // Models come ascending: the next one touched is the only one to look for.
        func write(_ m: Int, _ rows: UnsafeMutablePointer<Row.Packed>, _ place: Int) -> Int {
            let (start, count) = head.group(m)
            guard next < touched.count, Int(touched[next]) == m else {
                if let start { (rows + place).initialize(from: start, count: count) }
                return place + count
            }
            if count == 0, ends[next] == at + 1 {
                // Of most models a first reading brings one row.
                let row = new[order.place(at)].packed { adding.number(of: $0) }
                (rows + place).initialize(to: row)
                (next, at) = (next + 1, at + 1)
                added += 1
                return place + 1
            }
            group.removeAll(keepingCapacity: true)
            unpack(start, count, m)
            for i in at..<ends[next] { group.append(new[order.place(i)]) }
            (next, at) = (next + 1, ends[next])
            group.withUnsafeMutableBufferPointer { Self.sort($0) }
            let kept = Self.folded(&group, fold)
            added += kept - count
            return pack(kept, rows, place, &adding)
        }
        if beside > max(limits.few, dense / 4) {
            let span = max(top(limits.models), Int(touched.last ?? 0) + 1)
            let capacity = held + range.count
            chunk = RowChunk(dense: DenseRows(span: span, capacity: capacity, write))
        } else {
            let models = Self.union(old.sparse?.models ?? [], touched)
            let words = max(1, limits.models / 64)
            chunk.sparse = SparseRows(models: models, words: words, capacity: beside, write)
        }
        withExtendedLifetime(old) {}
    }

    /// All rows dense, as they are.
    mutating func gather(models: Int) {
        let old = chunk
        let head = head
        chunk = RowChunk(
            dense: DenseRows(span: top(models), capacity: held) { m, rows, place in
                let (start, count) = head.group(m)
                if let start { (rows + place).initialize(from: start, count: count) }
                return place + count
            })
        withExtendedLifetime(old) {}
    }

    /// Folds neighbours, and drops rows; what stays as it is stays where it is.
    mutating func compact(
        limits: Limits, _ adding: inout Adding, _ fold: (inout Row, Row) -> Bool, _ keep: (Row) -> Bool
    ) {
        let old = chunk
        let before = held
        var isChanged = false
        var count = 0
        func write(_ m: Int, _ rows: UnsafeMutablePointer<Row.Packed>, _ place: Int) -> Int {
            group.removeAll(keepingCapacity: true)
            let (start, held) = head.group(m)
            unpack(start, held, m)
            group.removeAll { !keep($0) }
            let kept = Self.folded(&group, fold)
            if kept < held { isChanged = true }
            count += kept
            return pack(kept, rows, place, &adding)
        }
        let written: RowChunk<Row.Packed>
        if old.dense != nil {
            written = RowChunk(dense: DenseRows(span: top(limits.models), capacity: before, write))
        } else {
            let words = max(1, limits.models / 64)
            written = RowChunk(
                sparse: SparseRows(models: old.sparse?.models ?? [], words: words, capacity: before, write))
        }
        if isChanged {
            chunk = written
            added = count - before
        }
        withExtendedLifetime(old) {}
    }

    /// How many rows the chunk holds, superseded ones left out.
    private var held: Int {
        var sum = chunk.dense?.count ?? 0
        guard let sparse = chunk.sparse else { return sum }
        sum += sparse.count
        if let dense = chunk.dense {
            for m in sparse.models where Int(m) < dense.span {
                sum -= dense.places[Int(m) + 1] - dense.places[Int(m)]
            }
        }
        return sum
    }

    /// The chunk's models that have rows lie below this.
    private func top(_ models: Int) -> Int {
        min(models, max(head.span, chunk.sparse?.models.last.map { Int($0) + 1 } ?? 0))
    }

    private mutating func unpack(_ start: UnsafePointer<Row.Packed>?, _ count: Int, _ m: Int) {
        guard let start else { return }
        for i in 0..<count { group.append(Row(start[i], model: Int32(first + m), values)) }
    }

    private func pack(
        _ count: Int, _ rows: UnsafeMutablePointer<Row.Packed>, _ place: Int, _ adding: inout Adding
    ) -> Int {
        for i in 0..<count { (rows + place + i).initialize(to: group[i].packed { adding.number(of: $0) }) }
        return place + count
    }

    /// Folds neighbours; returns how many rows are left, first in the list.
    private static func folded(_ rows: inout [Row], _ fold: (inout Row, Row) -> Bool) -> Int {
        var kept = 0
        for i in rows.indices {
            if kept > 0, fold(&rows[kept - 1], rows[i]) { continue }
            if kept < i { rows[kept] = rows[i] }
            kept += 1
        }
        return kept
    }

    private static func union(_ a: [UInt16], _ b: [UInt16]) -> [UInt16] {
        if a.isEmpty { return b }
        var all: [UInt16] = []
        all.reserveCapacity(a.count + b.count)
        var (i, j) = (0, 0)
        while i < a.count || j < b.count {
            if j == b.count || (i < a.count && a[i] < b[j]) {
                all.append(a[i])
                i += 1
            } else {
                if i < a.count, a[i] == b[j] { i += 1 }
                all.append(b[j])
                j += 1
            }
        }
        return all
    }

    /// Sorts one group; stable, and cheap where it is in order already, as it nearly always is.
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
