import Postgres
import TestSupport
import Testing

/// Values of every type, to the server and back.
@Suite struct ValueTests {
    let connection: Connection

    init() throws { connection = try newConnection("values") }

    @Test func numbersComeBack() throws {
        let binds: [Bind] = [.int2(-2), .int4(.min), .int8(.max), .float8(-0.1), .bool(true)]
        let row = try connection.queryFirst("SELECT $1, $2, $3, $4, $5", binds) { row in
            let count = row.count
            #expect(count == 5)
            return (try row.int2(0), try row.int4(1), try row.int8(2), try row.float8(3), try row.bool(4))
        }
        #expect(try #require(row) == (-2, .min, .max, -0.1, true))
    }

    @Test func narrowNumbersAreWidened() throws {
        let row = try connection.queryFirst("SELECT 7::int2, 8::int4, 9::int2, 1.5::float4") { row in
            (try row.int8(0), try row.int8(1), try row.int4(2), try row.float8(3))
        }
        #expect(try #require(row) == (7, 8, 9, 1.5))
    }

    @Test func bytesComeBack() throws {
        let text = "Qwen/Qwen3 \u{1F30A} 深度求索"
        let binds: [Bind] = [.text(text), .bytea([0, 255, 10]), .jsonb(#"{"a": [1, 2]}"#), .text(""), .bytea([])]
        let row = try connection.queryFirst("SELECT $1, $2, $3, $4, $5", binds) { row in
            (try row.text(0), try row.bytea(1), try row.text(2), try row.text(3), try row.bytea(4))
        }
        #expect(try #require(row) == (text, [0, 255, 10], #"{"a": [1, 2]}"#, "", []))
    }

    @Test func bigTextComesBack() throws {
        let text = String(repeating: "0123456789abcdef", count: 1 << 20)
        let back = try connection.queryFirst("SELECT $1", [.text(text)]) { try $0.text(0) }
        #expect(back == text)
    }

    @Test(arguments: [0, 1, -1, 1_777_680_000_123_456, -62_135_596_800_000_000, 253_402_300_799_999_999] as [Int64])
    func timestampsComeBack(microseconds: Int64) throws {
        let row = try connection.queryFirst(
            "SELECT $1, (extract(epoch FROM $1) * 1000000)::int8", [.timestamp(microseconds)]
        ) { (try $0.timestamp(0), try $0.int8(1)) }
        #expect(try #require(row) == (microseconds, microseconds))
    }

    @Test func datesAndIdentifiersComeBack() throws {
        let row = try connection.queryFirst(
            "SELECT $1, $2, $3 = '00112233-4455-6677-8899-aabbccddeeff'::uuid, $1 = '2026-05-03'::date",
            [.date(20_576), .uuid(1, .max), .uuid(0x0011_2233_4455_6677, 0x8899_AABB_CCDD_EEFF)]
        ) { row in
            let halves = try row.uuid(1)
            return (try row.date(0), halves.0, halves.1, try row.bool(2), try row.bool(3))
        }
        #expect(try #require(row) == (20_576, 1, .max, true, true))
    }

    @Test func arraysComeBack() throws {
        let binds: [Bind] = [
            .int4Array([1, -2]), .int8Array([.min, .max]), .textArray(["a,b", "", "\"c\""]), .int4Array([]),
        ]
        let row = try connection.queryFirst("SELECT $1, $2, $3, $4", binds) { row in
            (try row.int4Array(0), try row.int8Array(1), try row.textArray(2), try row.int4Array(3))
        }
        #expect(try #require(row) == ([1, -2], [.min, .max], ["a,b", "", "\"c\""], []))
        let sum = try connection.queryFirst("SELECT sum(v)::int8 FROM unnest($1) v", [.int8Array([3, 4])]) {
            try $0.int8(0)
        }
        #expect(sum == 7)
    }

    @Test func nullsAreNil() throws {
        let binds: [Bind] = [.null(.int8), .text(nil), .timestamp(nil), .null(.uuid), .null(.textArray)]
        let rows = try connection.query("SELECT $1, $2, $3, $4, $5", binds) { row in
            let value0 = try row.int8OrNil(0)
            #expect(value0 == nil)
            let value1 = try row.textOrNil(1)
            #expect(value1 == nil)
            let value2 = try row.timestampOrNil(2)
            #expect(value2 == nil)
            let value3 = try row.uuidOrNil(3)?.0
            #expect(value3 == nil)
            let value4 = try row.textArrayOrNil(4)
            #expect(value4 == nil)
            let first = row.isNull(0)
            #expect(first)
            return row.count
        }
        #expect(rows == [5])
    }

    @Test(arguments: [
        ("SELECT NULL::int8 AS likes", "column likes holds NULL where int8 was expected"),
        ("SELECT 1.5::numeric AS likes", "column likes holds type 1700 of 12 bytes where int8 was expected"),
        ("SELECT 'a' AS likes", "column likes holds type 25 of 1 bytes where int8 was expected"),
        ("SELECT", "column 0 holds a row of 0 where a column was expected"),
    ])
    func wrongTypesAreSaid(sql: String, message: String) throws {
        let error = #expect(throws: PostgresError.self) { try connection.query(sql) { try $0.int8(0) } }
        #expect(error?.description == message)
    }

    @Test func infinityIsNoTime() throws {
        #expect(
            try code { _ = try connection.query("SELECT 'infinity'::timestamptz") { try $0.timestamp(0) } }
                == "postgres.decode")
        #expect(
            try code { _ = try connection.query("SELECT '-infinity'::date") { try $0.date(0) } } == "postgres.decode")
    }

    @Test func timesOutOfRangeAreRefused() throws {
        let times: [Int64] = [.min, .min + 1, .min + 946_684_800_000_000]
        for time in times {
            let error = try serverError { try connection.execute("SELECT $1", [.timestamp(time)]) }
            #expect(error.state.rawValue == "22008")
        }
    }

    @Test func zeroBytesAreRefused() throws {
        #expect(try serverError { try connection.execute("SELECT $1", [.text("a\0b")]) }.state.rawValue == "22021")
        #expect(try code { try connection.execute("SELECT 1\0; garbage") } == "postgres.usage")
        #expect(try connection.queryFirst("SELECT 1") { try $0.int4(0) } == 1)
    }
}
