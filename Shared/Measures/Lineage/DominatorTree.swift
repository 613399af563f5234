/// The tree of immediate dominators of a graph without cycles, grown from a virtual root: node 0.
///
/// In topological order one pass suffices: a node's immediate dominator is where the dominator chains of its parents
/// meet (Cooper, Harvey, Kennedy, "A Simple, Fast Dominance Algorithm", 2001). Chains meet by jump pointers (Myers, "An
/// applicative random-access stack", 1983), so that long ladders stay near linear.
struct DominatorTree {
    /// The immediate dominator of each node; the root's is itself.
    private(set) var above: [Int32] = [0]
    private var depth: [Int32] = [0]
    private var jump: [Int32] = [0]

    init(capacity: Int = 0) {
        above.reserveCapacity(capacity + 1)
        depth.reserveCapacity(capacity + 1)
        jump.reserveCapacity(capacity + 1)
    }

    /// Adds the next node; its parents were added before. Without parents it stands below the virtual root.
    mutating func add(below parents: some Sequence<Int32>) {
        var meeting: Int32?
        for parent in parents { meeting = meeting.map { meet($0, parent) } ?? parent }
        let idom = meeting ?? 0
        above.append(idom)
        depth.append(depth[Int(idom)] + 1)
        let far = jump[Int(idom)]
        let isEven = depth[Int(idom)] - depth[Int(far)] == depth[Int(far)] - depth[Int(jump[Int(far)])]
        jump.append(isEven ? jump[Int(far)] : idom)
    }

    /// The lowest node that dominates both: the deeper of common ancestors in the tree.
    func meet(_ a: Int32, _ b: Int32) -> Int32 {
        var (a, b) = (a, b)
        if depth[Int(a)] < depth[Int(b)] { swap(&a, &b) }
        while depth[Int(a)] > depth[Int(b)] {
            a = depth[Int(jump[Int(a)])] >= depth[Int(b)] ? jump[Int(a)] : above[Int(a)]
        }
        while a != b {
            if jump[Int(a)] != jump[Int(b)] {
                (a, b) = (jump[Int(a)], jump[Int(b)])
            } else {
                (a, b) = (above[Int(a)], above[Int(b)])
            }
        }
        return a
    }
}
