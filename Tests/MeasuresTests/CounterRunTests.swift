import Columns
import Domain
import TestSupport
import Testing

@testable import Measures

@Suite("Counters")
struct CounterRunTests {
    /// One value a day.
    private func run(_ values: [Int64], step: Float = 1, windows: [Int64] = []) throws -> CounterRun {
        try #require(CounterRun(points(values, step: step), asOf: .max, windowStarts: windows))
    }

    private func points(_ values: [Int64], step: Float = 1) -> [Point] {
        values.enumerated().map {
            Point(model: 1, series: 0, source: 1, at: at($0), value: $1, step: step, batch: 1)
        }
    }

    @Test("differences are adoption, falls included")
    func falls() throws {
        let run = try run([10, 15, 12, 20])
        #expect(run.counted == 10)
        #expect(run.latest == 20)
        #expect(run.first == 10)
        #expect(run.falls == 1)
        #expect(run.resets == 0)
    }

    @Test(
        "a reset is old >= 100 and new < half of it, exactly",
        arguments: [
            ([100, 49], 1, 0), ([100, 50], 0, -50), ([99, 0], 0, -99), ([101, 50], 1, 0), ([200, 100], 0, -100),
            ([100, 0], 1, 0), ([-5, -20], 0, -15),
        ] as [([Int64], Int, Int64)])
    func reset(values: [Int64], resets: Int, counted: Int64) throws {
        let run = try run(values)
        #expect(run.resets == resets)
        #expect(run.counted == counted)
        #expect(run.falls == 1)
    }

    @Test(
        "after a reset only what goes beyond the old level is adoption",
        arguments: [
            ([1000, 10, 500, 1000], 0), ([1000, 10, 500, 1007], 7), ([1000, 10, 1003, 1005], 5),
            ([1000, 10, 500, 400, 1001], 1), ([1000, 400, 150, 1002, 1003], 3), ([1000, 10, 1000, 990], -10),
            // The counter falls by half again below the first level: the higher level is the one to regain.
            ([1000, 400, 900, 300, 950, 1000, 1001], 1),
        ] as [([Int64], Int64)])
    func regained(values: [Int64], counted: Int64) throws {
        #expect(try run(values).counted == counted)
    }

    @Test("a difference below the rounding step of either value is not adoption, nor a fall")
    func step() throws {
        // 118.7M, then an exact 118,650,000, then 118.8M.
        let mixed = [
            Point(model: 1, series: 0, source: 1, at: at(0), value: 118_700_000, step: 100_000, batch: 1),
            Point(model: 1, series: 0, source: 1, at: at(1), value: 118_650_000, step: 1, batch: 1),
            Point(model: 1, series: 0, source: 1, at: at(2), value: 118_800_000, step: 100_000, batch: 1),
        ]
        let run = try #require(CounterRun(mixed, asOf: .max))
        #expect(run.counted == 150_000)
        #expect(run.falls == 0)
        #expect(try self.run([15_000, 15_100, 15_200], step: 100).counted == 200)
        #expect(try self.run([15_000, 15_099], step: 100).counted == 0)
    }

    @Test("steps are compared exactly: single precision takes 99,999,999 for 10^8")
    func exactStep() throws {
        #expect(try run([0, 99_999_999], step: 100_000_000).counted == 0)
        #expect(try run([0, 100_000_000], step: 100_000_000).counted == 100_000_000)
    }

    @Test("the largest values a record may carry do not overflow")
    func extremes() throws {
        let most: Int64 = 9_007_199_254_740_991
        #expect(try run([-most, most]).counted == 2 * most)
        #expect(try run([most, -most]).resets == 1)
    }

    @Test("of two values at one time the later record wins, whatever came between")
    func sameTime() throws {
        let points = [
            Point(model: 1, series: 0, source: 1, at: at(0), value: 10, step: 1, batch: 1),
            Point(model: 1, series: 0, source: 1, at: at(1), value: 500, step: 1, batch: 1),
            Point(model: 1, series: 0, source: 1, at: at(1), value: 12, step: 1, batch: 2),
        ]
        let run = try #require(CounterRun(points, asOf: .max))
        #expect(run.latest == 12)
        #expect(run.counted == 2)
        #expect(run.falls == 0)
    }

    @Test("a window before whose start nothing was seen has no figure; a point at its very start is enough")
    func windows() throws {
        let run = try run([10, 20, 40], windows: [at(0) - 1, at(0), at(1), at(2), at(9)])
        #expect(run.countedAtWindow == [nil, 0, 10, 30, 30])
    }

    @Test("points after the time of the question are not read")
    func asOf() throws {
        let points = points([10, 20, 40])
        #expect(CounterRun(points, asOf: at(0) - 1) == nil)
        let run = try #require(CounterRun(points, asOf: at(1)))
        #expect(run.latest == 20)
        #expect(run.latestAt == at(1))
        #expect(CounterRun([], asOf: .max) == nil)
    }

    @Test("a naive walk over a dictionary of times agrees, on random series", arguments: 0..<200)
    func reference(seed: Int) throws {
        var random = SplitMix(seed: UInt64(seed))
        var points: [Point] = []
        for batch in 1...(1 + random.below(25)) {
            points.append(
                Point(
                    model: 1, series: 0, source: 1, at: at(random.below(20)), value: Int64(random.below(400)),
                    step: random.pick([1, 1, 1, 10, 100]), batch: UInt32(batch)))
        }
        points.sort { $0.isBefore($1) }
        let asOf = at(random.below(22))
        let window = at(random.below(20))
        var told: [Int64: Int64] = [:]
        let run = CounterRun(points, asOf: asOf, windowStarts: [window]) { told[$0, default: 0] += $1 }
        let naive = NaiveCounter(points, asOf: asOf)
        #expect(run?.latest == naive?.latest)
        #expect(run?.counted == naive?.amounts.values.reduce(0, +))
        #expect(run?.resets == naive?.resets)
        #expect(run?.falls == naive?.falls)
        #expect(told == (naive?.amounts ?? [:]).filter { $0.value != 0 })
        if let naive {
            let before = naive.first <= window ? naive.amounts.filter { $0.key <= window }.values.reduce(0, +) : nil
            #expect(run?.countedAtWindow == [before])
        }
    }
}

/// The definition, word by word: a value for each time, then differences of neighbours.
struct NaiveCounter {
    var latest: Int64
    var first: Int64
    var amounts: [Int64: Int64] = [:]
    var falls = 0
    var resets = 0

    init?(_ points: [Point], asOf: Int64) {
        var values: [Int64: Point] = [:]
        for point in points where point.at <= asOf {
            if let old = values[point.at], old.batch > point.batch { continue }
            values[point.at] = point
        }
        let times = values.keys.sorted()
        guard let start = times.first, let end = times.last else { return nil }
        first = start
        latest = values[end]!.value
        /// The highest level before a reset that has not been reached again.
        var lost: [Int64] = []
        for (a, b) in zip(times, times.dropFirst()) {
            let (old, new) = (values[a]!, values[b]!)
            let difference = new.value - old.value
            let isRounding = Double(abs(difference)) < Double(max(old.step, new.step))
            amounts[b] = 0
            if difference < 0, !isRounding { falls += 1 }
            if difference < 0, !isRounding, old.value >= 100, new.value * 2 < old.value {
                resets += 1
                lost.append(old.value)
                continue
            }
            var amount = difference
            if let level = lost.max() {
                if new.value < level { continue }
                amount = new.value - level
                lost = []
            }
            if Double(abs(amount)) >= Double(max(old.step, new.step)) { amounts[b] = amount }
        }
    }
}
