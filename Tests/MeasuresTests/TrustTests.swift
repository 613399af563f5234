import Columns
import Domain
import Testing

@testable import Measures

@Suite("Trust: bands, mixtures of facts, records between batches")
struct TrustTests {
    private let us = Country(name: "US")!
    private let cn = Country(name: "CN")!

    @Test("a band is the least and the greatest of its values; of none there is no band")
    func band() {
        #expect(Sensitivity([]) == nil)
        #expect(Sensitivity([0.5])?.minimum == 0.5)
        let band = Sensitivity([0.4, -1, 7, 0.4])
        #expect(band?.minimum == -1 && band?.maximum == 7)
    }

    @Test("unknown countries to one side: known ones stay, none is left, and the share of that side does not fall")
    func countries() throws {
        let facts = FactsMaker.facts([
            .country("us", us), .country("cn", cn), .country("nobody", .unknown),
            .model("us/a", 1, [("cn/x", .finetune), ("nobody/y", .finetune), ("wild/z", .finetune), ("us/b", .merge)]),
            .likes("us/a", 3, at(2)),
        ])
        let world = World(facts)
        #expect(world.hasUnknownCountries)
        #expect(world.shares(.init(of: us)) == ["CN 1.0", "US 1.0"])
        let chinese = world.countingUnknown(as: cn)
        #expect(!chinese.hasUnknownCountries)
        #expect(chinese.shares(.init(of: us)) == ["CN 3.0", "US 1.0"])
        #expect(world.countingUnknown(as: .other).shares(.init(of: us)) == ["other 2.0", "CN 1.0", "US 1.0"])
    }

    @Test("flagged edges left out or taken for quantizations; nothing else changes", arguments: 0..<40)
    func flagged(seed: Int) {
        var generator = RandomSayings(seed: seed)
        let world = World(FactsMaker.facts(generator.sayings(80)))
        let count = world.contradictedEdges
        #expect(count == world.tallies.contradictedRelations)
        let without = world.countingContradicted(as: nil)
        let quantized = world.countingContradicted(as: .quantized)
        #expect(without.graph.edgeCount == world.graph.edgeCount - count)
        #expect(quantized.graph.edgeCount == world.graph.edgeCount)
        func finetunes(_ world: World) -> Int { world.graph.relations.count { $0 == .finetune } }
        #expect(finetunes(without) == finetunes(world) - count)
        #expect(finetunes(quantized) == finetunes(world) - count)
        for child in 0..<world.graph.nodeCount {
            guard !world.models.flags[child].contains(.relationContradicted) else { continue }
            let before = world.graph.parentRange(child).map { world.graph.parents[$0] }
            #expect(without.graph.parentRange(child).map { without.graph.parents[$0] } == before)
        }
    }

    @Test("nothing taken is the facts before, everything taken the facts after", arguments: 0..<60)
    func mixing(seed: Int) {
        var generator = RandomSayings(seed: seed)
        let sayings = generator.sayings(60)
        var maker = FactsMaker()
        maker.take(Array(sayings.prefix(30)))
        let before = maker.facts
        maker.take(Array(sayings.dropFirst(30)))
        let after = maker.facts
        let time = at(99)
        let none = World(Facts.mixing(before, after) { _ in false }, asOf: time).visible()
        let all = World(Facts.mixing(before, after) { _ in true }, asOf: time).visible()
        #expect(all == World(after, asOf: time).visible())
        // Names that came later are there, but nobody has said anything of them.
        let expected = Set(World(before, asOf: time).visible())
        let further = none.filter { !expected.contains($0) && !$0.hasPrefix("sources") }
        for line in further where !line.hasPrefix("organization|") && !line.contains("|placeholder") {
            // An artifact of the later batch is told by its id alone in these facts, so it counts as said.
            #expect(after.artifacts != before.artifacts, "\(line)")
        }
    }

    @Test("leaving a source out is as if it had never spoken", arguments: 0..<60)
    func leavingOut(seed: Int) throws {
        var generator = RandomSayings(seed: seed)
        let sayings = generator.sayings(70)
        let facts = FactsMaker.facts(sayings)
        let source = try #require(facts.sources.firstIndex(of: "huggingface").map { Int16($0) })
        let world = World(facts.leavingOut(source: source), asOf: at(99))
        let silent = sayings.filter { $0.source != "huggingface" }
        let expected = World(FactsMaker.facts(silent), asOf: at(99))
        let found = Set(world.visible().filter { !$0.hasPrefix("organization|") })
        #expect(found == Set(expected.visible().filter { !$0.hasPrefix("organization|") }))
        #expect(!world.sources.contains("huggingface"))
    }

    @Test("between two batches stands what came, told apart as new and changed; between equal ones nothing")
    func records() {
        var maker = FactsMaker()
        maker.take([.model("a/x", 1), .country("a", us), .likes("a/x", 5, at(1))])
        let before = maker.facts
        maker.take([
            .model("a/x", 2), .model("b/y", 2), .country("a", cn, at: at(2)), .likes("a/x", 9, at(2)),
            .likes("a/x", 5, at(1)), .likes("a/x", 6, at(1), source: "mteb"),
            .rename("a/x", "a/z", source: "mteb", at: at(2)),
        ])
        let after = maker.facts
        #expect(Restatement.records(after, after).isEmpty)
        let records = Restatement.records(before, after)
        let told = Set(
            records.map {
                let subject =
                    $0.key.kind == .organization
                    ? after.organizationNames[Int($0.key.subject)] : after.modelNames[Int($0.key.subject)]
                return "\($0.key.kind) \($0.change) \(subject) \(after.sources[Int($0.key.source)]) \($0.value ?? -1)"
            })
        #expect(records.allSatisfy { $0.batch == 2 })
        // FactsMaker keeps a value that is sent again as a second row; it is no change.
        #expect(
            told == [
                "organization changed a curated -1", "identity new a/x mteb -1", "model changed a/x huggingface -1",
                "model new b/y huggingface -1", "observation new a/x huggingface 9", "observation new a/x mteb 6",
            ])
    }

    @Test("organizations of a past time are those that publish then or were described by then")
    func organizations() {
        let facts = FactsMaker.facts([
            .model("early/x", 1), .likes("early/x", 1, at(1)), .country("told", us, at: at(1)),
            .model("late/y", 20), .likes("late/y", 1, at(20)), .country("later", cn, at: at(20)),
        ])
        let now = World(facts)
        #expect(Coverage(now, facts).organizations == 4)
        #expect(Coverage(now, facts) == Coverage(now))
        let then = World(facts, asOf: at(5))
        let coverage = Coverage(then, facts)
        #expect(coverage.organizations == 2)
        #expect(coverage.organizationsReviewed == 1)
    }
}

extension Saying {
    /// Who says it; nil: nobody in particular.
    fileprivate var source: String? {
        switch self {
        case .model(let r): r.source
        case .organization(let r): r.source
        case .observation(_, _, _, _, let source, _), .event(_, _, _, let source, _): source
        case .rename(_, _, let source, _), .same(_, _, let source, _), .deletion(_, let source, _): source
        case .artifact: nil
        }
    }
}
