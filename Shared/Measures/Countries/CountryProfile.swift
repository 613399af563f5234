import Columns
import Domain

/// One country in figures: who publishes there, what, how openly, and how it is taken up.
public struct CountryProfile: Sendable, Equatable {
    public static let measure = MeasureDefinition(
        "country", unit: "country", "publishers, models, releases by year, access and adoption of one country")

    /// The models published in one year.
    public struct Year: Sendable, Equatable {
        public var year: Int
        public var models = 0
        /// Of these, with known access.
        public var known = 0
        /// Of these, without released weights.
        public var closed = 0
    }

    /// Described models of the country, within the window where one was asked for.
    public private(set) var models = 0
    /// Publishers of these models, and of those whose weights can be had.
    public private(set) var publishers = 0
    public private(set) var openPublishers = 0
    /// How many publishers there are of each kind.
    public private(set) var kinds: [OrganizationKind: Int] = [:]
    public private(set) var access: [Access: Int] = [:]
    /// Years ascending.
    public private(set) var years: [Year] = []
    /// Models of which nobody knows the year.
    public private(set) var undated = 0
    /// Sums over the models that have a figure, and how many have one.
    public private(set) var netLikes: Int64 = 0
    public private(set) var withLikes = 0
    public private(set) var downloads30d: Int64 = 0
    public private(set) var withDownloads = 0
    public private(set) var derivatives = 0

    /// - Parameter days: only what was released in this window, in days since 1970; what has no such date is left out.
    public init(_ country: Country, in world: World, days: ClosedRange<Int32>? = nil) {
        let published = PublicationDays(world, least: .year)
        let exact = PublicationDays(world, least: .day)
        var byYear: [Int: Year] = [:]
        var all: Set<Int32> = []
        var open: Set<Int32> = []
        let table = world.models
        for row in 0..<table.count where table.country[row] == country && world.isModel(row) {
            if let days {
                let day = exact.day(row)
                guard day != .null, days.contains(day) else { continue }
            }
            models += 1
            let publisher = world.organizationRow[row]
            if publisher != .null {
                all.insert(publisher)
                if table.access[row].hasWeights { open.insert(publisher) }
            }
            access[table.access[row], default: 0] += 1
            let day = published.day(row)
            if day == .null {
                undated += 1
            } else {
                let year = UTCDay(number: day).components.year
                byYear[year, default: Year(year: year)].models += 1
                if table.access[row] != .unknown {
                    byYear[year]?.known += 1
                    if !table.access[row].hasWeights { byYear[year]?.closed += 1 }
                }
            }
            if table.netLikes[row] != .null {
                netLikes += table.netLikes[row]
                withLikes += 1
            }
            if table.downloads30d[row] != .null {
                downloads30d += table.downloads30d[row]
                withDownloads += 1
            }
            derivatives += Int(table.derivatives[row])
        }
        publishers = all.count
        openPublishers = open.count
        for row in all { kinds[world.organizations.kind[Int(row)], default: 0] += 1 }
        years = byYear.values.sorted { $0.year < $1.year }
    }
}
