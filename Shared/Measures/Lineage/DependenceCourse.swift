import Columns
import Domain

/// Dependence of A on B over time: at each period's end the share over children that were there by then, and the first
/// day on which it is above zero.
///
/// All from one state of the world: a child is there from its creation or release on, whichever is earlier, and an edge
/// from its child on. Likes and downloads weigh as they are in that state, whatever the period; roots are those of that
/// state too.
public struct DependenceCourse: Sendable {
    public static let measure = MeasureDefinition(
        "dependenceCourse", unit: "share", "dependence at each period's end, and the first day above zero")

    public struct Value: Sendable, Equatable {
        public var period: Period
        public var numerator: Double
        public var known: Double
        public var all: Double
        /// Nil where no edge with a known parent was there yet.
        public var share: Double? { known > 0 ? numerator / known : nil }
    }

    /// The first edge from A to B.
    public struct First: Sendable, Equatable {
        public var day: UTCDay
        /// Rows; of several of one day the first by the child's name, then the parent's.
        public var child: Int
        public var parent: Int
    }

    public let values: [Value]
    /// The first day above zero, whatever the periods; nil: it never was, as far as dates are known.
    public let first: First?
    /// The days of the first and last dated child of A in scope.
    public let span: ClosedRange<Int32>?
    /// The sums over children without a date: they are in no period.
    public let undated: Double
    /// The sums over all children, dated or not, with any parent.
    public let all: Double

    /// - Parameter periods: ascending.
    public init(_ question: Dependence.Question, on: Country, periods: [Period], in world: World, _ lineage: Lineage) {
        struct Day {
            var numerator = ExactSum()
            var known = ExactSum()
            var all = ExactSum()
        }
        var days: [Int32: Day] = [:]
        var undated = ExactSum()
        var whole = ExactSum()
        var first: First?
        let names = world.models.name
        Dependence.visit(question, world, lineage) { edge in
            let (child, parent, weight, share) = (edge.child, edge.parent, edge.weight, edge.share)
            whole.add(weight, times: share)
            guard let day = Self.firstDay(world, child) else { return undated.add(weight, times: share) }
            let country = edge.parentCountry
            days[day, default: Day()].all.add(weight, times: share)
            guard country.isKnown else { return }
            days[day, default: Day()].known.add(weight, times: share)
            guard country == on else { return }
            days[day, default: Day()].numerator.add(weight, times: share)
            if let old = first {
                if old.day.number < day { return }
                if old.day.number == day {
                    if old.child == child ? !names.isLess(parent, old.parent) : !names.isLess(child, old.child) {
                        return
                    }
                }
            }
            first = First(day: UTCDay(number: day), child: child, parent: parent)
        }
        let sorted = days.sorted { $0.key < $1.key }
        var sum = Day()
        var next = 0
        values = periods.map { period in
            while next < sorted.count, sorted[next].key <= period.last {
                sum.numerator += sorted[next].value.numerator
                sum.known += sorted[next].value.known
                sum.all += sorted[next].value.all
                next += 1
            }
            return Value(
                period: period, numerator: sum.numerator.value, known: sum.known.value, all: sum.all.value)
        }
        self.first = first
        span = sorted.first.map { $0.key...sorted[sorted.count - 1].key }
        self.undated = undated.value
        all = whole.value
    }

    /// The day a model was there from: its creation or its release, whichever is earlier; nil: neither is known.
    static func firstDay(_ world: World, _ row: Int) -> Int32? {
        let created = world.models.created[row].orNil.map { Timestamp(microseconds: $0).day.number }
        let released = world.models.released[row].orNil
        return switch (created, released) {
        case (let a?, let b?): min(a, b)
        default: created ?? released
        }
    }
}
