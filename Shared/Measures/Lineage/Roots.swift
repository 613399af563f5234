import Columns

/// Root attribution: f(root, root) = 1; f(m, r) = mean over parents p of f(p, r). Rows sum to 1.
///
/// A cycle counts as one node, represented by its first member; a cycle without parents is a root. Shares do not depend
/// on how rows are numbered, to the last bit: they are whole numbers of 2^-60, and each division rounds by itself.
///
/// Whoever has one parent shares its roots, so chains cost nothing; a chain of merges that takes in a new root at every
/// step has as many shares as steps and roots, and costs that.
public struct Roots: Sendable {
    public static let definition = "rootAttribution/1"

    /// By row the one that stands for its cycle, itself where it is in none; empty where there are no cycles.
    private let standing: [Int32]
    /// By row that stands for a node: itself where it is a root, its only root, or -1 - n: the nth of `spans`.
    private let single: [Int32]
    /// Where the roots of those with several begin, and one more. Whoever has one parent shares its parent's.
    private let spans: [Int32]
    private let roots: [Int32]
    private let shares: [Int64]

    /// - Parameter isFirst: the order that says which member of a cycle stands for it; by row unless given.
    public init(_ graph: Graph, isFirst: (Int32, Int32) -> Bool = { $0 < $1 }) {
        self.init(Lineage(.standard, graph, Components(graph), leftOut: 0, isFirst: isFirst))
    }

    public init(_ lineage: Lineage) {
        let rowCount = lineage.components.component.count
        var single = [Int32](repeating: -1, count: rowCount)
        var spans: [Int32] = [0]
        var roots: [Int32] = []
        var shares: [Int64] = []
        var parents: [Int32] = []
        var sums: [Int64] = []
        var touched: [Int32] = []
        single.withUnsafeMutableBufferPointer { single in
            lineage.withNodes { nodes in
                // Parents have lower numbers than children, so they are done.
                for c in 0..<lineage.nodeCount {
                    let row = Int(nodes.rows[c])
                    // Most nodes are one row with no parent or one.
                    if let few = nodes.fewParents(of: c) {
                        let above = single[few.parent]
                        single[row] = few.isNone ? Int32(row) : above
                        continue
                    }
                    parents.removeAll(keepingCapacity: true)
                    lineage.forEachParent(of: c) { parents.append(nodes.rows[$0]) }
                    guard let first = parents.first else {
                        single[row] = Int32(row)
                        continue
                    }
                    let only = single[Int(first)]
                    if parents.count == 1 || parents.allSatisfy({ single[Int($0)] == only }) {
                        single[row] = only
                        continue
                    }
                    if sums.isEmpty { sums = [Int64](repeating: 0, count: rowCount) }
                    let count = Int64(parents.count)
                    func add(_ root: Int32, _ share: Int64) {
                        if sums[Int(root)] == 0 { touched.append(root) }
                        sums[Int(root)] += (share + count / 2) / count
                    }
                    for p in parents {
                        let known = single[Int(p)]
                        if known >= 0 {
                            add(known, ExactSum.one)
                        } else {
                            for i in Int(spans[Int(-1 - known)])..<Int(spans[Int(-known)]) { add(roots[i], shares[i]) }
                        }
                    }
                    single[row] = -Int32(spans.count)
                    for root in touched where sums[Int(root)] > 0 {
                        roots.append(root)
                        shares.append(sums[Int(root)])
                        sums[Int(root)] = 0
                    }
                    touched.removeAll(keepingCapacity: true)
                    spans.append(Int32(roots.count))
                }
            }
        }
        standing = lineage.isCycle.isEmpty ? [] : lineage.components.component.map { lineage.rows[Int($0)] }
        self.single = single
        self.spans = spans
        self.roots = roots
        self.shares = shares
    }

    /// The roots of a row that has parents, with their shares in units of `ExactSum.one`; none for a root itself.
    @inline(__always)
    func forEachExact(_ row: Int, _ body: (_ root: Int, _ share: Int64) -> Void) {
        let known = single[node(row)]
        guard known != node(row) else { return }
        if known >= 0 {
            body(Int(known), ExactSum.one)
        } else {
            for i in Int(spans[Int(-1 - known)])..<Int(spans[Int(-known)]) { body(Int(roots[i]), shares[i]) }
        }
    }

    /// The roots of a row that has parents, with their shares; none for a root itself.
    public func forEach(_ row: Int, _ body: (_ root: Int, _ share: Double) -> Void) {
        forEachExact(row) { body($0, Double($1) / Double(ExactSum.one)) }
    }

    /// Whether nothing is above a row, and the row that stands for it: itself, or the first of its cycle.
    func root(_ row: Int) -> Int? { single[node(row)] == node(row) ? node(row) : nil }

    /// The row that stands for a row's node.
    @inline(__always)
    private func node(_ row: Int) -> Int { standing.isEmpty ? row : Int(standing[row]) }
}
