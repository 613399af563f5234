import Columns

/// The ancestors that stand on every path from a model to its roots: single points of failure.
///
/// On the graph with cycles collapsed; a cycle dominates with all its members. The node of the model itself is left out.
public struct Dominators: Sendable {
    public static let measure = MeasureDefinition(
        "dominators", unit: "models", "ancestors on every path from a model to its roots")

    /// Nodes of the lineage, the nearest first.
    public let nodes: [Int]
    /// Distinct nodes above the model, and how many of them have nothing above.
    public let ancestors: Int
    public let roots: Int

    public init(of row: Int, in lineage: Lineage) {
        let start = lineage.node(of: row)
        let above = Self.above(start, lineage)
        // Numbers ascend from parents to children.
        let order = (above + [Int32(start)]).sorted()
        var place: [Int32: Int32] = [:]
        for (i, node) in order.enumerated() { place[node] = Int32(i + 1) }
        var tree = DominatorTree(capacity: order.count)
        var roots = 0
        for node in order {
            var parents: [Int32] = []
            lineage.forEachParent(of: Int(node)) { parents.append(place[Int32($0)] ?? 0) }
            if parents.isEmpty, node != Int32(start) { roots += 1 }
            tree.add(below: parents)
        }
        var nodes: [Int] = []
        var next = tree.above[order.count]
        while next > 0 {
            nodes.append(Int(order[Int(next) - 1]))
            next = tree.above[Int(next)]
        }
        self.nodes = nodes
        ancestors = above.count
        self.roots = roots
    }

    /// The distinct nodes above a node.
    static func above(_ start: Int, _ lineage: Lineage) -> [Int32] {
        var found: [Int32] = []
        var seen: Set<Int32> = [Int32(start)]
        var stack = [Int32(start)]
        while let node = stack.popLast() {
            lineage.forEachParent(of: Int(node)) { parent in
                guard seen.insert(Int32(parent)).inserted else { return }
                found.append(Int32(parent))
                stack.append(Int32(parent))
            }
        }
        return found
    }
}
