import Columns
import Domain

/// What changed in a daily series at a milestone, beside the same test at days on which nothing is known to have
/// happened: never one without the other.
public struct MilestoneEffect: Sendable {
    public static let measure = MeasureDefinition(
        "milestoneEffect", unit: "change", "what changed in a daily series at a milestone, beside placebo dates")

    public enum Figure: String, Sendable, CaseIterable { case amount, share }

    /// What is asked.
    public struct Question: Sendable, Equatable {
        public var date: UTCDay
        public var series: FlowSeries
        public var by: Holders.By
        /// Whose part of the series, as holders are named; nil: the whole.
        public var of: String?
        public var figure: Figure
        /// Days before, and from the date on.
        public var before: Int
        public var after: Int
        /// Days from one placebo date to the next.
        public var every: Int

        public init(
            date: UTCDay, series: FlowSeries, by: Holders.By = .country, of: String? = nil, figure: Figure = .amount,
            before: Int = 90, after: Int = 90, every: Int = 30
        ) {
            self.date = date
            self.series = series
            self.by = by
            self.of = of
            self.figure = figure
            self.before = before
            self.after = after
            self.every = every
        }
    }

    /// The test at a date whose windows both end before the milestone.
    public struct Placebo: Sendable, Equatable {
        public var date: UTCDay
        /// Nil: too few of its days were observed.
        public var result: InterruptedSeries?
    }

    public let result: InterruptedSeries
    /// Newest first.
    public let placebos: [Placebo]
    /// Over the windows: days observed; what is attributed to somebody, and all; the part that was asked for.
    public let days: Int
    public let own: ExactSum
    public let known: ExactSum
    public let all: ExactSum

    public var fitted: [InterruptedSeries] { placebos.compactMap(\.result) }

    public init(_ q: Question, _ facts: Facts, _ world: World) throws(MilestoneRefusal) {
        if q.figure == .share, q.of == nil { throw .shareOfWhom }
        guard world.asOf != .null else { throw .nothingObserved(q.series) }
        let today = world.today
        let date = q.date.number
        guard date <= today else { throw .future(q.date, asOf: UTCDay(number: today)) }
        guard Int64(date) + Int64(q.after) - 1 <= Int64(today) else {
            throw .windowAfter(there: Int(today - date) + 1, wanted: q.after)
        }
        let scan = FlowScan(facts, world)
        guard let earliest = scan.earliest(q.series, least: .day) else {
            throw .nothingObserved(q.series)
        }
        let holders = Holders(q.by, in: world)
        var holder: Int?
        if let of = q.of {
            guard let found = holders.holder(of) else { throw .nobody(of) }
            holder = found
        }
        let last = date + Int32(q.after) - 1
        let span = min(earliest, date)...last
        var tally = DailyTally(span, holders, holder: holder, world)
        scan.scan(q.series, least: .day, into: &tally)
        guard let first = tally.first else { throw .nothingObserved(q.series) }
        guard Int(date) - q.before >= Int(first) else {
            throw .windowBefore(first: UTCDay(number: first), there: max(0, Int(date - first)), wanted: q.before)
        }
        var shares: [PeriodShares] = []
        if q.figure == .share {
            // The same rule as for leadership, on periods of one day.
            let days = span.map { Period(name: "", first: $0, last: $0) }
            var byDay = PeriodTally(days, holders, LeaderboardFilter(), world)
            scan.scan(q.series, least: .day, into: &byDay)
            shares = byDay.result(limit: 1, watching: [q.of ?? ""])
        }
        let values = Self.values(q, tally, shares, unit: holders.unit, from: Int(first - span.lowerBound), facts)
        let at = Int(date - span.lowerBound)
        let window = (at - q.before)..<(at + q.after)
        var sums: (own: Int128, known: Int128, rest: Int128) = (0, 0, 0)
        for place in window {
            sums.own += tally.own[place]
            sums.known += tally.known[place]
            sums.rest += tally.rest[place]
        }
        guard let result = InterruptedSeries(values, at: at, before: q.before, after: q.after) else {
            throw .tooFewDays(observed: values[window].count { $0 != nil }, of: window.count)
        }
        var placebos: [Placebo] = []
        var place = at - q.after
        while place - q.before >= Int(first - span.lowerBound) {
            placebos.append(
                Placebo(
                    date: UTCDay(number: span.lowerBound + Int32(place)),
                    result: InterruptedSeries(values, at: place, before: q.before, after: q.after)))
            place -= max(1, q.every)
        }
        guard placebos.contains(where: { $0.result != nil }) else {
            throw .noPlacebo(
                first: UTCDay(number: first), wanted: q.before + q.after, there: at - Int(first - span.lowerBound))
        }
        self.result = result
        self.placebos = placebos
        days = result.observed
        // Sums below zero hold nothing, as everywhere.
        known = ExactSum(max(0, sums.known), unit: holders.unit)
        all = ExactSum(max(0, sums.known) + max(0, sums.rest), unit: holders.unit)
        own = q.of == nil ? known : ExactSum(sums.own, unit: holders.unit)
    }

    /// The series itself, nil on days of which nothing is known.
    private static func values(
        _ q: Question, _ tally: DailyTally, _ shares: [PeriodShares], unit: Int64, from first: Int,
        _ facts: Facts
    ) -> [Double?] {
        // Where things are told as they happen, a day without news is a day on which nothing happened.
        let isTold =
            switch q.series {
            case .releases, .derivatives, .deployments: true
            case .downloads, .downloadsYoung, .pulls, .pullsYoung: false
            case .likes:
                !facts.series.indices.contains { id in
                    facts.series[id].name == Series.likes.name
                        && facts.points.rows.contains { $0.series == Int16(id) }
                }
            }
        return tally.own.indices.map { place in
            guard place >= first, isTold || tally.isObserved[place] else { return nil }
            switch q.figure {
            case .amount:
                let parts = q.of == nil ? tally.known[place] + tally.rest[place] : tally.own[place]
                return Double(parts) / Double(unit)
            case .share: return shares[place].share(q.of ?? "")?.value
            }
        }
    }
}
