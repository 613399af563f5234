import Columns
import Domain

/// What reading a row's figures needs meanwhile: nothing is allocated for a row.
struct FigureScratch {
    /// The rows of the model, unpacked.
    var points: [Point] = []
    var amounts: [DailyAmount] = []
    /// The likes of each day, by the counter and by events.
    var days: [DayAmount] = []
    var events: [DayAmount] = []
    /// Sources that have a likes counter.
    var likesSources: [Int16] = []
}

/// What was counted in one UTC day.
struct DayAmount: Sendable {
    var day: Int32
    var amount: Int64

    /// Adds to the last day, or a later one.
    static func add(_ amount: Int64, _ day: Int32, to days: inout [DayAmount]) {
        if let last = days.last, last.day == day {
            days[days.count - 1].amount += amount
        } else {
            days.append(DayAmount(day: day, amount: amount))
        }
    }

    /// Each day once, ascending.
    static func gather(_ days: inout [DayAmount]) {
        var isAscending = true
        for i in days.indices.dropFirst() where days[i - 1].day >= days[i].day { isAscending = false }
        if isAscending { return }
        days.sort { $0.day < $1.day }
        var kept = 0
        for i in days.indices {
            if kept > 0, days[kept - 1].day == days[i].day {
                days[kept - 1].amount += days[i].amount
            } else {
                days[kept] = days[i]
                kept += 1
            }
        }
        days.removeLast(days.count - kept)
    }
}

/// Like events of one identity, from sources that have no likes counter of it: those count the same likes.
struct LikeEvents {
    /// Each day once, ascending.
    var days: [DayAmount] = []
    var total: Int64 = 0

    /// The first day of an event.
    var first: Int32? { days.first?.day }

    /// The start of the day on which their sum first was what it is now; nil without events.
    var reachedAt: Int64? {
        var sum: Int64 = 0
        for day in days {
            sum += day.amount
            if sum >= total { return Int64(day.day) * Timestamp.microsecondsPerDay }
        }
        return nil
    }

    init(_ ids: [Int32], _ facts: Facts, asOf: Int32, leavingOut sources: [Int16]) {
        for id in ids { add(facts.amounts.group(id), asOf: asOf, leavingOut: sources) }
        DayAmount.gather(&days)
    }

    /// - Parameter old: gives its memory to `days`.
    init(
        _ amounts: UnsafeBufferPointer<DailyAmount>, asOf: Int32, leavingOut sources: [Int16],
        reusing old: inout [DayAmount]
    ) {
        swap(&days, &old)
        days.removeAll(keepingCapacity: true)
        add(amounts, asOf: asOf, leavingOut: sources)
        DayAmount.gather(&days)
    }

    private mutating func add(
        _ amounts: some Sequence<DailyAmount>, asOf: Int32, leavingOut sources: [Int16]
    ) {
        for amount in amounts
        where amount.kind == Int16(EventKind.like.rawValue) && amount.day <= asOf && !sources.contains(amount.source) {
            days.append(DayAmount(day: amount.day, amount: amount.amount))
            total += amount.amount
        }
    }
}
