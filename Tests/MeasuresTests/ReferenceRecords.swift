import Columns
import Domain

@testable import Measures

/// The leader at every time at which anything changed, by its definition, over the records themselves.
struct ReferenceRecords {
    private struct Contestant {
        var name: String
        var points: [(source: String, at: Int64, value: Int64)] = []
        /// Events at the start of their day.
        var events: [(source: String, at: Int64, amount: Int64)] = []

        /// The values of the most trusted source that had seen any by then.
        private func seen(_ time: Int64) -> [(source: String, at: Int64, value: Int64)] {
            let made = points.filter { $0.at <= time }
            let best = made.map(\.source).min { (SourceRank.of($0), $0) < (SourceRank.of($1), $1) }
            return made.filter { $0.source == best }
        }

        private func happened(_ time: Int64) -> [(source: String, at: Int64, amount: Int64)] {
            events.filter { event in
                event.at <= time && !points.contains { $0.at <= time && $0.source == event.source }
            }
        }

        func level(_ time: Int64) -> Int64? {
            let (seen, happened) = (seen(time).max { $0.at < $1.at }, happened(time))
            if points.allSatisfy({ $0.at > time }), events.allSatisfy({ $0.at > time }) { return nil }
            return (seen?.value ?? 0) + happened.reduce(0) { $0 + $1.amount }
        }

        func reached(_ time: Int64) -> Int64 {
            let seen = seen(time)
            var reached = Int64.min
            if let last = seen.max(by: { $0.at < $1.at }) {
                reached = seen.filter { $0.value >= last.value }.map(\.at).min()!
            }
            let happened = happened(time)
            let days = Set(happened.map(\.at)).sorted()
            func sum(_ day: Int64) -> Int64 { happened.filter { $0.at <= day }.reduce(0) { $0 + $1.amount } }
            if let last = days.last { reached = max(reached, days.first { sum($0) >= sum(last) }!) }
            return reached
        }
    }

    /// `name level at`, for each change of the leader; `- at` where there is none any more.
    let changes: [String]

    init(_ sayings: [Saying], _ world: World, _ reference: ReferenceWorld, series: Series, matches: (Int) -> Bool) {
        let today = Timestamp(microseconds: world.asOf).day.number
        var contestants: [Contestant] = []
        for group in reference.groups {
            guard let row = world.row(group.first!), matches(row) else { continue }
            var contestant = Contestant(name: world.models.name[row])
            for case .observation(let id, series, let value, step: _, let source, let time) in sayings
            where group.contains(id) && time <= world.asOf {
                contestant.points.append((source, time, value))
            }
            if series == .likes {
                for case .event(let id, .like, let amount, let source, let time) in sayings where group.contains(id) {
                    let day = Timestamp(microseconds: time).day
                    if day.number <= today {
                        contestant.events.append((source, Timestamp(day: day).microseconds, amount))
                    }
                }
            }
            contestants.append(contestant)
        }
        var changes: [String] = []
        var holder: String?
        for time in Set(contestants.flatMap { $0.points.map(\.at) + $0.events.map(\.at) }).sorted() {
            let leader = contestants.filter { $0.level(time) ?? 0 > 0 }.min { a, b in
                let (x, y) = (a.level(time)!, b.level(time)!)
                if x != y { return x > y }
                if a.reached(time) != b.reached(time) { return a.reached(time) < b.reached(time) }
                return a.name.utf8.lexicographicallyPrecedes(b.name.utf8)
            }
            guard leader?.name != holder else { continue }
            holder = leader?.name
            changes.append(leader.map { "\($0.name) \($0.level(time)!) \(time)" } ?? "- \(time)")
        }
        self.changes = changes
    }
}
