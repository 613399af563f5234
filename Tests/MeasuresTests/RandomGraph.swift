import Columns
import Domain
import TestSupport

/// A graph by its edges, for tests: what measures read, and what slow references read.
struct PlainGraph {
    var nodes: Int
    /// Child, parent: each pair once, no self-loops.
    var edges: [(child: Int, parent: Int)]

    init(_ nodes: Int, _ edges: [(Int, Int)]) {
        self.nodes = nodes
        var seen: Set<[Int]> = []
        self.edges = edges.filter { $0.0 != $0.1 && seen.insert([$0.0, $0.1]).inserted }
            .sorted { $0 < $1 }.map { (child: $0.0, parent: $0.1) }
    }

    var columns: Graph {
        var starts = [Int32](repeating: 0, count: nodes + 1)
        for edge in edges { starts[edge.child + 1] += 1 }
        for i in 0..<nodes { starts[i + 1] += starts[i] }
        return Graph(
            parentStarts: starts, parents: edges.map { Int32($0.parent) },
            relations: [Relation](repeating: .finetune, count: edges.count))
    }

    /// Everything that comes from a node by one edge or more, itself included where it is in a cycle.
    func below(_ start: Int) -> Set<Int> {
        var found: Set<Int> = []
        var queue = [start]
        while let node = queue.popLast() {
            for edge in edges where edge.parent == node && found.insert(edge.child).inserted {
                queue.append(edge.child)
            }
        }
        return found
    }

    /// The nodes that are one with a node: it and those of its cycle.
    func cycle(_ node: Int, _ below: [Set<Int>]) -> Set<Int> {
        Set(below[node].filter { below[$0].contains(node) }).union([node])
    }

    /// Root attribution, straight from its definition, on the graph with cycles collapsed.
    func attribution(_ node: Int, _ below: [Set<Int>], _ memo: inout [Int: [Int: Double]]) -> [Int: Double] {
        let members = cycle(node, below)
        let key = members.min()!
        if let known = memo[key] { return known }
        let parents = edges.filter { members.contains($0.child) && !members.contains($0.parent) }.map(\.parent)
        guard !parents.isEmpty else {
            memo[key] = [key: 1]
            return [key: 1]
        }
        var result: [Int: Double] = [:]
        for parent in parents {
            for (root, share) in attribution(parent, below, &memo) {
                result[root, default: 0] += share / Double(parents.count)
            }
        }
        memo[key] = result
        return result
    }

    /// Mostly a forest as real lineage is, with merges, and cycles where asked for.
    static func random(_ random: inout SplitMix, nodes: Int, cycles: Bool) -> PlainGraph {
        var edges: [(Int, Int)] = []
        let dense = 1 + random.below(4)
        // A numbering that says nothing of who came first.
        let place = Array(0..<nodes).shuffled(using: &random)
        for child in 1..<nodes where !random.oneIn(4) {
            for _ in 0..<(random.oneIn(3) ? dense : 1) { edges.append((place[child], place[random.below(child)])) }
        }
        if cycles {
            for _ in 0..<(1 + random.below(4)) {
                edges.append((place[random.below(nodes)], place[random.below(nodes)]))
            }
        }
        return PlainGraph(nodes, edges)
    }
}
