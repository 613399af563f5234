import Columns

/// Models in the order of a measure.
///
/// Ranked are the models that match the filter and have a figure. Placeholders and artifacts of lineage are in only with
/// a figure of their own: above zero, for measures every node has. Ties: of net likes by who got there first; then, as for
/// every other measure, by id, bytewise ascending; the same in both directions, so that the same epoch always gives the same list.
public struct Leaderboard: Sendable {
    /// The place in the ranking behind which a page begins: the last row before it.
    public struct Position: Sendable, Equatable {
        /// How many stand before.
        public var offset: Int
        /// The last one's figure as an ordering key, and its store id.
        public var key: Int64
        public var id: Int32

        public init(offset: Int, key: Int64, id: Int32) {
            self.offset = offset
            self.key = key
            self.id = id
        }
    }

    /// The rows of this page, best first.
    public var rows: [Int32]
    /// How many stand before the page.
    public var offset: Int
    /// Models that match the filter.
    public var matching: Int
    /// Models that match and have a figure.
    public var withValue: Int
    /// Where the next page begins; nil: this is the last.
    public var next: Position?

    /// Ranks one page in one pass over the columns: only what can be on the page is ever compared by name.
    ///
    /// - Parameters:
    ///   - after: where the page begins; it stands for a place in the order, so it means the same in a later epoch.
    ///   - proceed: asked now and then; false gives up.
    /// - Returns: nil when `proceed` said no.
    public static func page(
        of measure: RankedMeasure, in table: ModelTable, filter: LeaderboardFilter = LeaderboardFilter(),
        ascending: Bool = false, limit: Int, after: Position? = nil, proceed: () -> Bool = { true }
    ) -> Leaderboard? {
        let afterRow = after.flatMap { table.row(id: $0.id) }
        return measure.withKeys(table) { key in
            let order = TieOrder(names: table.name, reached: measure == .netLikes ? table.likesReached : [])
            var best = Best(limit: limit + 1, order: order)
            var matching = 0
            var withValue = 0
            let unfiltered = filter.isEmpty
            for row in 0..<table.count {
                if row & 0xffff == 0, !proceed() { return nil }
                if !unfiltered, !filter.matches(table, row) { continue }
                let value = key(row)
                let flags = table.flags[row]
                if !flags.isDisjoint(with: [.placeholder, .artifact]) {
                    if value == .null || (measure.isOfLineage && value == 0) { continue }
                }
                matching += 1
                if value == .null { continue }
                withValue += 1
                let candidate = Candidate(key: ascending ? value : ~value, row: Int32(row))
                if let after {
                    let key = ascending ? after.key : ~after.key
                    if candidate.key < key { continue }
                    if candidate.key == key, let afterRow {
                        if row == afterRow || order.isBefore(row, afterRow) { continue }
                    }
                }
                best.offer(candidate)
            }
            var rows = best.sorted()
            let offset = after?.offset ?? 0
            var next: Position?
            if rows.count > limit {
                rows.removeLast()
                if let last = rows.last {
                    next = Position(
                        offset: offset + limit, key: ascending ? last.key : ~last.key, id: table.id[Int(last.row)])
                }
            }
            return Leaderboard(
                rows: rows.map(\.row), offset: offset, matching: matching, withValue: withValue, next: next)
        }
    }
}

/// A row with its figure as a key that ascends from the best.
private struct Candidate {
    var key: Int64
    var row: Int32
}

/// The order of rows with equal figures.
private struct TieOrder {
    let names: StringColumn
    /// When each row got to its figure; empty where that does not matter.
    let reached: Column<Int64>

    func isBefore(_ a: Int, _ b: Int) -> Bool {
        if !reached.isEmpty, reached[a] != reached[b] { return reached[a] < reached[b] }
        return names.isLess(a, b)
    }
}

/// The first `limit` of all that were offered: gathers twice as many, then throws the worse half away.
private struct Best {
    let limit: Int
    let order: TieOrder
    private var gathered: [Candidate] = []
    /// What is worse than this cannot be on the page any more.
    private var worst: Candidate?

    init(limit: Int, order: TieOrder) {
        self.limit = limit
        self.order = order
    }

    mutating func offer(_ candidate: Candidate) {
        if let worst, !isBefore(candidate, worst) { return }
        gathered.append(candidate)
        if gathered.count >= max(2 * limit, 64) { prune() }
    }

    private mutating func prune() {
        gathered.sort(by: isBefore)
        if gathered.count > limit { gathered.removeSubrange(limit...) }
        if gathered.count == limit { worst = gathered.last }
    }

    mutating func sorted() -> [Candidate] {
        prune()
        return gathered
    }

    private func isBefore(_ a: Candidate, _ b: Candidate) -> Bool {
        if a.key != b.key { return a.key < b.key }
        return a.row != b.row && order.isBefore(Int(a.row), Int(b.row))
    }
}
