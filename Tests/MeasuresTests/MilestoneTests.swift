import Columns
import Domain
import TestSupport
import Testing

@testable import Measures

@Suite struct MilestoneTests {
    private let date = UTCDay(number: 20_200)

    /// Likes a day as events: 20 to 24 of the US, from day 200 on 30 more and each day one more; CN as many as `other`.
    private func events(until last: Int = 299, other: Int = 40, seed: Int = 1) -> [Saying] {
        var random = SplitMix(seed: UInt64(seed))
        var sayings: [Saying] = [.country("acme", Country(name: "US")), .country("zeta", Country(name: "CN"))]
        for day in 0...last {
            let effect = day >= 200 ? 30 + day - 200 : 0
            sayings.append(.like("acme/a", Int64(20 + random.below(5) + effect), at(day, 3)))
            if other > 0 { sayings.append(.like("zeta/z", Int64(other), at(day, 5))) }
        }
        return sayings + [.like("lost/l", 10, at(199)), .model("lost/l", 0)]
    }

    private func effect(_ q: MilestoneEffect.Question, _ sayings: [Saying], asOf: Int64? = nil) throws(MilestoneRefusal)
        -> MilestoneEffect
    {
        let facts = FactsMaker.facts(sayings)
        return try MilestoneEffect(q, facts, World(facts, asOf: asOf))
    }

    @Test("what was put in comes out, and placebos stay quiet")
    func planted() throws {
        let found = try effect(
            .init(date: date, series: .likes, of: "US", before: 40, after: 40, every: 30), events())
        #expect(abs(found.result.level.value - 30) < 4)
        #expect(abs(found.result.slope.value - 1) < 0.1)
        #expect(found.result.level.low > 0 && found.result.level.excludesZero)
        #expect(found.result.observed == 80 && found.result.lags == 3)
        // Windows that end before day 200, every 30 days, as long as 40 days before them are there.
        #expect(found.placebos.map(\.date.number) == [20_160, 20_130, 20_100, 20_070, 20_040])
        #expect(found.fitted.count == 5)
        for placebo in found.fitted {
            #expect(abs(placebo.level.value) < 4)
            #expect(abs(placebo.slope.value) < 0.2)
        }
        #expect(found.days == 80)
        #expect(found.known == found.own + ExactSum(80 * 40))
        #expect(found.all == found.known + 10)
    }

    @Test("without noise the estimates are exact, of the whole and of a share")
    func exact() throws {
        var sayings: [Saying] = [.country("acme", Country(name: "US")), .country("zeta", Country(name: "CN"))]
        for day in 0...299 {
            sayings.append(.like("acme/a", day >= 200 ? 30 : 10, at(day)))
            sayings.append(.like("zeta/z", day >= 200 ? 10 : 30, at(day)))
        }
        let whole = try effect(.init(date: date, series: .likes), sayings)
        #expect(abs(whole.result.level.value) < 1e-9 && abs(whole.result.slope.value) < 1e-9)
        let share = try effect(.init(date: date, series: .likes, of: "CN", figure: .share), sayings)
        #expect(abs(share.result.level.value + 0.5) < 1e-9)
        #expect(share.result.level.excludesZero && abs(share.result.slope.value) < 1e-9)
        #expect(whole.placebos.map(\.date.number) == [20_110])
    }

    @Test("the regression is that of the days themselves, however they were told", arguments: 0..<10)
    func reference(seed: Int) throws {
        let sayings = events(seed: seed)
        let found = try effect(.init(date: date, series: .likes, of: "US", before: 50, after: 30), sayings)
        var amounts = [Int: Double]()
        for case .event("acme/a", _, let amount, source: _, let time) in sayings {
            amounts[Int(Timestamp(microseconds: time).day.number), default: 0] += Double(amount)
        }
        // Two lines, each fitted to its own side: their distance at the date, and the difference of their slopes.
        func line(_ days: Range<Int>) -> (at: Double, slope: Double) {
            let t = days.map { Double($0 - 20_200) }
            let y = days.map { amounts[$0]! }
            let (mt, my) = (t.reduce(0, +) / Double(t.count), y.reduce(0, +) / Double(y.count))
            let slope =
                zip(t, y).reduce(0) { $0 + ($1.0 - mt) * ($1.1 - my) } / t.reduce(0) { $0 + ($1 - mt) * ($1 - mt) }
            return (my - slope * mt, slope)
        }
        let (before, after) = (line(20_150..<20_200), line(20_200..<20_230))
        #expect(abs(found.result.level.value - (after.at - before.at)) < 1e-8)
        #expect(abs(found.result.slope.value - (after.slope - before.slope)) < 1e-8)
        var random = SplitMix(seed: 9)
        let shuffled = try effect(
            .init(date: date, series: .likes, of: "US", before: 50, after: 30), sayings.shuffled(using: &random))
        #expect(shuffled.result == found.result && shuffled.placebos == found.placebos)
    }

    @Test("days on which a counter was not seen are gaps; days without an event are days of nothing")
    func gaps() throws {
        func counter(_ days: [Int]) -> [Saying] {
            [.country("acme", Country(name: "US")), .model("acme/a", 0)]
                + days.map { .likes("acme/a", Int64(100 + 5 * $0 + ($0 >= 200 ? 20 * ($0 - 199) : 0)), at($0)) }
        }
        let q = MilestoneEffect.Question(date: date, series: .likes, before: 40, after: 40)
        let all = try effect(q, counter(Array(0...299)))
        #expect(abs(all.result.level.value - 20) < 1e-9 && all.result.observed == 80)
        // Without days 210 to 214 the next value counts for all of them.
        let some = try effect(q, counter((0...299).filter { !(210...214).contains($0) }))
        #expect(some.result.observed == 75)
        #expect(throws: MilestoneRefusal.tooFewDays(observed: 59, of: 80)) {
            try effect(q, counter((0...299).filter { $0 < 200 || $0 % 2 == 0 && $0 != 220 || $0 > 240 }))
        }
        var sparse: [Saying] = [.like("acme/a", 1, at(0)), .like("acme/a", 1, at(299))]
        for day in stride(from: 3, to: 299, by: 3) { sparse.append(.like("acme/a", 1, at(day))) }
        let told = try effect(q, sparse)
        #expect(told.result.observed == 80)
    }

    @Test("what cannot be told says why")
    func refusals() {
        func refusal(_ q: MilestoneEffect.Question, _ sayings: [Saying]? = nil, asOf: Int64? = nil) -> MilestoneRefusal?
        {
            do throws(MilestoneRefusal) {
                _ = try effect(q, sayings ?? events(), asOf: asOf)
                return nil
            } catch { return error }
        }
        let first = UTCDay(number: 20_000)
        func at200(_ before: Int = 40, _ after: Int = 40) -> MilestoneEffect.Question {
            .init(date: date, series: .likes, before: before, after: after)
        }
        #expect(refusal(at200(), []) == .nothingObserved(.likes))
        #expect(refusal(.init(date: date, series: .pulls, before: 40, after: 40)) == .nothingObserved(.pulls))
        #expect(refusal(.init(date: date, series: .likes, figure: .share)) == .shareOfWhom)
        #expect(refusal(.init(date: date, series: .likes, of: "FR")) == .nobody("FR"))
        #expect(refusal(at200(40, 100)) == nil)
        #expect(refusal(at200(40, 101)) == .windowAfter(there: 100, wanted: 101))
        #expect(refusal(at200(201, 40)) == .windowBefore(first: first, there: 200, wanted: 201))
        #expect(refusal(at200(160, 40)) == nil)
        #expect(refusal(at200(161, 40)) == .noPlacebo(first: first, wanted: 201, there: 200))
        #expect(refusal(at200(), asOf: at(150)) == .future(date, asOf: UTCDay(number: 20_150)))
        for refusal in [MilestoneRefusal.shareOfWhom, .nobody("FR"), .noPlacebo(first: first, wanted: 2, there: 1)] {
            #expect(refusal.description.count > 30)
        }
    }

    @Test("of several statements the most trusted stands, by then")
    func statements() {
        var facts = FactsMaker.facts([
            .like("acme/a", 1, at(9)), .country("acme", nil, source: "curated"),
            .country("acme", nil, source: "inferred"),
        ])
        let (curated, inferred) = (
            Int16(facts.sources.firstIndex(of: "curated")!), Int16(facts.sources.firstIndex(of: "inferred")!)
        )
        func say(_ id: String, _ source: Int16, _ day: Int, _ body: String, kind: DocumentKind = .milestone) {
            facts.documents.append(
                DocumentStatement(
                    kind: kind, source: source, node: .null, at: at(day), batch: 1, subject: id, body: body))
        }
        say("b", inferred, 8, "inferred")
        say("b", curated, 3, "early")
        say("b", curated, 7, "late")
        say("b", curated, 6, "middle")
        say("a", inferred, 5, "only")
        say("c", curated, 5, "claim", kind: .claim)
        #expect(MilestoneStatements.standing(facts, World(facts)).map(\.body) == ["only", "late"])
        #expect(MilestoneStatements.standing(facts, World(facts, asOf: at(6))).map(\.body) == ["only", "middle"])
        #expect(MilestoneStatements.standing(facts, World(facts, asOf: at(1))).map(\.body) == ["only", "early"])
    }
}
