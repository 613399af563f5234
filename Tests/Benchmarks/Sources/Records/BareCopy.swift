import Domain
import Postgres

/// The first reference: the same rows, encoded beforehand, by binary COPY into a twin of the event table (same columns,
/// partitions, indexes and settings), one transaction.
final class BareCopy {
    private let connection: Connection
    private let model: [Int32]

    /// `catalogue`'s models must be in the store: their ids are read.
    init(_ connection: Connection, _ catalogue: Catalogue) throws {
        self.connection = connection
        var ids: [String: Int32] = [:]
        try connection.copyOut("COPY (SELECT id, key FROM groundswell.model) TO STDOUT (FORMAT binary)", columns: 2) {
            row in
            let id = try row.int4()
            ids[try row.text()] = id
        }
        model = try (0..<catalogue.modelCount).map {
            guard let id = ids[ModelName.key(catalogue.names[$0])] else {
                throw Failure("\(catalogue.names[$0]) was sent and is not in the store")
            }
            return id
        }
        try connection.execute(
            """
            CREATE SCHEMA twin;
            CREATE TABLE twin.event (LIKE groundswell.event) PARTITION BY RANGE (at);
            CREATE TABLE twin.plain (model text, kind text, amount integer, source text, at timestamptz)
            """)
    }

    struct Month {
        var table: String
        var rows: CopyRows
    }

    /// The rows of each month, ready to be sent; the twin's partitions are made on the way.
    func encode(_ events: [GeneratedEvent]) throws -> [Month] {
        var months: [Month] = []
        var until: Int64 = .min
        for event in events {
            if event.at >= until {
                let day = Timestamp(microseconds: event.at).day.components
                let next = day.month == 12 ? (day.year + 1, 1) : (day.year, day.month + 1)
                guard let first = UTCDay(year: day.year, month: day.month, day: 1),
                    let end = UTCDay(year: next.0, month: next.1, day: 1)
                else { throw Failure("no month holds \(event.at)") }
                until = Timestamp(day: end).microseconds
                let table = "twin.event_\(day.year)_\(day.month)"
                try connection.execute(
                    """
                    DROP TABLE IF EXISTS \(table);
                    CREATE TABLE \(table) PARTITION OF twin.event
                        FOR VALUES FROM ('\(first) 00:00:00+00') TO ('\(end) 00:00:00+00')
                    """)
                months.append(Month(table: table, rows: CopyRows(capacity: events.count * 80)))
            }
            append(event, to: &months[months.count - 1].rows)
        }
        return months
    }

    private func append(_ event: GeneratedEvent, to rows: inout CopyRows) {
        rows.beginRow(8)
        rows.int4(model[Int(event.model)])
        rows.int2(Int16(event.kind.rawValue))
        rows.int2(1)
        rows.timestamp(event.at)
        rows.int8(Int64(event.amount))
        if event.adopter < 0 { rows.null() } else { rows.int4(Int32(event.adopter)) }
        rows.null()
        rows.int8(1)
    }

    /// Seconds from BEGIN to the answer of COMMIT.
    func send(_ months: [Month]) throws -> Double {
        let start = seconds()
        try connection.transaction {
            for month in months {
                try connection.copyIn(
                    """
                    COPY \(month.table) (model, kind, source, at, amount, adopter, id_hash, batch)
                    FROM STDIN (FORMAT binary)
                    """, rows: month.rows)
            }
        }
        return seconds() - start
    }

    /// Rows of both references, which must be what was sent; gone afterwards.
    func countAndClear() throws -> (copied: Int64, plain: Int64) {
        let counts = try connection.queryFirst(
            "SELECT (SELECT count(*) FROM twin.event), (SELECT count(*) FROM twin.plain)"
        ) { (copied: try $0.int8(0), plain: try $0.int8(1)) }
        try connection.execute("TRUNCATE twin.event, twin.plain")
        return counts ?? (0, 0)
    }

    func end() throws { try connection.execute("DROP SCHEMA twin CASCADE") }
}
