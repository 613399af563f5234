import Domain

/// Lineage as compressed rows in both directions: `parents[parentStarts[c]..<parentStarts[c + 1]]` are the rows of
/// child c's parents. Rows are rows of the same state's ModelTable. No self-loops, no edge twice.
public struct Graph: Sendable {
    public var parentStarts: [Int32]
    public var parents: [Int32]
    /// The relation of each edge, beside `parents`.
    public var relations: [Relation]
    public var childStarts: [Int32]
    public var children: [Int32]
    /// The relation of each edge, beside `children`.
    public var childRelations: [Relation]

    public var nodeCount: Int { parentStarts.count - 1 }
    public var edgeCount: Int { parents.count }

    /// From edges grouped by child: `parentStarts` has a node more than there are nodes.
    public init(parentStarts: [Int32], parents: [Int32], relations: [Relation]) {
        self.parentStarts = parentStarts
        self.parents = parents
        self.relations = relations
        let n = parentStarts.count - 1
        // Counted two places on, so that filling moves every start to where it belongs.
        var starts = [Int32](repeating: 0, count: n + 2)
        for p in parents { starts[Int(p) + 2] += 1 }
        for i in 1..<n + 1 { starts[i + 1] += starts[i] }
        var children = [Int32](repeating: 0, count: parents.count)
        var childRelations = [Relation](repeating: .unknown, count: parents.count)
        for c in 0..<n {
            for e in Int(parentStarts[c])..<Int(parentStarts[c + 1]) {
                let p = Int(parents[e])
                let place = Int(starts[p + 1])
                children[place] = Int32(c)
                childRelations[place] = relations[e]
                starts[p + 1] += 1
            }
        }
        starts.removeLast()
        childStarts = starts
        self.children = children
        self.childRelations = childRelations
    }

    /// Whether it surely is the same graph, since it lies in the same memory; false tells nothing.
    public func isShared(with other: Graph) -> Bool {
        parentStarts.isShared(with: other.parentStarts) && parents.isShared(with: other.parents)
            && relations.isShared(with: other.relations) && childStarts.isShared(with: other.childStarts)
    }

    /// The same nodes with only the edges of some relations.
    public func filtered(_ keep: (Relation) -> Bool) -> Graph {
        if relations.allSatisfy(keep) { return self }
        var starts: [Int32] = [0]
        starts.reserveCapacity(nodeCount + 1)
        var kept: [Int32] = []
        var keptRelations: [Relation] = []
        for c in 0..<nodeCount {
            for e in parentRange(c) where keep(relations[e]) {
                kept.append(parents[e])
                keptRelations.append(relations[e])
            }
            starts.append(Int32(kept.count))
        }
        return Graph(parentStarts: starts, parents: kept, relations: keptRelations)
    }

    /// The edges (positions in `parents`) of a child.
    @inlinable
    public func parentRange(_ child: Int) -> Range<Int> { Int(parentStarts[child])..<Int(parentStarts[child + 1]) }

    /// The edges (positions in `children`) of a parent.
    @inlinable
    public func childRange(_ parent: Int) -> Range<Int> { Int(childStarts[parent])..<Int(childStarts[parent + 1]) }
}
