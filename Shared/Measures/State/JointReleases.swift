import Columns
import Domain

/// Models that several organisations published together. Nearly all models have one publisher, so only the others are
/// kept, by row.
///
/// A joint release shares its weight equally among its organisations' countries: each country once, and those whose
/// country nobody knows together as one more part. Its publisher, the organisation that is named first, and the
/// publisher's country stand in the columns like everybody's.
public struct JointReleases: Sendable, Equatable {
    /// The rows of the organisations, the publisher first; at least two.
    public private(set) var organizations: [Int32: [Int32]] = [:]
    /// The countries, ascending by their code; only where there are at least two. These rows have the flag
    /// `jointRelease`.
    public private(set) var countries: [Int32: [Country]] = [:]

    public init() {}

    /// Whether no release is shared between countries.
    public var isEmpty: Bool { countries.isEmpty }

    /// Takes in what is known of a row; fewer than two organisations: it is no joint release, or no longer.
    mutating func set(_ row: Int32, _ found: JointRelease?) {
        if found == nil, organizations.isEmpty { return }
        organizations[row] = found?.organizations
        countries[row] = (found?.countries).flatMap { $0.count > 1 ? $0 : nil }
    }

    /// The countries among which a row's weight is shared; nil: it has one, which stands in the column.
    @inline(__always)
    func countries(_ row: Int, _ flags: ModelFlags) -> [Country]? {
        flags.contains(.jointRelease) ? countries[Int32(row)] : nil
    }

    /// The part of each of some countries, in units of `ExactSum.one`: equal for all, rounded once.
    static func part(_ share: Int64, of count: Int) -> Int64 { (share + Int64(count) / 2) / Int64(count) }

    /// The least common multiple of the numbers of countries: in parts of it every share is a whole number.
    var unit: Int64 {
        Set(countries.values.map(\.count)).reduce(1) { unit, count in
            var (a, b) = (unit, Int64(count))
            while b != 0 { (a, b) = (b, a % b) }
            return unit / a * Int64(count)
        }
    }

    /// Replaces countries, which may join parts of one release.
    mutating func replaceCountries(_ replace: (Country) -> Country) -> [(row: Int32, countries: [Country])] {
        var changed: [(row: Int32, countries: [Country])] = []
        for (row, old) in countries.sorted(by: { $0.key < $1.key }) {
            let new = JointRelease.shared(old.map(replace))
            guard new != old else { continue }
            countries[row] = new.count > 1 ? new : nil
            changed.append((row, new))
        }
        return changed
    }
}

/// One model that several organisations published together.
struct JointRelease: Equatable {
    /// Rows of organisations, each once, the publisher first.
    var organizations: [Int32]
    var countries: [Country]

    /// Nil: there are fewer than two organisations, as some names may be one organisation's.
    init?(_ rows: [Int32], _ table: OrganizationTable) {
        var distinct: [Int32] = []
        for row in rows where row != .null && !distinct.contains(row) { distinct.append(row) }
        guard distinct.count > 1 else { return nil }
        organizations = distinct
        countries = Self.shared(distinct.map { table.country[Int($0)] })
    }

    /// Each country once, ascending; all that nobody knows are one.
    static func shared(_ countries: [Country]) -> [Country] {
        let known = Set(countries.filter(\.isKnown)).sorted { $0.rawValue < $1.rawValue }
        let unknown = countries.filter { !$0.isKnown }.min { $0.rawValue < $1.rawValue }
        return (unknown.map { [$0] } ?? []) + known
    }
}
