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
        try copy(batch.observations, isEvent: false) { connection, table, month in
            try connection.copy(batch.observations, observations, table, month)
        }
        let plain = PlainEventRows(names: names, number: number)
        try copy(batch.events, isEvent: true) { connection, table, month in
            let events = batch.events
            var plainCount = 0
            var count = 0
            for row in events where row.isStored(in: month) {
                count += 1
                if plain.takes(row) { plainCount += 1 }
            }
            let isApart = plainCount == count || plainCount >= PlainEventRows.worthACopy
            if isApart { try connection.copy(events, plain, table, month) }
            if isApart, plainCount == count { return }
            try connection.copy(events, EventRows(plain: plain, takesPlain: !isApart), table, month)
        }
    }

    /// - Parameter copy: stores the rows of a month, or of all (nil), in a table.
    private mutating func copy(
        _ rows: [HotRow], isEvent: Bool, _ copy: (Connection, _ table: String, _ month: Int16?) throws -> Void
    ) throws {
        let months = Self.months(rows)
        guard !months.isEmpty else { return }
        let tables = try months.map { try table(Partition(isEvent: isEvent, month: $0)) }
        try noteExtents(tables)
        if months.count > Self.directMonths { return try copy(connection, isEvent ? "event" : "observation", nil) }
        for (month, table) in zip(months, tables) { try copy(connection, table, month) }
    }

    /// Notes where the rows to come will stand: behind what is there, or on its last page. Nobody else writes meanwhile,
    /// since the ledger's lock is held. Pages that a vacuum freed may be filled first; a reader notices by counting.
    private mutating func noteExtents(_ tables: [String]) throws {
        let blocks = try connection.query(
            Statement(
                name: "extents",
                sql: """
                    SELECT greatest(pg_relation_size(('groundswell.' || quote_ident(name))::regclass)
                        / current_setting('block_size')::int8 - 1, 0)
                    FROM unnest($1::text[]) WITH ORDINALITY AS t (name, place) ORDER BY place
                    """),
            [.textArray(tables)]
        ) { row in try row.int8(0) }
        guard blocks.count == tables.count else {
            throw PostgresError.protocolViolation("not as many sizes as tables")
        }
        for (table, block) in zip(tables, blocks) { extents.append((table, block)) }
    }

    /// The months of rows that are to be stored, ascending.
    private static func months(_ rows: [HotRow]) -> [Int16] {
        var months: Set<Int16> = []
        var last: Int16 = -1
        for row in rows where row.month != last && !row.isDropped {
            last = row.month
            months.insert(last)
        }
        return months.sorted()
    }

    /// The partition's name; made where it is missing.
    private mutating func table(_ partition: Partition) throws -> String {
        if let known = writer.partitions[partition] ?? learned.partitions[partition] { return known }
        let name = try connection.queryFirst(
            "SELECT groundswell.ensure_month($1, $2)",
            [.text(partition.parent), .date(MonthClock.day(partition.month).number)]
        ) { row in try row.text(0) }
        guard let name else { throw PostgresError.protocolViolation("ensure_month returned no row") }
        learned.partitions[partition] = name
        return name
    }
}
