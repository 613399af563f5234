import Domain
import Postgres
import Wire

/// Events that come with ids and without a stream: each is looked up by its id. Beside it the bare COPY of as many rows
/// into a table with that key, 128 bits in no order.
struct IdentifiedEvents {
    let deployment: Deployment
    let catalogue: Catalogue
    let size: WorldSize

    func run(into report: inout Report) throws {
        let connection = try deployment.connection()
        try connection.execute(
            "CREATE TABLE twin.keyed (LIKE groundswell.event, high bigint, low bigint, PRIMARY KEY (high, low))")
        let turns = 3
        let count = max(1000, size.events / 50)
        var ours: [Double] = []
        var theirs: [Double] = []
        for turn in 0..<turns {
            let lines = self.lines(turn * count..<(turn + 1) * count)
            let rows = self.rows(turn * count..<(turn + 1) * count)
            let steps: [() throws -> Void] = [
                {
                    let end = try Producer.send(lines, to: deployment.socket("ingest"))
                    guard end.stored == count else { throw Failure("\(end.stored) of \(count) events were stored") }
                    ours.append(Double(count) / end.seconds)
                },
                {
                    let start = seconds()
                    try connection.transaction {
                        try connection.copyIn(
                            """
                            COPY twin.keyed (model, kind, source, at, amount, id_hash, batch, high, low)
                            FROM STDIN (FORMAT binary)
                            """, rows: rows)
                    }
                    theirs.append(Double(count) / (seconds() - start))
                },
            ]
            for step in turn % 2 == 0 ? steps : steps.reversed() { try step() }
        }
        let again = try Producer.send(lines(0..<count), to: deployment.socket("ingest"))
        report.check("events with ids sent again are not stored twice", again.stored == 0)
        report.rows.append(
            Row(
                section: RecordsBenchmark.section, what: "events with ids, without a stream",
                ours: Measured(unit: "rows/s", values: ours), reference: "bare binary COPY with that key",
                theirs: Measured(unit: "rows/s", values: theirs), goal: .atLeast(0.4)))
    }

    /// Mentions: no measure that is compared counts them.
    private func lines(_ numbers: Range<Int>) -> [UInt8] {
        var bytes: [UInt8] = []
        for number in numbers {
            RecordWriter.write(
                EventRecord(
                    id: "mention-\(number)", model: catalogue.names[number % catalogue.modelCount], kind: .mention,
                    source: "mentions", at: at(number)), into: &bytes)
        }
        return bytes
    }

    private func rows(_ numbers: Range<Int>) -> CopyRows {
        var rows = CopyRows(capacity: numbers.count * 100)
        for number in numbers {
            var hash = RandomSource(seed: UInt64(number))
            rows.beginRow(9)
            rows.int4(Int32(number % catalogue.modelCount))
            rows.int2(2)
            rows.int2(1)
            rows.timestamp(at(number).microseconds)
            rows.int8(1)
            rows.int8(Int64(number))
            rows.int8(1)
            rows.int8(Int64(bitPattern: hash.next()))
            rows.int8(Int64(bitPattern: hash.next()))
        }
        return rows
    }

    /// On the day before the last, a second apart.
    private func at(_ number: Int) -> Timestamp {
        let day = Timestamp(day: UTCDay(number: Catalogue.lastDay.number - 1)).microseconds
        return Timestamp(microseconds: day + Int64(number % 86_400) * 1_000_000)
    }
}
