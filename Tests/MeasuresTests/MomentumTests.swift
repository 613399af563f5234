import Columns
import Domain
import Glibc
import Testing

@testable import Measures

@Suite("Velocity and momentum")
struct MomentumTests {
    private func gains(_ sayings: [Saying], asOf: Int64? = nil) throws -> LikesGains {
        let facts = FactsMaker.facts(sayings)
        let world = World(facts, asOf: asOf)
        return LikesGains(Histories(facts, world), row: try #require(world.row("acme/a")))
    }

    @Test("by hand: seven likes, then fourteen")
    func byHand() throws {
        let gains = try gains([
            .likes("acme/a", 100, at(0)), .likes("acme/a", 107, at(7)), .likes("acme/a", 121, at(14)),
        ])
        #expect(Velocity.figure(gains, days: 7).value == 2)
        #expect(Velocity.figure(gains, days: 14).value == 1.5)
        #expect(Momentum.figure(gains, days: 7).value == log(1.5))
        #expect(Velocity.figure(gains, days: 15).value == nil)
        #expect(Velocity.figure(gains, days: 15).reason?.contains("2024-10-04") == true)
        #expect(Momentum.figure(gains, days: 8).value == nil)
        #expect(Momentum.figure(gains, days: 8).reason?.isEmpty == false)
    }

    @Test("equal gains give exactly 0; a velocity of -1 or below has no momentum")
    func identities() {
        for gain in [Int64(-6), 0, 1, 12_345_678_901] {
            #expect(Momentum.value(gain: gain, before: gain, days: 7) == 0)
        }
        for (gain, before) in [(Int64(-7), Int64(3)), (3, -7), (-7, -7), (-100, 0), (0, -8)] {
            #expect(Momentum.value(gain: gain, before: before, days: 7) == nil)
        }
        let up = Momentum.value(gain: 21, before: 4, days: 7)!
        #expect(abs(up + Momentum.value(gain: 4, before: 21, days: 7)!) < 1e-15)
    }

    @Test("a fall below -1 a day says why there is no figure; nothing counted does too")
    func reasons() throws {
        let fallen = try gains([
            .likes("acme/a", 100, at(0)), .likes("acme/a", 101, at(7)), .likes("acme/a", 90, at(14)),
        ])
        #expect(Velocity.figure(fallen, days: 7).value == -11.0 / 7)
        #expect(Momentum.figure(fallen, days: 7).value == nil)
        #expect(Momentum.figure(fallen, days: 7).reason?.contains("-11") == true)
        let none = try gains([.model("acme/a", 0)])
        #expect(Velocity.figure(none, days: 7).reason?.contains("nobody") == true)
        #expect(Momentum.figure(none, days: 7).value == nil)
    }

    @Test("any window of any model of random worlds is as the sayings have it, and never NaN", arguments: 0..<80)
    func reference(seed: Int) throws {
        var generator = RandomSayings(seed: seed + 7_000)
        let sayings = generator.sayings(30 + seed)
        let facts = FactsMaker.facts(sayings)
        for asOf in [nil, at(20), at(38, 2)] {
            let world = World(facts, asOf: asOf)
            guard world.asOf != .null else { continue }
            let histories = Histories(facts, world)
            let reference = ReferenceWorld(sayings, asOf: asOf)
            for model in generator.models {
                guard let row = world.row(model) else { continue }
                let gains = LikesGains(histories, row: row)
                let group = reference.groups.first { $0.contains(model) }!
                for days in [Int32(1), 3, 7, 14, 30] {
                    let expected = reference.gain(of: group, days: days)
                    #expect(gains.gain(days: days) == expected)
                    #expect(Velocity.figure(gains, days: days).value == expected.map { Double($0) / Double(days) })
                    let both = reference.gain(of: group, days: 2 * days)
                    let momentum = Momentum.figure(gains, days: days)
                    if let expected, let both, expected > -days, both - expected > -days {
                        let (now, then) = (Double(expected) / Double(days), Double(both - expected) / Double(days))
                        let value = try #require(momentum.value)
                        #expect(abs(value - log((now + 1) / (then + 1))) < 1e-12)
                    } else {
                        #expect(momentum.value == nil && momentum.reason?.isEmpty == false)
                    }
                    #expect((momentum.value ?? 0).isFinite)
                }
                #expect(gains.gain(days: 7) == world.models.gain7d[row].orNil)
                #expect(gains.gain(days: 30) == world.models.gain30d[row].orNil)
                #expect(
                    Momentum.figure(gains, days: 7).value.map(RankedValue.number)
                        == RankedMeasure.momentum7d.value(world.models, row))
                #expect(
                    Momentum.figure(gains, days: 30).value.map(RankedValue.number)
                        == RankedMeasure.momentum30d.value(world.models, row))
                let decayed = DecayedAdoption.figure(histories, row: row).value
                #expect(
                    decayed.map(\.bitPattern)
                        == (world.models.decayedAdoption[row].isNaN
                            ? nil : world.models.decayedAdoption[row].bitPattern))
            }
        }
    }

    @Test("a leaderboard by momentum has whoever has a figure, the fastest first")
    func ranked() throws {
        var sayings: [Saying] = []
        for (name, values) in [
            ("acme/a", [10, 20, 30]), ("acme/b", [10, 20, 60]), ("acme/c", [10, 20]), ("acme/d", [90, 95, 70]),
        ] {
            for (i, value) in values.enumerated() {
                sayings.append(.likes(name, Int64(value), at(14 - 7 * (values.count - 1 - i))))
            }
        }
        let world = World(FactsMaker.facts(sayings))
        let page = try #require(Leaderboard.page(of: .momentum7d, in: world.models, limit: 10))
        #expect(page.rows.map { world.models.name[Int($0)] } == ["acme/b", "acme/a"])
        #expect(page.matching == 4 && page.withValue == 2)
        #expect(RankedMeasure.momentum7d.value(world.models, Int(page.rows[1])) == .number(0))
    }

    @Test("a shorter half-life weighs the past less", arguments: [1.0, 7, 30, 365])
    func halfLife(days: Double) throws {
        let facts = FactsMaker.facts([
            .likes("acme/a", 0, at(0)), .likes("acme/a", 64, at(10)), .likes("acme/a", 72, at(20)),
        ])
        let world = World(facts)
        let figure = DecayedAdoption.figure(
            Histories(facts, world), row: try #require(world.row("acme/a")), halfLife: days)
        #expect(figure.value == 64 * exp2(-10 / days) + 8)
    }
}

extension ReferenceWorld {
    /// What was gained in the last days, read from the sayings.
    func gain(of group: Set<String>, days: Int32) -> Int64? {
        guard let asOf else { return nil }
        let start = asOf - Int64(days) * Timestamp.microsecondsPerDay
        let today = Timestamp(microseconds: asOf).day.number
        var bySource: [String: [Point]] = [:]
        var events: [(source: String, day: Int32, amount: Int64)] = []
        for saying in sayings {
            switch saying {
            case .observation(let id, .likes, let value, let step, let source, let time)
            where group.contains(id) && time <= asOf:
                bySource[source, default: []].append(
                    Point(model: 0, series: 0, source: 0, at: time, value: value, step: Float(step), batch: 0))
            case .event(let id, .like, let amount, let source, let time) where group.contains(id):
                events.append((source, Timestamp(microseconds: time).day.number, amount))
            default: break
            }
        }
        events = events.filter { $0.day <= today && bySource[$0.source] == nil }
        let best = bySource.keys.min { (SourceRank.of($0), $0) < (SourceRank.of($1), $1) }
        let counter = best.flatMap { NaiveCounter(bySource[$0]!, asOf: asOf) }
        if counter == nil, events.isEmpty { return nil }
        if let counter {
            if counter.first > start { return nil }
        } else if !events.contains(where: { $0.day <= today - days }) {
            return nil
        }
        return (counter?.amounts.filter { $0.key > start }.values.reduce(0, +) ?? 0)
            + events.filter { $0.day > today - days }.reduce(0) { $0 + $1.amount }
    }
}
