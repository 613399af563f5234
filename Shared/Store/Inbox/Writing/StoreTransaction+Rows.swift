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
        try copy(batch.observations, isEvent: false) { rows, row in
            try rows.beginRow(7)
            rows.int4(row.model < 0 ? names.models[Int(~row.model)] : row.model)
            rows.int2(row.kind < 0 ? names.small.series[Int(~row.kind)] : row.kind)
            rows.int2(row.source < 0 ? names.small.sources[Int(~row.source)] : row.source)
            rows.timestamp(row.at)
            rows.int8(row.value)
            rows.int8(row.extra)
        }
        try copy(batch.events, isEvent: true) { rows, row in
            try rows.beginRow(8)
            rows.int4(row.model < 0 ? names.models[Int(~row.model)] : row.model)
            rows.int2(row.kind)
            rows.int2(row.source < 0 ? names.small.sources[Int(~row.source)] : row.source)
            rows.timestamp(row.at)
            rows.int8(row.value)
            if row.adopter == HotRow.noAdopter {
                rows.null()
            } else {
                rows.int4(row.adopter < 0 ? names.adopters[Int(~row.adopter)] : row.adopter)
            }
            if row.hasIdHash { rows.int8(row.extra) } else { rows.null() }
        }
    }

    private mutating func copy(
        _ rows: [HotRow], isEvent: Bool, _ encode: (inout CopyWriter, HotRow) throws -> Void
    ) throws {
        let months = Self.months(rows)
        guard !months.isEmpty else { return }
        let tables = try months.map { try table(Partition(isEvent: isEvent, month: $0)) }
        let number = number
        try noteExtents(tables)
        if months.count > Self.directMonths {
            try connection.copyIn(Self.statement(isEvent ? "event" : "observation", isEvent: isEvent)) { writer in
                for row in rows where !row.isDropped {
                    try encode(&writer, row)
                    writer.int8(number)
                }
            }
            return
        }
        for (month, table) in zip(months, tables) {
            try connection.copyIn(Self.statement(table, isEvent: isEvent)) { writer in
                for row in rows where row.month == month && !row.isDropped {
                    try encode(&writer, row)
                    writer.int8(number)
                }
            }
        }
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

    private static func statement(_ table: String, isEvent: Bool) -> String {
        let columns =
            isEvent
            ? "model, kind, source, at, amount, adopter, id_hash, batch"
            : "model, series, source, at, value, step, batch"
        return "COPY groundswell.\(table) (\(columns)) FROM STDIN (FORMAT binary)"
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
