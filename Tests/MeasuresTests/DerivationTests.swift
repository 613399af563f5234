import Columns
import Domain
import Synchronization
import TestSupport
import Testing

@testable import Measures

@Suite("The state kept up batch by batch", .serialized)
struct DerivationTests {
    /// How many batches were taken in without deriving everything anew: the other tests say nothing otherwise.
    static let steps = Mutex(0)

    @Test("is to the last bit what deriving everything anew gives", arguments: 0..<80)
    func equal(seed: Int) throws {
        var generator = RandomSayings(seed: seed)
        var random = SplitMix(seed: UInt64(seed) + 7_000)
        var maker = FactsMaker()
        // Most figures of a day, in its first hours; what follows lies in the same day, earlier or later in it.
        maker.take(generator.sayings(20 + seed % 40) + [.likes("acme/first", 5, at(45))])
        var derivation = Derivation(maker.facts)
        for batch in 0..<12 {
            var sayings = generator.sayings(1 + random.below(6)).filter { !isWide($0) }
            if random.oneIn(3) { sayings.append(.likes(random.pick(generator.models), 40, at(45, 1 + batch))) }
            if random.oneIn(4) {
                let new = "new\(random.below(9))/x\(seed)-\(batch)"
                sayings.append(.model(new, 44, [(random.pick(generator.models), random.pick(Relation.allCases))]))
                sayings.append(.model("other/\(batch)", 44, [(new, .finetune), ("un/listed\(batch)", .quantized)]))
            }
            if random.oneIn(12) {
                sayings.append(.deletion(random.pick(generator.models), source: "curated", at: at(3)))
            }
            let old = derivation.world
            let news = maker.take(sayings)
            let changed = derivation.advance(maker.facts, news)
            if changed != nil { Self.steps.withLock { $0 += 1 } }
            let fresh = World(maker.facts)
            let found = derivation.world.visible()
            let expected = fresh.visible()
            #expect(found == expected, "\(Set(found).symmetricDifference(expected).sorted())")
            #expect(derivation.world.tallies == fresh.tallies)
            #expect(derivation.world.rowOfId == fresh.rowOfId)
            #expect(derivation.world.models.id == fresh.models.id)
            #expect(derivation.world.models.words == fresh.models.words)
            #expect(derivation.world.organizationRow == fresh.organizationRow)
            #expect(derivation.world.descendants.components.cycles == fresh.descendants.components.cycles)
            #expect(Coverage(derivation.world) == Coverage(fresh))
            parentsStandBeforeChildren(derivation.world)
            if let changed {
                #expect(
                    Coverage(derivation.world, after: old, Coverage(old), rows: changed) == Coverage(derivation.world))
            }
            if let changed { onlyChanged(changed, old, fresh) }
        }
    }

    @Test("most batches were taken in that way")
    func taken() { #expect(Self.steps.withLock { $0 } > 400) }

    @Test("a gain falls when what was counted leaves its window, although nothing is said of the model")
    func window() throws {
        var maker = FactsMaker()
        maker.take([
            .likes("a/x", 100, at(10)), .likes("a/x", 130, at(38, 5)), .likes("b/y", 1, at(45, 4)),
        ])
        var derivation = Derivation(maker.facts)
        let row = try #require(derivation.world.row("a/x"))
        #expect(derivation.world.models.gain7d[row] == 30)
        #expect(derivation.advance(maker.facts, maker.take([.likes("b/y", 2, at(45, 4))])) != nil)
        #expect(derivation.world.models.gain7d[row] == 30)
        let news = maker.take([.likes("b/y", 3, at(45, 6))])
        #expect(derivation.advance(maker.facts, news)?.contains(row) == true)
        #expect(derivation.world.models.gain7d[row] == 0)
    }

    @Test("a parent that nobody names any more is gone")
    func unnamed() throws {
        var maker = FactsMaker()
        maker.take([.model("a/x", 1, [("b/gone", .finetune)]), .likes("a/x", 1, at(9))])
        var derivation = Derivation(maker.facts)
        #expect(derivation.world.row("b/gone") != nil)
        let news = maker.take([.model("a/x", 2, [("c/new", .finetune)])])
        #expect(derivation.advance(maker.facts, news) == nil)
        #expect(derivation.world.row("b/gone") == nil)
        #expect(derivation.world.visible() == World(maker.facts).visible())
    }

    private func isWide(_ saying: Saying) -> Bool {
        switch saying {
        case .organization, .rename, .same, .deletion, .artifact: true
        default: false
        }
    }

    /// Components are numbered so that parents stand before children: what measures over the graph rely on.
    private func parentsStandBeforeChildren(_ world: World) {
        let graph = world.graph
        let component = world.descendants.components.component
        for child in 0..<graph.nodeCount {
            for e in graph.parentRange(child) where graph.relations[e].isWeightsOrUnknown {
                #expect(component[Int(graph.parents[e])] <= component[child])
            }
        }
    }

    private func onlyChanged(_ changed: [Int], _ old: World, _ new: World) {
        #expect(changed == changed.sorted() && Set(changed).count == changed.count)
        for row in 0..<old.models.count where !changed.contains(row) {
            let (a, b) = (old.models, new.models)
            #expect(
                a.netLikes[row] == b.netLikes[row] && a.flags[row] == b.flags[row] && a.access[row] == b.access[row])
            #expect(a.gain7d[row] == b.gain7d[row] && a.gain30d[row] == b.gain30d[row])
            #expect(a.descendants[row] == b.descendants[row] && a.derivatives[row] == b.derivatives[row])
            #expect(a.downloads30d[row] == b.downloads30d[row] && a.license[row] == b.license[row])
        }
        #expect(changed.filter { $0 >= old.models.count } == Array(old.models.count..<new.models.count))
    }
}
