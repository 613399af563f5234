import Columns

/// Strongly connected components of lineage: a cycle counts as one node.
///
/// Tarjan's algorithm (SIAM J. Comput. 1, 1972), with a stack of its own instead of recursion, since chains may be as
/// long as the world is large. Components are numbered so that every parent's number is below its children's.
public struct Components: Sendable {
    /// The component of each node.
    public var component: [Int32]
    /// How many components there are.
    public var count: Int
    /// Nodes in components of more than one node.
    public var inCycles: [Int32]
    /// Components of more than one node.
    public var cycles: Int

    public init(_ graph: Graph) {
        let n = graph.nodeCount
        var index = [Int32](repeating: -1, count: n)
        var low = [Int32](repeating: 0, count: n)
        var component = [Int32](repeating: -1, count: n)
        var stack: [Int32] = []
        var calls: [(node: Int32, edge: Int32)] = []
        var next: Int32 = 0
        var count: Int32 = 0
        var inCycles: [Int32] = []
        var cycles = 0
        for root in 0..<n where index[root] < 0 {
            if graph.parentStarts[root] == graph.parentStarts[root + 1] {
                index[root] = next
                next += 1
                component[root] = count
                count += 1
                continue
            }
            calls.append((Int32(root), graph.parentStarts[root]))
            index[root] = next
            low[root] = next
            next += 1
            stack.append(Int32(root))
            while let (node, edge) = calls.last {
                let v = Int(node)
                if edge < graph.parentStarts[v + 1] {
                    calls[calls.count - 1].edge = edge + 1
                    let w = Int(graph.parents[Int(edge)])
                    if index[w] < 0 {
                        index[w] = next
                        low[w] = next
                        next += 1
                        stack.append(Int32(w))
                        calls.append((Int32(w), graph.parentStarts[w]))
                    } else if component[w] < 0 {
                        low[v] = min(low[v], index[w])
                    }
                    continue
                }
                calls.removeLast()
                if let (caller, _) = calls.last { low[Int(caller)] = min(low[Int(caller)], low[v]) }
                guard low[v] == index[v] else { continue }
                let size = stack.count
                var start = size
                repeat {
                    start -= 1
                    component[Int(stack[start])] = count
                } while stack[start] != node
                if size - start > 1 {
                    cycles += 1
                    inCycles.append(contentsOf: stack[start..<size])
                }
                stack.removeLast(size - start)
                count += 1
            }
        }
        self.component = component
        self.count = Int(count)
        self.inCycles = inCycles
        self.cycles = cycles
    }
}
