import Columns
import Domain
import TestSupport
import Testing

@testable import Measures

/// Descendants by depth, h-index and dominators against slow references.
@Suite("Shapes of lineage")
struct LineageShapeTests {
    @Test("descendants by depth are those of a search by definition", arguments: 0..<80)
    func descendants(seed: Int) {
        let random = RandomLineage(seed: seed)
        for choice in RandomLineage.choices(seed) {
            let lineage = Lineage(random.world, choice)
            let plain = random.chosen(choice)
            let below = (0..<plain.nodes).map(plain.below)
            func check(_ starts: [Int], _ found: DescendantsByDepth) {
                var inside: Set<Int> = []
                for node in starts { inside.formUnion(plain.cycle(node, below)) }
                var depths: [Int: Int] = [:]
                var frontier = inside
                var depth = 0
                while !frontier.isEmpty {
                    depth += 1
                    var next: Set<Int> = []
                    for edge in plain.edges where frontier.contains(edge.parent) && !inside.contains(edge.child) {
                        // A cycle is met as a whole.
                        for node in plain.cycle(edge.child, below) where depths[node] == nil { next.insert(node) }
                    }
                    for node in next { depths[node] = depth }
                    frontier = next
                }
                let deepest = depths.values.max() ?? 0
                #expect(
                    found.byDepth
                        == (0..<deepest).map { level in depths.values.count { $0 == level + 1 } })
                #expect(found.count == depths.count)
                #expect(found.described == depths.keys.count { !random.isPlaceholder[$0] })
                #expect(
                    found.own
                        == starts.count { node in
                            starts.contains { below[$0].contains(node) && !plain.cycle($0, below).contains(node) }
                        })
            }
            for node in 0..<plain.nodes {
                check([node], DescendantsByDepth(of: [random.rows[node]], in: random.world, lineage))
            }
            for owner in 0..<6 {
                guard let row = random.world.organizations.name.firstIndex(of: "o\(owner)") else { continue }
                let own = (0..<plain.nodes).filter { random.owners[$0] == owner }
                for rootsOnly in [false, true] {
                    let rows = DescendantsByDepth.rows(
                        ofOrganization: row, rootsOnly: rootsOnly, in: random.world, lineage)
                    let expected = own.filter { node in
                        let cycle = plain.cycle(node, below)
                        return !rootsOnly
                            || !plain.edges.contains { cycle.contains($0.child) && !cycle.contains($0.parent) }
                    }
                    #expect(Set(rows) == Set(expected.map { random.rows[$0] }))
                    check(expected, DescendantsByDepth(of: rows, in: random.world, lineage))
                }
            }
        }
    }

    @Test("of a family and of an organisation descendants differ")
    func family() {
        // meta/base <- meta/chat <- x/a; y/base <- meta/tuned <- x/b.
        let world = World(
            FactsMaker.facts([
                .model("meta/base", 0), .model("meta/chat", 0, [("meta/base", .finetune)]),
                .model("x/a", 0, [("meta/chat", .finetune)]), .model("meta/tuned", 0, [("y/base", .finetune)]),
                .model("x/b", 0, [("meta/tuned", .quantized)]),
            ]))
        let lineage = Lineage(world)
        let meta = world.organizations.name.firstIndex(of: "meta")!
        func found(_ rootsOnly: Bool) -> DescendantsByDepth {
            DescendantsByDepth(
                of: DescendantsByDepth.rows(ofOrganization: meta, rootsOnly: rootsOnly, in: world, lineage), in: world,
                lineage)
        }
        #expect(found(true).byDepth == [1, 1])
        #expect(found(true).own == 0)
        #expect(found(false).byDepth == [2])
        #expect(found(false).own == 1)
        #expect(DescendantsByDepth(of: [], in: world, lineage).byDepth == [])
    }

    @Test("h-index: by trying every h", arguments: 0..<80)
    func hIndex(seed: Int) {
        let random = RandomLineage(seed: seed)
        let world = random.world
        for choice in RandomLineage.choices(seed) {
            let lineage = Lineage(world, choice)
            let plain = random.chosen(choice)
            func expected(_ children: Set<Int>) -> Int {
                (0...children.count).last { h in
                    children.count { random.likes[$0].map { $0 >= h } ?? false } >= h
                } ?? 0
            }
            let models = HIndex(models: world, lineage.graph)
            for node in 0..<plain.nodes {
                let children = Set(plain.edges.filter { $0.parent == node }.map(\.child))
                #expect(Int(models.values[random.rows[node]]) == expected(children))
                #expect(Int(models.counted[random.rows[node]]) == children.count { random.likes[$0] != nil })
            }
            let organizations = HIndex(organizations: world, lineage.graph)
            for owner in 0..<6 {
                guard let row = world.organizations.name.firstIndex(of: "o\(owner)") else { continue }
                let children = Set(plain.edges.filter { random.owners[$0.parent] == owner }.map(\.child))
                #expect(Int(organizations.values[row]) == expected(children))
                #expect(Int(organizations.children[row]) == children.count)
            }
        }
    }

    @Test("h-index by hand: 5, 3, 3, 1 likes give 3; likes nobody counted count for nothing")
    func hIndexByHand() {
        var sayings: [Saying] = [.model("o/base", 0)]
        for (i, likes) in [5, 3, 3, 1].enumerated() {
            sayings += [.model("c/m\(i)", 0, [("o/base", .finetune)]), .likes("c/m\(i)", Int64(likes), at(1))]
        }
        sayings.append(.model("c/m9", 0, [("o/base", .finetune)]))
        let world = World(FactsMaker.facts(sayings))
        let index = HIndex(models: world, Lineage(world).graph)
        #expect(index.values[world.row("o/base")!] == 3)
        #expect(index.children[world.row("o/base")!] == 5)
        #expect(index.counted[world.row("o/base")!] == 4)
    }

    @Test("dominators: without one no root can be reached", arguments: 0..<120)
    func dominators(seed: Int) {
        let random = RandomLineage(seed: seed)
        for choice in RandomLineage.choices(seed) {
            let lineage = Lineage(random.world, choice)
            let plain = random.chosen(choice)
            let below = (0..<plain.nodes).map(plain.below)
            func isRoot(_ node: Int) -> Bool {
                let cycle = plain.cycle(node, below)
                return !plain.edges.contains { cycle.contains($0.child) && !cycle.contains($0.parent) }
            }
            for start in 0..<plain.nodes {
                let own = plain.cycle(start, below)
                let above = (0..<plain.nodes).filter { below[$0].contains(start) && !own.contains($0) }
                var expected: Set<Int> = []
                for node in above {
                    let cut = plain.cycle(node, below)
                    var seen = own
                    var queue = Array(own)
                    var escapes = own.contains(where: isRoot)
                    while let next = queue.popLast() {
                        for edge in plain.edges where edge.child == next && !cut.contains(edge.parent) {
                            guard seen.insert(edge.parent).inserted else { continue }
                            if isRoot(edge.parent) { escapes = true }
                            queue.append(edge.parent)
                        }
                    }
                    if !escapes { expected.insert(lineage.node(of: random.rows[node])) }
                }
                let found = Dominators(of: random.rows[start], in: lineage)
                #expect(Set(found.nodes) == expected)
                #expect(found.nodes.count == expected.count)
                // The nearest first: each lies above the one before.
                #expect(found.nodes == found.nodes.sorted(by: >))
                #expect(found.ancestors == Set(above.map { lineage.node(of: random.rows[$0]) }).count)
            }
        }
    }

    @Test("dominators of a long ladder of diamonds, and of a chain", .timeLimit(.minutes(1)))
    func longDominators() {
        let n = 60_001
        let ladder = Lineage(.standard, Graph.ladder(n / 3), Components(Graph.ladder(n / 3)), leftOut: 0, isFirst: <)
        let last = ladder.graph.nodeCount - 1
        #expect(Dominators(of: last, in: ladder).nodes.count == n / 3)
    }

    @Test("descendants of a ladder of 100,000 diamonds do not grow with the square", .timeLimit(.minutes(1)))
    func ladder() {
        let rungs = 100_000
        let descendants = Descendants(Graph.ladder(rungs))
        #expect(descendants.transitive[0] == Int32(rungs * 3))
        #expect(descendants.transitive[1] == Int32(rungs * 3 - 2))
        #expect(descendants.transitive[3] == Int32(rungs * 3 - 3))
    }

    @Test("descendants are the same with and without patience", arguments: 0..<150)
    func patience(seed: Int) {
        var random = SplitMix(seed: UInt64(seed))
        let plain = PlainGraph.random(&random, nodes: 2 + random.below(60), cycles: seed % 3 == 0)
        #expect(
            Descendants(plain.columns, patience: -1).transitive
                == Descendants(plain.columns, patience: 1_000).transitive)
    }
}

extension Graph {
    /// Node 0, then diamonds: 3i + 1 and 3i + 2 rest on 3i, 3i + 3 rests on both.
    static func ladder(_ rungs: Int) -> Graph {
        var starts: [Int32] = [0, 0]
        var parents: [Int32] = []
        for rung in 0..<rungs {
            let top = Int32(3 * rung)
            parents += [top, top, top + 1, top + 2]
            let count = Int32(parents.count)
            starts += [count - 3, count - 2, count]
        }
        return Graph(
            parentStarts: starts, parents: parents, relations: [Relation](repeating: .merge, count: parents.count))
    }
}
