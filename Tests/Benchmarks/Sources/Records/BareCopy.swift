import Domain
import Postgres
import Synchronization

/// The first reference: the same rows, encoded beforehand, by binary COPY into a twin of the event table (same columns,
/// partitions and settings), one transaction for each producer.
final class BareCopy: @unchecked Sendable {
    // Each thread uses its own connection.
    private let connections: [Connection]
    private let model: [Int32]

    /// `catalogue`'s models must be in the store: their ids are read.
    init(_ deployment: Deployment, _ catalogue: Catalogue) throws {
        connections = try (0..<16).map { _ in try deployment.connection() }
        var ids: [String: Int32] = [:]
        try connections[0].copyOut(
            "COPY (SELECT id, key FROM groundswell.model) TO STDOUT (FORMAT binary)", columns: 2
        ) { row in
            let id = try row.int4()
            ids[try row.text()] = id
        }
        model = try (0..<catalogue.modelCount).map {
            guard let id = ids[ModelName.key(catalogue.names[$0])] else {
                throw Failure("\(catalogue.names[$0]) was sent and is not in the store")
            }
            return id
        }
        try connections[0].execute(
            """
            CREATE SCHEMA twin;
            CREATE TABLE twin.event (LIKE groundswell.event) PARTITION BY RANGE (at);
            CREATE TABLE twin.plain (model text, kind text, amount integer, source text, at timestamptz);
            CREATE TABLE twin.psycopg (LIKE twin.plain)
            """)
    }

    struct Month: Sendable {
        var table: String
        var rows: CopyRows
    }

    /// For each producer the rows of each month, ready to be sent; the twin's partitions are made on the way.
    func encode(_ parts: [[GeneratedEvent]]) throws -> [[Month]] { try parts.map(encode) }

    private func encode(_ events: [GeneratedEvent]) throws -> [Month] {
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
                try connections[0].execute(
                    """
                    CREATE TABLE IF NOT EXISTS \(table) PARTITION OF twin.event
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

    /// Seconds from the first BEGIN to the answer of the last COMMIT.
    func send(_ parts: [[Month]]) throws -> Double {
        let failures = Mutex<[any Error]>([])
        let start = seconds()
        Parallel.run(parts.count) { [self] index in
            do {
                try send(parts[index], connections[index])
            } catch {
                failures.withLock { $0.append(error) }
            }
        }
        if let failure = failures.withLock({ $0.first }) { throw failure }
        return seconds() - start
    }

    private func send(_ months: [Month], _ connection: Connection) throws {
        try connection.transaction {
            for month in months {
                try connection.copyIn(
                    """
                    COPY \(month.table) (model, kind, source, at, amount, adopter, id_hash, batch)
                    FROM STDIN (FORMAT binary)
                    """, rows: month.rows)
            }
        }
    }

    struct Counts {
        var copied = 0
        /// Of psql's and, where it ran, of psycopg's table.
        var plain: [Int] = []
    }

    /// Rows of all references' tables; gone afterwards.
    func countAndClear() throws -> Counts {
        var counts = Counts()
        for table in ["event", "plain", "psycopg"] {
            let rows = try connections[0].queryFirst("SELECT count(*) FROM twin.\(table)") { Int(try $0.int8(0)) } ?? 0
            switch table {
            case "event": counts.copied = rows
            case "plain": counts.plain = [rows]
            default: if rows > 0 { counts.plain.append(rows) }
            }
        }
        try connections[0].execute("TRUNCATE twin.event, twin.plain, twin.psycopg")
        return counts
    }

    func end() throws { try connections[0].execute("DROP SCHEMA twin CASCADE") }
}
