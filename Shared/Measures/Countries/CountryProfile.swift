import Columns
import Domain

/// One country in figures: who publishes there, what, how openly, and how it is taken up.
///
/// A joint release counts for each of its organisations' countries with an equal part, in every figure but the numbers of
/// publishers: those are the organisations of the country that published it.
public struct CountryProfile: Sendable, Equatable {
    public static let measure = MeasureDefinition(
        "country", unit: "country", "publishers, models, releases by year, access and adoption of one country")

    /// The models published in one year.
    public struct Year: Sendable, Equatable {
        public var year: Int
        public var models: ExactSum = 0
        /// Of these, with known access.
        public var known: ExactSum = 0
        /// Of these, without released weights.
        public var closed: ExactSum = 0
    }

    /// Described models of the country, within the window where one was asked for.
    public private(set) var models: ExactSum = 0
    /// Publishers of these models, and of those whose weights can be had.
    public private(set) var publishers = 0
    public private(set) var openPublishers = 0
    /// How many publishers there are of each kind.
    public private(set) var kinds: [OrganizationKind: Int] = [:]
    public private(set) var access: [Access: ExactSum] = [:]
    /// Years ascending.
    public private(set) var years: [Year] = []
    /// Models of which nobody knows the year.
    public private(set) var undated: ExactSum = 0
    /// Sums over the models that have a figure, and how many have one.
    public private(set) var netLikes: ExactSum = 0
    public private(set) var withLikes = 0
    public private(set) var downloads30d: ExactSum = 0
    public private(set) var withDownloads = 0
    public private(set) var derivatives: ExactSum = 0

    /// - Parameter days: only what was released in this window, in days since 1970; what has no such date is left out.
    public init(_ country: Country, in world: World, days: ClosedRange<Int32>? = nil) {
        let published = PublicationDays(world, least: .year)
        let exact = PublicationDays(world, least: .day)
        var byYear: [Int: Year] = [:]
        var all: Set<Int32> = []
        var open: Set<Int32> = []
        let table = world.models
        let hasJoint = !world.joint.isEmpty
        for row in 0..<table.count {
            let shared = hasJoint ? world.joint.countries(row, table.flags[row]) : nil
            guard shared?.contains(country) ?? (table.country[row] == country), world.isModel(row) else { continue }
            if let days {
                let day = exact.day(row)
                guard day != .null, days.contains(day) else { continue }
            }
            let part = shared.map { JointReleases.part(ExactSum.one, of: $0.count) } ?? ExactSum.one
            models.add(1, times: part)
            for publisher in Self.publishers(row, country, world) {
                all.insert(publisher)
                if table.access[row].hasWeights { open.insert(publisher) }
            }
            access[table.access[row], default: 0].add(1, times: part)
            let day = published.day(row)
            if day == .null {
                undated.add(1, times: part)
            } else {
                let year = UTCDay(number: day).components.year
                byYear[year, default: Year(year: year)].models.add(1, times: part)
                if table.access[row] != .unknown {
                    byYear[year]?.known.add(1, times: part)
                    if !table.access[row].hasWeights { byYear[year]?.closed.add(1, times: part) }
                }
            }
            if table.netLikes[row] != .null {
                netLikes.add(table.netLikes[row], times: part)
                withLikes += 1
            }
            if table.downloads30d[row] != .null {
                downloads30d.add(table.downloads30d[row], times: part)
                withDownloads += 1
            }
            derivatives.add(Int64(table.derivatives[row]), times: part)
        }
        publishers = all.count
        openPublishers = open.count
        for row in all { kinds[world.organizations.kind[Int(row)], default: 0] += 1 }
        years = byYear.values.sorted { $0.year < $1.year }
    }

    /// Who of a country published a row of it.
    private static func publishers(_ row: Int, _ country: Country, _ world: World) -> [Int32] {
        guard let joint = world.joint.organizations[Int32(row)] else {
            return world.organizationRow[row] == .null ? [] : [world.organizationRow[row]]
        }
        return joint.filter { world.organizations.country[Int($0)] == country }
    }
}
