/// Rows of many models, grouped by model and ordered within each: one block of rows and where each model's begin.
/// New rows are merged in one linear pass, so order of arrival never shows.
public struct ModelGrouped<Row: ModelRow>: Sendable {
    /// All rows, grouped by model, each group ascending.
    public private(set) var rows: [Row] = []
    /// `starts[m]..<starts[m + 1]` are the rows of model m.
    public private(set) var starts: [Int32] = [0]

    public init() {}

    /// The rows of a model; empty for a model nobody has spoken of.
    @inlinable
    public func range(_ model: Int32) -> Range<Int> {
        let m = Int(model)
        guard m >= 0, m + 1 < starts.count else { return 0..<0 }
        return Int(starts[m])..<Int(starts[m + 1])
    }

    /// Takes in new rows, in their order of arrival; rows equal in order stay in order of arrival.
    public mutating func merge(_ new: [Row]) {
        guard !new.isEmpty else { return }
        var top = starts.count - 1
        for row in new { top = max(top, Int(row.model) + 1) }
        var counts = [Int32](repeating: 0, count: top + 1)
        for m in 0..<(starts.count - 1) { counts[m] = starts[m + 1] - starts[m] }
        var touched = [Bool](repeating: false, count: top)
        for row in new {
            counts[Int(row.model)] += 1
            touched[Int(row.model)] = true
        }
        var newStarts = [Int32](repeating: 0, count: top + 1)
        for m in 0..<top { newStarts[m + 1] = newStarts[m] + counts[m] }
        let total = rows.count + new.count
        let old = rows
        let oldStarts = starts
        rows = [Row](unsafeUninitializedCapacity: total) { buffer, count in
            var next = newStarts
            old.withUnsafeBufferPointer { oldRows in
                for m in 0..<(oldStarts.count - 1) {
                    let from = Int(oldStarts[m])
                    let n = Int(oldStarts[m + 1]) - from
                    if n > 0 {
                        (buffer.baseAddress! + Int(next[m])).initialize(from: oldRows.baseAddress! + from, count: n)
                        next[m] += Int32(n)
                    }
                }
            }
            for row in new {
                let m = Int(row.model)
                (buffer.baseAddress! + Int(next[m])).initialize(to: row)
                next[m] += 1
            }
            for m in 0..<top where touched[m] && counts[m] > 1 {
                Self.sort(UnsafeMutableBufferPointer(rebasing: buffer[Int(newStarts[m])..<Int(newStarts[m + 1])]))
            }
            count = total
        }
        starts = newStarts
    }

    /// Folds neighbours that stand for one thing into one row, and drops rows that are no longer wanted.
    public mutating func compact(fold: (_ into: inout Row, _ next: Row) -> Bool, keep: (Row) -> Bool = { _ in true }) {
        var kept: [Row] = []
        kept.reserveCapacity(rows.count)
        var newStarts: [Int32] = [0]
        newStarts.reserveCapacity(starts.count)
        for m in 0..<(starts.count - 1) {
            let first = kept.count
            for i in Int(starts[m])..<Int(starts[m + 1]) where keep(rows[i]) {
                if kept.count > first, fold(&kept[kept.count - 1], rows[i]) { continue }
                kept.append(rows[i])
            }
            newStarts.append(Int32(kept.count))
        }
        rows = kept
        starts = newStarts
    }

    /// Stable: insertion for the few rows most models have, the library's merge for the long ones.
    private static func sort(_ group: UnsafeMutableBufferPointer<Row>) {
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
