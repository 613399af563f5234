import Columns
import Domain
import Measures
import StoreLedger

/// The daily roll-up of models from their series and events.
struct RollUp {
    let facts: Facts
    let world: World

    /// The days of one identity, by series, source and day.
    func days(row: Int) -> [RollUpWriter.Day] {
        let canonical = world.models.id[row]
        let ids = world.members[canonical] ?? [canonical]
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
