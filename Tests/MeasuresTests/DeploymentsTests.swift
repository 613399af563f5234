import Columns
import Domain
import Testing

@testable import Measures

@Suite("Who serves what")
struct DeploymentsTests {
    /// A world of one model, and what three adopters do with it; the second is the first in other letters.
    private static func facts(_ events: [(adopter: Int32, amount: Int64, at: Int64)]) -> Facts {
        var facts = FactsMaker.facts([
            .model("a/m", 0), .likes("a/m", 1, at(40)), .country("cloud", Country(name: "US")),
        ])
        facts.adopters = ["Cloud", "cloud", "other"].map { Adopter(name: $0, country: nil, kind: nil) }
        facts.deploy(events.map { (model: facts.id("a/m"), adopter: $0.adopter, amount: $0.amount, at: $0.at) })
        return facts
    }

    private func lines(_ spans: [Deployments.Span]) -> [String] {
        func day(_ time: Int64?) -> String { time.map { "\(($0 - at(0)) / Timestamp.microsecondsPerDay)" } ?? "-" }
        return spans.map { "\($0.provider) \($0.country.name) \(day($0.begin)) \(day($0.end)) \($0.offers)" }
    }

    @Test("worked by hand: two offers of one provider, an end before the record, a new begin")
    func byHand() {
        let facts = Self.facts([
            (0, 1, at(1)), (1, 1, at(2)), (0, -1, at(3)), (0, -1, at(4)), (0, -1, at(5)), (0, 1, at(9)), (2, 1, at(8)),
        ])
        let world = World(facts, asOf: at(10))
        #expect(lines(Deployments.spans(.init(), facts, world)) == ["Cloud US 9 - 1", "other unreviewed 8 - 1"])
        #expect(
            lines(Deployments.spans(.init(provider: "CLOUD", wanted: .all), facts, world)) == [
                "Cloud US - 5 1", "Cloud US 1 4 2", "Cloud US 9 - 1",
            ])
        #expect(lines(Deployments.spans(.init(country: .unreviewed), facts, world)) == ["other unreviewed 8 - 1"])
        // What ends later is in force.
        #expect(lines(Deployments.spans(.init(), facts, World(facts, asOf: at(3)))) == ["Cloud US 1 - 1"])
        #expect(Deployments.spans(.init(), facts, World(facts, asOf: at(0))).isEmpty)
        // Of one time ends come first: a new span.
        let again = Self.facts([(0, 1, at(1)), (0, 1, at(2)), (0, -1, at(2))])
        let spans = Deployments.spans(.init(wanted: .all), again, World(again, asOf: at(3)))
        #expect(lines(spans) == ["Cloud US 1 2 1", "Cloud US 2 - 1"])
    }

    @Test("sums at every time, from the definition", arguments: 0..<60)
    func reference(seed: Int) {
        var generator = RandomSayings(seed: seed)
        var facts = FactsMaker.facts(generator.sayings(20 + seed))
        facts.adopters = ["Cloud", "cloud", "other"].map { Adopter(name: $0, country: nil, kind: nil) }
        facts.deployRandomly(seed: seed)
        for asOf in [nil, at(22)] {
            let world = World(facts, asOf: asOf)
            let found = Deployments.spans(.init(wanted: .all), facts, world)
            for row in 0..<world.models.count where !world.models.flags[row].contains(.artifact) {
                for provider in ["cloud", "other"] {
                    let events = facts.adoptions.rows
                        .filter {
                            $0.at <= world.asOf && world.rowOfId[Int($0.model)] == Int32(row)
                                && ModelName.key(facts.adopters[Int($0.adopter)].name) == provider
                        }
                        .sorted { ($0.at, $0.amount) < ($1.at, $1.amount) }
                    let own = found.filter { $0.row == row && ModelName.key($0.provider) == provider }
                    // The sum after each event, each time from the beginning.
                    let sums = events.indices.map { last in
                        events[...last].reduce(Int64(0)) { max(0, $0 + $1.amount) }
                    }
                    let rises = sums.indices.filter { sums[$0] > 0 && ($0 == 0 || sums[$0 - 1] == 0) }
                    #expect(own.compactMap(\.begin) == rises.map { events[$0].at })
                    let unknown = events.indices.filter {
                        events[$0].amount < 0 && ($0 == 0 || sums[$0 - 1] == 0)
                    }
                    #expect(own.count { $0.begin == nil } == unknown.count)
                    #expect(own.filter { $0.end == nil }.map(\.offers) == [sums.last ?? 0].filter { $0 > 0 })
                }
            }
            let inForce = Deployments.spans(.init(), facts, world)
            #expect(inForce == found.filter { $0.end == nil })
            #expect(Deployments.spans(.init(wanted: .ended), facts, world) == found.filter { $0.end != nil })
        }
    }
}
