import Columns
import Domain
import Testing

@testable import Measures

@Suite struct LeadershipTests {
    private static let us = Country(name: "US")
    private static let cn = Country(name: "CN")

    private func seen(_ model: String, _ value: Int64, _ day: Int, _ series: Series = .downloadsAllTime) -> Saying {
        .observation(model, series, value, step: 1, source: "huggingface", at: at(day))
    }

    private func released(_ id: String, _ day: Int) -> Saying {
        .model(.init(id: id, at: at(0), created: at(day)))
    }

    /// Day 0 is 2024-10-04; October ends with day 27, November with day 57.
    private var sayings: [Saying] {
        [
            .country("acme", Self.us), .country("zeta", Self.cn), released("acme/a", -400), released("zeta/z", 5),
            released("lost/l", 5), .model("zeta/undated", 0),
            seen("acme/a", 1_000, 1), seen("acme/a", 1_300, 10), seen("acme/a", 1_200, 30), seen("acme/a", 1_250, 90),
            seen("zeta/z", 0, 6), seen("zeta/z", 100, 12), seen("zeta/z", 400, 31), seen("zeta/z", 900, 91),
            seen("lost/l", 7, 8), seen("lost/l", 107, 13), seen("zeta/undated", 1, 9), seen("zeta/undated", 51, 14),
        ]
    }

    private func leadership(_ question: Leadership.Question, _ sayings: [Saying]? = nil, asOf: Int64? = nil) throws
        -> Leadership
    {
        let facts = FactsMaker.facts(sayings ?? self.sayings)
        return try Leadership(question, facts, World(facts, asOf: asOf))
    }

    @Test("differences of counters by month; falls count, gaps are gaps")
    func byHand() throws {
        let found = try leadership(.init())
        #expect(found.periods.map(\.period.name) == ["2024-10", "2024-11", "2024-12", "2025-01"])
        let october = found.periods[0]
        #expect(october.shares.map(\.key) == ["US", "CN"])
        #expect(october.shares.map(\.numerator) == [300, 150])
        #expect(october.known == 450 && october.all == 550)
        #expect(october.leader?.key == "US")
        #expect(abs(try #require(october.lead) - 100.0 / 3) < 1e-9)
        // In November the US fell by 100: it holds nothing.
        let november = found.periods[1]
        #expect(november.shares == [HeldShare(key: "CN", value: 1, numerator: 300)])
        #expect(november.lead == 100 && november.coverage == 1)
        #expect(november.share("US")?.value == 0)
        let december = found.periods[2]
        #expect(!december.isObserved && december.leader == nil && december.share("US") == nil)
        #expect(december.lead == nil && december.coverage == nil)
        #expect(found.periods[3].shares.map(\.numerator) == [500, 50])
        #expect(!found.isComplete(found.periods[3].period) && found.isComplete(december.period))
        #expect(found.known == 450 + 300 + 550 && found.all == 450 + 300 + 550 + 100)
    }

    @Test("younger than a year: by the day of publication, and without one only coverage tells")
    func young() throws {
        let found = try leadership(.init(series: .downloadsYoung))
        #expect(found.periods.map(\.shares).map { $0.map(\.key) } == [["CN"], ["CN"], [], ["CN"]])
        #expect(found.periods[0].known == 100)
        // 100 of nobody's model, 50 of one that nobody knows the age of.
        #expect(found.periods[0].all == 250)
        let gone = try leadership(.init(series: .downloadsYoung), sayings + [seen("zeta/z", 901, 371)])
        #expect(gone.periods.last { $0.isObserved }?.period.name == "2025-01")
        #expect(try leadership(.init(), sayings + [seen("zeta/z", 901, 371)]).periods.last?.known == 1)
        #expect(
            try leadership(.init(series: .downloadsYoung), sayings + [seen("zeta/z", 901, 369)]).periods.last?.known
                == 1)
    }

    @Test("releases, and derivatives held by the parent's publisher")
    func publications() throws {
        let world: [Saying] = [
            .country("acme", Self.us), .country("zeta", Self.cn), released("acme/a", 2), released("zeta/b", 40),
            .model(
                .init(
                    id: "zeta/c", at: at(50), bases: [("acme/a", .finetune), ("the-pile", .generatedBy)],
                    created: at(41))),
            .model(.init(id: "lost/d", at: at(50), bases: [("acme/a", .merge), ("zeta/b", .merge)], created: at(42))),
            .model(.init(id: "lost/e", at: at(50), bases: [("zeta/b", .adapter)])),
            .artifact("the-pile"), .likes("acme/a", 1, at(60)),
        ]
        let releases = try leadership(.init(series: .releases), world)
        #expect(releases.periods.map { $0.shares.map { "\($0.key) \($0.numerator)" } } == [["US 1"], ["CN 2"], []])
        #expect(releases.periods.map(\.all) == [1, 3, 0])
        #expect(releases.undated == 1)
        let derivatives = try leadership(.init(series: .derivatives), world)
        #expect(derivatives.periods.map(\.period.name) == ["2024-11", "2024-12"])
        #expect(derivatives.periods[0].shares.map { "\($0.key) \($0.numerator)" } == ["US 2", "CN 1"])
        #expect(derivatives.undated == 1)
        let organizations = try leadership(.init(series: .releases, by: .organization, kind: .year), world)
        #expect(organizations.periods[0].shares.map { "\($0.key) \($0.numerator)" } == ["zeta 2", "acme 1", "lost 1"])
        #expect(organizations.periods[0].lead == 25)
        // What is released after the time of the question has not happened.
        #expect(try leadership(.init(series: .releases), world, asOf: at(40)).periods.map(\.all) == [1, 1])
    }

    @Test("release dates that are known to the year are in years only")
    func precision() throws {
        var year = Saying.Model(id: "acme/a", at: at(0))
        // The maker states release dates to the year.
        year.released = 19_723
        var helped = year
        helped.id = "acme/b"
        helped.created = at(3)
        let world: [Saying] = [.country("acme", Self.us), .model(year), .model(helped), .likes("acme/a", 1, at(60))]
        let months = try leadership(.init(series: .releases), world)
        #expect(months.periods.map(\.known) == [1, 0, 0] && months.undated == 1)
        let years = try leadership(.init(series: .releases, kind: .year), world)
        #expect(years.periods.map(\.known) == [2] && years.undated == 0)
    }

    @Test("offers that ended without a begin take nothing away")
    func deployments() throws {
        var facts = FactsMaker.facts([
            .country("acme", Self.us), .country("zeta", Self.cn), .model("acme/a", 0), .model("zeta/z", 0),
        ])
        let (a, z) = (facts.id("acme/a"), facts.id("zeta/z"))
        facts.deploy([
            (a, 1, -1, at(0)), (a, 1, 1, at(1)), (a, 2, 1, at(2)), (z, 1, 1, at(3)), (z, 1, -1, at(35)),
            (a, 3, 1, at(36)), (z, 2, 1, at(36)),
        ])
        let world = World(facts)
        let found = try Leadership(.init(series: .deployments), facts, world)
        #expect(found.periods.map { $0.shares.map { "\($0.key) \($0.numerator)" } } == [["US 2", "CN 1"], ["US 1"]])
        let now = Concentration(.init(figure: .deployments), facts, world)
        #expect(now.shares.map { "\($0.key) \($0.numerator)" } == ["US 3", "CN 1"])
        // What was counted over time is what is there.
        #expect(Concentration(.init(figure: .deployments), facts, World(facts, asOf: at(34))).known == 3)
    }

    @Test("crossover: the first of k in a row; a gap and a tie end a run")
    func crossover() {
        func period(_ i: Int, _ a: Int64?, _ b: Int64 = 50) -> PeriodShares {
            let shares = a.map { a in
                [
                    HeldShare(key: "A", value: Double(a) / 100, numerator: ExactSum(a)),
                    HeldShare(key: "B", value: Double(b) / 100, numerator: ExactSum(b)),
                ]
            }
            return PeriodShares(
                period: Period(name: "p\(i)", first: Int32(i), last: Int32(i)), isObserved: a != nil,
                shares: shares ?? [], known: ExactSum(a.map { $0 + b } ?? 0),
                all: ExactSum(a.map { $0 + b } ?? 0))
        }
        func cross(_ a: [Int64?], _ k: Int) -> Crossover {
            Crossover(of: "A", over: "B", run: k, in: a.enumerated().map { period($0, $1) })
        }
        #expect(cross([10, 60, 60, 40, 60, 60, 60], 3).place == 4)
        #expect(cross([10, 60, 60, 40, 60, 60, 60], 2).place == 1)
        #expect(cross([10, 60, 60, nil, 60, 60], 3).place == nil)
        #expect(cross([10, 60, 60, 50, 60, 60], 3).place == nil)
        #expect(cross([10, 60, 60, 50, 60, 60], 3).longestRun == 2)
        #expect(cross([nil, 60, 60, 60], 3).isFromStart)
        #expect(!cross([40, 60, 60, 60], 3).isFromStart)
        #expect(cross([], 1).place == nil && !cross([], 1).isFromStart)
        let nobody = Crossover(of: "C", over: "B", run: 1, in: [period(0, 10)])
        #expect(nobody.place == nil && nobody.course[0].of?.value == 0)
    }

    @Test("windows that hold nothing say why")
    func refusals() {
        let day = Timestamp(microseconds: at(0)).day.number
        func refusal(_ question: Leadership.Question, _ sayings: [Saying]? = nil) -> Leadership.Refusal? {
            let facts = FactsMaker.facts(sayings ?? self.sayings)
            do {
                _ = try Leadership(question, facts, World(facts))
                return nil
            } catch { return error }
        }
        #expect(refusal(.init(), []) == .nothingObserved(.downloads))
        #expect(refusal(.init(series: .pulls)) == .nothingObserved(.pulls))
        #expect(refusal(.init(series: .deployments)) == .nothingObserved(.deployments))
        #expect(refusal(.init(), [.model("a/b", 0), seen("a/b", 4, 1)]) == .nothingObserved(.downloads))
        #expect(refusal(.init(from: day + 9, to: day + 8)) == .backwards)
        #expect(refusal(.init(from: day + 400)) == .future(asOf: day + 91))
        #expect(refusal(.init(to: day - 40)) == .beforeRecord(.downloads, first: day + 1))
        #expect(refusal(.init(from: day - 400, to: day - 40)) == .beforeRecord(.downloads, first: day + 10))
        #expect(refusal(.init(from: day + 60, to: day + 80)) == .unobserved(.downloads))
        #expect(refusal(.init(kind: .week, from: day - 20_000)) == .tooManyPeriods)
        let window = LeaderboardFilter(releasedAfter: UTCDay(number: 5), releasedBefore: UTCDay(number: 5))
        #expect(refusal(.init(filter: window)) == window.contradiction.map { .contradiction($0) })
        #expect(window.contradiction?.contains("no model can fulfil both") == true)
        #expect(refusal(.init(from: day - 60)) == nil)
        let nobody = LeaderboardFilter(country: Country(name: "FR"))
        #expect(refusal(.init(filter: nobody)) == .nothingObserved(.downloads))
    }
}
