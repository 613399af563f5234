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

    private let component: [Int32]
    /// The row that stands for each component.
    private let rows: [Int32]
    /// By component: itself where it is a root, its only root, or -1 - n: the nth of `spans`.
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
        let m = lineage.nodeCount
        var single = [Int32](repeating: -1, count: m)
        var spans: [Int32] = [0]
        var roots: [Int32] = []
        var shares: [Int64] = []
        var parents: [Int32] = []
        var sums: [Int64] = []
        var touched: [Int32] = []
        let graph = lineage.graph
        single.withUnsafeMutableBufferPointer { single in
            // Parents have lower numbers than children, so they are done.
            for c in 0..<m {
                // Most nodes are one row with no parent or one.
                if lineage.isCycle.isEmpty || !lineage.isCycle[c] {
                    let row = Int(lineage.rows[c])
                    let (start, end) = (graph.parentStarts[row], graph.parentStarts[row + 1])
                    if start == end {
                        single[c] = Int32(c)
                        continue
                    }
                    if start + 1 == end {
                        single[c] = single[Int(lineage.components.component[Int(graph.parents[Int(start)])])]
                        continue
                    }
                }
                parents.removeAll(keepingCapacity: true)
                lineage.forEachParent(of: c) { parents.append(Int32($0)) }
                guard let first = parents.first else {
                    single[c] = Int32(c)
                    continue
                }
                let only = single[Int(first)]
                if parents.count == 1 || parents.allSatisfy({ single[Int($0)] == only }) {
                    single[c] = only
                    continue
                }
                if sums.isEmpty { sums = [Int64](repeating: 0, count: m) }
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
                single[c] = -Int32(spans.count)
                for root in touched where sums[Int(root)] > 0 {
                    roots.append(root)
                    shares.append(sums[Int(root)])
                    sums[Int(root)] = 0
                }
                touched.removeAll(keepingCapacity: true)
                spans.append(Int32(roots.count))
            }
        }
        component = lineage.components.component
        rows = lineage.rows
        self.single = single
        self.spans = spans
        self.roots = roots
        self.shares = shares
    }

    /// The roots of a row that has parents, with their shares in units of `ExactSum.one`; none for a root itself.
    @inline(__always)
    func forEachExact(_ row: Int, _ body: (_ root: Int, _ share: Int64) -> Void) {
        let c = component[row]
        let known = single[Int(c)]
        guard known != c else { return }
        if known >= 0 {
            body(Int(rows[Int(known)]), ExactSum.one)
        } else {
            for i in Int(spans[Int(-1 - known)])..<Int(spans[Int(-known)]) {
                body(Int(rows[Int(roots[i])]), shares[i])
            }
        }
    }

    /// The roots of a row that has parents, with their shares; none for a root itself.
    public func forEach(_ row: Int, _ body: (_ root: Int, _ share: Double) -> Void) {
        forEachExact(row) { body($0, Double($1) / Double(ExactSum.one)) }
    }

    /// Whether nothing is above a row, and the row that stands for it: itself, or the first of its cycle.
    func root(_ row: Int) -> Int? {
        let c = component[row]
        return single[Int(c)] == c ? Int(rows[Int(c)]) : nil
    }
}
