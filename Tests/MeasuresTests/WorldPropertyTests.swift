import Columns
import Domain
import TestSupport
import Testing

@testable import Measures

@Suite("Worlds at random")
struct WorldPropertyTests {
    @Test(
        "however facts are ordered and cut into batches, every figure is the same to the last bit", arguments: 0..<120)
    func arrival(seed: Int) {
        var generator = RandomSayings(seed: seed)
        let sayings = generator.sayings(10 + seed)
        var random = SplitMix(seed: UInt64(seed) + 1_000)
        let times: [Int64?] = [nil, at(random.below(45)), at(random.below(45), 1), at(99)]
        let first = times.map { World(FactsMaker.facts(sayings), asOf: $0).visible() }
        for _ in 0..<3 {
            var batches: [[Saying]] = [[]]
            for saying in sayings.shuffled(using: &random) {
                if random.oneIn(4) { batches.append([]) }
                batches[batches.count - 1].append(saying)
            }
            let facts = FactsMaker.facts(batches)
            for (time, expected) in zip(times, first) {
                let found = World(facts, asOf: time).visible()
                #expect(found == expected, "\(Set(found).symmetricDifference(expected).sorted())")
            }
        }
    }

    @Test("saying everything again changes nothing", arguments: 0..<40)
    func again(seed: Int) {
        var generator = RandomSayings(seed: seed)
        let sayings = generator.sayings(60, contradictions: true).filter { if case .event = $0 { false } else { true } }
        let once = World(FactsMaker.facts([sayings])).visible()
        #expect(World(FactsMaker.facts([sayings, sayings])).visible() == once)
    }

    @Test("slow references over the sayings themselves agree", arguments: 0..<120)
    func reference(seed: Int) throws {
        var generator = RandomSayings(seed: seed)
        let sayings = generator.sayings(20 + seed / 2)
        let facts = FactsMaker.facts(sayings)
        for asOf in [nil, at(10), at(31, 2)] {
            let world = World(facts, asOf: asOf)
            let reference = ReferenceWorld(sayings, asOf: asOf)
            for model in generator.models + ["the-pile", "paper"] {
                guard let group = reference.groups.first(where: { $0.contains(model) }) else {
                    #expect(world.row(model) == nil)
                    continue
                }
                guard let row = world.row(model) else {
                    #expect(!reference.isThere(group), "\(model)")
                    continue
                }
                #expect(reference.isThere(group), "\(model)")
                for other in group { #expect(world.row(other) == row) }
                let edges = Set(
                    world.graph.parentRange(row).map {
                        "\(reference.key(world.models.name[Int(world.graph.parents[$0])])) \(world.graph.relations[$0].name)"
                    })
                #expect(edges == reference.edges(of: group))
                let figures = reference.figures(of: group)
                #expect(world.models.netLikes[row].orNil == figures.netLikes)
                #expect(world.models.gain7d[row].orNil == figures.gain7d)
                #expect(world.models.gain30d[row].orNil == figures.gain30d)
                #expect(world.models.gainSinceFirst[row].orNil == figures.gainSinceFirst)
                #expect(world.models.downloads30d[row].orNil == figures.downloads30d)
                #expect(world.models.decayedAdoption[row].isNaN == (figures.decayed == nil))
                if let decayed = figures.decayed { #expect(abs(world.models.decayedAdoption[row] - decayed) < 1e-6) }
            }
            let coverage = Coverage(world)
            #expect(coverage.models + coverage.placeholders + coverage.artifacts == world.models.count)
            #expect(coverage.edgesByRelation.values.reduce(0, +) == coverage.edges)
            #expect(coverage.byCountry.values.reduce(0, +) == coverage.models)
            #expect(coverage.byAccess.values.reduce(0, +) == coverage.models)
            #expect(coverage.parentsUnlisted <= coverage.parents)
            for row in 0..<world.models.count {
                for edge in world.graph.parentRange(row) { #expect(Int(world.graph.parents[edge]) != row) }
                #expect(
                    Set(world.graph.parentRange(row).map { world.graph.parents[$0] }).count
                        == world.graph.parentRange(row).count)
            }
        }
    }
}
