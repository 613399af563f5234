import Columns
import Domain

/// What happened between two states of the world: all that is so in the later and was not in the earlier.
public struct WatchEvents {
    public static let measure = MeasureDefinition(
        "watch", unit: "events", "what happened between two batches: records, licenses, deletions and the like")

    /// The later side of the comparison.
    public struct Side: Sendable {
        public var facts: Facts
        public var world: World
        public var mark: WatchMark

        public init(_ facts: Facts, _ world: World, _ mark: WatchMark) {
            self.facts = facts
            self.world = world
            self.mark = mark
        }
    }

    private let old: Before
    private let new: Side
    private var found: [WatchEvent] = []

    /// All quick kinds, in the order of `WatchEvent.isBefore`.
    ///
    /// - Parameters:
    ///   - old: the earlier state.
    ///   - new: the later one, of the same store.
    ///   - proceed: asked now and then; false gives up.
    /// - Returns: nil when `proceed` said no.
    public static func between(
        _ old: Before, _ new: Side, proceed: () -> Bool = { true }
    ) -> [WatchEvent]? {
        var events = WatchEvents(old: old, new: new)
        events.records()
        guard events.models(proceed) else { return nil }
        events.climbers()
        events.quiet()
        return events.found.sorted(by: WatchEvent.isBefore)
    }

    private init(old: Before, new: Side) {
        self.old = old
        self.new = new
    }

    /// The row in the new state of what was a row in the old one.
    private func row(_ oldRow: Int32) -> Int32? {
        guard old.models.isWhole else { return oldRow }
        let id = Int(old.models.models.id[Int(oldRow)])
        guard id < new.world.rowOfId.count else { return nil }
        return new.world.rowOfId[id].orNil
    }

    private mutating func records() {
        let world = new.world
        for (scope, leader) in new.mark.leaders.all {
            // The first of a scope breaks no record.
            guard let before = old.mark.leaders.all[scope], row(before.row) != leader.row else { continue }
            let holder = Int(leader.row)
            let held = (old.models.isWhole ? old.models.models : world.models).name[Int(before.row)]
            let level = world.models.netLikes[holder]
            let name = scope.name(world)
            let margin = row(before.row).map { level - max(0, world.models.netLikes[Int($0)]) }
            found.append(
                WatchEvent(
                    .record, row: holder, of: world, scope: name, before: .text(held), after: .whole(level),
                    at: world.models.likesReached[holder],
                    text: "\(world.models.name[holder]) leads \(name) with \(level) likes"
                        + (margin.map { ", \($0) more than \(held)" } ?? ", before it \(held)")))
        }
    }

    /// Licences and deletions, model by model.
    private mutating func models(_ proceed: () -> Bool) -> Bool {
        if let rows = old.models.rows(of: new.world.models.count) {
            for row in rows where row < old.models.count { compare(old.models.place(of: row), row) }
            return true
        }
        // Of several that have become one, the one whose name is first bytewise: ids tell only who was named first.
        var joined: [Int: Int] = [:]
        for row in 0..<old.models.count {
            if row & 0xffff == 0, !proceed() { return false }
            guard let found = self.row(Int32(row)) else { continue }
            let now = Int(found)
            if new.world.members[new.world.models.id[now]] == nil {
                compare(row, now)
            } else if let other = joined[now] {
                if old.models.models.name.isLess(row, other) { joined[now] = row }
            } else {
                joined[now] = row
            }
        }
        for (now, row) in joined { compare(row, now) }
        return true
    }

    /// - Parameter before: where the row stands among the earlier ones.
    private mutating func compare(_ before: Int, _ now: Int) {
        // Field by field: a table that is named is a table that is copied, column by column.
        let flags = new.world.models.flags[now]
        if flags.contains(.deleted), !old.models.models.flags[before].contains(.deleted) {
            let statement = deletion(of: now)
            let reason = statement?.reason.map { " (\($0))" } ?? ""
            found.append(
                WatchEvent(
                    .deletion, row: now, of: new.world, after: statement?.reason.map { .text($0) },
                    at: statement?.at, text: "\(new.world.models.name[now]) was deleted or made private\(reason)"))
        }
        if old.models.models.license[before] == new.world.models.license[now],
            old.models.models.details[Int32(before)] == new.world.models.details[Int32(now)]
        {
            return
        }
        guard flags.isDisjoint(with: [.placeholder, .artifact]), let was = Self.license(old.models.models, before)
        else { return }
        let states = Self.license(new.world.models, now)
        if was == states { return }
        found.append(
            WatchEvent(
                .license, row: now, of: new.world, before: .text(was), after: states.map { .text($0) },
                at: stated(now),
                text: "\(new.world.models.name[now]) states "
                    + (states.map { "the license \($0), before \(was)" } ?? "no license any more, before \(was)")))
    }

    private static func license(_ table: ModelTable, _ row: Int) -> String? {
        guard let word = table.license[row].orNil else { return nil }
        let text = table.words[Int(word)]
        let name = table.details[Int32(row)].flatMap { JSONText.member("licenseName", of: $0) }
        return name.map { "\(text) (\($0))" } ?? text
    }

    private func members(_ row: Int) -> [Int32] {
        let id = new.world.models.id[row]
        return new.world.members[id] ?? [id]
    }

    /// Of several the newest, of equals the later record.
    private func deletion(of row: Int) -> DeletionStatement? {
        let members = members(row)
        return new.facts.deletions.filter { members.contains($0.model) }.max { ($0.at, $0.batch) < ($1.at, $1.batch) }
    }

    /// The newest time of what sources have said of a model since.
    private func stated(_ row: Int) -> Int64? {
        var newest: Int64?
        for id in members(row) {
            for s in new.facts.statements.group(id) where s.batch > old.batch && s.batch <= new.facts.batch {
                newest = max(newest ?? s.at, s.at)
            }
        }
        return newest
    }

    private mutating func climbers() {
        let before = Set(old.mark.climbing.rows.compactMap(row))
        let world = new.world
        for climber in new.mark.climbing.rows.subtracting(before).sorted() {
            let row = Int(climber)
            let (gain, past) = (world.models.gain7d[row], world.models.gain7dBefore[row])
            let cohort = Climbing.cohort(row, world.models).name(world)
            found.append(
                WatchEvent(
                    .climbing, row: row, of: world, scope: cohort, before: .whole(past), after: .whole(gain),
                    at: world.asOf,
                    text: "\(world.models.name[row]) climbs faster than its cohort (\(cohort)): \(gain) likes in seven"
                        + " days, \(past) in the seven before"))
        }
    }

    private mutating func quiet() {
        guard new.world.asOf != .null else { return }
        let today = new.world.today
        let before = old.today.map { then in
            SourceRhythm.all(old.facts, upTo: then).filter { $0.isQuiet(on: then) }
        }
        for rhythm in SourceRhythm.all(new.facts, upTo: today) where rhythm.isQuiet(on: today) {
            // Quiet still, or anew: it has spoken in between.
            if before?.contains(where: { $0.source == rhythm.source && $0.last == rhythm.last }) == true { continue }
            let silent = today - rhythm.last
            let usual = rhythm.usual ?? 0
            found.append(
                WatchEvent(
                    .quiet, rhythm.source, before: .whole(Int64(usual)), after: .whole(Int64(silent)),
                    at: Int64(rhythm.last) * Timestamp.microsecondsPerDay,
                    text: "\(rhythm.source) has gone quiet: no news for \(silent) days, usually every \(usual) days;"
                        + " the last was of \(UTCDay(number: rhythm.last))"))
        }
    }
}
