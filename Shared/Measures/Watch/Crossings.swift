import Columns
import Domain

/// Every crossover between two countries that a state knows of: of each series the first month from which one's share
/// exceeded the other's for three months in a row, as the measure `crossover` finds it, over whole months alone.
public struct Crossings: Sendable, Equatable {
    public struct Key: Hashable, Sendable {
        public var series: FlowSeries
        public var of: String
        public var over: String
    }

    /// The month; a pair that began with one ahead has not crossed and is not in.
    public private(set) var months: [Key: String] = [:]

    /// The series that are looked at.
    public static let series: [FlowSeries] = [.downloads, .derivatives, .likes, .releases, .deployments]

    /// - Parameter proceed: asked before each series; false gives up.
    /// - Returns: nil when `proceed` said no.
    public init?(_ facts: Facts, _ world: World, proceed: () -> Bool = { true }) {
        for series in Self.series {
            guard proceed() else { return nil }
            // A series nobody has recorded has no crossovers.
            guard let leadership = try? Leadership(.init(series: series, by: .country), facts, world) else { continue }
            take(series, leadership.periods.filter { leadership.isComplete($0.period) })
        }
    }

    init() {}

    mutating func take(_ series: FlowSeries, _ periods: [PeriodShares], run k: Int = Crossover.defaultRun) {
        let names = Set(periods.flatMap { $0.shares.map(\.key) })
            .filter { Country(name: $0).map { $0.isKnown && $0 != .other } ?? false }.sorted()
        let count = names.count
        let place = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
        var runs = [Int](repeating: 0, count: count * count)
        var isDecided = [Bool](repeating: false, count: count * count)
        var observed = 0
        var firstOfRun = [Int](repeating: 0, count: count * count)
        for (at, period) in periods.enumerated() {
            guard period.known > 0 else {
                for pair in runs.indices { runs[pair] = 0 }
                continue
            }
            var amounts = [ExactSum](repeating: 0, count: count)
            for share in period.shares { if let row = place[share.key] { amounts[row] = share.numerator } }
            for a in 0..<count {
                for b in 0..<count where amounts[a] <= amounts[b] { runs[a * count + b] = 0 }
                for b in 0..<count where amounts[a] > amounts[b] {
                    let pair = a * count + b
                    if runs[pair] == 0 { firstOfRun[pair] = observed }
                    runs[pair] += 1
                    guard runs[pair] == k, !isDecided[pair] else { continue }
                    isDecided[pair] = true
                    // Ahead since anything is known: nobody saw it cross.
                    if firstOfRun[pair] == 0 { continue }
                    let key = Key(series: series, of: names[a], over: names[b])
                    months[key] = periods[at - k + 1].period.name
                }
            }
            observed += 1
        }
    }

    /// What is crossed in a later state and was not in an earlier one.
    public static func events(_ old: Crossings, _ new: Crossings) -> [WatchEvent] {
        new.months.filter { old.months[$0.key] == nil }.map { key, month in
            WatchEvent(
                .crossover, "\(key.of) over \(key.over)", scope: key.series.rawValue,
                countries: [key.of, key.over].compactMap(Country.init(name:)), after: .text(month),
                text: "\(key.of) came to exceed \(key.over) in \(key.series.words): from \(month) on, for"
                    + " \(Crossover.defaultRun) months in a row")
        }.sorted(by: WatchEvent.isBefore)
    }
}
