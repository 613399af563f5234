import Columns
import Domain
import TestSupport
import Testing

@testable import Measures

/// Series by period against a slow reading of one model at a time, on worlds with renames, deletions, gaps and unlikes.
@Suite struct LeadershipPropertyTests {
    /// One model's days: what was counted, and whether anything could have been.
    private struct Day {
        var row: Int
        var day: Int32
        var amount: Int64
        var isMember: Bool?
    }

    private func published(_ row: Int, _ world: World) -> Int32? {
        let table = world.models
        let created = table.created[row].orNil.map { Timestamp(microseconds: $0).day.number }
        guard let released = table.released[row].orNil else { return created }
        // The maker states release dates to the year.
        let year = UTCDay(number: released).components.year
        return created.flatMap { UTCDay(number: $0).components.year == year ? $0 : nil }
    }

    private func days(_ series: FlowSeries, _ facts: Facts, _ world: World) -> [Day] {
        guard world.asOf != .null else { return [] }
        let today = Timestamp(microseconds: world.asOf).day.number
        let histories = Histories(facts, world)
        var result: [Day] = []
        func counter(_ counter: Series, young: Bool) {
            for row in 0..<world.models.count {
                func member(_ day: Int32) -> Bool? {
                    young ? published(row, world).map { day - $0 < 365 } : true
                }
                let history = histories.counter(counter, row: row)
                for day in history?.days ?? [] where day.amount != 0 {
                    result.append(Day(row: row, day: day.day, amount: day.amount, isMember: member(day.day)))
                }
                for day in seenAgain(counter, row, facts, world) {
                    result.append(Day(row: row, day: day, amount: 0, isMember: member(day)))
                }
            }
        }
        switch series {
        case .downloads: counter(.downloadsAllTime, young: false)
        case .downloadsYoung: counter(.downloadsAllTime, young: true)
        case .pulls: counter(.pulls, young: false)
        case .pullsYoung: counter(.pulls, young: true)
        case .likes:
            counter(.likes, young: false)
            for amount in facts.amounts.rows
            where amount.kind == 0 && amount.day <= today && world.rowOfId[Int(amount.model)] != .null {
                // Whatever it counted is in the history already.
                let row = Int(world.rowOfId[Int(amount.model)])
                if !observers(.likes, row, facts, world).contains(amount.source) {
                    result.append(Day(row: row, day: amount.day, amount: 0, isMember: true))
                }
            }
        case .releases:
            for row in 0..<world.models.count where world.isModel(row) {
                if let day = published(row, world), day <= today {
                    result.append(Day(row: row, day: day, amount: 1, isMember: true))
                }
            }
        case .derivatives:
            for child in 0..<world.models.count {
                guard let day = published(child, world), day <= today else { continue }
                for e in world.graph.parentRange(child) where world.graph.relations[e].isWeightsOrUnknown {
                    result.append(Day(row: Int(world.graph.parents[e]), day: day, amount: 1, isMember: true))
                }
            }
        case .deployments:
            for row in 0..<world.models.count {
                result += SlowFigures.deployments(row, facts, world).map {
                    Day(row: row, day: $0.day, amount: $0.change, isMember: true)
                }
            }
        }
        return result.filter { !world.models.flags[$0.row].contains(.artifact) }
    }

    private func points(_ series: Series, _ row: Int, _ facts: Facts, _ world: World) -> [Point] {
        facts.points.rows.filter {
            facts.series[Int($0.series)] == series && $0.at <= world.asOf && world.rowOfId[Int($0.model)] == Int32(row)
        }
    }

    private func observers(_ series: Series, _ row: Int, _ facts: Facts, _ world: World) -> Set<Int16> {
        Set(points(series, row, facts, world).map(\.source))
    }

    /// The days of a counter's second and later values.
    private func seenAgain(_ series: Series, _ row: Int, _ facts: Facts, _ world: World) -> [Int32] {
        let points = points(series, row, facts, world)
        let names = Set(points.map { facts.sources[Int($0.source)] })
        let believed = names.min { (SourceRank.of($0), $0) < (SourceRank.of($1), $1) }
        let times = Set(points.filter { facts.sources[Int($0.source)] == believed }.map(\.at)).sorted()
        return times.dropFirst().map { Timestamp(microseconds: $0).day.number }
    }

    @Test("a slow reference agrees", arguments: 0..<60)
    func reference(seed: Int) throws {
        var generator = RandomSayings(seed: seed)
        var facts = FactsMaker.facts(generator.sayings(40 + seed))
        facts.deployRandomly(seed: seed)
        for asOf in [nil, at(22)] {
            let world = World(facts, asOf: asOf)
            for series in FlowSeries.allCases {
                let days = days(series, facts, world).filter { $0.isMember != false }
                for by in [Holders.By.country, .organization, .kind, .access] {
                    let kind: PeriodKind = seed % 2 == 0 ? .month : .week
                    let question = Leadership.Question(series: series, by: by, kind: kind)
                    guard let first = days.map(\.day).min() else {
                        #expect(throws: Leadership.Refusal.nothingObserved(series)) {
                            try Leadership(question, facts, world)
                        }
                        continue
                    }
                    let found = try Leadership(question, facts, world)
                    #expect(found.periods.first!.period.first == kind.start(first))
                    var short = question
                    short.limit = 2
                    short.watched = found.periods.compactMap(\.shares.last?.key)
                    for (long, first) in zip(found.periods, try Leadership(short, facts, world).periods) {
                        #expect(first.shares == Array(long.shares.prefix(2)) && first.known == long.known)
                        for key in short.watched { #expect(first.share(key) == long.share(key)) }
                    }
                    for period in found.periods {
                        let own = days.filter { period.period.first <= $0.day && $0.day <= period.period.last }
                        #expect(period.isObserved == !own.isEmpty)
                        var sums: [String: Int64] = [:]
                        var nobodys: Int64 = 0
                        var unaged: Int64 = 0
                        for day in own {
                            if day.isMember == nil {
                                unaged += day.amount * SlowFigures.unit
                                continue
                            }
                            for (name, part) in SlowFigures.holders(by, day.row, world) {
                                if let name {
                                    sums[name, default: 0] += day.amount * part
                                } else {
                                    nobodys += day.amount * part
                                }
                            }
                        }
                        let held = sums.filter { $0.value > 0 }
                        let known = held.values.reduce(0, +)
                        func exact(_ parts: Int64) -> ExactSum { ExactSum(Int128(parts), unit: SlowFigures.unit) }
                        #expect(period.known == exact(known))
                        #expect(period.all == exact(known + max(0, nobodys) + max(0, unaged)))
                        let shares = Dictionary(uniqueKeysWithValues: period.shares.map { ($0.key, $0.numerator) })
                        #expect(shares == held.mapValues(exact))
                        #expect(abs(period.shares.reduce(0) { $0 + $1.value } - (known > 0 ? 1 : 0)) < 1e-9)
                        for (a, b) in zip(period.shares, period.shares.dropFirst()) {
                            #expect(
                                a.numerator > b.numerator
                                    || a.numerator == b.numerator
                                        && Array(a.key.utf8).lexicographicallyPrecedes(b.key.utf8)
                            )
                        }
                    }
                }
            }
        }
    }

    @Test("whatever the order of arrival, every period is the same", arguments: 0..<25)
    func arrival(seed: Int) throws {
        var generator = RandomSayings(seed: seed)
        let sayings = generator.sayings(90)
        var random = SplitMix(seed: UInt64(seed))
        func all(_ facts: Facts) -> [String] {
            let world = World(facts)
            return FlowSeries.allCases.flatMap { series in
                Holders.By.allCases.map { by in
                    guard let found = try? Leadership(.init(series: series, by: by, kind: .week), facts, world) else {
                        return "none"
                    }
                    return "\(found.periods) \(found.undated)"
                }
            }
                + HeldFigure.allCases.map { "\(Concentration(.init(by: .model, figure: $0), facts, world))" }
        }
        let first = all(FactsMaker.facts(sayings))
        for _ in 0..<2 {
            let shuffled = sayings.shuffled(using: &random)
            let cut = random.below(sayings.count)
            #expect(all(FactsMaker.facts([Array(shuffled[..<cut]), Array(shuffled[cut...])])) == first)
        }
    }

    @Test("a large table of holders is tallied like a small one")
    func sparse() throws {
        var sayings: [Saying] = []
        for i in 0..<3_000 {
            let start = i % 1_500
            sayings.append(.model(.init(id: "o\(i)/m", at: at(0), created: at(-start * 2))))
        }
        sayings.append(.likes("o1/m", 1, at(1)))
        let facts = FactsMaker.facts(sayings)
        let world = World(facts)
        let from = Timestamp(microseconds: at(-6_900)).day.number
        let weeks = try Leadership(.init(series: .releases, by: .organization, kind: .week, from: from), facts, world)
        let years = try Leadership(.init(series: .releases, by: .organization, kind: .year), facts, world)
        #expect(weeks.periods.count * world.organizations.count <= PeriodTally.denseCells)
        #expect(weeks.known == 3_000 && years.known == 3_000)
        var tally = PeriodTally(
            weeks.periods.map(\.period), Holders(.organization, in: world), LeaderboardFilter(), world, denseCells: 0)
        FlowScan(facts, world).scan(.releases, least: .day, into: &tally)
        #expect(tally.result() == weeks.periods)
    }
}
