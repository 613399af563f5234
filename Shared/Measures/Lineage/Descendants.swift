import Columns
import Domain

/// Direct children and distinct transitive descendants of every node.
///
/// A cycle counts as one node; its members have the same descendants, themselves not among them. Counts are of nodes
/// of the graph, so a cycle that descends from a node counts with all its members.
public struct Descendants: Sendable {
    public static let definition = "descendants/1"

    /// Direct children of each node.
    public var direct: IndexColumn
    /// Distinct descendants of each node.
    public var transitive: IndexColumn
    public var components: Components

    /// Where no descendant of a node has two parents, counts of children add up; only the others are walked.
    ///
    /// - Parameter patience: how many steps an edge or node may cost before it is looked up which walks can be spared;
    ///   what then still overlaps (a grid of merges) costs with the square.
    public init(_ graph: Graph, patience: Int = 4) {
        let n = graph.nodeCount
        let components = Components(graph)
        direct = IndexColumn(unwritten: n, spare: n / 16)
        transitive = IndexColumn(unwritten: n, spare: n / 16)
        for v in 0..<n { direct.set(graph.childStarts[v + 1] - graph.childStarts[v], v) }
        self.components = components

        // The condensed graph: members of each component, distinct parents and children.
        let m = components.count
        let size = Sizes(components)
        let edges = CondensedEdges(graph, components)
        // Counted two places on, so that filling moves every start to where it belongs.
        var starts = [Int32](repeating: 0, count: m + 2)
        // None, one, or several.
        var parentCount = [UInt8](repeating: 0, count: m)
        var edgeCount = 0
        edges.visit { parent, child in
            starts[Int(parent) + 2] += 1
            parentCount[Int(child)] = min(2, parentCount[Int(child)] + 1)
            edgeCount += 1
        }
        for i in 1..<m + 1 { starts[i + 1] += starts[i] }
        var children = [Int32](repeating: 0, count: edgeCount)
        edges.visit { parent, child in
            children[Int(starts[Int(parent) + 1])] = child
            starts[Int(parent) + 1] += 1
        }

        // Children have higher numbers than parents: from the last to the first, children are done before parents.
        var tree = [Bool](repeating: true, count: m)
        // Whatever is below a closed one is reached by way of it only: its total is known and needs no walk.
        var closed = tree
        var steps = 0
        var knowsAllClosed = false
        var total = [Int32](repeating: 0, count: m)
        var stamp = [Int32](repeating: -1, count: m)
        var stack: [Int32] = []
        for v in stride(from: m - 1, through: 0, by: -1) where starts[v] < starts[v + 1] {
            let range = Int(starts[v])..<Int(starts[v + 1])
            var additive: Int32 = 0
            for e in range {
                let c = Int(children[e])
                if !tree[c] || parentCount[c] > 1 {
                    tree[v] = false
                    if !knowsAllClosed { closed[v] = false }
                }
                // Where descendants overlap this is no count, and is not used: it may as well overflow.
                additive &+= size[c] &+ total[c]
            }
            // An only child's descendants are known, however they hang together: chains stay linear.
            if tree[v] || range.count == 1 {
                total[v] = additive
                continue
            }
            if steps > patience * (m + edgeCount), !knowsAllClosed {
                closed = Self.closed(m, starts, children)
                knowsAllClosed = true
            }
            var found: Int32 = 0
            stack.removeAll(keepingCapacity: true)
            stack.append(Int32(v))
            stamp[v] = Int32(v)
            while let u = stack.popLast() {
                steps += 1
                for e in Int(starts[Int(u)])..<Int(starts[Int(u) + 1]) {
                    let c = Int(children[e])
                    if stamp[c] == Int32(v) { continue }
                    stamp[c] = Int32(v)
                    if closed[c] {
                        // Nothing below it can be reached another way.
                        found += size[c] + total[c]
                    } else {
                        found += size[c]
                        stack.append(Int32(c))
                    }
                }
            }
            total[v] = found
        }
        for v in 0..<n { transitive.set(total[Int(components.component[v])], v) }
    }

    /// Of each node whether it dominates everything below it: then nothing below it can be reached another way. Only
    /// asked for where walks have become long, as ladders of diamonds make them.
    private static func closed(_ m: Int, _ starts: [Int32], _ children: [Int32]) -> [Bool] {
        var parentStarts = [Int32](repeating: 0, count: m + 1)
        for c in children { parentStarts[Int(c) + 1] += 1 }
        for i in 0..<m { parentStarts[i + 1] += parentStarts[i] }
        var next = parentStarts
        var parents = [Int32](repeating: 0, count: children.count)
        for v in 0..<m {
            for e in Int(starts[v])..<Int(starts[v + 1]) {
                let c = Int(children[e])
                parents[Int(next[c])] = Int32(v)
                next[c] += 1
            }
        }
        var tree = DominatorTree(capacity: m)
        for v in 0..<m { tree.add(below: parents[Int(parentStarts[v])..<Int(parentStarts[v + 1])].lazy.map { $0 + 1 }) }
        // Where the immediate dominators of everything below a node meet: at the node itself, it is closed.
        var meeting = [Int32](repeating: -1, count: m)
        var closed = [Bool](repeating: true, count: m)
        for v in stride(from: m - 1, through: 0, by: -1) where starts[v] < starts[v + 1] {
            var meet: Int32 = -1
            for e in Int(starts[v])..<Int(starts[v + 1]) {
                let c = Int(children[e])
                let own = tree.above[c + 1]
                meet = meet < 0 ? own : tree.meet(meet, own)
                if meeting[c] >= 0 { meet = tree.meet(meet, meeting[c]) }
            }
            meeting[v] = meet
            closed[v] = meet == Int32(v + 1)
        }
        return closed
    }
}

/// How many nodes each component has: one, where there is no cycle.
private struct Sizes {
    private var sizes: [Int32] = []

    init(_ components: Components) {
        guard components.cycles > 0 else { return }
        sizes = [Int32](repeating: 0, count: components.count)
        for component in components.component { sizes[Int(component)] += 1 }
    }

    @inline(__always)
    subscript(_ component: Int) -> Int32 { sizes.isEmpty ? 1 : sizes[component] }
}

/// The edges between components, each once. Only members of a cycle can bring one twice: where there is none they are read as
/// they lie.
private struct CondensedEdges {
    private let graph: Graph
    private let component: [Int32]
    private var distinct: [(parent: Int32, child: Int32)]?

    init(_ graph: Graph, _ components: Components) {
        self.graph = graph
        component = components.component
        guard components.cycles > 0 else { return }
        var seen: Set<UInt64> = []
        var distinct: [(parent: Int32, child: Int32)] = []
        distinct.reserveCapacity(graph.edgeCount)
        visit { parent, child in
            let edge = UInt64(UInt32(bitPattern: parent)) << 32 | UInt64(UInt32(bitPattern: child))
            if seen.insert(edge).inserted { distinct.append((parent, child)) }
        }
        self.distinct = distinct
    }

    @inline(__always)
    func visit(_ body: (_ parent: Int32, _ child: Int32) -> Void) {
        if let distinct {
            for edge in distinct { body(edge.parent, edge.child) }
            return
        }
        for v in 0..<graph.nodeCount {
            let child = component[v]
            for e in graph.parentRange(v) {
                let parent = component[Int(graph.parents[e])]
                if parent != child { body(parent, child) }
            }
        }
    }
}
