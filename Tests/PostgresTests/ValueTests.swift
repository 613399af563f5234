import Postgres
import TestSupport
import Testing

/// Values of every type, to the server and back.
@Suite struct ValueTests {
    let connection: Connection

    init() throws {
        let conninfo = try TestCluster.shared.database("values")
        connection = try Connection(ConnectionConfiguration(conninfo: conninfo))
    }

    @Test func numbersComeBack() throws {
        let binds: [Bind] = [.int2(-2), .int4(.min), .int8(.max), .float8(-0.1), .bool(true)]
        let rows = try connection.query("SELECT $1, $2, $3, $4, $5", binds) { row in
            try #require(row.count == 5)
            return (try row.int2(0), try row.int4(1), try row.int8(2), try row.float8(3), try row.bool(4))
        }
        let row = try #require(rows.first)
        #expect(row == (-2, .min, .max, -0.1, true))
    }

    @Test func narrowIntegersAreWidened() throws {
        let row = try connection.queryFirst("SELECT 7::int2, 8::int4, 9::int2, 1.5::float4") { row in
            (try row.int8(0), try row.int8(1), try row.int4(2), try row.float8(3))
        }
        #expect(try #require(row) == (7, 8, 9, 1.5))
    }
}
