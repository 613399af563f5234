import Columns
import Domain
import Synchronization
import Testing

@testable import Measures

@Suite("Several workers")
struct WorkersTests {
    /// Two threads; which of them takes which piece is different every time.
    static func two(isStopped: @escaping @Sendable () -> Bool = { false }) -> Workers {
        Workers(count: 2, isStopped: isStopped) { count, body in Threads.run(count, body) }
    }

    /// The last first, one after the other.
    static let backwards = Workers(count: 3) { count, body in for worker in (0..<count).reversed() { body(worker) } }

    @Test("derive to the last bit what one does, whatever the blocks", arguments: 0..<60)
    func same(seed: Int) throws {
        var generator = RandomSayings(seed: seed)
        let facts = FactsMaker.facts([generator.sayings(60), generator.sayings(60)])
        for asOf in [nil, at(20), at(44)] {
            let one = World(facts, asOf: asOf)
            for (workers, size) in [(Self.two(), 1), (Self.two(), 3), (Self.backwards, 2), (Self.two(), 1_000)] {
                let many = try World(facts, asOf: asOf, workers.withBlocks(of: size))
                #expect(many.visible() == one.visible())
                #expect(many.tallies == one.tallies && many.rowOfId == one.rowOfId && many.models.id == one.models.id)
                #expect(many.organizationRow == one.organizationRow && many.sources == one.sources)
                #expect(many.graph.parents == one.graph.parents && many.graph.children == one.graph.children)
                #expect(many.descendants.components.component == one.descendants.components.component)
                #expect(many.models.flags == one.models.flags && many.models.words == one.models.words)
            }
        }
    }

    @Test(
        "measure another day's figures where they lie, however many they are and whatever they begin with",
        arguments: 0..<6)
    func anotherDay(seed: Int) {
        var generator = RandomSayings(seed: seed + 40)
        var maker = FactsMaker()
        let many: Int64 = 9_000_000_000
        maker.take(generator.sayings(60) + [.likes("acme/first", 5, at(44)), .likes("a/large", 7, at(45))])
        for workers in [Self.two().withBlocks(of: 1), Self.two().withBlocks(of: 3), Self.backwards.withBlocks(of: 2)] {
            var (maker, derivation) = (maker, Derivation(maker.facts, workers))
            for day in 0..<4 {
                // A count that outgrows its column, and one that fits again.
                let news = maker.take([
                    .likes("acme/first", Int64(6 + day), at(46 + 3 * day)),
                    .likes("a/large", day == 1 ? many : Int64(8 + day), at(46 + 3 * day)),
                ])
                let held = day.isMultiple(of: 2) ? derivation.world : nil
                let text = held?.visible()
                let earlier = derivation.advance(maker.facts, news)
                #expect(earlier.isOfAnotherDay && !earlier.isWhole)
                #expect(derivation.world.visible() == World(maker.facts).visible())
                #expect(held?.visible() == text)
            }
        }
    }

    @Test("are stopped between pieces, whichever is reached", arguments: [0, 1, 2, 5, 9, 14])
    func stopped(after pieces: Int) {
        var generator = RandomSayings(seed: 3)
        let facts = FactsMaker.facts([generator.sayings(80)])
        let asked = Mutex(0)
        let workers = Self.two {
            asked.withLock {
                $0 += 1
                return $0 > pieces
            }
        }
        #expect(throws: Workers.Stopped.self) { try World(facts, workers.withBlocks(of: 1)) }
    }

    @Test("give results in the order of the pieces")
    func order() throws {
        let results = try Self.two().map(500) { $0 * $0 }
        #expect(results == (0..<500).map { $0 * $0 })
        let none = try Self.two().map(0) { $0 }
        #expect(none.isEmpty)
    }
}
