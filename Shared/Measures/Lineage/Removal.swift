import Columns
import Domain

/// Removal impact: the share of adoption that has a model, an organisation or a country as an ancestor.
///
/// What is removed counts as its own ancestor, as a root does in root attribution: removing everything takes everything.
public struct Removal: Sendable {
    public static let measure = MeasureDefinition(
        "removal", unit: "share", "share of adoption that has a model, an organization or a country as an ancestor")

    /// The adoption of what is removed and of everything that comes from it.
    public let numerator: ExactSum
    /// Of these the adoption of what is removed itself.
    public let own: ExactSum
    /// The adoption of all described models.
    public let all: CountedAdoption
    /// Described models that would be gone, with a figure or without.
    public let models: Int
    /// Rows that are what is removed, placeholders and artifacts among them: none, and there is nothing to remove.
    public let subjects: Int
    /// Models that are not gone, of which an ancestor or the model itself has no known country: for countries they might
    /// be. In adoption.
    public let undecided: ExactSum

    public init(_ subject: LineageSubject, weight: AdoptionWeight, in world: World, _ lineage: Lineage) {
        let m = lineage.nodeCount
        var isGone = [Bool](repeating: false, count: m)
        var isUnsure = [Bool](repeating: false, count: m)
        var asksCountry = false
        var subjects = 0
        if case .country = subject { asksCountry = true }
        for row in 0..<world.models.count {
            let node = lineage.node(of: row)
            if subject.contains(world, row) {
                isGone[node] = true
                subjects += 1
            }
            if asksCountry, !world.hasKnownCountries(row) { isUnsure[node] = true }
        }
        for node in 0..<m {
            lineage.forEachParent(of: node) { parent in
                if isGone[parent] { isGone[node] = true }
                if isUnsure[parent] { isUnsure[node] = true }
            }
        }
        var all = CountedAdoption()
        var (numerator, own, undecided) = (ExactSum(), ExactSum(), ExactSum())
        var models = 0
        for row in 0..<world.models.count where world.isModel(row) {
            let amount = weight.amount(world, row)
            all.add(amount)
            let node = lineage.node(of: row)
            if isGone[node] {
                models += 1
                numerator.add(amount ?? 0)
                if subject.contains(world, row) { own.add(amount ?? 0) }
            } else if isUnsure[node] {
                undecided.add(amount ?? 0)
            }
        }
        self.numerator = numerator
        self.own = own
        self.all = all
        self.models = models
        self.subjects = subjects
        self.undecided = undecided
    }

    /// Nil where there is no adoption at all, or nothing to remove.
    public var share: Double? { all.sum.isZero || subjects == 0 ? nil : numerator.value / all.sum.value }

    /// The share if every model of which that is not known had the country as an ancestor.
    public var highest: Double? {
        guard !all.sum.isZero else { return nil }
        var sum = numerator
        sum += undecided
        return sum.value / all.sum.value
    }
}

extension World {
    /// Whether every country of a row is known.
    @inline(__always)
    fileprivate func hasKnownCountries(_ row: Int) -> Bool {
        joint.countries(row, models.flags[row])?.allSatisfy(\.isKnown) ?? models.country[row].isKnown
    }
}
