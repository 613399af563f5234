import Postgres
import TestSupport
import Testing

/// Prints what COPY does here; asserts only that every row arrives.
@Suite struct ThroughputTests {
    @Test func rowsASecond() throws {
        let connection = try newConnection("throughput")
        let rows = 500_000
        let clock = ContinuousClock()
        var encoded = CopyRows(capacity: 64 << 20)
        let encoding = clock.measure {
            for index in 0..<rows {
                encoded.beginRow(4)
                encoded.int4(Int32(index))
                encoded.timestamp(Int64(index))
                encoded.int2(3)
                encoded.int8(Int64(index))
            }
        }
        try connection.execute("CREATE UNLOGGED TABLE event (model int4, at timestamptz, kind int2, amount int8)")
        let sending = try clock.measure {
            let stored = try connection.copyIn("COPY event FROM STDIN (FORMAT binary)", rows: encoded)
            #expect(stored == rows)
        }
        let writing = try clock.measure {
            try connection.copyIn("COPY event FROM STDIN (FORMAT binary)") { writer in
                for index in 0..<rows {
                    try writer.beginRow(4)
                    writer.int4(Int32(index))
                    writer.timestamp(Int64(index))
                    writer.int2(3)
                    writer.int8(Int64(index))
                }
            }
        }
        var sum: Int64 = 0
        let reading = try clock.measure {
            let count = try connection.copyOut("COPY event TO STDOUT (FORMAT binary)", columns: 4) { row in
                _ = try row.int4()
                _ = try row.timestamp()
                _ = try row.int2()
                sum += try row.int8()
            }
            #expect(count == 2 * rows)
        }
        #expect(sum == Int64(rows) * Int64(rows - 1))
        func rate(_ count: Int, _ time: Duration) -> String {
            "\(Int(Double(count) / (time / .seconds(1))) / 1_000)k rows/s"
        }
        print("encode \(rate(rows, encoding)), send \(rate(rows, sending)),", terminator: " ")
        print("encode and send \(rate(rows, writing)), read \(rate(2 * rows, reading))")
    }
}
