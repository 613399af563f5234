import Postgres
import TestSupport
import Testing

/// Rows in and out by binary COPY.
@Suite struct CopyTests {
    let connection: Connection
    let copyIn = "COPY event FROM STDIN (FORMAT binary)"
    let copyOut = "COPY event TO STDOUT (FORMAT binary)"

    init() throws {
        connection = try newConnection("copy")
        try connection.execute(
            """
            CREATE TABLE event (model int4 NOT NULL, at timestamptz, day date, amount int8, score float8,
                open bool, kind int2, id uuid, name text, body bytea)
            """)
    }

    struct Event: Equatable {
        var model: Int32
        var at: Int64?
        var day: Int32?
        var amount: Int64?
        var score: Double?
        var open: Bool?
        var kind: Int16?
        var high: UInt64
        var name: String?
        var body: [UInt8]

        init(_ index: Int) {
            model = Int32(index)
            at = index % 7 == 0 ? nil : Int64(index) * 1_000_003 - 5_000_000_000
            day = index % 11 == 0 ? nil : Int32(index % 30_000) - 10_000
            amount = index % 13 == 0 ? nil : Int64(index) << 20
            score = index % 5 == 0 ? nil : Double(index) / 3
            open = index % 3 == 0 ? nil : index % 2 == 0
            kind = index % 17 == 0 ? nil : Int16(truncatingIfNeeded: index)
            high = UInt64(index) << 32
            name = index % 19 == 0 ? nil : index == 4 ? String(repeating: "å", count: 300_000) : "model-\(index)"
            body = index % 23 == 0 ? [] : [UInt8(index & 255), 0]
        }

        func write<Fields: CopyFields & ~Copyable>(to fields: inout Fields) {
            fields.int4(model)
            fields.timestamp(at)
            fields.date(day)
            fields.int8(amount)
            fields.float8(score)
            fields.bool(open)
            fields.int2(kind)
            fields.uuid(high, 9)
            fields.text(name)
            fields.bytes(body)
        }

        init(_ row: inout CopyRow) throws {
            model = try row.int4()
            at = try row.timestampOrNil()
            day = try row.dateOrNil()
            amount = try row.int8OrNil()
            score = try row.float8OrNil()
            open = try row.boolOrNil()
            kind = try row.int2OrNil()
            high = try row.uuid().0
            name = try row.textOrNil()
            body = try row.withBytes { [UInt8]($0) }
        }
    }

    private func readAll() throws -> [Event] {
        var events: [Event] = []
        try connection.copyOut(copyOut, columns: 10) { events.append(try Event(&$0)) }
        return events
    }

    @Test func manyRowsComeBackEqual() throws {
        let events = (0..<200_000).map { Event($0) }
        let stored = try connection.copyIn(copyIn) { writer in
            for event in events {
                try writer.beginRow(10)
                event.write(to: &writer)
            }
        }
        #expect(stored == events.count)
        // A heap has no order of its own.
        let found = try readAll().sorted { $0.model < $1.model }
        #expect(found == events)
        // What COPY stored is what a plain query reads, too.
        let row = try connection.queryFirst("SELECT at, day, id, score FROM event WHERE model = 1234") { row in
            (try row.timestamp(0), try row.date(1), try row.uuid(2).0, try row.float8(3))
        }
        let event = events[1234]
        let values = try #require(row)
        #expect(values.0 == event.at && values.1 == event.day && values.2 == event.high && values.3 == event.score)
    }

    @Test func rowsEncodedElsewhereAreSent() async throws {
        let parts = await withTaskGroup(of: CopyRows.self) { group in
            for part in 0..<4 {
                group.addTask {
                    var rows = CopyRows()
                    for index in part * 1_000..<(part + 1) * 1_000 {
                        rows.beginRow(10)
                        Event(index).write(to: &rows)
                    }
                    return rows
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        let stored = try connection.copyIn(copyIn) { writer in
            for rows in parts { try writer.append(rows) }
            try writer.beginRow(10)
            Event(4_000).write(to: &writer)
        }
        #expect(stored == 4_001)
        #expect(try readAll().sorted { $0.model < $1.model } == (0...4_000).map { Event($0) })
    }

    @Test func copiesOfRowsAreValues() throws {
        var first = CopyRows(capacity: 4096)
        first.beginRow(10)
        Event(1).write(to: &first)
        var second = first
        second.beginRow(10)
        Event(2).write(to: &second)
        first.beginRow(10)
        Event(3).write(to: &first)
        #expect(try connection.copyIn(copyIn, rows: first) == 2)
        #expect(try readAll() == [Event(1), Event(3)])
        second.removeAll()
        #expect(second.isEmpty && second.byteCount == 0)
        #expect(try connection.copyIn(copyIn, rows: second) == 0)
    }

    @Test func aBodyThatThrowsStoresNothing() throws {
        struct Stop: Error {}
        #expect(throws: Stop.self) {
            try connection.copyIn(copyIn) { writer in
                for index in 0..<20_000 {
                    try writer.beginRow(10)
                    Event(index).write(to: &writer)
                }
                throw Stop()
            }
        }
        #expect(try readAll() == [])
    }

    @Test func rowsTheServerRefusesLeaveTheConnectionUsable() throws {
        let error = try serverError {
            try connection.copyIn(copyIn) { writer in
                for index in 0..<50_000 {
                    try writer.beginRow(10)
                    if index == 10 {
                        for _ in 0..<10 { writer.null() }
                    } else {
                        Event(index + 10).write(to: &writer)
                    }
                }
            }
        }
        #expect(error.state == .notNullViolation && error.column == "model")
        #expect(try readAll() == [])
        let absent = try serverError { try connection.copyIn("COPY nothing FROM STDIN (FORMAT binary)") { _ in } }
        #expect(absent.state == .undefinedTable)
        #expect(try readAll() == [])
    }

    @Test func malformedRowsAreCaughtHere() throws {
        let short = #expect(throws: PostgresError.self) {
            try connection.copyIn(copyIn) { writer in
                try writer.beginRow(10)
                writer.int4(1)
            }
        }
        #expect(short == .usage("COPY row 1 lacks 9 of its fields"))
        #expect(try code { try connection.copyIn(copyIn) { try $0.beginRow(3) } } == "postgres.usage")
        var rows = CopyRows()
        rows.beginRow(1)
        rows.int4(1)
        rows.int4(2)
        #expect(rows.fault == .fieldCount(row: 1, missing: -1))
        #expect(try code { try connection.copyIn(copyIn, rows: rows) } == "postgres.usage")
        #expect(try readAll() == [])
    }

    @Test func aReaderThatThrowsLeavesTheConnectionUsable() throws {
        struct Stop: Error {}
        try connection.execute("INSERT INTO event (model) SELECT generate_series(1, 50000)")
        #expect(throws: Stop.self) { try connection.copyOut(copyOut, columns: 10) { _ in throw Stop() } }
        #expect(try connection.copyOut(copyOut, columns: 10) { _ in } == 50_000)
        let error = #expect(throws: PostgresError.self) {
            try connection.copyOut(copyOut, columns: 10) { _ = try $0.int8() }
        }
        #expect(error?.description == "column 0 holds 4 bytes where int8 was expected")
        #expect(try code { try connection.copyOut(copyOut, columns: 9) { _ in } } == "postgres.usage")
        let failing = "COPY (SELECT 1 / (3 - i) FROM generate_series(1, 5) i) TO STDOUT (FORMAT binary)"
        #expect(try serverError { try connection.copyOut(failing, columns: 1) { _ in } }.state.rawValue == "22012")
        #expect(try connection.copyOut("COPY (SELECT WHERE false) TO STDOUT (FORMAT binary)", columns: 0) { _ in } == 0)
    }

    @Test func otherStatementsAreNoCopy() throws {
        #expect(try code { try connection.copyIn("SELECT 1") { _ in } } == "postgres.usage")
        #expect(connection.isOpen)
        #expect(try code { try connection.execute("COPY event FROM STDIN") } == "postgres.usage")
        #expect(!connection.isOpen)
    }

    /// One row of arrays, as they were written and as the server understands them.
    @Test(arguments: [0, 1, 2, 5_000])
    func arraysGoInAndComeOut(count: Int) throws {
        try connection.execute("CREATE TEMP TABLE arrays (a int4[], b int8[], c float8[], d timestamptz[])")
        let ints = (0..<count).map { Int32($0) - 2 }
        let longs = (0..<count).map { $0 % 3 == 1 ? Int64.min : Int64($0) << 33 }
        let doubles = (0..<count).map { $0 % 4 == 1 ? Double.nan : Double($0) / 3 }
        let times = (0..<count).map { $0 % 5 == 1 ? Int64.min : Int64($0) * 1_000_003 - 77 }
        try connection.copyIn("COPY arrays FROM STDIN (FORMAT binary)") { rows in
            try rows.beginRow(4)
            rows.int4Array(ints)
            rows.int8Array(longs, null: .min)
            rows.float8Array(doubles)
            rows.timestampArray(times, null: .min)
        }
        let seen = try connection.queryFirst(
            """
            SELECT cardinality(a)::int8, (SELECT count(v) FROM unnest(b) v), (SELECT coalesce(sum(v), 0)::int8 FROM unnest(b) v),
                (SELECT count(v) FROM unnest(c) v), (SELECT count(*) FROM unnest(d) v WHERE v < '1971-01-01Z')
            FROM arrays
            """
        ) { row in
            [try row.int8(0), try row.int8(1), try row.int8(2), try row.int8(3), try row.int8(4)]
        }
        let there = longs.filter { $0 != .min }
        #expect(
            seen == [
                Int64(count), Int64(there.count), there.reduce(0, +), Int64(doubles.count { !$0.isNaN }),
                Int64(times.count { $0 != .min }),
            ])
        var found = 0
        try connection.copyOut("COPY arrays TO STDOUT (FORMAT binary)", columns: 4) { row in
            let (a, b) = (try row.int4Array(), try row.int8Array(null: .min))
            let (c, d) = (try row.float8Array(), try row.timestampArray(null: .min))
            #expect(a == ints && b == longs && d == times)
            #expect(c.map(\.bitPattern) == doubles.map(\.bitPattern))
            found += 1
        }
        #expect(found == 1)
    }

    @Test func arraysOfAnotherKindAreRefused() throws {
        func read(_ sql: String, _ body: (inout CopyRow) throws -> Void) throws {
            try connection.copyOut("COPY (SELECT \(sql)) TO STDOUT (FORMAT binary)", columns: 1, body)
        }
        for sql in ["ARRAY[1, NULL]", "ARRAY[1::int8]", "ARRAY[[1, 2], [3, 4]]", "NULL::int4[]", "7"] {
            #expect(throws: PostgresError.self, "\(sql)") { try read(sql) { _ = try $0.int4Array() } }
        }
        #expect(throws: PostgresError.self) {
            try read("ARRAY['infinity'::timestamptz]") { _ = try $0.timestampArray(null: .min) }
        }
        try read("ARRAY[]::int4[]") {
            let values = try $0.int4Array()
            if !values.isEmpty { Issue.record("\(values)") }
        }
    }
}
