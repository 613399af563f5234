import Columns
import Domain

/// One cumulative figure of one identity, day by day (UTC): what measures over time read.
///
/// The level at the end of the newest day is the figure that the state of the world carries (`netLikes`, ...), and the
/// amounts add up to its gain since the first sighting.
public struct History: Sendable, Equatable {
    public struct Day: Sendable, Equatable {
        /// Days since 1970, UTC.
        public var day: Int32
        /// What was counted on that day; falls are negative, resets are not counted (`CounterRun`).
        public var amount: Int64
        /// Sum of the amounts up to the end of that day.
        public var counted: Int64
        /// The figure at the end of that day.
        public var level: Int64

        public init(day: Int32, amount: Int64, counted: Int64, level: Int64) {
            self.day = day
            self.amount = amount
            self.counted = counted
            self.level = level
        }
    }

    /// Days on which a value was seen or an event happened, ascending, each once; never empty.
    public var days: [Day]

    /// The first day anything is known of; what was before it is not known.
    public var first: Int32 { days[0].day }

    /// The last day at or before a day; nil before the first.
    public func last(upTo day: Int32) -> Day? {
        var low = 0
        var high = days.count
        while low < high {
            let middle = (low + high) / 2
            if days[middle].day <= day { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? nil : days[low - 1]
    }

    /// The figure at the end of a day; nil before the first day with data.
    public func level(at day: Int32) -> Int64? { last(upTo: day)?.level }

    /// What was counted after the end of one day and up to the end of another; nil where the first lies before the data.
    public func amount(after: Int32, upTo day: Int32) -> Int64? {
        guard let start = last(upTo: after), let end = last(upTo: day) else { return nil }
        return end.counted - start.counted
    }

    /// What was counted in a period, from the start of one day to the end of another: 0 where nothing was seen.
    public func amount(in period: ClosedRange<Int32>) -> Int64 {
        (last(upTo: period.upperBound)?.counted ?? 0) - (last(upTo: period.lowerBound - 1)?.counted ?? 0)
    }
}

/// The histories of the identities of one state of the world, read from the facts it was derived from.
public struct Histories: Sendable {
    let facts: Facts
    public let world: World
    let order: SourceOrder
    let likesSeries: Int16

    public init(_ facts: Facts, _ world: World) {
        self.facts = facts
        self.world = world
        order = SourceOrder(facts)
        likesSeries = Int16(facts.series.firstIndex { $0.name == Series.likes.name } ?? -1)
    }

    /// Net likes of a row up to the world's time: its most trusted counter, and like events of sources without one. Nil:
    /// nobody has counted any.
    public func likes(row: Int) -> History? {
        guard world.asOf != .null else { return nil }
        let ids = members(row)
        let runs = runs(of: likesSeries, ids)
        var days: [Int32: (amount: Int64, level: Int64?)] = [:]
        if let chosen = chosen(runs) { read(chosen, into: &days) }
        let today = Timestamp(microseconds: world.asOf).day.number
        let observing = Set(runs.map { $0.first!.source })
        var eventDays: [Int32: Int64] = [:]
        for id in ids {
            for amount in facts.amounts.group(id) {
                guard amount.kind == Int16(EventKind.like.rawValue), amount.day <= today,
                    !observing.contains(amount.source)
                else { continue }
                eventDays[amount.day, default: 0] += amount.amount
            }
        }
        return history(days, eventDays)
    }

    /// A counter of a row up to the world's time, from the most trusted source that observes it.
    public func counter(_ series: Series, row: Int) -> History? {
        if series.name == Series.likes.name { return likes(row: row) }
        guard world.asOf != .null, let id = facts.series.firstIndex(where: { $0.name == series.name }),
            let run = chosen(runs(of: Int16(id), members(row)))
        else { return nil }
        var days: [Int32: (amount: Int64, level: Int64?)] = [:]
        read(run, into: &days)
        return history(days, [:])
    }

    /// A gauge of a row: its last value of each day on which it was seen, ascending. Never differenced.
    public func gauge(_ series: Series, row: Int) -> [(day: Int32, value: Int64)] {
        guard world.asOf != .null, let id = facts.series.firstIndex(where: { $0.name == series.name }),
            let run = chosen(runs(of: Int16(id), members(row)))
        else { return [] }
        var days: [(day: Int32, value: Int64)] = []
        for point in run {
            let day = Timestamp(microseconds: point.at).day.number
            if days.last?.day == day {
                days[days.count - 1].value = point.value
            } else {
                days.append((day, point.value))
            }
        }
        return days
    }

    /// The ids of a row's identity.
    func members(_ row: Int) -> [Int32] {
        let canonical = world.models.id[row]
        return world.members[canonical] ?? [canonical]
    }

    /// The points of a series by source, each in time order, up to the world's time.
    func runs(of series: Int16, _ ids: [Int32]) -> [[Point]] {
        var points: [Point] = []
        for id in ids {
            points += facts.points.group(id).lazy.filter { $0.series == series && $0.at <= world.asOf }
        }
        if ids.count > 1 { points.sort { $0.isBefore($1) } }
        var runs: [[Point]] = []
        var i = 0
        while i < points.count {
            var j = i
            while j < points.count, points[j].source == points[i].source { j += 1 }
            runs.append(Array(points[i..<j]))
            i = j
        }
        return runs
    }

    func chosen(_ runs: [[Point]]) -> [Point]? {
        runs.min { order.isBefore($0[0].source, $1[0].source) }
    }

    private func read(_ points: [Point], into days: inout [Int32: (amount: Int64, level: Int64?)]) {
        _ = CounterRun(points, asOf: world.asOf) { at, amount in
            days[Timestamp(microseconds: at).day.number, default: (0, nil)].amount += amount
        }
        for point in points {
            days[Timestamp(microseconds: point.at).day.number, default: (0, nil)].level = point.value
        }
    }

    private func history(
        _ days: [Int32: (amount: Int64, level: Int64?)], _ events: [Int32: Int64]
    ) -> History? {
        guard !days.isEmpty || !events.isEmpty else { return nil }
        var result: [History.Day] = []
        result.reserveCapacity(days.count + events.count)
        var counted: Int64 = 0
        var level: Int64 = 0
        var fromEvents: Int64 = 0
        for day in Set(days.keys).union(events.keys).sorted() {
            let seen = days[day]
            level = seen?.level ?? level
            fromEvents += events[day] ?? 0
            let amount = (seen?.amount ?? 0) + (events[day] ?? 0)
            counted += amount
            result.append(.init(day: day, amount: amount, counted: counted, level: level + fromEvents))
        }
        return History(days: result)
    }
}
