import Columns
import Domain
import TestSupport
import Testing

@testable import Measures

@Suite struct ConcentrationTests {
    private func near(_ a: Double?, _ b: Double) -> Bool { a.map { abs($0 - b) < 1e-9 * max(1, abs(b)) } ?? false }

    @Test(arguments: [1, 2, 3, 7, 100, 12_345]) func equalHolders(n: Int) throws {
        let equal = [Int64](repeating: 17, count: n)
        let hhi = HHI.of(equal)
        #expect(near(hhi.value, 10_000 / Double(n)))
        #expect(hhi.value == hhi.lower && hhi.value == hhi.upper)
        #expect(near(EffectiveNumber.of(hhi).value, Double(n)))
        #expect(near(Gini.of(equal).value, 0))
        #expect(near(ConcentrationRatio.of(n, equal)?.value, 1))
        #expect(near(ConcentrationRatio.of(1, equal)?.value, 1 / Double(n)))
        #expect(ConcentrationRatio.of(n + 1, equal) == nil)
    }

    @Test(arguments: [1, 2, 5, 1_000]) func oneHolder(n: Int) {
        let one = [Int64](repeating: 0, count: n - 1) + [9]
        #expect(HHI.of(one).value == 10_000)
        #expect(EffectiveNumber.of(HHI.of(one)).value == 1)
        #expect(near(Gini.of(one).value, Double(n - 1) / Double(n)))
    }

    @Test func nothingHasNoFigure() {
        #expect(HHI.of([Int64]()) == .none)
        #expect(HHI.of([0, 0]) == .none)
        #expect(Gini.of([0, 0]) == .none)
        #expect(ConcentrationRatio.of(1, [0]) == Bounded.none)
        #expect(ConcentrationRatio.of(0, [1]) == nil)
        let unknown = HHI.of([Int64](), unattributed: 5)
        #expect(unknown == Bounded(value: nil, lower: 0, upper: 10_000))
        #expect(EffectiveNumber.of(unknown) == Bounded(value: nil, lower: 1, upper: nil))
    }

    /// 60 + 40 known, 100 with nobody: worked by hand.
    @Test func theUnattributedPartGivesBounds() throws {
        let amounts: [Int64] = [40, 60]
        let hhi = HHI.of(amounts, unattributed: 100)
        #expect(near(hhi.value, 5_200))
        #expect(near(hhi.lower, 1_300))
        #expect(near(hhi.upper, 3_800))
        let number = EffectiveNumber.of(hhi)
        #expect(near(number.lower, 10_000.0 / 3_800))
        #expect(near(number.upper, 10_000.0 / 1_300))
        let one = try #require(ConcentrationRatio.of(1, amounts, unattributed: 100))
        #expect(near(one.value, 0.6) && near(one.lower, 0.3) && near(one.upper, 0.5))
        let two = try #require(ConcentrationRatio.of(2, amounts, unattributed: 100))
        #expect(near(two.value, 1) && near(two.lower, 0.5) && near(two.upper, 0.8))
        let small = try #require(ConcentrationRatio.of(2, amounts, unattributed: 1))
        #expect(near(small.upper, 100.0 / 101))
        // Three holders of 40, 60 and 100: (-2*40 + 0 + 2*100) / (3 * 200).
        let gini = Gini.of(amounts, unattributed: 100)
        #expect(near(gini.value, 0.1) && near(gini.lower, 0.2) && near(gini.upper, 0.5))
    }

    @Test(arguments: 0..<40) func bounds(seed: Int) throws {
        var random = SplitMix(seed: UInt64(seed))
        let amounts = (0..<(1 + random.below(20))).map { _ in Int64(random.below(50)) }.sorted()
        let rest = Int64(1 + random.below(200))
        let k = 1 + random.below(amounts.count)
        let hhi = HHI.of(amounts, unattributed: rest)
        let ratio = try #require(ConcentrationRatio.of(k, amounts, unattributed: rest))
        let gini = Gini.of(amounts, unattributed: rest)
        let (low, high) = (try #require(hhi.lower), try #require(hhi.upper))
        // However the rest is split among new holders, the figure lies between.
        for parts in [1, 2, 3, 50] where rest % Int64(parts) == 0 {
            let split = (amounts + [Int64](repeating: rest / Int64(parts), count: parts)).sorted()
            let figure = try #require(HHI.of(split).value)
            #expect(figure >= low - 1e-9 && figure <= high + 1e-9)
            let top = try #require(ConcentrationRatio.of(k, split)?.value)
            #expect(top >= ratio.lower! - 1e-12 && top <= ratio.upper! + 1e-12)
        }
        // One holder and very many are what the bounds say.
        #expect(near(HHI.of((amounts + [rest]).sorted()).value, high))
        let one = try #require(Gini.of((amounts + [rest]).sorted()).value)
        let wholes = amounts.map { $0 * 20_000 }
        let many = Gini.of((wholes + [Int64](repeating: rest, count: 20_000)).sorted())
        #expect(abs(min(one, many.value!) - gini.lower!) < 1e-2)
        #expect(abs(max(one, many.value!) - gini.upper!) < 1e-2)
    }

    /// A figure by the definition, over every pair: half the mean difference, relative to the mean.
    @Test(arguments: 0..<40) func giniIsHalfTheRelativeMeanDifference(seed: Int) throws {
        var random = SplitMix(seed: UInt64(seed))
        let x = (0..<(1 + random.below(30))).map { _ in Int64(random.below(90)) }.sorted()
        guard x.reduce(0, +) > 0 else { return }
        var sum = 0.0
        for a in x { for b in x { sum += Double(abs(a - b)) } }
        let mean = Double(x.reduce(0, +)) / Double(x.count)
        #expect(near(Gini.of(x).value, sum / (2 * Double(x.count * x.count) * mean)))
    }

    private func world(_ facts: Facts, _ asOf: Int64?) -> World { World(facts, asOf: asOf) }

    @Test("a slow reference over named models agrees", arguments: 0..<80)
    func reference(seed: Int) {
        var generator = RandomSayings(seed: seed)
        var facts = FactsMaker.facts(generator.sayings(30 + seed))
        facts.deployRandomly(seed: seed)
        for asOf in [nil, at(20)] {
            let world = world(facts, asOf)
            let rows = (0..<world.models.count).filter { !world.models.flags[$0].contains(.artifact) }
            for by in Holders.By.allCases {
                for figure in HeldFigure.allCases {
                    var sums: [String: Int64] = [:]
                    var rest: Int64 = 0
                    for row in rows {
                        guard let value = SlowFigures.value(figure, row, facts, world) else { continue }
                        for (name, part) in SlowFigures.holders(by, row, world) {
                            if let name { sums[name, default: 0] += value * part } else { rest += value * part }
                        }
                    }
                    for zeros in [false, true] {
                        let found = Concentration(
                            .init(by: by, figure: figure, k: 2, zeros: zeros, limit: 3), facts, world)
                        let held = sums.mapValues { max(0, $0) }.filter { zeros || $0.value > 0 }
                        let known = held.values.reduce(0, +)
                        func exact(_ parts: Int64) -> ExactSum { ExactSum(Int128(parts), unit: SlowFigures.unit) }
                        #expect(found.known == exact(known) && found.all == exact(known + max(0, rest)))
                        #expect(found.holders == held.count)
                        #expect(found.zeroHolders == sums.count { $0.value <= 0 })
                        let first = held.filter { $0.value > 0 }
                            .sorted {
                                $0.value != $1.value
                                    ? $0.value > $1.value : $0.key.utf8.lexicographicallyPrecedes($1.key.utf8)
                            }
                        #expect(
                            found.shares
                                == first.prefix(3).map {
                                    HeldShare(
                                        key: $0.key, value: Double($0.value) / Double(known), numerator: exact($0.value)
                                    )
                                })
                        guard known > 0 else {
                            #expect(found.hhi.value == nil)
                            continue
                        }
                        let shares = held.values.map { Double($0) / Double(known) }
                        #expect(near(found.hhi.value, shares.reduce(0) { $0 + $1 * $1 } * 10_000))
                        #expect((found.ratio == nil) == (held.count < 2))
                    }
                }
            }
        }
    }

    @Test func filtersAndZeros() {
        var solo = Saying.Model(id: "acme/b", at: at(0))
        solo.license = "mit"
        let facts = FactsMaker.facts([
            .country("acme", Country(name: "US")), .country("zeta", Country(name: "CN")),
            .country("void", Country(name: "FR")), .model("acme/a", 0), .model(solo), .model("zeta/c", 0),
            .model("void/d", 0), .model("lost/e", 0), .likes("acme/a", 10, at(1)), .likes("acme/b", 20, at(1)),
            .likes("zeta/c", 30, at(1)), .likes("void/d", 0, at(1)), .likes("lost/e", 40, at(1)),
        ])
        let world = World(facts)
        let all = Concentration(.init(k: 1), facts, world)
        // Ties go to the name that is first.
        #expect(all.shares.map(\.key) == ["CN", "US"])
        #expect(all.known == 60 && all.all == 100 && all.holders == 2 && all.zeroHolders == 1)
        #expect(near(all.gini.value, 0))
        let zeros = Concentration(.init(k: 3, zeros: true), facts, world)
        #expect(zeros.holders == 3 && zeros.ratio?.value == 1)
        #expect(near(zeros.gini.value, 1.0 / 3))
        let american = Concentration(
            .init(by: .model, filter: LeaderboardFilter(country: Country(name: "US"))), facts, world)
        #expect(american.shares.map(\.key) == ["acme/b", "acme/a"])
        let french = Concentration(.init(filter: LeaderboardFilter(country: Country(name: "FR"))), facts, world)
        #expect(french.all == 0 && french.hhi == .none)
    }
}
