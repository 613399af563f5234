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
    public typealias Weight = AdoptionWeight

    /// What is asked.
    public struct Question: Sendable, Equatable {
        /// The country of the children; nil: every country, for the matrix.
        public var of: Country?
        public var lineage: LineageChoice
        public var attribution: Attribution
        public var scope: Scope
        public var weight: Weight

        public init(
            of: Country?, lineage: LineageChoice = .standard, attribution: Attribution = .direct, scope: Scope = .all,
            weight: Weight = .count
        ) {
            self.of = of
            self.lineage = lineage
            self.attribution = attribution
            self.scope = scope
            self.weight = weight
        }

        public init(
            of: Country?, relations: Set<Relation>, attribution: Attribution = .direct, scope: Scope = .all,
            weight: Weight = .count
        ) {
            self.init(
                of: of, lineage: LineageChoice(relations: relations), attribution: attribution, scope: scope,
                weight: weight)
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
    public let sums: [Pair: ExactSum]
    /// The same, rounded to doubles.
    public var cells: [Pair: Double] { sums.mapValues(\.value) }

    /// The sum over known parents of a country's children.
    public func known(of child: Country) -> Double { sum(child) { $0.isKnown }.value }

    /// The same sum without the condition that the parent's country be known.
    public func all(of child: Country) -> Double { sum(child) { _ in true }.value }

    /// The shares of a country's dependence, descending, ties by the country's word bytewise.
    public func shares(of child: Country) -> [(parent: Country, value: Double, numerator: Double)] {
        let known = known(of: child)
        guard known > 0 else { return [] }
        return sums.filter { $0.key.child == child && $0.key.parent.isKnown && !$0.value.isZero }
            .sorted { $0.value != $1.value ? $0.value > $1.value : $0.key.parent.name < $1.key.parent.name }
            .map { (parent: $0.key.parent, value: $0.value.value / known, numerator: $0.value.value) }
    }

    /// One share; nil where no parent is known.
    public func share(of child: Country, on parent: Country) -> Double? {
        let known = known(of: child)
        return known > 0 ? (sums[Pair(child: child, parent: parent)]?.value ?? 0) / known : nil
    }

    private func sum(_ child: Country, _ condition: (Country) -> Bool) -> ExactSum {
        var total = ExactSum()
        for (pair, sum) in sums where pair.child == child && condition(pair.parent) { total += sum }
        return total
    }

    public init(_ question: Question, in world: World) {
        self.init(question, in: world, question.attribution == .root ? Lineage(world, question.lineage) : nil)
    }

    /// - Parameter lineage: that of the question, where it is at hand; direct dependence does without.
    public init(_ question: Question, in world: World, _ lineage: Lineage?) {
        // Countries as small numbers, sums in one block: two million children are a loop over columns.
        var numbers = [Int16](repeating: -1, count: 1 << 16)
        var countries: [Country] = []
        func number(_ country: Country) {
            guard numbers[Int(country.rawValue)] < 0 else { return }
            numbers[Int(country.rawValue)] = Int16(countries.count)
            countries.append(country)
        }
        for country in world.models.country { number(country) }
        for shared in world.joint.countries.values { for country in shared { number(country) } }
        let width = countries.count
        var block = [ExactSum](repeating: ExactSum(), count: width * width)
        block.withUnsafeMutableBufferPointer { block in
            numbers.withUnsafeBufferPointer { numbers in
                Self.visit(question, world, lineage) { edge in
                    let a = Int(numbers[Int(edge.childCountry.rawValue)])
                    let b = Int(numbers[Int(edge.parentCountry.rawValue)])
                    block[a * width + b].add(edge.weight, times: edge.share)
                }
            }
        }
        var sums: [Pair: ExactSum] = [:]
        for (place, sum) in block.enumerated() where !sum.isZero {
            sums[Pair(child: countries[place / width], parent: countries[place % width])] = sum
        }
        self.sums = sums
    }
}
