import Columns
import Domain

/// When a model was first there, as far as anybody can tell: an interval, because a date is a whole day.
struct FirstSeen: Equatable {
    /// First and last instant it may have been, microseconds since 1970.
    var earliest: Int64
    var latest: Int64

    /// How it is known.
    enum Evidence { case creation, release, sighting }
    var evidence: Evidence

    /// 2022-03-02T23:29:04Z: the hub's creation dates begin with it, and this very second means "then or before".
    static let creationFloor: Int64 = 1_646_263_744_000_000

    /// Whether a creation date says when: the second of the hub's floor does not.
    static func isKnown(created: Int64) -> Bool {
        created != .null && (created < creationFloor || created >= creationFloor + 1_000_000)
    }

    /// The best that is known: the creation of the repository; else the day of release; else the first time a source
    /// spoke of the model or saw a figure of it. Nil: created at the floor and of unknown release, or nothing is known.
    init?(_ histories: Histories, row: Int) {
        let table = histories.world.models
        let created = table.created[row]
        let day = ReleaseDay(histories.world, row: row).day
        if Self.isKnown(created: created) {
            self.init(earliest: created, latest: created, evidence: .creation)
        } else if let day {
            let start = Int64(day) * Timestamp.microsecondsPerDay
            self.init(earliest: start, latest: start + Timestamp.microsecondsPerDay - 1, evidence: .release)
        } else if created == .null, let seen = Self.sighting(histories, row: row) {
            self.init(earliest: seen, latest: seen, evidence: .sighting)
        } else {
            return nil
        }
    }

    private init(earliest: Int64, latest: Int64, evidence: Evidence) {
        self.earliest = earliest
        self.latest = latest
        self.evidence = evidence
    }

    private static func sighting(_ histories: Histories, row: Int) -> Int64? {
        let facts = histories.facts
        var first = Int64.max
        for id in histories.members(row) {
            for statement in facts.statements.group(id) { first = min(first, statement.at) }
            for point in facts.points.group(id) { first = min(first, point.at) }
            for amount in facts.amounts.group(id) {
                first = min(first, Int64(amount.day) * Timestamp.microsecondsPerDay)
            }
        }
        return first == .max ? nil : first
    }
}
