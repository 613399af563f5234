import Columns
import Domain

/// Edges grouped by child, as they are found.
struct EdgeList {
    var starts: [Int32] = [0]
    var parents: [Int32] = []
    var relations: [Relation] = []

    init(capacity: Int) { starts.reserveCapacity(capacity + 1) }

    /// Adds the edges of later children.
    mutating func append(_ later: EdgeList) {
        let base = Int32(parents.count)
        parents += later.parents
        relations += later.relations
        starts += later.starts.dropFirst().lazy.map { $0 + base }
    }
}

extension StateReader {
    /// Lineage of one row from what its identity's sources name as its bases: one edge a pair, the more specific relation
    /// of the more trusted source; self-loops dropped and counted, contradicted relations flagged. Parents ascend.
    @inline(__always)
    func link(
        _ row: Int32, _ found: UnsafeBufferPointer<Statement>, _ rowOfId: RowsOfIds,
        into edges: inout EdgeList
    ) -> RowTally {
        if found.allSatisfy({ $0.bases == 0 }) {
            edges.starts.append(Int32(edges.parents.count))
            return RowTally()
        }
        if found.count == 1, found[0].bases == 1 {
            let bases = facts.bases.group(found[0].model)
            if bases.count == 1, bases[0].belongs(to: found[0]) {
                let parent = rowOfId[Int(bases[0].parent)]
                if parent != row {
                    let relation = Relation(rawValue: Int8(bases[0].relation)) ?? .unknown
                    edges.parents.append(parent)
                    edges.relations.append(relation)
                    edges.starts.append(Int32(edges.parents.count))
                    return RowTally(finetunes: relation == .finetune ? 1 : 0)
                }
            }
        }
        return linkMany(row, found, rowOfId, into: &edges)
    }

    /// The same for whatever bases are named.
    private func linkMany(
        _ row: Int32, _ found: UnsafeBufferPointer<Statement>, _ rowOfId: RowsOfIds,
        into edges: inout EdgeList
    ) -> RowTally {
        let first = edges.parents.count
        var tally = RowTally()
        var loops: Set<Int32> = []
        /// The statement that each relation is from.
        var stated: [Int] = []
        for (position, statement) in found.enumerated() where statement.bases > 0 {
            for base in bases(of: statement) where base.belongs(to: statement) {
                let parent = rowOfId[Int(base.parent)]
                let relation = Relation(rawValue: Int8(base.relation)) ?? .unknown
                if parent == row {
                    loops.insert(base.parent)
                    continue
                }
                if let known = edges.parents[first...].firstIndex(of: parent) {
                    // One statement may name a parent by two of its names: then the order of names says nothing.
                    let isFirst =
                        stated[known - first] == position && relation != .unknown
                        && relation.rawValue < edges.relations[known].rawValue
                    if edges.relations[known] == .unknown || isFirst {
                        edges.relations[known] = relation
                        stated[known - first] = position
                    }
                    tally.doubleEdges += 1
                } else {
                    edges.parents.append(parent)
                    edges.relations.append(relation)
                    stated.append(position)
                }
            }
        }
        tally.selfLoops = loops.count
        Self.order(&edges, from: first)
        tally.finetunes = edges.relations[first...].count { $0 == .finetune }
        edges.starts.append(Int32(edges.parents.count))
        return tally
    }

    /// Parents in ascending order, whatever order the sources named them in.
    private static func order(_ edges: inout EdgeList, from first: Int) {
        guard edges.parents.count - first > 1 else { return }
        let sorted = (first..<edges.parents.count).sorted { edges.parents[$0] < edges.parents[$1] }
            .map { (edges.parents[$0], edges.relations[$0]) }
        for (i, edge) in sorted.enumerated() {
            edges.parents[first + i] = edge.0
            edges.relations[first + i] = edge.1
        }
    }
}
