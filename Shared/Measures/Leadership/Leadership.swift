import Columns
import Domain

/// A series by period and holder: who leads, and by how much.
public struct Leadership: Sendable {
    public static let measure = MeasureDefinition(
        "leadership", unit: "share", "who holds most of a series, period by period")

    /// The most periods of one answer.
    public static let mostPeriods = 1_000

    /// What is asked.
    public struct Question: Sendable, Equatable {
        public var series: FlowSeries
        public var by: Holders.By
        public var kind: PeriodKind
        /// The first and the last day, days since 1970; nil: the first record, the world's time. Periods that they lie in
        /// are in whole.
        public var from: Int32?
        public var to: Int32?
        public var filter: LeaderboardFilter
        /// How many shares of each period are wanted, at least two; and whose beside them.
        public var limit: Int
        public var watched: [String]

        public init(
            series: FlowSeries = .downloads, by: Holders.By = .country, kind: PeriodKind = .month, from: Int32? = nil,
            to: Int32? = nil, filter: LeaderboardFilter = LeaderboardFilter(), limit: Int = .max,
            watched: [String] = []
        ) {
            self.series = series
            self.by = by
            self.kind = kind
            self.from = from
            self.to = to
            self.filter = filter
            self.limit = limit
            self.watched = watched
        }
    }

    /// Why there is no series.
    public enum Refusal: Error, Equatable {
        case nothingObserved(FlowSeries)
        /// The window's last day is before its first.
        case backwards
        /// It begins after the world's time.
        case future(asOf: Int32)
        /// It ends before anything was seen.
        case beforeRecord(FlowSeries, first: Int32)
        case unobserved(FlowSeries)
        case tooManyPeriods
        /// The conditions exclude one another.
        case contradiction(String)
    }

    public let periods: [PeriodShares]
    /// What happened on a day nobody knows well enough: it is in no period.
    public let undated: Int
    /// The last day that is in: the last period may go on after it.
    public let lastDay: Int32

    public var known: ExactSum { periods.reduce(into: 0) { $0 += $1.known } }
    public var all: ExactSum { periods.reduce(into: 0) { $0 += $1.all } }

    /// Whether a period was over at the world's time.
    public func isComplete(_ period: Period) -> Bool { period.last <= lastDay }

    public init(_ question: Question, _ facts: Facts, _ world: World) throws(Refusal) {
        if let reason = question.filter.contradiction { throw .contradiction(reason) }
        if let from = question.from, let to = question.to, from > to { throw .backwards }
        guard world.asOf != .null else { throw .nothingObserved(question.series) }
        let today = world.today
        if let from = question.from, from > today { throw .future(asOf: today) }
        let scan = FlowScan(facts, world)
        let least = question.kind.leastPrecision
        guard let earliest = scan.earliest(question.series, least: least) else {
            throw .nothingObserved(question.series)
        }
        let from = question.from ?? earliest
        let to = min(question.to ?? today, today)
        guard from <= to else { throw .beforeRecord(question.series, first: earliest) }
        guard
            let periods = Period.cover(
                from...to, question.kind, limit: question.from == nil ? .max : Self.mostPeriods)
        else { throw .tooManyPeriods }
        var tally = PeriodTally(periods, Holders(question.by, in: world), question.filter, world)
        scan.scan(question.series, least: least, into: &tally)
        guard let first = tally.firstObserved else { throw .nothingObserved(question.series) }
        let result = tally.result(limit: max(2, question.limit), watching: question.watched)
        guard result.contains(where: \.isObserved) else {
            if let last = periods.last?.last, last < first { throw .beforeRecord(question.series, first: first) }
            throw .unobserved(question.series)
        }
        // Without a first day it begins with the first period in which anything could have counted.
        self.periods = question.from == nil ? Array(result.drop { !$0.isObserved }) : result
        guard self.periods.count <= Self.mostPeriods else { throw .tooManyPeriods }
        undated = tally.undated
        lastDay = today
    }
}

extension Leadership.Refusal: CustomStringConvertible {
    /// A sentence a person can act on.
    public var description: String {
        switch self {
        case .nothingObserved(let series):
            "there is no record of \(series.words) at this time that fulfils these conditions"
        case .backwards: "'from' is after 'to': the window is empty"
        case .future(let asOf): "the window begins after the time of the answer, \(UTCDay(number: asOf))"
        case .beforeRecord(let series, let first):
            "the window ends before anything is known of \(series.words): the first record is of "
                + "\(UTCDay(number: first))"
        case .unobserved(let series): "nothing was observed of \(series.words) in this window; choose a wider one"
        case .tooManyPeriods:
            "the window has more than \(Leadership.mostPeriods) periods; give 'from' and 'to', or a longer period"
        case .contradiction(let reason): reason
        }
    }
}
