import Columns
import Domain

/// Licence conflicts: the child's licence grants what an ancestor's withholds, or drops an obligation, on some path.
///
/// The rate is over edges: those whose child conflicts with that parent, divided by those with both licences known. The
/// list goes further: a model conflicts with any ancestor, also past models whose licence is not known.
public struct LicenseConflicts: Sendable {
    public static let measure = MeasureDefinition(
        "licenseConflicts", unit: "share", "edges whose child grants or drops what the parent's licence does not allow")

    /// What is between a model's licence and an ancestor's.
    public struct Difference: Sendable, Equatable {
        /// Granted below, withheld above.
        public var granted: LicenseGrants
        /// Asked above, dropped below.
        public var dropped: LicenseObligations

        public var isEmpty: Bool { granted.isEmpty && dropped.isEmpty }

        public init(_ child: LicenseTerms, _ ancestor: LicenseTerms) {
            granted = child.grants.subtracting(ancestor.grants)
            dropped = ancestor.obligations.subtracting(child.obligations)
        }

        init(granted: LicenseGrants, dropped: LicenseObligations) {
            self.granted = granted
            self.dropped = dropped
        }
    }

    /// A model and the nearest ancestor that it conflicts with.
    public struct Conflict: Sendable, Equatable {
        /// Rows from the model to the ancestor; the shortest way, ties by name.
        public var path: [Int]
        public var difference: Difference
    }

    /// Edges whose child conflicts with the parent, with both licences known, and all.
    public let conflicting: Int
    public let known: Int
    public let edges: Int
    /// Rows that conflict with an ancestor, with everything that is between them and any ancestor.
    public let models: [(row: Int, difference: Difference)]
    private let licenses: RowLicenses

    public init(_ world: World, _ lineage: Lineage) {
        let licenses = RowLicenses(world)
        let graph = lineage.graph
        var (conflicting, known) = (0, 0)
        for child in 0..<graph.nodeCount {
            let range = graph.parentRange(child)
            if range.isEmpty { continue }
            guard let own = licenses.terms(child) else { continue }
            for e in range {
                guard let terms = licenses.terms(Int(graph.parents[e])) else { continue }
                known += 1
                if !Difference(own, terms).isEmpty { conflicting += 1 }
            }
        }
        self.conflicting = conflicting
        self.known = known
        edges = graph.edgeCount
        // What all ancestors grant together, and what any of them asks: parents are done before children.
        var grants = [LicenseGrants](repeating: .all, count: lineage.nodeCount)
        var asked = [LicenseObligations](repeating: [], count: lineage.nodeCount)
        var models: [(row: Int, difference: Difference)] = []
        for node in 0..<lineage.nodeCount {
            var (given, duties): (LicenseGrants, LicenseObligations) = (.all, [])
            lineage.forEachParent(of: node) { parent in
                given.formIntersection(grants[parent])
                duties.formUnion(asked[parent])
            }
            let (fromAbove, dutiesFromAbove) = (given, duties)
            for row in lineage.members(of: node) {
                guard let own = licenses.terms(Int(row)) else { continue }
                given.formIntersection(own.grants)
                duties.formUnion(own.obligations)
                let difference = Difference(
                    granted: own.grants.subtracting(fromAbove), dropped: dutiesFromAbove.subtracting(own.obligations))
                if !difference.isEmpty { models.append((Int(row), difference)) }
            }
            (grants[node], asked[node]) = (given, duties)
        }
        self.models = models
        self.licenses = licenses
    }

    /// Nil where no edge has both licences known.
    public var rate: Double? { known == 0 ? nil : Double(conflicting) / Double(known) }

    /// A licence as a source writes it; nil: none is stated.
    public func statement(_ row: Int) -> String? {
        let license = licenses.license(row)
        return license.id ?? license.statement
    }

    /// The nearest ancestor that a row conflicts with; nil: there is none.
    public func nearest(_ row: Int, _ world: World, _ lineage: Lineage) -> Conflict? {
        guard let own = licenses.terms(row) else { return nil }
        var walk = ShortestPaths(from: row, world, lineage)
        while let place = walk.next() {
            guard let terms = licenses.terms(walk.row(place)) else { continue }
            let difference = Difference(own, terms)
            if !difference.isEmpty { return Conflict(path: walk.path(place), difference: difference) }
        }
        return nil
    }
}
