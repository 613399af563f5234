import Columns
import Domain
import Testing

@testable import Measures

@Suite("Choice of lineage")
struct LineageChoiceTests {
    @Test("without a word weights; relations alone are what they are; both have to agree")
    func agreement() throws {
        #expect(try LineageChoice(relations: nil, kind: nil) == .standard)
        #expect(try LineageChoice(relations: nil, kind: .data).relations == [.distilled, .generatedBy, .filteredBy])
        #expect(try LineageChoice(relations: nil, kind: .all).relations.count == Relation.allCases.count)
        #expect(try LineageChoice(relations: [.generatedBy], kind: nil).relations == [.generatedBy])
        #expect(try LineageChoice(relations: [.merge], kind: .weights).relations == [.merge])
        #expect(throws: LineageChoice.Contradiction(outside: ["distilled", "generated-by"], kind: .weights)) {
            try LineageChoice(relations: [.generatedBy, .merge, .distilled], kind: .weights)
        }
        #expect(throws: LineageChoice.Contradiction.self) { try LineageChoice(relations: [.unknown], kind: .data) }
    }

    @Test("edges and nodes are those of the definition, parents numbered below children", arguments: 0..<80)
    func edges(seed: Int) {
        let random = RandomLineage(seed: seed)
        for choice in RandomLineage.choices(seed) {
            let lineage = Lineage(random.world, choice)
            let plain = random.chosen(choice)
            let found = Set(
                (0..<lineage.graph.nodeCount).flatMap { child in
                    lineage.graph.parentRange(child).map { [child, Int(lineage.graph.parents[$0])] }
                })
            #expect(found == Set(plain.edges.map { [random.rows[$0.child], random.rows[$0.parent]] }))
            let below = (0..<plain.nodes).map(plain.below)
            for node in 0..<plain.nodes {
                let cycle = plain.cycle(node, below)
                let members = lineage.members(of: lineage.node(of: random.rows[node])).map { Int($0) }
                #expect(Set(members) == Set(cycle.map { random.rows[$0] }))
                let names = members.map { random.world.models.name[$0] }
                #expect(names == names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
                #expect(members.first == lineage.row(of: lineage.node(of: random.rows[node])))
                let hasParents = plain.edges.contains { cycle.contains($0.child) && !cycle.contains($0.parent) }
                #expect(lineage.isRoot(lineage.node(of: random.rows[node])) == !hasParents)
            }
            for edge in plain.edges {
                #expect(
                    lineage.node(of: random.rows[edge.parent]) <= lineage.node(of: random.rows[edge.child]))
            }
        }
    }

    @Test("what is left out for its name is counted")
    func flagged() {
        let world = World(
            FactsMaker.facts([
                .model("a/base", 0), .model("b/x-FP8", 1, [("a/base", .finetune), ("a/other", .merge)]),
                .model("b/y", 1, [("a/base", .finetune)]),
            ]))
        let lineage = Lineage(world, LineageChoice(relations: [.finetune, .merge], excludeFlagged: true))
        #expect(lineage.leftOut == 1)
        #expect(lineage.graph.edgeCount == 2)
        #expect(Lineage(world).leftOut == 0)
        #expect(Lineage(world).graph.edgeCount == 3)
    }
}
