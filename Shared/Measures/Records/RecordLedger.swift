import Columns
import Domain

/// The record ledger: an entry each time the leader by a cumulative figure changes.
///
/// The leader at a time is the model with the highest figure above zero; of equals who got there first, then the id that
/// is first bytewise, as the leaderboard ranks. Whoever falls behind by a fall of its own figure loses the lead too.
public struct RecordLedger: Sendable, Equatable {
    public static let measure = MeasureDefinition(
        "records", unit: "likes", "every change of the leader by a cumulative figure, and the time to the first place")

    /// One reign.
    public struct Entry: Sendable, Equatable {
        /// The holder's row in the world's models.
        public var row: Int
        /// Who held the lead before; nil for the first.
        public var predecessor: Int?
        /// When it took the lead, microseconds since 1970.
        public var at: Int64
        /// Its figure then.
        public var level: Int64
        /// Its figure minus the predecessor's, then; nil for the first.
        public var margin: Int64?
        /// When it lost the lead; nil: it holds it at the state's time.
        public var until: Int64?
        /// It was ahead when it was first seen: it may have been before.
        public var wasSeenLeading: Bool
        /// The predecessor's figure fell then as a counter does that is reset: likelier a fault of its source than a record.
        public var followsReset: Bool
    }

    /// In order of time.
    public var entries: [Entry] = []
    /// Models that fulfil the conditions (as the leaderboard counts them), and those of them with a figure.
    public var matching = 0
    public var withValue = 0

    /// - Parameters:
    ///   - series: a counter's name; `likes` are net likes.
    ///   - filter: conditions on what models are at the state's time.
    ///   - proceed: asked now and then; false gives up.
    /// - Returns: nil when `proceed` said no.
    public init?(
        _ histories: Histories, series: String, filter: LeaderboardFilter = LeaderboardFilter(),
        proceed: () -> Bool = { true }
    ) {
        let table = histories.world.models
        let levels = Levels(histories, series: series)
        guard let contestants = contestants(levels, table, filter, proceed) else { return nil }
        let changes = Self.changes(of: contestants, levels)
        var firstAt = [Int64](repeating: .max, count: contestants.count)
        for change in changes.reversed() { firstAt[Int(change.contestant)] = change.at }
        var entries: [Entry] = []
        var held: Int?
        var last: Int?
        var sweep = LeaderSweep(contestants: contestants.count)
        sweep.run(changes) { a, b, at in
            let (x, y) = (Int(contestants[a]), Int(contestants[b]))
            let (reachedX, reachedY) = (levels.reached(row: x, at: at), levels.reached(row: y, at: at))
            return reachedX != reachedY ? reachedX < reachedY : table.name.isLess(x, y)
        } told: { at, sweep in
            guard sweep.leader != held else { return }
            if held != nil { entries[entries.count - 1].until = at }
            held = sweep.leader
            guard let leader = sweep.leader else { return }
            entries.append(
                Entry(
                    row: Int(contestants[leader]), predecessor: last.map { Int(contestants[$0]) }, at: at,
                    level: sweep.levels[leader], margin: last.map { sweep.levels[leader] - sweep.levels[$0] },
                    until: nil, wasSeenLeading: firstAt[leader] == at, followsReset: sweep.isReset))
            last = leader
        }
        self.entries = entries
    }

    /// The first time a model led.
    public func first(of row: Int) -> Entry? { entries.first { $0.row == row } }

    /// The rows that may ever have led, in two passes over all: the best of each day give a floor, which hardly anybody
    /// else ever reaches.
    private mutating func contestants(
        _ levels: Levels, _ table: ModelTable, _ filter: LeaderboardFilter, _ proceed: () -> Bool
    ) -> [Int32]? {
        var steps: [LevelStep] = []
        var best: [(level: Int64, row: Int32)] = []
        var highest = [Int64](repeating: .min, count: table.count)
        var first = [Int64](repeating: .max, count: table.count)
        let all = filter.isEmpty
        for row in 0..<table.count {
            if row & 0xffff == 0, !proceed() { return nil }
            if !all, !filter.matches(table, row) { continue }
            levels.steps(row: row, into: &steps)
            if steps.isEmpty {
                if table.flags[row].isDisjoint(with: [.placeholder, .artifact]) { matching += 1 }
                continue
            }
            matching += 1
            withValue += 1
            first[row] = steps[0].at
            for step in steps {
                highest[row] = max(highest[row], step.level)
                let day = Int(max(0, step.at) / Timestamp.microsecondsPerDay)
                while best.count <= day { best.append((0, -1)) }
                if step.level > best[day].level { best[day] = (step.level, Int32(row)) }
            }
        }
        let champions = Set(best.map(\.row)).subtracting([-1]).sorted()
        let floor = LeaderFloor(Self.changes(of: champions, levels), contestants: champions.count)
        var contestants: [Int32] = []
        for row in 0..<table.count where highest[row] > 0 && highest[row] >= floor.from(first[row]) {
            if row & 0xffff == 0, !proceed() { return nil }
            levels.steps(row: row, into: &steps)
            if steps.contains(where: { $0.level > 0 && $0.level >= floor.from($0.at) }) {
                contestants.append(Int32(row))
            }
        }
        return contestants
    }

    private static func changes(of rows: [Int32], _ levels: Levels) -> [LeaderSweep.Change] {
        var changes: [LeaderSweep.Change] = []
        var steps: [LevelStep] = []
        for (contestant, row) in rows.enumerated() {
            levels.steps(row: Int(row), into: &steps)
            for step in steps {
                changes.append(.init(at: step.at, contestant: Int32(contestant), level: step.level))
            }
        }
        changes.sort { ($0.at, $0.contestant) < ($1.at, $1.contestant) }
        return changes
    }
}
