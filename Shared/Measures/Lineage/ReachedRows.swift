import Columns
import Domain

/// Marks of rows that pass on to everything that comes from them.
///
/// Several may begin it, each with rows of its own; one spreads it, then all may read.
final class ReachedRows: Sendable {
    /// What a row is marked with: up to eight questions are followed at once.
    struct Marks: OptionSet {
        var rawValue: UInt8
    }

    private let marks: Column<UInt8>

    init(count: Int) { marks = Column(unwritten: count) }

    /// Every row has to be begun once.
    @inline(__always)
    func begin(_ row: Int, _ marks: Marks) { self.marks.rows[row] = marks.rawValue }

    @inline(__always)
    subscript(row: Int) -> Marks { Marks(rawValue: marks.rows[row]) }

    /// Passes marks on along the edges that a choice keeps.
    ///
    /// Rows are read in their order: parents were mostly heard of before their children, so one round settles nearly all.
    /// Where a parent stands later, its child is looked at again, and what changes then is passed on child by child.
    func spread(over graph: Graph, _ filter: EdgeFilter) {
        let marks = marks.rows
        let late = pull(graph, filter)
        var waiting: [Int32] = []
        for row in late {
            let found = graph.parentRange(Int(row)).reduce(marks[Int(row)]) {
                filter.keeps(graph.relations[$1], ofChild: Int(row)) ? $0 | marks[Int(graph.parents[$1])] : $0
            }
            guard found != marks[Int(row)] else { continue }
            marks[Int(row)] = found
            waiting.append(row)
            while let next = waiting.popLast() {
                for edge in graph.childRange(Int(next)) {
                    let child = Int(graph.children[edge])
                    let found = marks[child] | marks[Int(next)]
                    guard found != marks[child], filter.keeps(graph.childRelations[edge], ofChild: child) else {
                        continue
                    }
                    marks[child] = found
                    waiting.append(Int32(child))
                }
            }
        }
    }

    /// Every row takes over what its parents are marked with so far.
    ///
    /// - Returns: the rows with a parent that stands later.
    private func pull(_ graph: Graph, _ filter: EdgeFilter) -> [Int32] {
        let marks = marks.rows
        var late: [Int32] = []
        graph.parentStarts.withUnsafeBufferPointer { starts in
            graph.parents.withUnsafeBufferPointer { parents in
                graph.relations.withUnsafeBufferPointer { relations in
                    var first = 0
                    for row in 0..<graph.nodeCount {
                        let end = Int(starts[row + 1])
                        if first == end { continue }
                        var found = marks[row]
                        var isLate = false
                        for edge in first..<end where filter.keeps(relations[edge], ofChild: row) {
                            let parent = Int(parents[edge])
                            found |= marks[parent]
                            isLate = isLate || parent > row
                        }
                        marks[row] = found
                        if isLate { late.append(Int32(row)) }
                        first = end
                    }
                }
            }
        }
        return late
    }
}
