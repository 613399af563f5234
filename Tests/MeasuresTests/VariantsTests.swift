import Columns
import Domain
import TestSupport
import Testing

@testable import Measures

@Suite("Variants within hours and days of a release")
struct VariantsTests {
    private let all = Set(Relation.allCases.filter(\.isWeightsOrUnknown))

    private func variants(
        _ sayings: [Saying], from start: Variants.Start = .release, relations: Set<Relation>? = nil, asOf: Int64? = nil
    ) throws -> Variants {
        let facts = FactsMaker.facts(sayings)
        let world = World(facts, asOf: asOf)
        return Variants(
            Histories(facts, world), row: try #require(world.row("acme/base")), relations: relations ?? all, from: start
        )
    }

    private func child(
        _ name: String, created: Int64? = nil, released: Int32? = nil, at time: Int64 = at(50),
        _ relation: Relation = .quantized
    ) -> Saying {
        .model(
            .init(
                id: name, at: time, bases: [(id: "acme/base", relation: relation)], released: released,
                releasedPrecision: 0, created: created))
    }

    private func parent(released: Int32? = 20_001, created: Int64? = nil) -> Saying {
        .model(.init(id: "acme/base", at: at(50), released: released, releasedPrecision: 0, created: created))
    }

    private var family: [Saying] {
        [
            child("one/a", created: at(1, 10)), child("one/b", created: at(1, 11) + 1),
            child("two/c", created: at(1, 16)), child("two/d", created: at(3)), child("three/e", created: at(20)),
            child("three/f", created: at(0)), child("four/g", created: FirstSeen.creationFloor + 5),
            child("five/h", released: 20_001), child("six/i", at: at(9)),
            .organization(.init(id: "one", at: at(0), kind: .community)),
            .organization(.init(id: "two", at: at(0), kind: .company)), .likes("acme/base", 1, at(60)),
        ]
    }

    @Test("by hand: a release whose hour is known")
    func byHand() throws {
        let found = try variants(family + [parent(created: at(1, 10))])
        #expect(found.start == at(1, 10) && !found.isDayOnly && found.reason == nil)
        #expect(found.children == 9 && found.undated == 1 && found.before == 1 && found.dated == 7)
        // a at once; b a microsecond too late for an hour; c after six; h some time that day; d; then e, and i as first seen.
        #expect(found.counts.map(\.value) == [1, 3, 4, 5, 5, 7])
        #expect(found.counts.map(\.atMost) == [2, 4, 4, 5, 5, 7])
        #expect(found.counts.map(\.organizations) == [1, 2, 3, 3, 3, 5])
        #expect(found.counts[1].kinds == [.community: 1, .company: 1])
        #expect(found.counts.map(\.window.name) == ["1 h", "6 h", "24 h", "72 h", "7 d", "30 d"])
    }

    @Test("a release known to the day begins with that day, and says nothing of hours")
    func dayOnly() throws {
        for created in [nil, at(-300), FirstSeen.creationFloor] {
            let found = try variants(family + [parent(created: created)])
            #expect(found.start == at(1) && found.isDayOnly)
            #expect(found.counts.map(\.value) == [nil, nil, 4, 5, 5, 7])
            #expect(found.counts[0].reason?.contains("hour") == true)
            #expect(found.counts[3].atMost == 5 && found.counts[2].atMost == 4)
            #expect(found.before == 1)
        }
    }

    @Test("windows that are not over, relations that do not count, and no start say so")
    func reasons() throws {
        let open = try variants(
            family + [parent(created: at(1, 10))], asOf: at(4, 10))
        #expect(open.counts.map { $0.value == nil } == [false, false, false, false, true, true])
        #expect(open.counts[5].atLeast == 5 && open.counts[5].reason?.contains("not reached") == true)
        let none = try variants(family + [parent(created: at(1, 10))], relations: [.merge])
        #expect(none.children == 0 && none.counts.allSatisfy { $0.value == 0 && $0.kinds.isEmpty })
        let unreleased = try variants(family + [parent(released: nil, created: at(1, 10))])
        #expect(unreleased.counts.isEmpty && unreleased.reason?.contains("release") == true)
        let created = try variants(family + [parent(released: nil, created: at(1, 10))], from: .creation)
        #expect(created.counts.map(\.value) == [1, 3, 4, 5, 5, 7])
        let floor = try variants(family + [parent(created: FirstSeen.creationFloor)], from: .creation)
        #expect(floor.counts.isEmpty && floor.reason?.contains("2022-03-02T23:29:04Z") == true)
        let nothing = try variants(family + [parent()], from: .creation)
        #expect(nothing.reason?.isEmpty == false)
    }

    @Test("the second of the hub's floor is no date; those beside it are")
    func floor() {
        #expect(Timestamp(microseconds: FirstSeen.creationFloor).description == "2022-03-02T23:29:04Z")
        #expect(!FirstSeen.isKnown(created: .null) && !FirstSeen.isKnown(created: FirstSeen.creationFloor + 999_999))
        #expect(FirstSeen.isKnown(created: FirstSeen.creationFloor - 1))
        #expect(FirstSeen.isKnown(created: FirstSeen.creationFloor + 1_000_000))
    }

    @Test("longer windows never hold less, and the bounds enclose what could be", arguments: 0..<80)
    func reference(seed: Int) throws {
        var random = SplitMix(seed: UInt64(seed) + 400)
        var sayings: [Saying] = [
            parent(created: random.oneIn(2) ? at(1, random.below(24)) : nil), .likes("acme/base", 1, at(90)),
        ]
        var known: [(earliest: Int64, latest: Int64)] = []
        for i in 0..<random.below(20) {
            let hour = random.below(24 * 35) - 24
            switch random.below(3) {
            case 0:
                sayings.append(child("o\(i % 4)/c\(i)", created: at(1, hour)))
                known.append((at(1, hour), at(1, hour)))
            case 1:
                let day = random.below(33)
                sayings.append(child("o\(i % 4)/c\(i)", released: 20_000 + Int32(day)))
                known.append((at(day), at(day + 1) - 1))
            default:
                sayings.append(child("o\(i % 4)/c\(i)", at: at(1, hour)))
                known.append((at(1, hour), at(1, hour)))
            }
        }
        let found = try variants(sayings.shuffled(using: &random))
        let begin = try #require(found.start)
        let lastBegin = found.isDayOnly ? begin + Timestamp.microsecondsPerDay - 1 : begin
        #expect(found.before == known.count { $0.latest < begin })
        for (count, hours) in zip(found.counts, [1, 6, 24, 72, 168, 720] as [Int64]) {
            let length = hours * 3_600_000_000
            #expect(count.atLeast == known.count { $0.latest >= begin && $0.latest - begin <= length })
            #expect(count.atMost == known.count { $0.latest >= begin && $0.earliest - lastBegin <= length })
            #expect(count.atLeast <= count.atMost && count.organizations <= min(4, count.atLeast))
            #expect(count.value == (found.isDayOnly && hours < 24 ? nil : count.atLeast))
            #expect(count.kinds.values.reduce(0, +) == count.organizations)
        }
        for (a, b) in zip(found.counts, found.counts.dropFirst()) {
            #expect(a.atLeast <= b.atLeast && a.atMost <= b.atMost)
        }
    }
}
