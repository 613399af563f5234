import Columns
import Domain
import Frameworks

/// Which way the releases of an organization or a country go: towards open or towards closed.
public enum OpennessTrend {
    public static let measure = MeasureDefinition(
        "opennessTrend", unit: "points per year", "which way the openness of a body's releases goes")

    public enum Axis: String, Sendable, CaseIterable {
        case weights, science
    }

    public enum Weighting: String, Sendable, CaseIterable {
        /// Every release counts one.
        case release
        /// Every release counts its adoption.
        case adoption
    }

    public enum Adoption: String, Sendable, CaseIterable {
        case likes, downloads
    }

    public struct Question: Sendable {
        public var country: Country?
        /// A row of the world's organizations.
        public var organization: Int32?
        /// Only releases that rest on no other model's weights.
        public var foundationsOnly: Bool
        public var adoption: Adoption
        public var minimumRun: Int

        public init(
            country: Country? = nil, organization: Int32? = nil, foundationsOnly: Bool = false,
            adoption: Adoption = .likes, minimumRun: Int = 3
        ) {
            self.country = country
            self.organization = organization
            self.foundationsOnly = foundationsOnly
            self.adoption = adoption
            self.minimumRun = minimumRun
        }
    }

    /// A release with what is known of it.
    public struct Release: Sendable, Equatable {
        public var row: Int
        /// Days since 1970: the release, or where nobody says, the creation of its repository.
        public var day: Int32
        public var isReleaseDate: Bool
        public var value: Double
        public var adoption: Int64
    }

    /// One trend.
    public struct Trend: Sendable, Equatable {
        public var axis: Axis
        public var weighting: Weighting
        /// Points of the axis, which goes from 0 to 1, per year of 365.25 days.
        public var slope: Double?
        public var test: MannKendall?
        /// Releases that count.
        public var releases: Int
        /// Why there is no slope, or no significance.
        public var reason: String?
    }

    public struct Result: Sendable {
        public var axis: Axis
        /// Releases of the body, dated or not, known or not.
        public var all: Int
        /// Dated releases of which the axis is known.
        public var releases: [Release]
        public var trends: [Trend]
        public var changes: [RegimeChange]
        /// Above how many different days and values releases are taken by month.
        public var byMonth: Bool
    }

    /// The most points that pairs are made of; more are taken by the first of their UTC month.
    static let maximumPoints = 3_000
    /// An axis of at least this much is open, for regime changes.
    static let openFrom = 0.5

    public static func trend(
        _ question: Question, _ axis: Axis, _ reading: OpennessReading, proceed: () -> Bool = { true }
    ) -> Result? {
        let world = reading.world
        var all = 0
        var releases: [Release] = []
        var axes = KnownAxes()
        for row in 0..<world.models.count {
            if row & 0xffff == 0, !proceed() { return nil }
            guard matches(question, world, row) else { continue }
            all += 1
            guard let date = date(row, world), let value = axes.value(axis, row, reading) else { continue }
            let adoption = question.adoption == .likes ? world.models.netLikes[row] : world.models.downloads30d[row]
            releases.append(
                Release(
                    row: row, day: date.day, isReleaseDate: date.isRelease, value: value,
                    adoption: max(0, adoption.orNil ?? 0)))
        }
        releases.sort { a, b in a.day != b.day ? a.day < b.day : world.models.name.isLess(a.row, b.row) }
        let grain = Set(releases.map { Grain(day: $0.day, value: $0.value) }).count > maximumPoints
        return Result(
            axis: axis, all: all, releases: releases,
            trends: Weighting.allCases.map { trend(releases, axis, $0, byMonth: grain) },
            changes: RegimeChange.find(
                releases.map { .init(day: $0.day, isOpen: $0.value >= openFrom) }, minimumRun: question.minimumRun),
            byMonth: grain)
    }

    private struct Grain: Hashable {
        var day: Int32
        var value: Double
    }

    private static func matches(_ question: Question, _ world: World, _ row: Int) -> Bool {
        guard world.isModel(row) else { return false }
        if let country = question.country, world.models.country[row] != country { return false }
        if let organization = question.organization, world.organizationRow[row] != organization { return false }
        guard question.foundationsOnly else { return true }
        return !world.graph.parentRange(row).contains { world.graph.relations[$0].isWeightsOrUnknown }
    }

    /// When a model came out, not after the world's time.
    private static func date(_ row: Int, _ world: World) -> (day: Int32, isRelease: Bool)? {
        let today = world.asOf == .null ? Int32.max : Timestamp(microseconds: world.asOf).day.number
        if let day = world.models.released[row].orNil { return day <= today ? (day, true) : nil }
        guard let created = world.models.created[row].orNil else { return nil }
        let day = Timestamp(microseconds: created).day.number
        return day <= today ? (day, false) : nil
    }

    static func trend(_ releases: [Release], _ axis: Axis, _ weighting: Weighting, byMonth: Bool) -> Trend {
        let counted = weighting == .release ? releases : releases.filter { $0.adoption > 0 }
        var trend = Trend(axis: axis, weighting: weighting, releases: counted.count)
        func time(_ release: Release) -> Int64 {
            guard byMonth else { return Int64(release.day) }
            return Int64(release.day) - Int64(UTCDay(number: release.day).components.day - 1)
        }
        let slope = TheilSen.slope(
            counted.map {
                .init(
                    time: time($0), value: $0.value, weight: weighting == .release ? 1 : UInt64($0.adoption))
            })
        guard counted.count >= 3, let slope else {
            trend.reason =
                counted.count < 3
                ? "a trend needs three dated releases of which the axis is known"
                    + (weighting == .adoption ? " and that were adopted" : "") + "; there are \(counted.count)"
                : "all of the \(counted.count) releases came out at one time"
            return trend
        }
        trend.slope = slope * 365.25
        let total = counted.reduce(0) { $0 + Double($1.adoption) }
        trend.test = MannKendall(
            counted.map {
                .init(
                    time: time($0), value: $0.value, weight: weighting == .release ? 1 : Double($0.adoption) / total)
            }, isWeighted: weighting == .adoption)
        if trend.test == nil { trend.reason = "all of the releases are equally open: there is nothing to test" }
        return trend
    }
}

/// The axes of models, where they are known: of weights if any source says whether there are any; of science if somebody
/// looked for components, since a listing cannot show that something is missing. What listings alone say is worked out
/// once for all that say the same.
struct KnownAxes {
    private var weights: [[ListedKey]: Double?] = [:]
    private var single: [ListedKey: Double?] = [:]

    mutating func value(_ axis: OpennessTrend.Axis, _ row: Int, _ reading: OpennessReading) -> Double? {
        switch axis {
        case .science:
            return reading.hasComponents(row) ? OpennessAxes(reading.evidence(row).states).science : nil
        case .weights:
            if reading.hasComponents(row) { return Self.weights(reading.evidence(row)) }
            if let key = reading.singleKey(row) {
                if let known = single[key] { return known }
                let value = Self.weights(reading.evidence(row))
                single[key] = .some(value)
                return value
            }
            let key = reading.listedKey(row)
            if let known = weights[key] { return known }
            let value = Self.weights(reading.evidence(row))
            weights[key] = .some(value)
            return value
        }
    }

    private static func weights(_ evidence: Evidence) -> Double? {
        evidence[.finalParameters].followed == nil ? nil : OpennessAxes(evidence.states).weights
    }
}
