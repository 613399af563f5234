import Columns
import Domain

/// A cumulative figure that takes a new value.
struct LevelStep: Equatable {
    /// Microseconds since 1970.
    var at: Int64
    var level: Int64
}

/// The values of one series of every model as they change: what measures of all models at all times scan, without a
/// history of each. The value at a time is what the state of the world at that time carries: that of the most trusted
/// source that had seen the series by then. A history instead has one source for all times.
struct Levels {
    private let histories: Histories
    private let members: [Int32: [Int32]]
    private let ids: Column<Int32>
    private let points: ModelGrouped<Point>
    private let amounts: ModelGrouped<DailyAmount>
    private let asOf: Int64
    private let today: Int32
    /// The series' number; -1: nobody has observed it.
    private let series: Int16
    /// Net likes: like events of sources without a counter count too.
    private let countsEvents: Bool

    private static let like = Int16(EventKind.like.rawValue)

    init(_ histories: Histories, series name: String) {
        self.histories = histories
        let world = histories.world
        members = world.members
        ids = world.models.id
        points = histories.facts.points
        amounts = histories.facts.amounts
        asOf = world.asOf
        today = world.asOf == .null ? .min : Timestamp(microseconds: world.asOf).day.number
        series = Int16(histories.facts.series.firstIndex { $0.name == name } ?? -1)
        countsEvents = name == Series.likes.name
    }

    /// The steps of a row up to the state's time, ascending, each instant once; empty without a figure.
    func steps(row: Int, into steps: inout [LevelStep]) {
        steps.removeAll(keepingCapacity: true)
        guard asOf != .null else { return }
        let id = ids[row]
        if !members.isEmpty, let all = members[id] { return mixed(all, into: &steps) }
        let events = amounts.group(id)
        let likes = countsEvents ? likeEvents(events) : 0..<0
        let seen = points.group(id)
        let first = seen.firstIndex { $0.series == series }
        guard !likes.isEmpty else {
            guard let first else { return }
            let end = seen[first...].firstIndex { $0.series != series } ?? seen.endIndex
            guard seen[first].source == seen[end - 1].source else { return mixed([id], into: &steps) }
            return counter(seen[first..<end], into: &steps)
        }
        guard first == nil, events[likes.lowerBound].source == events[likes.upperBound - 1].source else {
            return mixed([id], into: &steps)
        }
        var sum: Int64 = 0
        for i in likes {
            let amount = events[i]
            guard amount.day <= today else { break }
            sum += amount.amount
            let at = Int64(amount.day) * Timestamp.microsecondsPerDay
            if let last = steps.last, last.at == at {
                steps[steps.count - 1].level = sum
            } else {
                steps.append(LevelStep(at: at, level: sum))
            }
        }
    }

    /// The points of a row from the most trusted source that had seen the series by then, in time order.
    func chosen(row: Int) -> ArraySlice<Point> {
        guard asOf != .null else { return [] }
        let id = ids[row]
        if !members.isEmpty, let all = members[id] {
            return (histories.chosen(histories.runs(of: series, all)) ?? [])[...]
        }
        let seen = points.group(id)
        return Array(seen[run(seen)])[...]
    }

    /// When a row first stood at its value of a time, as ties are decided: the counter and the events each for themselves.
    func reached(row: Int, at time: Int64) -> Int64 {
        let all = members[ids[row]] ?? [ids[row]]
        let runs = histories.runs(of: series, all).filter { $0[0].at <= time }
        var reached = Int64.min
        if let seen = histories.chosen(runs)?.prefix(while: { $0.at <= time }), let last = seen.last {
            reached = seen.first { $0.value >= last.value }?.at ?? last.at
        }
        guard countsEvents else { return reached }
        let events = LikeEvents(
            all, histories.facts, asOf: Timestamp(microseconds: time).day.number, leavingOut: runs.map { $0[0].source })
        return max(reached, events.reachedAt ?? .min)
    }

    /// Of one model's points those of the series' most trusted source by then.
    private func run(_ points: ModelGroup<Point>) -> Range<Int> {
        var best = 0..<0
        var i = 0
        while i < points.count, points[i].series != series { i += 1 }
        while i < points.count, points[i].series == series {
            let source = points[i].source
            let first = i
            var end = i
            while i < points.count, points[i].series == series, points[i].source == source {
                if points[i].at <= asOf { end = i + 1 }
                i += 1
            }
            guard end > first else { continue }
            if best.isEmpty || histories.order.isBefore(source, points[best.lowerBound].source) {
                best = first..<end
            }
        }
        return best
    }

    private func likeEvents(_ amounts: ModelGroup<DailyAmount>) -> Range<Int> {
        var first = 0
        while first < amounts.count, amounts[first].kind < Self.like { first += 1 }
        var end = first
        while end < amounts.count, amounts[end].kind == Self.like { end += 1 }
        return first..<end
    }

    /// Of values at one time the last, as they stand in order of their records.
    private func counter<Points: RandomAccessCollection<Point>>(
        _ points: Points, into steps: inout [LevelStep]
    ) where Points.Index == Int {
        for i in points.indices {
            let point = points[i]
            if point.at > asOf { return }
            if i + 1 < points.endIndex, points[i + 1].at == point.at { continue }
            if let last = steps.last, last.level == point.value { continue }
            steps.append(LevelStep(at: point.at, level: point.value))
        }
    }

    /// Counters of several sources, and like events of sources without one; events are known by day and count from its
    /// start, until their source's counter begins, which counts the same likes.
    private func mixed(_ all: [Int32], into steps: inout [LevelStep]) {
        var runs = histories.runs(of: series, all)
        runs.sort { histories.order.isBefore($0[0].source, $1[0].source) }
        // A source's counter counts until a more trusted one begins.
        var ofCounters: [LevelStep] = []
        var end = Int64.max
        for run in runs where run[0].at < end {
            var own: [LevelStep] = []
            counter(run.prefix { $0.at < end }, into: &own)
            ofCounters.insert(contentsOf: own, at: 0)
            end = run[0].at
        }
        var changes: [LevelStep] = []
        if countsEvents {
            let begins = Dictionary(uniqueKeysWithValues: runs.map { ($0[0].source, $0[0].at) })
            var sums: [Int16: Int64] = [:]
            for id in all {
                for amount in amounts.group(id) where amount.kind == Self.like && amount.day <= today {
                    let at = Int64(amount.day) * Timestamp.microsecondsPerDay
                    guard at < begins[amount.source] ?? .max else { continue }
                    changes.append(LevelStep(at: at, level: amount.amount))
                    sums[amount.source, default: 0] += amount.amount
                }
            }
            for (source, sum) in sums {
                if let begin = begins[source] { changes.append(LevelStep(at: begin, level: -sum)) }
            }
            changes.sort { $0.at < $1.at }
        }
        var (i, j) = (0, 0)
        var (level, sum) = (Int64(0), Int64(0))
        while i < ofCounters.count || j < changes.count {
            let at = min(
                i < ofCounters.count ? ofCounters[i].at : .max, j < changes.count ? changes[j].at : .max)
            while i < ofCounters.count, ofCounters[i].at == at {
                level = ofCounters[i].level
                i += 1
            }
            while j < changes.count, changes[j].at == at {
                sum += changes[j].level
                j += 1
            }
            steps.append(LevelStep(at: at, level: level + sum))
        }
    }
}
