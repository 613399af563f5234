import Columns
import Domain

/// Inherited obligations: the union over all paths to ancestors, each with the shortest path that brings it.
public struct Obligations: Sendable {
    public static let measure = MeasureDefinition(
        "obligations", unit: "obligations", "what a model's ancestors' licences ask, with the paths that bring it")

    public struct Inherited: Sendable, Equatable {
        public var obligation: LicenseObligations
        /// Rows from the model to the ancestor whose licence asks it: the shortest, ties by name.
        public var path: [Int]
    }

    /// In the order of the vocabulary.
    public let inherited: [Inherited]
    /// The terms of the model's own licence; nil: not known.
    public let own: LicenseTerms?
    /// Distinct ancestors, and those of them whose licence is known.
    public let ancestors: Int
    public let known: Int
    private let licenses: RowLicenses

    public init(of row: Int, in world: World, _ lineage: Lineage) {
        let licenses = RowLicenses(world)
        var found: [LicenseObligations: [Int]] = [:]
        var walk = ShortestPaths(from: row, world, lineage)
        var (ancestors, known) = (0, 0)
        while let place = walk.next() {
            ancestors += 1
            guard let terms = licenses.terms(walk.row(place)) else { continue }
            known += 1
            for obligation in LicenseObligations.each
            where terms.obligations.contains(obligation) && found[obligation] == nil {
                found[obligation] = walk.path(place)
            }
        }
        inherited = LicenseObligations.each.compactMap { obligation in
            found[obligation].map { Inherited(obligation: obligation, path: $0) }
        }
        own = licenses.terms(row)
        self.ancestors = ancestors
        self.known = known
        self.licenses = licenses
    }

    /// A row's licence: its id where it is known, else as a source writes it; nil: none is stated.
    public func statement(_ row: Int) -> String? {
        let license = licenses.license(row)
        return license.id ?? license.statement
    }
}

extension LicenseObligations {
    /// Each by itself, in the order of the vocabulary.
    static let each: [LicenseObligations] = [
        .notice, .attribution, .shareAlike, .naming, .useRestrictions, .userCap,
    ]
}
