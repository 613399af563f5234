import Columns
import Domain
import Testing

@testable import Measures

@Suite("The half-life of attention")
struct AttentionHalfLifeTests {
    private func half(
        _ sayings: [Saying], released: Int32? = 20_000, precision: Int8 = 0, horizon: Int32 = 90, asOf: Int64? = nil
    ) throws -> AttentionHalfLife {
        let facts = FactsMaker.facts(
            sayings + [.model(.init(id: "acme/a", at: at(0), released: released, releasedPrecision: precision))])
        let world = World(facts, asOf: asOf)
        return AttentionHalfLife(
            Histories(facts, world), row: try #require(world.row("acme/a")), series: .likes, horizon: horizon)
    }

    private let watched: [Saying] = [
        .likes("acme/a", 0, at(0)), .likes("acme/a", 10, at(1)), .likes("acme/a", 40, at(3)),
        .likes("acme/a", 60, at(20)), .likes("acme/a", 80, at(90)), .likes("acme/a", 500, at(95)),
    ]

    @Test("by hand: half of eighty is reached on day three")
    func byHand() throws {
        let found = try half(watched)
        #expect(found.days == 3 && found.atHorizon == 80 && !found.isCensored && found.reason == nil)
        // Half of 60, at day 20.
        #expect(try half(watched, horizon: 20).days == 3)
        #expect(try half(watched, horizon: 1).days == 1)
        #expect(try half(watched, released: 20_002, horizon: 88).days == 1)
        // Half of what a month had brought came before this release.
        #expect(try half(watched, released: 20_010, horizon: 10).days == -7)
    }

    @Test("events need nobody to look at a counter")
    func events() throws {
        let likes: [Saying] = [.like("acme/a", 3, at(2)), .like("acme/a", 1, at(5)), .like("other/b", 1, at(80))]
        let found = try half(likes, horizon: 60)
        #expect(found.days == 2 && found.atHorizon == 4 && found.reason == nil)
    }

    @Test("what is not reached is censored, and said so")
    func censored() throws {
        let early = try half(watched, asOf: at(89))
        #expect(early.days == nil && early.isCensored && early.reason?.contains("not reached") == true)
        let unwatched = try half(watched + [.likes("other/b", 1, at(300))], horizon: 200)
        #expect(unwatched.days == nil && unwatched.isCensored && unwatched.reason?.contains("last seen") == true)
        let fresh = try half(watched + [.likes("other/b", 1, at(300))], horizon: 101)
        #expect(fresh.days == 95 && !fresh.isCensored)
    }

    @Test("no release, no counter, nothing to halve, half at first sight: each has its reason")
    func reasons() throws {
        let unknown = try half(watched, released: nil)
        #expect(unknown.days == nil && !unknown.isCensored && unknown.reason?.contains("release") == true)
        #expect(try half(watched, precision: 2).reason?.contains("year") == true)
        #expect(try half([]).reason?.contains("nobody") == true)
        let zero = try half([.likes("acme/a", 0, at(0)), .likes("acme/a", 0, at(10))], horizon: 10)
        #expect(zero.days == nil && zero.reason?.contains("no half") == true)
        let late = try half([.likes("acme/a", 70, at(10)), .likes("acme/a", 100, at(30))], horizon: 30)
        #expect(late.days == nil && late.atMost == 10 && late.reason?.contains("first seen") == true)
        let after = try half([.likes("acme/a", 70, at(50)), .likes("acme/a", 100, at(60))], horizon: 30)
        #expect(after.days == nil && after.reason?.contains("after the horizon") == true)
    }
}
