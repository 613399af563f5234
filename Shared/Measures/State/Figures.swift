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

    /// What counters that fell are flagged with.
    var flags: ModelFlags {
        var flags: ModelFlags = []
        if falls > 0 { flags.insert(.counterFell) }
        if resets > 0 { flags.insert(.counterReset) }
        return flags
    }
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

    /// The newest value of a series, from the most trusted source that has one.
    private struct Best {
        var source: Int16 = -1
        var latest: Int64 = .null
    }

    private func take(_ latest: Int64, from source: Int16, into best: inout Best) {
        if best.source < 0 || order.isBefore(source, best.source) { best = Best(source: source, latest: latest) }
    }

    /// What the runs of a row come to, while they are read.
    private struct Reading {
        var likes: CounterRun?
        var likesSource: Int16 = -1
        var monthly = Best()
        var allTime = Best()
        var pulls = Best()
    }

    /// - Parameters:
    ///   - points: of all ids of the identity, as `Point.isBefore` orders them.
    ///   - amounts: of all ids of the identity, in any order.
    ///   - scratch: what is needed meanwhile.
    func read(
        _ points: UnsafeBufferPointer<Point>, _ amounts: UnsafeBufferPointer<DailyAmount>,
        _ scratch: inout FigureScratch
    ) -> Figures {
        var figures = Figures()
        guard asOf != .null else { return figures }
        scratch.likesSources.removeAll(keepingCapacity: true)
        var reading = Reading()
        var i = 0
        while i < points.count {
            var j = i + 1
            let head = points[i]
            while j < points.count, points[j].series == head.series, points[j].source == head.source { j += 1 }
            // The first is the earliest: nothing of it lies before the time.
            if head.at <= asOf {
                read(UnsafeBufferPointer(rebasing: points[i..<j]), into: &reading, &figures, &scratch)
            }
            i = j
        }
        figures.downloads30d = reading.monthly.latest
        figures.downloadsAllTime = reading.allTime.latest
        figures.pulls = reading.pulls.latest
        if amounts.isEmpty, reading.likes == nil { return figures }
        let events = LikeEvents(amounts, asOf: today, leavingOut: scratch.likesSources, reusing: &scratch.events)
        addLikes(reading.likes, events, &figures, &scratch)
        scratch.events = events.days
        return figures
    }

    /// Reads one series of one source, of which something lies before the time.
    @inline(__always)
    private func read(
        _ run: UnsafeBufferPointer<Point>, into reading: inout Reading, _ figures: inout Figures,
        _ scratch: inout FigureScratch
    ) {
        let head = run[0]
        if head.series == likes { return readLikes(run, into: &reading, &figures, &scratch) }
        let latest: Int64
        if isCounter[Int(head.series)] {
            guard let counted = CounterRun(run, asOf: asOf) else { return }
            figures.falls += counted.falls
            figures.resets += counted.resets
            latest = counted.latest
        } else {
            // Of values at one time the later record, which stands last.
            var last = run.count - 1
            while run[last].at > asOf { last -= 1 }
            latest = run[last].value
        }
        if head.series == monthly {
            take(latest, from: head.source, into: &reading.monthly)
        } else if head.series == allTime {
            take(latest, from: head.source, into: &reading.allTime)
        } else if head.series == pulls {
            take(latest, from: head.source, into: &reading.pulls)
        }
    }

    private func readLikes(
        _ points: UnsafeBufferPointer<Point>, into reading: inout Reading, _ figures: inout Figures,
        _ scratch: inout FigureScratch
    ) {
        let source = points[0].source
        let isBest = reading.likes == nil || order.isBefore(source, reading.likesSource)
        if isBest {
            scratch.days.removeAll(keepingCapacity: true)
            figures.nextChange = .max
        }
        let run = CounterRun(points, asOf: asOf, windowStarts: windows) { at, amount in
            guard isBest else { return }
            DayAmount.add(amount, Timestamp(microseconds: at).day.number, to: &scratch.days)
            figures.nextChange = min(figures.nextChange, leaving(at))
        }
        guard let run else { return }
        if isCounter[Int(points[0].series)] {
            figures.falls += run.falls
            figures.resets += run.resets
        }
        scratch.likesSources.append(source)
        if isBest {
            reading.likes = run
            reading.likesSource = source
            figures.nextChange = min(figures.nextChange, leaving(run.firstAt))
        }
    }

    /// Net likes, gains and decayed adoption from a counter and from events.
    private func addLikes(
        _ counter: CounterRun?, _ events: LikeEvents, _ figures: inout Figures, _ scratch: inout FigureScratch
    ) {
        guard counter != nil || events.first != nil else { return }
        figures.netLikes = (counter?.latest ?? 0) + events.total
        figures.likesReached = max(counter?.reachedAt ?? .min, events.reachedAt ?? .min)
        figures.gainSinceFirst = (counter?.counted ?? 0) + events.total
        func gain(_ window: Int) -> Int64? {
            Gain.over(counter, window: window, events, since: today - Self.spans[window])
        }
        if let gain7d = gain(0) {
            figures.gain7d = gain7d
            if let both = gain(2) { figures.gain7dBefore = both - gain7d }
        }
        if let gain30d = gain(1) {
            figures.gain30d = gain30d
            if let both = gain(3) { figures.gain30dBefore = both - gain30d }
        }
        if counter == nil {
            figures.decayedAdoption = decayed(events.days)
        } else {
            if !events.days.isEmpty {
                scratch.days += events.days
                DayAmount.gather(&scratch.days)
            }
            figures.decayedAdoption = decayed(scratch.days)
        }
    }

    private func decayed(_ days: [DayAmount]) -> Double {
        DecayedAdoption.sum(days.lazy.map { (day: $0.day, amount: $0.amount) }, asOf: today, weights: weights)
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
