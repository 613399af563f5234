import Columns
import Domain
import Measures
import StoreLedger

/// The daily roll-up of models from their series and events. It holds what it reads of a state, not the state, which is changed
/// where it lies as soon as nobody holds it.
struct RollUp {
    private let facts: Facts
    let ids: Column<Int32>
    let rowOfId: RowsOfIds
    let members: [Int32: [Int32]]

    init(facts: Facts, world: World) {
        self.facts = facts
        (ids, rowOfId, members) = (world.models.id, world.rowOfId, world.members)
    }

    /// The days of one identity from one on.
    func days(row: Int, since first: Int32) -> [RollUpWriter.Day] { days(row: row).filter { $0.day >= first } }

    /// The days of one identity, by series, source and day.
    func days(row: Int) -> [RollUpWriter.Day] {
        let canonical = ids[row]
        let ids = members[canonical] ?? [canonical]
        var points: [Point] = []
        var amounts: [DailyAmount] = []
        for id in ids {
            points += facts.points.group(id)
            amounts += facts.amounts.group(id)
        }
        if ids.count > 1 {
            points.sort { $0.isBefore($1) }
            amounts.sort { $0.isBefore($1) }
        }
        var days: [RollUpWriter.Day] = []
        var i = 0
        while i < points.count {
            var j = i
            while j < points.count, points[j].series == points[i].series, points[j].source == points[i].source {
                j += 1
            }
            append(points[i..<j], canonical, &days)
            i = j
        }
        for amount in amounts {
            let series = -1 - amount.kind
            if let last = days.last, last.series == series, last.source == amount.source, last.day == amount.day {
                days[days.count - 1].amount = (last.amount ?? 0) + amount.amount
            } else {
                days.append(
                    .init(
                        model: canonical, day: amount.day, series: series, source: amount.source, value: nil,
                        amount: amount.amount))
            }
        }
        return days
    }

    private func append(_ points: ArraySlice<Point>, _ model: Int32, _ days: inout [RollUpWriter.Day]) {
        guard let head = points.first else { return }
        let isCounter = facts.series[Int(head.series)].kind == .counter
        for day in Timeline.days(points, isCounter: isCounter) {
            days.append(
                .init(
                    model: model, day: day.day, series: head.series, source: head.source, value: day.value,
                    amount: day.amount))
        }
    }
}
