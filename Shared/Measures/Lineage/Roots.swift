import Columns

/// Root attribution: f(root, root) = 1; f(m, r) = mean over parents p of f(p, r). Rows sum to 1.
///
/// A cycle counts as one node, represented by its first member; a cycle without parents is a root. Shares do not depend
/// on how rows are numbered, to the last bit.
public struct Roots: Sendable {
    public static let definition = "rootAttribution/1"

    private let component: [Int32]
    /// The row that stands for each component.
    private let representative: [Int32]
    /// By component: its only root's component, or -1 where there are several, then in `shares`.
    private let single: [Int32]
    private let shares: [Int32: [(root: Int32, share: Double)]]
    private let hasParents: [Bool]

    /// - Parameter isFirst: the order that says which member of a cycle stands for it; by row unless given.
    public init(_ graph: Graph, isFirst: (Int32, Int32) -> Bool = { $0 < $1 }) {
        let components = Components(graph)
        let m = components.count
        var representative = [Int32](repeating: -1, count: m)
        var members: [Int32: [Int32]] = [:]
        for v in 0..<graph.nodeCount where representative[Int(components.component[v])] < 0 {
            representative[Int(components.component[v])] = Int32(v)
        }
        for v in components.inCycles { members[components.component[Int(v)], default: []].append(v) }
        for (c, list) in members { representative[Int(c)] = list.min(by: isFirst) ?? representative[Int(c)] }
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
            var parts: [(root: Int32, share: Double)] = []
            for p in parents {
                if single[Int(p)] >= 0 {
                    parts.append((single[Int(p)], 1))
                } else {
                    parts += shares[p] ?? []
                }
            }
            // Added from the smallest up, since sums of fractions depend on their order.
            parts.sort { ($0.root, $0.share) < ($1.root, $1.share) }
            var sums: [(root: Int32, share: Double)] = []
            for part in parts {
                if sums.last?.root == part.root {
                    sums[sums.count - 1].share += part.share
                } else {
                    sums.append(part)
                }
            }
            for i in sums.indices { sums[i].share /= Double(parents.count) }
            shares[Int32(c)] = sums
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
