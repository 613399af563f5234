import Columns

/// Root attribution: f(root, root) = 1; f(m, r) = mean over parents p of f(p, r). Rows sum to 1.
///
/// A cycle counts as one node, represented by its member of the lowest row; a cycle without parents is a root.
public struct Roots: Sendable {
    public static let definition = "rootAttribution/1"

    private let component: [Int32]
    /// The row that stands for each component.
    private let representative: [Int32]
    /// By component: its only root's component, or -1 where there are several, then in `shares`.
    private let single: [Int32]
    private let shares: [Int32: [(root: Int32, share: Double)]]
    private let hasParents: [Bool]

    public init(_ graph: Graph) {
        let components = Components(graph)
        let m = components.count
        var representative = [Int32](repeating: -1, count: m)
        var members: [Int32: [Int32]] = [:]
        for v in 0..<graph.nodeCount where representative[Int(components.component[v])] < 0 {
            representative[Int(components.component[v])] = Int32(v)
        }
        for v in components.inCycles { members[components.component[Int(v)], default: []].append(v) }
        var single = [Int32](repeating: -1, count: m)
        var shares: [Int32: [(root: Int32, share: Double)]] = [:]
        var hasParents = [Bool](repeating: false, count: m)
        var parents: [Int32] = []
        // Parents have lower numbers than children, so they are done.
        for c in 0..<m {
            parents.removeAll(keepingCapacity: true)
            for v in members[Int32(c)] ?? [representative[c]] {
                for e in graph.parentRange(Int(v)) {
                    let p = components.component[Int(graph.parents[e])]
                    if p != Int32(c) { parents.append(p) }
                }
            }
            guard let first = parents.first else {
                single[c] = Int32(c)
                continue
            }
            hasParents[c] = true
            if single[Int(first)] >= 0, parents.allSatisfy({ single[Int($0)] == single[Int(first)] }) {
                single[c] = single[Int(first)]
                continue
            }
            var sum: [Int32: Double] = [:]
            for p in parents.sorted() {
                if single[Int(p)] >= 0 {
                    sum[single[Int(p)], default: 0] += 1 / Double(parents.count)
                } else {
                    for (root, share) in shares[p] ?? [] { sum[root, default: 0] += share / Double(parents.count) }
                }
            }
            shares[Int32(c)] = sum.sorted { $0.key < $1.key }.map { (root: $0.key, share: $0.value) }
        }
        component = components.component
        self.representative = representative
        self.single = single
        self.shares = shares
        self.hasParents = hasParents
    }

    /// The roots of a row that has parents, with their shares, in a fixed order; none for a root itself.
    public func forEach(_ row: Int, _ body: (_ root: Int, _ share: Double) -> Void) {
        let c = component[row]
        guard hasParents[Int(c)] else { return }
        if single[Int(c)] >= 0 {
            body(Int(representative[Int(single[Int(c)])]), 1)
        } else {
            for (root, share) in shares[c] ?? [] { body(Int(representative[Int(root)]), share) }
        }
    }
}
