import Columns
import Domain

/// The figures of one row at a time; `.null` and NaN where nobody has counted.
struct Figures: Equatable {
    var netLikes: Int64 = .null
    var likesReached: Int64 = .null
    var gain7d: Int64 = .null
    var gain30d: Int64 = .null
    /// The gains of as many days before those.
    var gain7dBefore: Int64 = .null
    var gain30dBefore: Int64 = .null
    var gainSinceFirst: Int64 = .null
    var decayedAdoption = Double.nan
    var downloads30d: Int64 = .null
    var downloadsAllTime: Int64 = .null
    var pulls: Int64 = .null
    var falls = 0
    var resets = 0
    /// When a gain changes next although nothing comes in, microseconds since 1970: what was counted leaves a window.
    var nextChange = Int64.max
}

/// Reads figures from series and events, row by row, up to a valid time.
struct FigureReader: Sendable {
    /// The windows whose gains the columns carry, in days; the longer two for the windows before.
    static let spans: [Int32] = [7, 30, 14, 60]

    private let order: SourceOrder
    private let asOf: Int64
    private let today: Int32
    private let windows: [Int64]
    private let weights: [Double]
    /// By series: whether its falls mean something.
    private let isCounter: [Bool]
    private let likes, allTime, pulls, monthly: Int16

    init(_ facts: Facts, _ order: SourceOrder, asOf: Int64) {
        self.order = order
        self.asOf = asOf
        today = asOf == .null ? 0 : Timestamp(microseconds: asOf).day.number
        windows = asOf == .null ? [] : Self.spans.map { asOf - Int64($0) * Timestamp.microsecondsPerDay }
        weights = DecayedAdoption.weights(upTo: 3_660)
        isCounter = facts.series.map { $0.kind == .counter }
        func id(_ series: Series) -> Int16 { Int16(facts.series.firstIndex { $0.name == series.name } ?? -1) }
        likes = id(.likes)
        allTime = id(.downloadsAllTime)
        pulls = id(.pulls)
        monthly = id(.downloads30d)
    }

    /// One series of one source: the run up to the time.
    private struct Run {
        var source: Int16
        var run: CounterRun
    }

    /// - Parameters:
    ///   - points: of all ids of the identity, as `Point.isBefore` orders them.
    ///   - amounts: of all ids of the identity, in any order.
    ///   - days: scratch space for the likes of each day.
    func read(
        _ points: UnsafeBufferPointer<Point>, _ amounts: [UnsafeBufferPointer<DailyAmount>], _ days: inout [DayAmount]
    ) -> Figures {
        var figures = Figures()
        guard asOf != .null else { return figures }
        days.removeAll(keepingCapacity: true)
        var counter: Run?
        var likesSources: [Int16] = []
        var chosen: [Int16: Run] = [:]
        var i = 0
        while i < points.count {
            var j = i
            let head = points[i]
            while j < points.count, points[j].series == head.series, points[j].source == head.source { j += 1 }
            let range = UnsafeBufferPointer(rebasing: points[i..<j])
            i = j
            // The first is the earliest: nothing of it lies before the time.
            if head.at > asOf { continue }
            let isLikes = head.series == likes
            let isBest = isLikes ? counter.map { order.isBefore(head.source, $0.source) } ?? true : true
            if isLikes, isBest {
                days.removeAll(keepingCapacity: true)
                figures.nextChange = .max
            }
            let run = CounterRun(range, asOf: asOf, windowStarts: isLikes ? windows : []) { at, amount in
                guard isLikes, isBest else { return }
                DayAmount.add(amount, Timestamp(microseconds: at).day.number, to: &days)
                figures.nextChange = min(figures.nextChange, leaving(at))
            }
            guard let run else { continue }
            if isCounter[Int(head.series)] {
                figures.falls += run.falls
                figures.resets += run.resets
            }
            if isLikes {
                likesSources.append(head.source)
                if isBest {
                    counter = Run(source: head.source, run: run)
                    figures.nextChange = min(figures.nextChange, leaving(run.firstAt))
                }
            } else if head.series == monthly || head.series == allTime || head.series == pulls {
                if chosen[head.series].map({ order.isBefore(head.source, $0.source) }) ?? true {
                    chosen[head.series] = Run(source: head.source, run: run)
                }
            }
        }
        if !chosen.isEmpty {
            figures.downloads30d = chosen[monthly]?.run.latest ?? .null
            figures.downloadsAllTime = chosen[allTime]?.run.latest ?? .null
            figures.pulls = chosen[pulls]?.run.latest ?? .null
        }
        let events = LikeEvents(amounts, asOf: today, leavingOut: likesSources)
        guard counter != nil || events.first != nil else { return figures }
        figures.netLikes = (counter?.run.latest ?? 0) + events.total
        figures.likesReached = max(counter?.run.reachedAt ?? .min, events.reachedAt ?? .min)
        figures.gainSinceFirst = (counter?.run.counted ?? 0) + events.total
        func gain(_ window: Int) -> Int64? {
            Gain.over(counter?.run, window: window, events, since: today - Self.spans[window])
        }
        if let gain7d = gain(0) {
            figures.gain7d = gain7d
            if let both = gain(2) { figures.gain7dBefore = both - gain7d }
        }
        if let gain30d = gain(1) {
            figures.gain30d = gain30d
            if let both = gain(3) { figures.gain30dBefore = both - gain30d }
        }
        if !events.days.isEmpty {
            days += events.days
            DayAmount.gather(&days)
        }
        figures.decayedAdoption = DecayedAdoption.sum(
            days.lazy.map { (day: $0.day, amount: $0.amount) }, asOf: today, weights: weights)
        return figures
    }

    /// When something that happened leaves the next window.
    private func leaving(_ at: Int64) -> Int64 {
        var next = Int64.max
        for (i, start) in windows.enumerated() where at > start {
            next = min(next, at + Int64(Self.spans[i]) * Timestamp.microsecondsPerDay)
        }
        return next
    }
}

/// What was counted in one UTC day.
struct DayAmount: Sendable {
    var day: Int32
    var amount: Int64

    /// Adds to the last day, or a later one.
    static func add(_ amount: Int64, _ day: Int32, to days: inout [DayAmount]) {
        if let last = days.last, last.day == day {
            days[days.count - 1].amount += amount
        } else {
            days.append(DayAmount(day: day, amount: amount))
        }
    }

    /// Each day once, ascending.
    static func gather(_ days: inout [DayAmount]) {
        days.sort { $0.day < $1.day }
        var kept = 0
        for i in days.indices {
            if kept > 0, days[kept - 1].day == days[i].day {
                days[kept - 1].amount += days[i].amount
            } else {
                days[kept] = days[i]
                kept += 1
            }
        }
        days.removeLast(days.count - kept)
    }
}

/// Like events of one identity, from sources that have no likes counter of it: those count the same likes.
struct LikeEvents {
    /// Each day once, ascending.
    var days: [DayAmount] = []
    var total: Int64 = 0

    /// The first day of an event.
    var first: Int32? { days.first?.day }

    /// The start of the day on which their sum first was what it is now; nil without events.
    var reachedAt: Int64? {
        var sum: Int64 = 0
        for day in days {
            sum += day.amount
            if sum >= total { return Int64(day.day) * Timestamp.microsecondsPerDay }
        }
        return nil
    }

    init(_ ids: [Int32], _ facts: Facts, asOf: Int32, leavingOut sources: [Int16]) {
        self.init(ids.map { facts.amounts.group($0) }, asOf: asOf, leavingOut: sources)
    }

    init(_ groups: [UnsafeBufferPointer<DailyAmount>], asOf: Int32, leavingOut sources: [Int16]) {
        for group in groups {
            for amount in group
            where amount.kind == Int16(EventKind.like.rawValue) && amount.day <= asOf
                && !sources.contains(amount.source)
            {
                days.append(DayAmount(day: amount.day, amount: amount.amount))
                total += amount.amount
            }
        }
        if days.count > 1 { DayAmount.gather(&days) }
    }
}
