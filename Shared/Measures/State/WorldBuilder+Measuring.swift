import Columns
import Domain

extension WorldBuilder {
    /// The figures of each row from its series and events, up to the valid time.
    mutating func measure() {
        let n = models.count
        let day = Timestamp.microsecondsPerDay
        let today = asOf == .null ? 0 : Timestamp(microseconds: asOf).day.number
        let weights = DecayedAdoption.weights(upTo: 3_660)
        let windows = asOf == .null ? [] : Self.spans.map { asOf - Int64($0) * day }
        let counters = Set(facts.series.indices.filter { facts.series[$0].kind == .counter }.map { Int16($0) })
        let likes = seriesId(.likes)
        let allTime = seriesId(.downloadsAllTime)
        let pulls = seriesId(.pulls)
        let monthly = seriesId(.downloads30d)
        for column in [
            \ModelTable.netLikes, \.likesReached, \.gain7d, \.gain30d, \.gainSinceFirst, \.gain7dBefore,
            \.gain30dBefore, \.downloads30d, \.downloadsAllTime, \.pulls,
        ] {
            models[keyPath: column] = [Int64](repeating: .null, count: n)
        }
        models.decayedAdoption = [Double](repeating: .nan, count: n)
        guard asOf != .null else { return }
        for row in 0..<n {
            let ids = identities.members[models.id[row]]
            // Most models of a large world have no figures at all.
            if ids == nil, facts.points.range(models.id[row]).isEmpty, facts.amounts.range(models.id[row]).isEmpty {
                continue
            }
            var reading = SeriesReading(asOf: asOf, windows: windows, order: order, counters: counters)
            var days: [Int32: Int64] = [:]
            if let ids {
                var points: [Point] = []
                for id in ids { points += facts.points.rows[facts.points.range(id)] }
                points.sort { $0.isBefore($1) }
                reading.read(points[...], daily: likes, &days)
            } else {
                let range = facts.points.range(models.id[row])
                if !range.isEmpty { reading.read(facts.points.rows[range], daily: likes, &days) }
            }
            models.downloads30d[row] = reading.gauge(monthly) ?? .null
            models.downloadsAllTime[row] = reading.counter(allTime)?.run.latest ?? .null
            models.pulls[row] = reading.counter(pulls)?.run.latest ?? .null
            let events = LikeEvents(ids ?? [models.id[row]], facts, asOf: today, leavingOut: reading.sources(of: likes))
            let counter = reading.counter(likes)
            tallies.falls += reading.falls
            tallies.resets += reading.resets
            if reading.falls > 0 { models.flags[row].insert(.counterFell) }
            if reading.resets > 0 { models.flags[row].insert(.counterReset) }
            guard counter != nil || events.first != nil else { continue }
            models.netLikes[row] = (counter?.run.latest ?? 0) + events.total
            models.likesReached[row] = max(counter?.run.reachedAt ?? .min, events.reachedAt ?? .min)
            models.gainSinceFirst[row] = (counter?.run.counted ?? 0) + events.total
            let gains = Self.spans.indices.map {
                Gain.over(counter?.run, window: $0, events, since: today - Self.spans[$0])
            }
            models.gain7d[row] = gains[0] ?? .null
            models.gain30d[row] = gains[1] ?? .null
            if let gain = gains[0], let both = gains[2] { models.gain7dBefore[row] = both - gain }
            if let gain = gains[1], let both = gains[3] { models.gain30dBefore[row] = both - gain }
            for (d, amount) in events.days { days[d, default: 0] += amount }
            models.decayedAdoption[row] = DecayedAdoption.sum(
                days.sorted { $0.key < $1.key }.lazy.map { (day: $0.key, amount: $0.value) }, asOf: today,
                weights: weights)
        }
    }

    private func seriesId(_ series: Series) -> Int16 {
        Int16(facts.series.firstIndex { $0.name == series.name } ?? -1)
    }

    /// The windows whose gains the columns carry, in days; the longer two for the windows before.
    private static let spans: [Int32] = [7, 30, 14, 60]
}

/// Like events of one identity, from sources that have no likes counter of it: those count the same likes.
struct LikeEvents {
    var days: [Int32: Int64] = [:]
    var total: Int64 = 0
    var first: Int32?

    /// The start of the day on which their sum first was what it is now; nil without events.
    var reachedAt: Int64? {
        var sum: Int64 = 0
        for (day, amount) in days.sorted(by: { $0.key < $1.key }) {
            sum += amount
            if sum >= total { return Int64(day) * Timestamp.microsecondsPerDay }
        }
        return nil
    }

    init(_ ids: [Int32], _ facts: Facts, asOf: Int32, leavingOut sources: [Int16]) {
        for id in ids {
            for i in facts.amounts.range(id) {
                let amount = facts.amounts.rows[i]
                guard amount.kind == Int16(EventKind.like.rawValue), amount.day <= asOf,
                    !sources.contains(amount.source)
                else { continue }
                days[amount.day, default: 0] += amount.amount
                total += amount.amount
                first = min(first ?? amount.day, amount.day)
            }
        }
    }
}

/// All series of one identity at a time: of each series the most trusted source's run.
struct SeriesReading {
    let asOf: Int64
    let windows: [Int64]
    let order: SourceOrder
    /// The series whose falls mean something: counters, not gauges.
    let counters: Set<Int16>
    private(set) var runs: [(series: Int16, source: Int16, run: CounterRun)] = []
    private(set) var falls = 0
    private(set) var resets = 0

    init(asOf: Int64, windows: [Int64], order: SourceOrder, counters: Set<Int16>) {
        self.asOf = asOf
        self.windows = windows
        self.order = order
        self.counters = counters
    }

    /// Reads the points of one identity, and adds up the chosen run of one series by UTC day.
    mutating func read(_ points: ArraySlice<Point>, daily series: Int16, _ days: inout [Int32: Int64]) {
        var chosen: (source: Int16, days: [Int32: Int64])?
        var i = points.startIndex
        while i < points.endIndex {
            var j = i
            while j < points.endIndex, points[j].series == points[i].series, points[j].source == points[i].source {
                j += 1
            }
            let head = points[i]
            var amounts: [Int32: Int64] = [:]
            if let run = CounterRun(
                points[i..<j], asOf: asOf, windowStarts: windows,
                daily: { at, amount in
                    if head.series == series {
                        amounts[Timestamp(microseconds: at).day.number, default: 0] += amount
                    }
                })
            {
                runs.append((head.series, head.source, run))
                if head.series == series, chosen.map({ order.isBefore(head.source, $0.source) }) ?? true {
                    chosen = (head.source, amounts)
                }
            }
            i = j
        }
        if let chosen { days = chosen.days }
        for (series, _, run) in runs where counters.contains(series) {
            falls += run.falls
            resets += run.resets
        }
    }

    /// The sources that observe a series.
    func sources(of series: Int16) -> [Int16] { runs.filter { $0.series == series }.map(\.source) }

    /// The run of the most trusted source of a series.
    func counter(_ series: Int16) -> (source: Int16, run: CounterRun)? {
        runs.filter { $0.series == series }.min { order.isBefore($0.source, $1.source) }.map { ($0.source, $0.run) }
    }

    /// The last value of a gauge; gauges are never differenced.
    func gauge(_ series: Int16) -> Int64? { counter(series)?.run.latest }
}
