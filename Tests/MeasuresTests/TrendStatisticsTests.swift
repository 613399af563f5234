import Foundation
import TestSupport
import Testing

@testable import Measures

/// The statistics of trends against slow and obvious ones.
@Suite struct TrendStatisticsTests {
    private func points(_ values: [(Int64, Double)]) -> [TheilSen.Point] {
        values.map { .init(time: $0.0, value: $0.1) }
    }

    @Test func aLineHasItsOwnSlope() {
        #expect(TheilSen.slope(points((0..<9).map { ($0, 3 + 0.5 * Double($0)) })) == 0.5)
        // One wild value changes nothing.
        #expect(TheilSen.slope(points((0..<9).map { ($0, $0 == 4 ? 1_000 : 0.5 * Double($0)) })) == 0.5)
    }

    @Test func anExampleByHand() {
        // Pairs: (0,0)-(1,2): 2; (0,0)-(2,1): 0.5; (0,0)-(4,2): 0.5; (1,2)-(2,1): -1; (1,2)-(4,2): 0; (2,1)-(4,2): 0.5.
        // Sorted: -1 0 0.5 0.5 0.5 2, the middle two 0.5.
        #expect(TheilSen.slope(points([(0, 0), (1, 2), (2, 1), (4, 2)])) == 0.5)
        // Without the last: -1 0.5 2.
        #expect(TheilSen.slope(points([(0, 0), (1, 2), (2, 1)])) == 0.5)
        // An even number: the mean of the middle two. Pairs of one time have no slope: 1 and 3.
        #expect(TheilSen.slope(points([(0, 0), (1, 1), (1, 3)])) == 2)
    }

    @Test func withoutTwoTimesThereIsNone() {
        #expect(TheilSen.slope([]) == nil)
        #expect(TheilSen.slope(points([(3, 1)])) == nil)
        #expect(TheilSen.slope(points([(3, 1), (3, 5)])) == nil)
        #expect(TheilSen.slope([.init(time: 0, value: 1, weight: 0), .init(time: 1, value: 2)]) == nil)
    }

    @Test(arguments: 0..<40) func weightsAreRepetitions(seed: Int) {
        var random = SplitMix(seed: UInt64(seed))
        let weighted = (0..<(2 + random.below(8))).map { _ in
            TheilSen.Point(
                time: Int64(random.below(6)), value: Double(random.below(4)) / 2, weight: UInt64(random.below(4)))
        }
        let repeated = weighted.flatMap { point in
            (0..<Int(point.weight)).map { _ in TheilSen.Point(time: point.time, value: point.value) }
        }
        let reference = Self.slowSlope(repeated)
        #expect(TheilSen.slope(weighted) == reference)
        #expect(TheilSen.slope(repeated.reversed()) == reference)
    }

    /// The median of all pairs.
    static func slowSlope(_ points: [TheilSen.Point]) -> Double? {
        var slopes: [Double] = []
        for i in points.indices {
            for j in points.indices where j > i && points[i].time != points[j].time {
                slopes.append((points[j].value - points[i].value) / Double(points[j].time - points[i].time))
            }
        }
        slopes.sort()
        guard !slopes.isEmpty else { return nil }
        let n = slopes.count
        return n % 2 == 1 ? slopes[n / 2] : (slopes[n / 2 - 1] + slopes[n / 2]) / 2
    }

    @Test func kendallsOwnNumbersWithoutTies() throws {
        // Rising throughout: S = n(n-1)/2, the variance n(n-1)(2n+5)/18.
        let rising = try #require(MannKendall((0..<10).map { .init(time: Int64($0), value: Double($0)) }))
        #expect(rising.s == 45 && rising.count == 10)
        #expect(abs(rising.variance - 10 * 9 * 25 / 18.0) < 1e-9)
        #expect(abs(rising.z - 44 / 125.0.squareRoot()) < 1e-9)
        #expect(abs(rising.p - 0.0000830) < 1e-6)
        let falling = try #require(MannKendall((0..<10).map { .init(time: Int64($0), value: -Double($0)) }))
        #expect(falling.s == -45 && abs(falling.z + rising.z) < 1e-12 && falling.p == rising.p)
    }

    @Test(arguments: 0..<60) func tiesAsInKendall(seed: Int) {
        var random = SplitMix(seed: UInt64(seed))
        let n = 3 + random.below(12)
        let observations = (0..<n).map { _ in
            MannKendall.Observation(time: Int64(random.below(6)), value: Double(random.below(3)))
        }
        let test = MannKendall(observations)
        var s = 0
        for i in 0..<n {
            for j in 0..<n where observations[i].time < observations[j].time {
                s += observations[j].value > observations[i].value ? 1 : 0
                s -= observations[j].value < observations[i].value ? 1 : 0
            }
        }
        // Kendall (1975), ties in both.
        func ties(_ keys: [Double]) -> [Double] { Dictionary(grouping: keys) { $0 }.values.map { Double($0.count) } }
        let (t, u) = (ties(observations.map { Double($0.time) }), ties(observations.map(\.value)))
        let m = Double(n)
        func sum(_ ties: [Double], _ f: (Double) -> Double) -> Double { ties.map(f).reduce(0, +) }
        let first =
            (m * (m - 1) * (2 * m + 5) - sum(t) { $0 * ($0 - 1) * (2 * $0 + 5) }
                - sum(u) { $0 * ($0 - 1) * (2 * $0 + 5) })
            / 18
        let second =
            sum(t) { $0 * ($0 - 1) * ($0 - 2) } * sum(u) { $0 * ($0 - 1) * ($0 - 2) } / (9 * m * (m - 1) * (m - 2))
        let third = sum(t) { $0 * ($0 - 1) } * sum(u) { $0 * ($0 - 1) } / (2 * m * (m - 1))
        guard t.count > 1, u.count > 1 else {
            #expect(test == nil)
            return
        }
        #expect(test?.s == Double(s))
        #expect(test.map { abs($0.variance - (first + second + third)) < 1e-9 } == true)
        #expect(MannKendall(observations.reversed()) == test)
    }

    /// The variance of the weighted statistic is that of all permutations of the values: all of them are tried.
    @Test(arguments: 0..<8) func theWeightedVarianceIsThePermutations(seed: Int) throws {
        var random = SplitMix(seed: UInt64(seed))
        let n = 5
        let fixed = (0..<n).map { _ in (time: Int64(random.below(4)), weight: Double(1 + random.below(5))) }
        let values = (0..<n).map { _ in Double(random.below(3)) }
        func statistic(_ values: [Double]) -> Double {
            var s = 0.0
            for i in 0..<n {
                for j in 0..<n where fixed[i].time < fixed[j].time {
                    s += fixed[i].weight * fixed[j].weight * Double((values[j] - values[i]).sign(of: 0))
                }
            }
            return s
        }
        var all: [Double] = []
        func permute(_ chosen: [Double], _ rest: [Double]) {
            if rest.isEmpty { all.append(statistic(chosen)) }
            for i in rest.indices {
                var left = rest
                let value = left.remove(at: i)
                permute(chosen + [value], left)
            }
        }
        permute([], values)
        let mean = all.reduce(0, +) / Double(all.count)
        let variance = all.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(all.count)
        let observations = zip(fixed, values).map {
            MannKendall.Observation(time: $0.time, value: $1, weight: $0.weight)
        }
        guard let test = MannKendall(observations, isWeighted: true) else {
            #expect(variance == 0)
            return
        }
        #expect(abs(mean) < 1e-9)
        #expect(abs(test.variance - variance) < 1e-9 * max(1, variance))
        #expect(abs(test.s - statistic(values)) < 1e-9)
    }

    @Test func nothingToTest() {
        #expect(MannKendall([]) == nil)
        #expect(MannKendall([.init(time: 0, value: 1), .init(time: 1, value: 2)]) == nil)
        #expect(MannKendall((0..<9).map { .init(time: Int64($0), value: 1) }) == nil)
        #expect(MannKendall((0..<9).map { .init(time: 1, value: Double($0)) }) == nil)
    }
}

extension Double {
    fileprivate func sign(of zero: Double) -> Int { self > zero ? 1 : (self < zero ? -1 : 0) }
}

/// When releases went from open to closed or back.
@Suite struct RegimeChangeTests {
    /// One release a day, open or closed.
    private func releases(_ text: String) -> [RegimeChange.Release] {
        text.enumerated().map { .init(day: Int32(20_000 + $0), isOpen: $1 == "o") }
    }

    @Test func openThenClosed() throws {
        let changes = RegimeChange.find(releases("ooooccc"))
        #expect(changes.count == 1)
        let change = try #require(changes.first)
        #expect(change.day == 20_004 && change.direction == .closed)
        #expect(change.before == 4 && change.openBefore == 4 && change.after == 3 && change.openAfter == 0)
        // U = 4 * 3 = 12, n = 7: 2 exp(-6 * 144 / 392).
        #expect(abs(change.p - 2 * exp(-6 * 144 / 392.0)) < 1e-12)
    }

    @Test func andBackAgain() {
        let changes = RegimeChange.find(releases("oooooccccccooooo"))
        #expect(changes.map(\.day) == [20_005, 20_011])
        #expect(changes.map(\.direction) == [.closed, .opened])
    }

    @Test func aRunThatIsTooShortIsNone() {
        #expect(RegimeChange.find(releases("oooocc")).isEmpty)
        #expect(RegimeChange.find(releases("oooocc"), minimumRun: 2).map(\.day) == [20_004])
        #expect(RegimeChange.find(releases("oooooo")).isEmpty)
        #expect(RegimeChange.find([]).isEmpty)
    }

    @Test func moreOpenThanBeforeIsNoChangeOfKind() {
        // Never, then mostly, but twice only.
        #expect(RegimeChange.find(releases("cccccccoco")).isEmpty)
        #expect(RegimeChange.find(releases("ccocccccoococc"), minimumRun: 6).isEmpty)
    }

    @Test func releasesOfOneDayAreNotSplit() {
        let all = "oooccc".map { RegimeChange.Release(day: 20_000, isOpen: $0 == "o") }
        #expect(RegimeChange.find(all).isEmpty)
    }

    /// The best split by trying all, for one change.
    @Test(arguments: 0..<40) func theSplitSeparatesBest(seed: Int) {
        var random = SplitMix(seed: UInt64(seed))
        let releases = (0..<(6 + random.below(10))).map { _ in
            RegimeChange.Release(day: Int32(random.below(12)), isOpen: random.oneIn(2))
        }.sorted { $0.day < $1.day }
        var best: (u: Int, day: Int32)?
        for day in Set(releases.map(\.day)).sorted() {
            let (before, after) = (releases.filter { $0.day < day }, releases.filter { $0.day >= day })
            guard before.count >= 3, after.count >= 3 else { continue }
            var u = 0
            for a in before { for b in after { u += (a.isOpen ? 1 : 0) - (b.isOpen ? 1 : 0) } }
            if best.map({ abs(u) > abs($0.u) }) ?? true { best = (u, day) }
        }
        let found = RegimeChange.find(releases.shuffled())
        guard let best else {
            #expect(found.isEmpty)
            return
        }
        let before = releases.filter { $0.day < best.day }
        let after = releases.filter { $0.day >= best.day }
        let (openBefore, openAfter) = (before.count(where: \.isOpen), after.count(where: \.isOpen))
        func isMost(_ kind: Int, _ all: Int) -> Bool { kind * 2 > all && kind >= 3 }
        let flips =
            isMost(openBefore, before.count) && isMost(after.count - openAfter, after.count)
            || isMost(before.count - openBefore, before.count) && isMost(openAfter, after.count)
        #expect(found.isEmpty == !flips)
        if flips { #expect(found.contains { $0.day == best.day && $0.before == before.count }) }
    }
}
