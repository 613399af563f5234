import Postgres

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
