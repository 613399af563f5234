import Columns
import Domain

/// Models that climb faster than their cohort.
///
/// A model's cohort is the other described models with its task and its size class (what is not stated is a class of its
/// own). With g and h its likes of the last seven days and of the seven before, and G and H those of the n others of whom
/// both are known, it climbs where g is at least 20, n at least 10, and
/// (g + 7) (H + 7 n) >= 2 (G + 7 n) (h + 7): the ratio of its velocities, each plus one, is at least twice the cohort's;
/// its momentum is above the cohort's by at least ln 2. In integers, so that nothing depends on an order.
public struct Climbing: Sendable {
    public static let measure = MeasureDefinition(
        "climbing", unit: "models", "models that climb faster than their cohort: momentum against that of others")

    /// The fewest likes of seven days.
    public static let leastGain: Int64 = 20
    /// The fewest others that make a cohort.
    public static let leastCohort: Int64 = 10
    /// How many times the cohort's ratio.
    public static let factor: Int64 = 2
    static let days: Int64 = 7
    /// Gains are taken as no larger than this: a counter that is nonsense cannot make sums overflow.
    private static let most: Int64 = 1_000_000_000_000

    struct Cohort: Hashable, Sendable {
        var task: Int32
        var size: SizeClass?

        func name(_ world: World) -> String {
            let task = self.task == .null ? "no task" : "task \(world.models.words[Int(self.task)])"
            return "\(task), \(size.map { "sizeClass \($0.name)" } ?? "no size class")"
        }
    }

    struct Sums: Sendable, Equatable {
        var count: Int64 = 0
        var gain: Int64 = 0
        var before: Int64 = 0
    }

    private(set) var cohorts: [Cohort: Sums] = [:]
    /// Rows with a gain that could be enough.
    private var contenders: Set<Int32> = []
    /// Rows that climb.
    public private(set) var rows: Set<Int32> = []

    public init(_ world: World) {
        for row in 0..<world.models.count { count(row, at: row, world.models, 1) }
        decide(world)
    }

    /// - Parameter changed: all rows that may differ between the two, which were kept.
    mutating func advance(_ old: EarlierModels, _ new: World, _ changed: [Int]) {
        for row in changed where row < old.count { count(row, at: old.place(of: row), old.models, -1) }
        for row in changed { count(row, at: row, new.models, 1) }
        decide(new)
    }

    /// - Parameter place: where the row stands in the table.
    private mutating func count(_ row: Int, at place: Int, _ models: borrowing ModelTable, _ sign: Int64) {
        let (gain, before) = (models.gain7d[place], models.gain7dBefore[place])
        guard gain != .null, before != .null, models.isModel(place) else { return }
        let cohort = Self.cohort(place, models)
        var sums = cohorts[cohort] ?? Sums()
        sums.count += sign
        sums.gain += sign * Self.bounded(gain)
        sums.before += sign * Self.bounded(before)
        cohorts[cohort] = sums.count == 0 ? nil : sums
        guard gain >= Self.leastGain else { return }
        if sign > 0 { contenders.insert(Int32(row)) } else { contenders.remove(Int32(row)) }
    }

    private mutating func decide(_ world: World) {
        rows = contenders.filter { row in
            let row = Int(row)
            guard var others = cohorts[Self.cohort(row, world.models)] else { return false }
            let (gain, before) = (
                Self.bounded(world.models.gain7d[row]), Self.bounded(world.models.gain7dBefore[row])
            )
            others.count -= 1
            others.gain -= gain
            others.before -= before
            return Self.climbs(gain: gain, before: before, others)
        }
    }

    static func climbs(gain: Int64, before: Int64, _ others: Sums) -> Bool {
        guard gain >= leastGain, before > -days, others.count >= leastCohort else { return false }
        let (now, then) = (others.gain + days * others.count, others.before + days * others.count)
        // Where the others' velocity is -1 or below there is no ratio.
        guard now > 0, then > 0 else { return false }
        return Int128(gain + days) * Int128(then) >= Int128(factor) * Int128(now) * Int128(before + days)
    }

    static func cohort(_ row: Int, _ models: borrowing ModelTable) -> Cohort {
        Cohort(task: models.task[row], size: SizeClass(parameters: models.parameters[row]))
    }

    private static func bounded(_ gain: Int64) -> Int64 { max(-most, min(gain, most)) }
}
