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

    /// - Parameter workers: who counts; what would stop them is not asked.
    public init(
        _ subject: LineageSubject, weight: AdoptionWeight, in world: World, _ choice: LineageChoice = .standard,
        _ workers: Workers = .alone
    ) {
        let count = world.models.count
        let reached = ReachedRows(count: count)
        let parts = workers.unstopped { workers throws(Workers.Stopped) in
            let subjects = try workers.blocks(of: count, scratch: { 0 }) { rows, _ in
                reached.begin(rows, subject, in: world)
            }
            // Row by row, in the order in which they lie: whatever of a cycle is reached reaches all of it.
            reached.spread(over: world.graph, EdgeFilter(choice, world.models.flags))
            var parts = try workers.blocks(of: count, scratch: { 0 }) { rows, _ in
                weight == .count
                    ? Part(counting: rows, in: world, reached)
                    : Part(rows, weight, in: world, reached)
            }
            parts.append(Part(subjects: subjects.reduce(0, +)))
            return parts
        }
        let sum = parts.reduce(into: Part()) { $0 += $1 }
        numerator = sum.numerator
        own = sum.own
        all = sum.all
        models = sum.models
        subjects = sum.subjects
        undecided = sum.undecided
    }

    /// What is counted of some rows.
    private struct Part: Sendable {
        var subjects = 0
        var models = 0
        var all = CountedAdoption()
        var numerator = ExactSum()
        var own = ExactSum()
        var undecided = ExactSum()

        init(subjects: Int = 0) { self.subjects = subjects }

        init(
            _ rows: Range<Int>, _ weight: AdoptionWeight, in world: World, _ reached: ReachedRows
        ) {
            for row in rows where world.isModel(row) {
                let amount = weight.amount(world, row)
                all.add(amount)
                let marks = reached[row]
                if marks.contains(.gone) {
                    models += 1
                    numerator.add(amount ?? 0)
                    if marks.contains(.subject) { own.add(amount ?? 0) }
                } else if marks.contains(.unsure) {
                    undecided.add(amount ?? 0)
                }
            }
        }

        /// The same where every model weighs one: sums in 64 bits are enough, and no row needs a branch, which would be as
        /// good as random.
        init(counting rows: Range<Int>, in world: World, _ reached: ReachedRows) {
            let flags = world.models.flags.rows
            let marks = reached.rows
            let other = (ModelFlags.placeholder.union(.artifact)).rawValue
            var (all, gone, own, unsure) = (0, 0, 0, 0)
            for row in rows {
                let isModel = flags[row].rawValue & other == 0
                let found = ReachedRows.Marks(rawValue: isModel ? marks[row] : 0)
                all += isModel ? 1 : 0
                gone += found.contains(.gone) ? 1 : 0
                own += found.contains(.subject) ? 1 : 0
                unsure += found.intersection([.gone, .unsure]) == .unsure ? 1 : 0
            }
            self.all = CountedAdoption(sum: ExactSum(Int64(all)), models: all, counted: all)
            models = gone
            numerator = ExactSum(Int64(gone))
            self.own = ExactSum(Int64(own))
            undecided = ExactSum(Int64(unsure))
        }

        static func += (a: inout Part, b: Part) {
            a.subjects += b.subjects
            a.models += b.models
            a.all += b.all
            a.numerator += b.numerator
            a.own += b.own
            a.undecided += b.undecided
        }
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

extension ReachedRows.Marks {
    /// What is removed, or comes from it.
    fileprivate static let gone = ReachedRows.Marks(rawValue: 1)
    /// Of which nobody knows whether it comes from the country that is removed.
    fileprivate static let unsure = ReachedRows.Marks(rawValue: 2)
    /// What is removed itself.
    fileprivate static let subject = ReachedRows.Marks(rawValue: 16)
}

extension ReachedRows {
    /// Marks what is removed, and of what that cannot be told.
    ///
    /// - Returns: how many rows are removed themselves.
    fileprivate func begin(_ rows: Range<Int>, _ subject: LineageSubject, in world: World) -> Int {
        var subjects = 0
        if case .country(let wanted) = subject, world.joint.isEmpty {
            // One column says it all, and no row needs a branch.
            let countries = world.models.country.rows
            let marks = self.rows
            for row in rows {
                let isSubject = countries[row] == wanted
                subjects += isSubject ? 1 : 0
                let own: Marks = isSubject ? [.gone, .subject] : []
                marks[row] = own.union(countries[row].isKnown ? [] : .unsure).rawValue
            }
            return subjects
        }
        let asksCountry = if case .country = subject { true } else { false }
        for row in rows {
            let isSubject = subject.contains(world, row)
            var marks: Marks = isSubject ? [.gone, .subject] : []
            if asksCountry, !world.hasKnownCountries(row) { marks.formUnion(.unsure) }
            begin(row, marks)
            if isSubject { subjects += 1 }
        }
        return subjects
    }
}

extension World {
    /// Whether every country of a row is known.
    @inline(__always)
    fileprivate func hasKnownCountries(_ row: Int) -> Bool {
        joint.countries(row, models.flags[row])?.allSatisfy(\.isKnown) ?? models.country[row].isKnown
    }
}
