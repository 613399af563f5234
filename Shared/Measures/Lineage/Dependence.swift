import Columns
import Domain

/// Dependence of A on B: D(A<-B) = sum of w(child) over edges with c(child) = A and c(parent) = B, divided by the same
/// over edges with c(child) = A and c(parent) known.
///
/// With attribution to roots each child counts once, handed to its roots by f: f(root, root) = 1, f(m, r) = mean over
/// parents p of f(p, r). A child without parents depends on nobody and does not count.
public struct Dependence: Sendable {
    public static let measure = MeasureDefinition(
        "dependence", unit: "share", "how far one country's models rest on another's")
    public static let definition = measure.id

    public enum Attribution: String, Sendable, CaseIterable { case direct, root }
    public enum Scope: String, Sendable, CaseIterable { case all, crossOrganization, foreign }
    public enum Weight: String, Sendable, CaseIterable { case count, likes, downloads }

    /// What is asked.
    public struct Question: Sendable, Equatable {
        /// The country of the children; nil: every country, for the matrix.
        public var of: Country?
        public var relations: Set<Relation>
        public var attribution: Attribution
        public var scope: Scope
        public var weight: Weight

        public init(
            of: Country?, relations: Set<Relation> = Set(Relation.allCases.filter(\.isWeightsOrUnknown)),
            attribution: Attribution = .direct, scope: Scope = .all, weight: Weight = .count
        ) {
            self.of = of
            self.relations = relations
            self.attribution = attribution
            self.scope = scope
            self.weight = weight
        }
    }

    /// One cell: children of a country on parents of a country.
    public struct Pair: Hashable, Sendable {
        public var child: Country
        public var parent: Country

        public init(child: Country, parent: Country) {
            self.child = child
            self.parent = parent
        }
    }

    /// The sums of weights by cell; parents of unknown or unreviewed country included under these words.
    public private(set) var cells: [Pair: Double] = [:]

    /// The sum over known parents of a country's children.
    public func known(of child: Country) -> Double {
        sum(child) { $0.isKnown }
    }

    /// The same sum without the condition that the parent's country be known.
    public func all(of child: Country) -> Double { sum(child) { _ in true } }

    /// The shares of a country's dependence, descending, ties by the country's word bytewise.
    public func shares(of child: Country) -> [(parent: Country, value: Double, numerator: Double)] {
        let known = known(of: child)
        guard known > 0 else { return [] }
        return cells.filter { $0.key.child == child && $0.key.parent.isKnown && $0.value > 0 }
            .map { (parent: $0.key.parent, value: $0.value / known, numerator: $0.value) }
            .sorted { $0.numerator != $1.numerator ? $0.numerator > $1.numerator : $0.parent.name < $1.parent.name }
    }

    private func sum(_ child: Country, _ condition: (Country) -> Bool) -> Double {
        // In a fixed order, so that sums of fractions come out the same every time.
        cells.filter { $0.key.child == child && condition($0.key.parent) }
            .sorted { $0.key.parent.rawValue < $1.key.parent.rawValue }.reduce(0) { $0 + $1.value }
    }

    public init(_ question: Question, in world: World) {
        let graph = world.graph
        let names = world.models.name
        let roots =
            question.attribution == .root
            ? Roots(
                graph.filtered(question.relations.contains), isFirst: { names.isLess(Int($0), Int($1)) }) : nil
        var fractions: [Pair: [Double]] = [:]
        for child in 0..<graph.nodeCount {
            if let of = question.of, world.models.country[child] != of { continue }
            if world.models.flags[child].contains(.artifact) { continue }
            let weight = Self.weight(question.weight, child, world)
            if weight == 0 { continue }
            if let roots {
                roots.forEach(child) { root, share in
                    guard let pair = Self.pair(question, world, child, root) else { return }
                    if share == 1 {
                        cells[pair, default: 0] += weight
                    } else {
                        fractions[pair, default: []].append(weight * share)
                    }
                }
            } else {
                for e in graph.parentRange(child) where question.relations.contains(graph.relations[e]) {
                    guard let pair = Self.pair(question, world, child, Int(graph.parents[e])) else { continue }
                    cells[pair, default: 0] += weight
                }
            }
        }
        // Added from the smallest up, so that sums do not depend on how rows are numbered.
        for (pair, parts) in fractions {
            cells[pair, default: 0] += parts.sorted().reduce(0, +)
        }
    }

    /// The cell of an edge; nil: it is out of the question's scope.
    private static func pair(_ question: Question, _ world: World, _ child: Int, _ parent: Int) -> Pair? {
        let (a, b) = (world.models.country[child], world.models.country[parent])
        switch question.scope {
        case .all: break
        case .crossOrganization:
            let (x, y) = (world.organizationRow[child], world.organizationRow[parent])
            if x == y, x != .null { return nil }
        case .foreign:
            if a == b { return nil }
        }
        return Pair(child: a, parent: b)
    }

    private static func weight(_ weight: Weight, _ row: Int, _ world: World) -> Double {
        switch weight {
        case .count: 1
        case .likes: Double(max(0, world.models.netLikes[row].orNil ?? 0))
        case .downloads: Double(max(0, world.models.downloads30d[row].orNil ?? 0))
        }
    }
}
