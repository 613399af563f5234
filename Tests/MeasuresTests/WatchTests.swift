import Columns
import Domain
import TestSupport
import Testing

@testable import Measures

@Suite("What happened between two states")
struct WatchTests {
    private func side(_ facts: Facts, _ mark: WatchMark? = nil) -> WatchEvents.Side {
        let world = World(facts)
        return .init(facts, world, mark ?? WatchMark(world))
    }

    private func whole(_ facts: Facts) -> WatchEvents.Before { .init(whole: side(facts)) }

    @Test("is the same found row by row as by comparing everything, and as a slow reference finds", arguments: 0..<60)
    func equal(seed: Int) throws {
        var generator = RandomSayings(seed: seed)
        var random = SplitMix(seed: UInt64(seed) + 90)
        var maker = FactsMaker()
        maker.take(generator.sayings(30 + seed % 40) + [.likes("acme/first", 5, at(45))])
        var derivation = Derivation(maker.facts)
        var mark = WatchMark(derivation.world)
        var (day, watched) = (45, maker.facts)
        var before = WatchEvents.Before(unchanged: .init(maker.facts, derivation.world, mark))
        var earlier: EarlierModels?
        for batch in 0..<10 {
            var sayings = generator.sayings(1 + random.below(5))
            if random.oneIn(2) {
                sayings.append(.likes(random.pick(generator.models), Int64(random.below(900)), at(day, 1 + batch)))
            }
            if random.oneIn(4) { day += 1 }
            let news = maker.take(sayings)
            let step = derivation.advance(maker.facts, news)
            earlier?.append(step)
            earlier = (earlier ?? step).asWatched
            // Of several batches that come before anybody has watched, the last state counts.
            if random.oneIn(3) { continue }
            before.models = earlier ?? before.models
            earlier = nil
            mark.advance(before.models, derivation.world)
            let new = WatchEvents.Side(maker.facts, derivation.world, mark)
            let fresh = side(maker.facts)
            #expect(mark.leading(derivation.world) == fresh.mark.leading(fresh.world))
            #expect(mark.climbing.cohorts == fresh.mark.climbing.cohorts)
            #expect(mark.climbing.rows == fresh.mark.climbing.rows)
            let quick = try #require(WatchEvents.between(before, new))
            #expect(try quick == #require(WatchEvents.between(whole(watched), fresh)))
            let expected = SlowWatch.events(watched, maker.facts)
            (before, watched) = (.init(unchanged: new), maker.facts)
            #expect(
                Set(quick.map(SlowWatch.line)) == expected,
                "\(Set(quick.map(SlowWatch.line)).symmetricDifference(expected))")
        }
    }

    @Test("does not depend on the order in which records came", arguments: 0..<20)
    func order(seed: Int) throws {
        var generator = RandomSayings(seed: seed)
        let (first, second) = (generator.sayings(40), generator.sayings(20))
        let forward = try #require(
            WatchEvents.between(whole(FactsMaker.facts([first])), side(FactsMaker.facts([first, second]))))
        let (a, b) = (Array(first.reversed()), Array(second.reversed()))
        let backward = try #require(
            WatchEvents.between(whole(FactsMaker.facts([a])), side(FactsMaker.facts([a, b]))))
        #expect(forward.map(\.text) == backward.map(\.text))
        #expect(forward == backward)
    }

    @Test("a record, a license, a deletion: by hand")
    func byHand() throws {
        var maker = FactsMaker()
        maker.take([
            .model(.init(id: "a/x", at: at(1), license: "mit")), .model(.init(id: "b/y", at: at(1), license: "mit")),
            .likes("a/x", 100, at(2)), .likes("b/y", 90, at(2)),
        ])
        let old = whole(maker.facts)
        maker.take([
            .likes("b/y", 101, at(3)), .model(.init(id: "a/x", at: at(3), license: "apache-2.0")),
            .model(.init(id: "b/y", at: at(3))), .deletion("a/x", source: "huggingface", at: at(3)),
        ])
        let events = try #require(WatchEvents.between(old, side(maker.facts)))
        #expect(events.map(\.kind) == [.record, .license, .license, .deletion])
        #expect(events[0].text == "b/y leads overall with 101 likes, 1 more than a/x")
        #expect(events[0].before == .text("a/x") && events[0].after == .whole(101) && events[0].at == at(3))
        #expect(
            events[1].subject == "a/x" && events[1].after == .text("apache-2.0") && events[1].before == .text("mit"))
        #expect(events[1].at == at(3) && events[1].organization == "a")
        #expect(events[2].subject == "b/y" && events[2].after == nil)
        #expect(events[3].subject == "a/x")
        #expect(WatchEvents.between(whole(maker.facts), side(maker.facts))?.isEmpty == true)
    }

    @Test("the leader that falls and stays ahead breaks no record; one that falls behind does")
    func fallingLeader() throws {
        var maker = FactsMaker()
        maker.take([.likes("a/x", 100, at(1)), .likes("b/y", 50, at(1)), .likes("c/z", 70, at(1))])
        var derivation = Derivation(maker.facts)
        var mark = WatchMark(derivation.world)
        var led: [String] = []
        for (level, hour) in [(80, 2), (60, 3), (75, 4)] {
            let news = maker.take([.likes("a/x", Int64(level), at(1, hour))])
            let earlier = derivation.advance(maker.facts, news)
            #expect(!earlier.isWhole)
            mark.advance(earlier, derivation.world)
            led += mark.leading(derivation.world)
        }
        #expect(led == ["overall: a/x", "overall: c/z", "overall: a/x"])
    }

    @Test("climbing: the example of the page, and one like less")
    func climbing() {
        let others = Climbing.Sums(count: 10, gain: 70, before: 70)
        #expect(Climbing.climbs(gain: 20, before: 6, others))
        #expect(!Climbing.climbs(gain: 20, before: 7, others))
        #expect(Climbing.climbs(gain: 21, before: 7, others))
        #expect(!Climbing.climbs(gain: 19, before: 0, others))
        #expect(!Climbing.climbs(gain: 1_000, before: -7, others))
        #expect(!Climbing.climbs(gain: 1_000, before: 0, .init(count: 9, gain: 0, before: 0)))
        #expect(!Climbing.climbs(gain: 1_000, before: 0, .init(count: 10, gain: -70, before: 0)))
        #expect(!Climbing.climbs(gain: 1_000, before: 0, .init(count: 10, gain: 0, before: -70)))
    }

    @Test("a model that climbs is told once, and again when it had stopped")
    func climbs() throws {
        var maker = FactsMaker()
        var first: [Saying] = []
        for i in 0..<12 {
            first.append(.model(.init(id: "a/m\(i)", at: at(0))))
            first.append(.likes("a/m\(i)", 10, at(0)))
            first.append(.likes("a/m\(i)", 20, at(20)))
        }
        maker.take(first)
        let calm = whole(maker.facts)
        #expect(calm.mark.climbing.rows.isEmpty)
        maker.take([.likes("a/m3", 60, at(21))])
        let events = try #require(WatchEvents.between(calm, side(maker.facts)))
        let up = whole(maker.facts)
        #expect(events.filter { $0.kind == .climbing }.map(\.subject) == ["a/m3"])
        #expect(events.first { $0.kind == .climbing }?.after == .whole(50 - 0))
        maker.take([.likes("a/m4", 21, at(21, 3))])
        #expect(WatchEvents.between(up, side(maker.facts))?.contains { $0.kind == .climbing } == false)
    }

    @Test("a source is quiet after three times its usual interval, and only once")
    func quiet() throws {
        var maker = FactsMaker()
        // Days 0, 2, 4, 6, 9: gaps 2, 2, 2, 3; usually every 2 days.
        maker.take([0, 2, 4, 6, 9].map { .likes("a/x", Int64(10 + $0), at($0), source: "hub") })
        maker.take([.likes("b/y", 1, at(15), source: "other")])
        let then = whole(maker.facts)
        let day = World(maker.facts).today
        let rhythm = SourceRhythm.all(maker.facts, upTo: day)
        #expect(rhythm.map(\.source) == ["hub", "other"])
        #expect(rhythm[0].usual == 2 && rhythm[1].usual == nil)
        // Six days are three times the usual interval, and not more.
        #expect(!rhythm[0].isQuiet(on: day))
        maker.take([.likes("b/y", 2, at(16), source: "other")])
        let events = try #require(WatchEvents.between(then, side(maker.facts)))
        let now = whole(maker.facts)
        #expect(events.filter { $0.kind == .quiet }.map(\.subject) == ["hub"])
        #expect(events.first { $0.kind == .quiet }?.after == .whole(7))
        maker.take([.likes("b/y", 3, at(17), source: "other")])
        #expect(WatchEvents.between(now, side(maker.facts))?.contains { $0.kind == .quiet } == false)
        maker.take([.likes("a/x", 30, at(18), source: "hub"), .likes("b/y", 4, at(30), source: "other")])
        #expect(WatchEvents.between(now, side(maker.facts))?.contains { $0.kind == .quiet } == true)
    }

    @Test("crossings are those that the measure finds for each pair", arguments: 0..<40)
    func crossings(seed: Int) {
        var random = SplitMix(seed: UInt64(seed))
        let names = ["US", "CN", "FR", "DE", "unknown"]
        let days = Period.cover(18_000...18_900, .month, limit: 100) ?? []
        let periods = days.map { period in
            var shares = names.map { HeldShare(key: $0, value: 0, numerator: ExactSum(Int64(random.below(4)))) }
                .filter { !$0.numerator.isZero }
            if random.oneIn(8) { shares = [] }
            let known = shares.reduce(ExactSum()) { $0 + $1.numerator }
            return PeriodShares(period: period, isObserved: known > 0, shares: shares, known: known, all: known)
        }
        var found = Crossings()
        found.take(.likes, periods)
        for a in names.dropLast() {
            for b in names.dropLast() where a != b {
                let expected = Crossover(of: a, over: b, run: Crossover.defaultRun, in: periods)
                let month = expected.isFromStart ? nil : expected.place.map { periods[$0].period.name }
                #expect(found.months[.init(series: .likes, of: a, over: b)] == month, "\(a) \(b)")
            }
        }
        #expect(!found.months.keys.contains { $0.of == "unknown" || $0.over == "unknown" })
        #expect(Crossings.events(Crossings(), found).count == found.months.count)
        #expect(Crossings.events(found, found).isEmpty)
    }
}

/// What happened, from two bodies of facts by name, without marks and rows.
enum SlowWatch {
    static func line(_ event: WatchEvent) -> String { "\(event.kind) \(event.subject) \(event.scope ?? "")" }

    static func events(_ before: Facts, _ after: Facts) -> Set<String> {
        let (old, new) = (World(before), World(after))
        var found: Set<String> = []
        for (scope, leader) in leaders(new) {
            guard let held = leaders(old)[scope], new.rowOfId[Int(old.models.id[held])] != Int32(leader) else {
                continue
            }
            found.insert("record \(new.models.name[leader]) \(scope)")
        }
        for now in 0..<new.models.count {
            let rows = (0..<old.models.count).filter { new.rowOfId[Int(old.models.id[$0])] == Int32(now) }
            guard
                let row = rows.min(by: {
                    Array(old.models.name[$0].utf8).lexicographicallyPrecedes(Array(old.models.name[$1].utf8))
                })
            else { continue }
            let name = new.models.name[now]
            if !old.models.flags[row].contains(.deleted), new.models.flags[now].contains(.deleted) {
                found.insert("deletion \(name) ")
            }
            let (was, states) = (old.models.license[row], new.models.license[now])
            if was != .null, was != states, new.isModel(now) { found.insert("license \(name) ") }
        }
        let climbed = Set(climbers(old).map { new.rowOfId[Int(old.models.id[$0])] })
        for row in climbers(new) where !climbed.contains(Int32(row)) {
            found.insert("climbing \(new.models.name[row]) \(Climbing.cohort(row, new.models).name(new))")
        }
        for (source, last) in quiet(after, new) where quiet(before, old)[source] != last {
            found.insert("quiet \(source) ")
        }
        return found
    }

    private static func leaders(_ world: World) -> [String: Int] {
        var scopes: [String: [Int]] = [:]
        let table = world.models
        for row in 0..<table.count where table.netLikes[row] > 0 {
            scopes["overall", default: []].append(row)
            let country = table.country[row]
            if country.isKnown, country != .other { scopes["country \(country.name)", default: []].append(row) }
            if let size = SizeClass(parameters: table.parameters[row]) {
                scopes["sizeClass \(size.name)", default: []].append(row)
            }
        }
        return scopes.compactMapValues { rows in
            rows.sorted {
                if table.netLikes[$0] != table.netLikes[$1] { return table.netLikes[$0] > table.netLikes[$1] }
                if table.likesReached[$0] != table.likesReached[$1] {
                    return table.likesReached[$0] < table.likesReached[$1]
                }
                return Array(table.name[$0].utf8).lexicographicallyPrecedes(Array(table.name[$1].utf8))
            }.first
        }
    }

    private static func climbers(_ world: World) -> [Int] {
        let table = world.models
        let all = (0..<table.count).filter {
            world.isModel($0) && table.gain7d[$0] != .null && table.gain7dBefore[$0] != .null
        }
        return all.filter { row in
            let others = all.filter { $0 != row && Climbing.cohort($0, table) == Climbing.cohort(row, table) }
            let n = Double(others.count)
            let now = others.reduce(0) { $0 + Double(table.gain7d[$1]) } / 7 / n + 1
            let then = others.reduce(0) { $0 + Double(table.gain7dBefore[$1]) } / 7 / n + 1
            let (own, past) = (Double(table.gain7d[row]) / 7 + 1, Double(table.gain7dBefore[row]) / 7 + 1)
            return table.gain7d[row] >= 20 && n >= 10 && now > 0 && then > 0 && past > 0
                && own / past / (now / then) >= 2 - 1e-12
        }
    }

    private static func quiet(_ facts: Facts, _ world: World) -> [String: Int32] {
        guard world.asOf != .null else { return [:] }
        let today = Timestamp(microseconds: world.asOf).day.number
        var days: [String: Set<Int32>] = [:]
        func note(_ source: Int16, _ day: Int32) {
            if day <= today { days[facts.sources[Int(source)], default: []].insert(day) }
        }
        for p in facts.points.rows { note(p.source, Timestamp(microseconds: p.at).day.number) }
        for a in facts.amounts.rows { note(a.source, a.day) }
        for s in facts.statements.rows { note(s.source, Timestamp(microseconds: s.at).day.number) }
        for o in facts.organizations { note(o.source, Timestamp(microseconds: o.at).day.number) }
        return days.compactMapValues { days in
            let sorted = days.sorted()
            guard sorted.count >= 4, let last = sorted.last else { return nil }
            let gaps = zip(sorted.dropFirst(), sorted).map { $0 - $1 }.sorted()
            return today - last > 3 * gaps[(gaps.count - 1) / 2] ? last : nil
        }
    }
}
