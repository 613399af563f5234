import Domain

/// Dependence of every country on every other, and where it is not mutual: D(A<-B) - D(B<-A).
public struct DependenceMatrix: Sendable {
    public static let measure = MeasureDefinition(
        "dependenceMatrix", unit: "share", "every country's dependence on every other, and its asymmetry")

    /// One country's row.
    public struct Row: Sendable {
        public var child: Country
        /// Over parents of known country, and over all.
        public var known: Double
        public var all: Double
        /// Descending, ties by the country's word; empty where no parent is known.
        public var shares: [(parent: Country, value: Double, numerator: Double)]
    }

    /// By how much the first country rests more on the second than the other way round.
    public struct Asymmetry: Sendable, Equatable {
        public var first: Country
        public var second: Country
        /// D(first<-second) and D(second<-first); nil where the child country has no edge with a known parent.
        public var forward: Double?
        public var backward: Double?
        /// Their difference; nil unless both are known.
        public var difference: Double? {
            guard let forward, let backward else { return nil }
            return forward - backward
        }
    }

    /// Countries with children, known ones first, by word.
    public let rows: [Row]
    /// Pairs of known countries of which either rests on the other, by words.
    public let asymmetries: [Asymmetry]
    /// Sums over all children, with known parents and with any.
    public let known: Double
    public let all: Double

    public init(_ dependence: Dependence) {
        let sums = dependence.sums
        rows = Set(sums.keys.map(\.child)).sorted { ($1.isKnown ? 1 : 0, $0.name) < ($0.isKnown ? 1 : 0, $1.name) }
            .map {
                Row(
                    child: $0, known: dependence.known(of: $0), all: dependence.all(of: $0),
                    shares: dependence.shares(of: $0))
            }
        var pairs: Set<[String]> = []
        var total = ExactSum()
        var known = ExactSum()
        for (pair, sum) in sums {
            total += sum
            guard pair.parent.isKnown else { continue }
            known += sum
            guard pair.child.isKnown, pair.child != pair.parent else { continue }
            pairs.insert([pair.child.name, pair.parent.name].sorted())
        }
        asymmetries = pairs.sorted { $0.lexicographicallyPrecedes($1) }.compactMap { names in
            guard let a = Country(name: names[0]), let b = Country(name: names[1]) else { return nil }
            return Asymmetry(
                first: a, second: b, forward: dependence.share(of: a, on: b), backward: dependence.share(of: b, on: a))
        }
        all = total.value
        self.known = known.value
    }
}
