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
    /// And those of them that began another UTC day.
    static let days = Mutex(0)

    @Test("is to the last bit what deriving everything anew gives", arguments: 0..<80)
    func equal(seed: Int) throws {
        var generator = RandomSayings(seed: seed)
        var random = SplitMix(seed: UInt64(seed) + 7_000)
        var maker = FactsMaker()
        // Most figures of a day, in its first hours; what follows lies in the same day, earlier or later in it.
        maker.take(generator.sayings(20 + seed % 40) + [.likes("acme/first", 5, at(45))])
        var derivation = Derivation(maker.facts)
        var day = 45
        for batch in 0..<12 {
            var sayings = generator.sayings(1 + random.below(6)).filter { !isWide($0) }
            if random.oneIn(8) { day += 1 + random.below(9) }
            if random.oneIn(3) { sayings.append(.likes(random.pick(generator.models), 40, at(day, 1 + batch))) }
            if random.oneIn(4) {
                let new = "new\(random.below(9))/x\(seed)-\(batch)"
                sayings.append(.model(new, 44, [(random.pick(generator.models), random.pick(Relation.allCases))]))
                sayings.append(.model("other/\(batch)", 44, [(new, .finetune), ("un/listed\(batch)", .quantized)]))
            }
            if random.oneIn(12) {
                sayings.append(.deletion(random.pick(generator.models), source: "curated", at: at(3)))
            }
            // The state before, in memory of its own; one that is held is not changed.
            let old = World(maker.facts)
            let held = random.oneIn(2) ? derivation.world : nil
            let news = maker.take(sayings)
            let earlier = derivation.advance(maker.facts, news)
            if !earlier.isWhole { Self.steps.withLock { $0 += 1 } }
            if earlier.isOfAnotherDay, !earlier.isWhole { Self.days.withLock { $0 += 1 } }
            if let held { #expect(held.visible() == old.visible()) }
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
            #expect(Coverage(derivation.world, after: earlier, Coverage(old)) == Coverage(derivation.world))
            earlier.expect(old, fresh)
        }
    }

    @Test("most batches were taken in that way, some of another day")
    func taken() {
        #expect(Self.steps.withLock { $0 } > 400)
        #expect(Self.days.withLock { $0 } > 20)
    }

    @Test("a state that nobody holds is changed where it lies; one that is held stays as it was", arguments: [0, 1, 2])
    func inPlace(day: Int) throws {
        var maker = FactsMaker()
        maker.take([.likes("a/x", 100, at(10)), .likes("a/x", 130, at(38)), .likes("b/y", 1, at(45))])
        var derivation = Derivation(maker.facts)
        func places() -> [UnsafeMutableRawPointer] {
            let models = derivation.world.models
            return [
                UnsafeMutableRawPointer(models.likesReached.rows), UnsafeMutableRawPointer(models.decayedAdoption.rows),
            ]
        }
        let before = places()
        func takeIn(_ saying: Saying) -> EarlierModels {
            let news = maker.take([saying])
            return derivation.advance(maker.facts, news)
        }
        #expect(!takeIn(.likes("a/x", 140, at(45 + day, 1))).isWhole)
        #expect(places() == before)
        #expect(derivation.world.visible() == World(maker.facts).visible())
        let held = derivation.world
        let text = held.visible()
        #expect(!takeIn(.likes("a/x", 150, at(45 + 2 * day, 2))).isWhole)
        #expect(places() != before)
        #expect(held.visible() == text)
        #expect(derivation.world.visible() == World(maker.facts).visible())
    }

    @Test("several steps later the earliest state is what it was, whatever came between", arguments: 0..<40)
    func severalSteps(seed: Int) throws {
        var generator = RandomSayings(seed: seed + 300)
        var random = SplitMix(seed: UInt64(seed) + 9_000)
        var maker = FactsMaker()
        maker.take(generator.sayings(30) + [.likes("acme/first", 5, at(45))])
        var derivation = Derivation(maker.facts)
        let old = World(maker.facts)
        var earlier: EarlierModels?
        for batch in 0..<6 {
            // Now and then something that has everything derived anew.
            var sayings = generator.sayings(1 + random.below(4)).filter { random.oneIn(20) || !isWide($0) }
            if random.oneIn(4) { sayings.append(.likes(random.pick(generator.models), 40, at(45 + batch, 2))) }
            let news = maker.take(sayings)
            let step = derivation.advance(maker.facts, news)
            earlier?.append(step)
            earlier = earlier ?? step
        }
        let found = try #require(earlier)
        found.expect(old, derivation.world)
        #expect(Coverage(derivation.world, after: found, Coverage(old)) == Coverage(derivation.world))
    }

    @Test("a gain falls when what was counted leaves its window, although nothing is said of the model")
    func window() throws {
        var maker = FactsMaker()
        maker.take([
            .likes("a/x", 100, at(10)), .likes("a/x", 130, at(38, 5)), .likes("b/y", 1, at(45, 4)),
        ])
        var derivation = Derivation(maker.facts)
        let row = try #require(derivation.world.row("a/x"))
        #expect(derivation.world.models.gain7d[row] == 30)
        let news = maker.take([.likes("b/y", 2, at(45, 4))])
        #expect(!derivation.advance(maker.facts, news).isWhole)
        #expect(derivation.world.models.gain7d[row] == 30)
        let later = maker.take([.likes("b/y", 3, at(45, 6))])
        #expect(derivation.advance(maker.facts, later).has(row))
        #expect(derivation.world.models.gain7d[row] == 0)
    }

    @Test("of a step that began another day and then had everything derived anew, it is known which figures moved")
    func movedThenAnew() throws {
        var maker = FactsMaker()
        // A parent that nobody describes and that was deleted has a row as long as anybody says anything of it.
        maker.take([
            .model("a/x", 1, [("b/gone", .finetune)]), .deletion("b/gone", source: "curated", at: at(2)),
            .likes("c/z", 5, at(9)), .likes("c/z", 8, at(44)), .likes("a/x", 1, at(44)),
        ])
        var derivation = Derivation(maker.facts)
        let old = World(maker.facts)
        func takeIn(_ sayings: [Saying]) -> EarlierModels {
            let news = maker.take(sayings)
            return derivation.advance(maker.facts, news)
        }
        // Not published: what it was like is still to be compared with.
        var earlier = takeIn([.likes("a/x", 2, at(44, 3)), .model("d/new", 44, [])])
        let anew = takeIn([.model("a/x", 46, []), .likes("a/x", 3, at(46))])
        #expect(anew.isWhole && anew.isOfAnotherDay && !anew.moved.isEmpty)
        earlier.append(anew)
        #expect(earlier.isWhole && earlier.isOfAnotherDay)
        let row = Int32(try #require(old.row("c/z")))
        #expect(earlier.moved.contains(row) && earlier.moved.allSatisfy { $0 < earlier.count })
        earlier.expect(old, derivation.world)
    }

    @Test("a parent that nobody names any more is gone")
    func unnamed() throws {
        var maker = FactsMaker()
        maker.take([.model("a/x", 1, [("b/gone", .finetune)]), .likes("a/x", 1, at(9))])
        var derivation = Derivation(maker.facts)
        #expect(derivation.world.row("b/gone") != nil)
        let news = maker.take([.model("a/x", 2, [("c/new", .finetune)])])
        #expect(derivation.advance(maker.facts, news).isWhole)
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
}
