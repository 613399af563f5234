import Postgres

/// How some of a batch's observations or events are written by COPY.
protocol HotRows {
    /// The columns that each row fills.
    var columns: String { get }
    /// Whether a row is one of them.
    func takes(_ row: HotRow) -> Bool
    func write(_ row: HotRow, _ writer: inout CopyWriter) throws
}

/// Rows that are written with all their columns, by INSERT too.
protocol WholeRows: HotRows {
    /// The columns' values.
    func values(_ row: HotRow) -> [Bind]
}

/// Observations.
struct ObservationRows: WholeRows {
    let names: ResolvedNames
    /// The batch's.
    let number: Int64

    var columns: String { "model, series, source, at, value, step, batch" }

    @inline(__always)
    func takes(_ row: HotRow) -> Bool { true }

    @inline(__always)
    func write(_ row: HotRow, _ writer: inout CopyWriter) throws {
        try writer.beginRow(7)
        writer.int4(row.model < 0 ? names.models[Int(~row.model)] : row.model)
        writer.int2(row.kind < 0 ? names.small.series[Int(~row.kind)] : row.kind)
        writer.int2(row.source < 0 ? names.small.sources[Int(~row.source)] : row.source)
        writer.timestamp(row.at)
        writer.int8(row.value)
        writer.int8(row.extra)
        writer.int8(number)
    }

    func values(_ row: HotRow) -> [Bind] {
        [
            .int4(row.model < 0 ? names.models[Int(~row.model)] : row.model),
            .int2(row.kind < 0 ? names.small.series[Int(~row.kind)] : row.kind),
            .int2(row.source < 0 ? names.small.sources[Int(~row.source)] : row.source), .timestamp(row.at),
            .int8(row.value), .int8(row.extra), .int8(number),
        ]
    }
}

/// Events without an adopter and an id, nearly all there are. A field that is null costs the server a twentieth of a row,
/// so these leave two of them out.
struct PlainEventRows: HotRows {
    /// From so many of them on they are copied apart from the others.
    static let worthACopy = 4_096

    let names: ResolvedNames
    /// The batch's.
    let number: Int64

    var columns: String { "model, kind, source, at, amount, batch" }

    @inline(__always)
    func takes(_ row: HotRow) -> Bool { row.adopter == HotRow.noAdopter && !row.hasIdHash }

    @inline(__always)
    func write(_ row: HotRow, _ writer: inout CopyWriter) throws {
        try writer.beginRow(6)
        fields(row, &writer)
    }

    @inline(__always)
    func fields(_ row: HotRow, _ writer: inout CopyWriter) {
        writer.int4(row.model < 0 ? names.models[Int(~row.model)] : row.model)
        writer.int2(row.kind)
        writer.int2(row.source < 0 ? names.small.sources[Int(~row.source)] : row.source)
        writer.timestamp(row.at)
        writer.int8(row.value)
        writer.int8(number)
    }
}

/// Events with whatever they have.
struct EventRows: WholeRows {
    let plain: PlainEventRows
    /// Whether those are among them that have neither an adopter nor an id.
    let takesPlain: Bool

    var columns: String { plain.columns + ", adopter, id_hash" }

    @inline(__always)
    func takes(_ row: HotRow) -> Bool { takesPlain || !plain.takes(row) }

    @inline(__always)
    func write(_ row: HotRow, _ writer: inout CopyWriter) throws {
        try writer.beginRow(8)
        plain.fields(row, &writer)
        if row.adopter == HotRow.noAdopter {
            writer.null()
        } else {
            writer.int4(row.adopter < 0 ? plain.names.adopters[Int(~row.adopter)] : row.adopter)
        }
        if row.hasIdHash { writer.int8(row.extra) } else { writer.null() }
    }

    func values(_ row: HotRow) -> [Bind] {
        let names = plain.names
        let adopter: Int32? =
            row.adopter == HotRow.noAdopter
            ? nil : row.adopter < 0 ? names.adopters[Int(~row.adopter)] : row.adopter
        return [
            .int4(row.model < 0 ? names.models[Int(~row.model)] : row.model), .int2(row.kind),
            .int2(row.source < 0 ? names.small.sources[Int(~row.source)] : row.source), .timestamp(row.at),
            .int8(row.value), .int8(plain.number), .int4(adopter), .int8(row.hasIdHash ? row.extra : nil),
        ]
    }
}

/// The rows of a batch that go into a table by one COPY or two.
struct HotRowsPart {
    let rows: [HotRow]
    let table: String
    /// Nil: of any month.
    let month: Int16?
    /// Places of rows that are stored already, ascending.
    let without: [Int]

    /// How many rows there are, and how many of a kind.
    func count<Rows: HotRows>(of kind: Rows) -> (all: Int, ofKind: Int) {
        var (all, ofKind) = (0, 0)
        each { row in
            all += 1
            if kind.takes(row) { ofKind += 1 }
        }
        return (all, ofKind)
    }

    @inline(__always)
    func each(_ body: (HotRow) throws -> Void) rethrows {
        var start = 0
        for end in without + [rows.count] {
            for row in rows[start..<end] where !row.isDropped && (month == nil || row.month == month) { try body(row) }
            start = end + 1
        }
    }
}

extension Connection {
    /// Copies the rows of a part that are of a kind.
    func copy<Rows: HotRows>(_ part: HotRowsPart, _ kind: Rows) throws {
        try copyIn("COPY groundswell.\(part.table) (\(kind.columns)) FROM STDIN (FORMAT binary)") { writer in
            try part.each { row in
                if kind.takes(row) { try kind.write(row, &writer) }
            }
        }
    }

    /// Stores the first row of a batch in a table. Returns the block from which on it and those that follow it stand.
    ///
    /// A session goes on filling the page it filled last, then takes pages on which others have left room, then new ones at
    /// the table's end. Two sessions that write to one table take new pages by turns, and now and then some more than they
    /// need: hence the leeway. Pages that a vacuum freed may be filled as well; a reader notices by counting.
    func insert<Rows: WholeRows>(_ row: HotRow, _ kind: Rows, _ table: String) throws -> Int64 {
        let values = kind.values(row)
        let places = values.indices.map { "$\($0 + 1)" }.joined(separator: ", ")
        let blocks = try queryFirst(
            Statement(
                name: "first_\(table)",
                sql: """
                    INSERT INTO groundswell.\(table) (\(kind.columns)) VALUES (\(places))
                    RETURNING (ctid::text::point)[0]::int8, pg_relation_size(tableoid) / current_setting('block_size')::int8
                    """), values
        ) { (try $0.int8(0), try $0.int8(1)) }
        guard let (own, size) = blocks else { throw PostgresError.protocolViolation("INSERT returned no row") }
        return max(min(own, size - Self.leeway), 0)
    }

    /// So many blocks before a table's end the room may begin that two sessions at once, or rows of other lengths, have left.
    /// A reader looks at so many blocks in vain, which takes less than a millisecond.
    private static let leeway: Int64 = 128
}
