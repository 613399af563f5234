import Domain
import Postgres

/// A month's table of observations or events.
struct Partition: Hashable, Sendable {
    var isEvent: Bool
    var month: Int16

    var parent: String { isEvent ? "event" : "observation" }
}

extension StoreTransaction {
    /// Up to this many months of a batch are copied into their partitions one by one; the rows of more go through the
    /// parent, which finds each row's partition itself, at a fifth of the speed.
    static let directMonths = 6

    /// Copies observations and events into the partitions of their months.
    mutating func copyRows(_ batch: RecordBatch, _ names: ResolvedNames) throws {
        let observations = ObservationRows(names: names, number: number)
        try copy(batch.observations, observations, isEvent: false) { connection, part in
            if part.count(of: observations).all > 0 { try connection.copy(part, observations) }
        }
        let plain = PlainEventRows(names: names, number: number)
        let whole = EventRows(plain: plain, takesPlain: true)
        try copy(batch.events, whole, isEvent: true) { connection, part in
            let count = part.count(of: plain)
            guard count.all > 0 else { return }
            let isApart = count.ofKind == count.all || count.ofKind >= PlainEventRows.worthACopy
            if isApart { try connection.copy(part, plain) }
            if isApart, count.ofKind == count.all { return }
            try connection.copy(part, EventRows(plain: plain, takesPlain: !isApart))
        }
    }

    /// Notes from which block on the rows stand, and copies them.
    ///
    /// - Parameter copy: stores a part of the rows.
    private mutating func copy<Rows: WholeRows>(
        _ rows: [HotRow], _ kind: Rows, isEvent: Bool, _ copy: (Connection, HotRowsPart) throws -> Void
    ) throws {
        let firsts = Self.firsts(rows)
        guard !firsts.isEmpty else { return }
        var parts: [HotRowsPart] = []
        for first in firsts {
            let month = rows[first].month
            let table = try table(Partition(isEvent: isEvent, month: month))
            extents.append((table, try connection.insert(rows[first], kind, table)))
            parts.append(HotRowsPart(rows: rows, table: table, month: month, without: firsts))
        }
        if parts.count > Self.directMonths {
            parts = [HotRowsPart(rows: rows, table: isEvent ? "event" : "observation", month: nil, without: firsts)]
        }
        for part in parts { try copy(connection, part) }
    }

    /// The first row of each month that is to be stored, ascending.
    private static func firsts(_ rows: [HotRow]) -> [Int] {
        var months: Set<Int16> = []
        var firsts: [Int] = []
        var last: Int16 = -1
        for index in rows.indices where rows[index].month != last && !rows[index].isDropped {
            last = rows[index].month
            if months.insert(last).inserted { firsts.append(index) }
        }
        return firsts
    }

    /// The partition's name; made where it is missing.
    private mutating func table(_ partition: Partition) throws -> String {
        if let known = partitions[partition] ?? learned.partitions[partition] { return known }
        guard mayMakePartitions else { throw PartitionMissing() }
        let name = try connection.queryFirst(
            "SELECT groundswell.ensure_month($1, $2)",
            [.text(partition.parent), .date(MonthClock.day(partition.month).number)]
        ) { row in try row.text(0) }
        guard let name else { throw PostgresError.protocolViolation("ensure_month returned no row") }
        learned.partitions[partition] = name
        return name
    }
}

/// A batch that is copied ahead needs a partition that does not exist: its turn makes it.
struct PartitionMissing: Error {}
