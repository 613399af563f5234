import Columns
import Domain
import Testing

@testable import Measures

@Suite("What hangs on an organisation")
struct HangingAdoptionTests {
    private func hanging(_ world: World, _ name: String) -> [Int64?] {
        let hanging = HangingAdoption(world, Lineage(world).graph)
        guard let row = world.organizations.name.firstIndex(of: name) else { return [] }
        return [
            hanging.values[row].orNil, Int64(hanging.models[row]), Int64(hanging.children[row]),
            Int64(hanging.counted[row]),
        ]
    }

    @Test("Own models and others' direct children, each once; by hand")
    func byHand() {
        // x/merge is built on two models of a, and on one of b; a/tuned is a's own child.
        let world = World(
            FactsMaker.facts([
                .model("a/one", 0), .model("a/two", 0), .model("b/base", 0),
                .model("a/tuned", 0, [("a/one", .finetune)]),
                .model("x/merge", 0, [("a/one", .merge), ("a/two", .merge), ("b/base", .merge)]),
                .model("y/far", 0, [("x/merge", .quantized)]), .model("c/quiet", 0),
                .model("z/of-nobody-listed", 0, [("gone/base", .finetune)]),
                .likes("a/one", 10, at(1)), .likes("a/tuned", 5, at(1)), .likes("x/merge", 100, at(1)),
                .likes("y/far", 1000, at(1)), .likes("z/of-nobody-listed", 7, at(1)),
            ]))
        #expect(hanging(world, "a") == [115, 3, 1, 3])
        #expect(hanging(world, "b") == [100, 1, 1, 1])
        #expect(hanging(world, "x") == [1100, 1, 1, 2])
        #expect(hanging(world, "y") == [1000, 1, 0, 1])
        #expect(hanging(world, "c") == [nil, 1, 0, 0])
        #expect(hanging(world, "gone") == [7, 1, 1, 1])
    }

    @Test("It is the sum over a set, built by definition", arguments: 0..<60)
    func byDefinition(seed: Int) {
        let random = RandomLineage(seed: seed)
        let world = random.world
        let graph = Lineage(world).graph
        let found = HangingAdoption(world, graph)
        for owner in 0..<world.organizations.count {
            let own = Set((0..<graph.nodeCount).filter { world.organizationRow[$0] == Int32(owner) })
            let children = Set(
                (0..<graph.nodeCount).filter { row in
                    graph.parentRange(row).contains { own.contains(Int(graph.parents[$0])) }
                }
            ).subtracting(own)
            let likes = own.union(children).map { world.models.netLikes[$0] }.filter { $0 != .null }
            #expect(found.values[owner] == (likes.isEmpty ? .null : likes.reduce(0, +)))
            #expect(Int(found.models[owner]) == own.count && Int(found.children[owner]) == children.count)
            #expect(Int(found.counted[owner]) == likes.count)
        }
    }
}
