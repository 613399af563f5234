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
        // Row by row, in the order in which they lie: whatever of a cycle is reached reaches all of it.
        var gone = Reached(count: world.models.count)
        var unsure = Reached(count: world.models.count)
        var asksCountry = false
        var subjects = 0
        if case .country = subject { asksCountry = true }
        for row in 0..<world.models.count {
            if subject.contains(world, row) {
                gone.begin(row)
                subjects += 1
            }
            if asksCountry, !world.hasKnownCountries(row) { unsure.begin(row) }
        }
        gone.spread(lineage.graph)
        if asksCountry { unsure.spread(lineage.graph) }
        var all = CountedAdoption()
        var (numerator, own, undecided) = (ExactSum(), ExactSum(), ExactSum())
        var models = 0
        for row in 0..<world.models.count where world.isModel(row) {
            let amount = weight.amount(world, row)
            all.add(amount)
            if gone.contains(row) {
                models += 1
                numerator.add(amount ?? 0)
                if subject.contains(world, row) { own.add(amount ?? 0) }
            } else if unsure.contains(row) {
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

/// Rows, and all that comes from them.
private struct Reached {
    /// 0: not reached, 1: reached, 2: its children too.
    private var states: [UInt8]

    init(count: Int) { states = [UInt8](repeating: 0, count: count) }

    @inline(__always)
    mutating func begin(_ row: Int) { states[row] = 1 }

    @inline(__always)
    func contains(_ row: Int) -> Bool { states[row] != 0 }

    mutating func spread(_ graph: Graph) {
        var waiting: [Int32] = []
        states.withUnsafeMutableBufferPointer { states in
            graph.childStarts.withUnsafeBufferPointer { starts in
                graph.children.withUnsafeBufferPointer { children in
                    for row in 0..<states.count where states[row] == 1 {
                        waiting.append(Int32(row))
                        while let next = waiting.popLast() {
                            states[Int(next)] = 2
                            for edge in Int(starts[Int(next)])..<Int(starts[Int(next) + 1]) {
                                let child = children[edge]
                                // A row that waits already is looked at twice, and found done.
                                if states[Int(child)] == 0 {
                                    states[Int(child)] = 1
                                    waiting.append(child)
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

extension World {
    /// Whether every country of a row is known.
    @inline(__always)
    fileprivate func hasKnownCountries(_ row: Int) -> Bool {
        joint.countries(row, models.flags[row])?.allSatisfy(\.isKnown) ?? models.country[row].isKnown
    }
}
