import Columns
import Domain
import TestSupport
import Testing

@testable import Measures

@Suite("Lineage")
struct LineageTests {
    @Test("a diamond: descendants are distinct, attribution is even over parents")
    func diamond() {
        // 0 <- 1, 0 <- 2, {1, 2} <- 3, and 3 rests on 4 too.
        let graph = PlainGraph(5, [(1, 0), (2, 0), (3, 1), (3, 2), (3, 4)]).columns
        let descendants = Descendants(graph)
        #expect(descendants.direct == [2, 1, 1, 0, 1])
        #expect(descendants.transitive == [3, 1, 1, 0, 1])
        #expect(descendants.components.cycles == 0)
        var rows: [Int: Double] = [:]
        Roots(graph).forEach(3) { rows[$0] = $1 }
        #expect(rows == [0: 2.0 / 3, 4: 1.0 / 3])
        Roots(graph).forEach(0) { _, _ in Issue.record("a root has no roots of its own") }
    }

    @Test("a cycle counts as one node: its members share descendants and are none of each other's")
    func cycle() {
        // 1 and 2 name each other; 2 rests on 0 too; 3 rests on 1.
        let graph = PlainGraph(4, [(1, 2), (2, 1), (2, 0), (3, 1)]).columns
        let descendants = Descendants(graph)
        #expect(descendants.transitive == [3, 1, 1, 0])
        #expect(descendants.direct == [1, 2, 1, 0])
        #expect(descendants.components.cycles == 1)
        #expect(Set(descendants.components.inCycles) == [1, 2])
        for node in [1, 2, 3] {
            var roots: [Int: Double] = [:]
            Roots(graph).forEach(node) { roots[$0] = $1 }
            #expect(roots == [0: 1])
        }
    }

    @Test("a cycle without parents is a root, and stands under its first member's name")
    func rootCycle() {
        let graph = PlainGraph(3, [(0, 1), (1, 0), (2, 1)]).columns
        var roots: [Int: Double] = [:]
        Roots(graph).forEach(2) { roots[$0] = $1 }
        #expect(roots == [0: 1])
        roots = [:]
        Roots(graph, isFirst: >).forEach(2) { roots[$0] = $1 }
        #expect(roots == [1: 1])
    }

    @Test("no nodes, and nodes without edges")
    func empty() {
        #expect(Descendants(PlainGraph(0, []).columns).transitive == [])
        #expect(Descendants(PlainGraph(2, []).columns).transitive == [0, 0])
        #expect(Components(PlainGraph(2, []).columns).count == 2)
    }

    @Test("breadth-first search from every node and recursion agree, on random graphs", arguments: 0..<120)
    func reference(seed: Int) {
        var random = SplitMix(seed: UInt64(seed))
        let plain = PlainGraph.random(&random, nodes: 2 + random.below(40), cycles: seed % 3 == 0)
        let graph = plain.columns
        let below = (0..<plain.nodes).map(plain.below)
        let descendants = Descendants(graph)
        let roots = Roots(graph)
        var memo: [Int: [Int: Double]] = [:]
        var inCycles: Set<Int> = []
        for node in 0..<plain.nodes {
            let cycle = plain.cycle(node, below)
            if cycle.count > 1 { inCycles.insert(node) }
            #expect(Int(descendants.transitive[node]) == below[node].subtracting(cycle).count)
            #expect(Int(descendants.direct[node]) == plain.edges.count { $0.parent == node })
            let expected = plain.attribution(node, below, &memo)
            var found: [Int: Double] = [:]
            roots.forEach(node) { found[$0, default: 0] += $1 }
            let hasParents = plain.edges.contains { cycle.contains($0.child) && !cycle.contains($0.parent) }
            #expect(found.keys.sorted() == (hasParents ? expected.keys.sorted() : []))
            for (root, share) in found { #expect(abs(share - (expected[root] ?? 0)) < 1e-12) }
            if hasParents { #expect(abs(found.values.reduce(0, +) - 1) < 1e-12) }
        }
        #expect(Set(descendants.components.inCycles.map(Int.init)) == inCycles)
        for edge in plain.edges {
            let (child, parent) = (
                descendants.components.component[edge.child], descendants.components.component[edge.parent]
            )
            #expect(parent <= child)
        }
    }

    @Test("shares are the same to the last bit however nodes are numbered", arguments: 0..<40)
    func numbering(seed: Int) {
        var random = SplitMix(seed: UInt64(seed))
        let plain = PlainGraph.random(&random, nodes: 30, cycles: seed % 2 == 0)
        let place = Array(0..<30).shuffled(using: &random)
        let other = PlainGraph(30, plain.edges.map { (place[$0.child], place[$0.parent]) })
        var back = [Int](repeating: 0, count: 30)
        for (a, b) in place.enumerated() { back[b] = a }
        let (first, second) = (Roots(plain.columns), Roots(other.columns) { back[Int($0)] < back[Int($1)] })
        for node in 0..<30 {
            var (a, b): ([Int: UInt64], [Int: UInt64]) = ([:], [:])
            first.forEach(node) { a[$0] = $1.bitPattern }
            second.forEach(place[node]) { b[back[$0]] = $1.bitPattern }
            #expect(a == b)
        }
    }

    @Test("chains of 100,000 neither overflow the stack nor grow with the square", .timeLimit(.minutes(1)))
    func chains() {
        let n = 100_000
        let plain = Descendants(Graph.chain(n, []))
        #expect(plain.transitive[0] == Int32(n - 1))
        // Two parents at the very end make no node above it a tree.
        let diamond = Graph.chain(n, [(n - 1, n - 3)])
        let descendants = Descendants(diamond)
        #expect(descendants.transitive[0] == Int32(n - 1))
        #expect(descendants.transitive[n - 3] == 2)
        var roots: [Int] = []
        Roots(diamond).forEach(n - 1) { root, _ in roots.append(root) }
        #expect(roots == [0])
        // Closed into one cycle.
        let cycle = Descendants(Graph.chain(n, [(0, n - 1)]))
        #expect(cycle.components.count == 1)
        #expect(cycle.transitive[0] == 0)
    }

    @Test("filtering by relation keeps the nodes and both directions")
    func filtered() {
        let graph = Graph(
            parentStarts: [0, 0, 1, 3], parents: [0, 0, 1], relations: [.finetune, .generatedBy, .merge])
        let weights = graph.filtered(\.isWeightsOrUnknown)
        #expect(weights.nodeCount == 3)
        #expect(weights.parents == [0, 1])
        #expect(weights.children == [1, 2])
        #expect(weights.childRelations == [.finetune, .merge])
        #expect(graph.childRange(0).map { graph.children[$0] } == [1, 2])
    }
}

extension Graph {
    /// Node i rests on node i - 1; more edges (child, parent) beside.
    static func chain(_ n: Int, _ more: [(Int, Int)]) -> Graph {
        var parents: [[Int32]] = (0..<n).map { $0 == 0 ? [] : [Int32($0 - 1)] }
        for (child, parent) in more { parents[child].append(Int32(parent)) }
        var starts: [Int32] = [0]
        for list in parents { starts.append(starts[starts.count - 1] + Int32(list.count)) }
        let flat = parents.flatMap { $0 }
        return Graph(
            parentStarts: starts, parents: flat, relations: [Relation](repeating: .finetune, count: flat.count))
    }
}
