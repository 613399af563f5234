import Columns
import Domain

/// Marks of rows that pass on to everything that comes from them.
///
/// Several may begin it, each with rows of its own; one spreads it, then all may read.
final class ReachedRows: Sendable {
    /// What a row is marked with: up to four questions are followed at once. The other four marks stay with their row.
    struct Marks: OptionSet {
        var rawValue: UInt8

        /// Those that are passed on.
        static let followed = Marks(rawValue: 0x0F)
    }

    private let marks: Column<UInt8>

    init(count: Int) { marks = Column(unwritten: count) }

    /// Where the marks lie, row by row.
    var rows: UnsafeMutablePointer<UInt8> { marks.rows }

    /// Every row has to be begun once.
    @inline(__always)
    func begin(_ row: Int, _ marks: Marks) { self.marks.rows[row] = marks.rawValue }

    @inline(__always)
    subscript(row: Int) -> Marks { Marks(rawValue: marks.rows[row]) }

    /// Passes marks on along the edges that a choice keeps.
    ///
    /// Each row in its order hands its marks to its children: nearly no row has children, which the processor can tell
    /// ahead, whereas about every other one has parents, which it cannot. Parents were mostly heard of before their
    /// children, so one round settles nearly all. Where a child stands before its parent and changes, what changed is
    /// passed on at once, child by child, to all that had their turn.
    func spread(over graph: Graph, _ filter: EdgeFilter) {
        let marks = marks.rows
        var waiting: [Int32] = []
        graph.childStarts.withUnsafeBufferPointer { starts in
            graph.children.withUnsafeBufferPointer { children in
                graph.childRelations.withUnsafeBufferPointer { relations in
                    /// Hands a row's marks to its children; of those at or before `turn` it tells the ones that changed.
                    @inline(__always)
                    func pass(_ row: Int, _ edges: Range<Int>, turn: Int, _ changed: inout [Int32]) {
                        let own = marks[row] & Marks.followed.rawValue
                        for edge in edges where filter.keeps(relations[edge], ofChild: Int(children[edge])) {
                            let child = Int(children[edge])
                            let before = marks[child]
                            marks[child] = before | own
                            if child <= turn, own & ~before != 0 { changed.append(Int32(child)) }
                        }
                    }
                    var first = 0
                    for row in 0..<graph.nodeCount {
                        let end = Int(starts[row + 1])
                        if first == end { continue }
                        if marks[row] != 0 { pass(row, first..<end, turn: row, &waiting) }
                        first = end
                        while let next = waiting.popLast() {
                            pass(Int(next), graph.childRange(Int(next)), turn: row, &waiting)
                        }
                    }
                }
            }
        }
    }
}
