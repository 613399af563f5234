import Columns
import Domain
import Postgres
import StoreInbox
import StoreSupport
import TestSupport
import Testing
import Wire

@testable import StoreLedger

/// What is new is read where the ledger says it stands, and everything where that is not the truth.
@Suite("New rows", .serialized)
struct NewRowsTests {
    let store: Store
    let ingest: Connection
    let writer: StoreWriter
    let inbox = Inbox()

    init() throws {
        store = try Store("new_rows")
        ingest = try Connection(ConnectionConfiguration(conninfo: store.conninfo + " user=groundswell_ingest"))
        writer = StoreWriter(inbox: inbox)
        try writer.greet(ingest)
    }

    /// One batch of one record that is neither, by the real writer.
    private func commit(record line: String, stream: String) throws {
        var scanner = LineScanner()
        _ = try inbox.append { open in
            let (place, _) = open.join(1, stream: stream)
            try Array(line.utf8).withUnsafeBytes { bytes in
                guard
                    case .record(let record) = try scanner.scan(
                        bytes, now: Timestamp(microseconds: 2_000_000_000_000_000))
                else { throw NoOtherRecord() }
                open.append(record, line: 1, participant: place, isStreamed: true)
            }
            open.update(place, lastLine: 1, position: 1, duplicates: 0, rejects: 0, bytes: 0)
        }
        var batch = try #require(inbox.take())
        _ = try writer.store(&batch, ingest)
    }

    private struct NoOtherRecord: Error {}

    @Test("a batch of figures asks no table of facts; a batch with facts, or one of which nothing is noted, does")
    func facts() throws {
        try commit(400, "2026-01", salt: 1)
        var facts = Facts()
        try follow(&facts)
        try store.owner.execute(
            "REVOKE SELECT ON groundswell.model_fact, groundswell.retraction FROM groundswell_scoring")
        try commit(60, "2026-01", salt: 2)
        try follow(&facts)
        #expect(facts.batch == 2)
        try commit(
            record: #"{"model":{"id":"a/1","license":"mit","source":"t","at":"2026-01-02"}}"#, stream: "model")
        #expect(throws: PostgresError.self) { try follow(&facts) }
        try store.owner.execute("GRANT SELECT ON groundswell.model_fact, groundswell.retraction TO groundswell_scoring")
        try follow(&facts)
        #expect(facts.statements.rows.count == 1)
        try commit(
            record:
                #"{"retraction":{"of":{"model":{"id":"a/1","at":"2026-01-02"}},"reason":"x","source":"t","at":"2026-01-03"}}"#,
            stream: "retraction")
        try follow(&facts)
        #expect(facts.batch == 4 && facts.statements.rows.isEmpty)
        try commit(60, "2026-01", salt: 3)
        try store.owner.execute("UPDATE groundswell.batch SET tables = NULL WHERE number = 5")
        try store.owner.execute("REVOKE SELECT ON groundswell.model_fact FROM groundswell_scoring")
        #expect(throws: PostgresError.self) { try follow(&facts) }
        try store.owner.execute("GRANT SELECT ON groundswell.model_fact TO groundswell_scoring")
        try follow(&facts)
        #expect(try isWhole(facts))
    }

    /// One batch of likes and downloads of models `a/0` to `a/19` in a month, by the real writer.
    private func commit(_ count: Int, _ month: String, salt: Int) throws {
        var scanner = LineScanner()
        _ = try inbox.append { open in
            let (place, _) = open.join(1, stream: "s\(salt)")
            for index in 0..<count {
                let at = "\(month)-\(1 + index % 28 < 10 ? "0" : "")\(1 + index % 28)"
                let line =
                    index % 3 == 0
                    ? #"{"observation":{"model":"a/\#(index % 20)","series":"downloads30d","value":\#(index + salt),"source":"t","at":"\#(at)"}}"#
                    : #"{"event":{"model":"a/\#(index % 20)","kind":"like","amount":\#(1 + index % 5),"source":"t","at":"\#(at)"}}"#
                try Array(line.utf8).withUnsafeBytes { bytes in
                    switch try scanner.scan(bytes, now: Timestamp(microseconds: 2_000_000_000_000_000)) {
                    case .observation(let hot):
                        open.append(hot, line: Int64(index + 1), participant: place, isStreamed: true)
                    case .event(let hot):
                        open.append(hot, line: Int64(index + 1), participant: place, isStreamed: true)
                    default: Issue.record("neither observation nor event")
                    }
                }
            }
            open.update(
                place, lastLine: Int64(count), position: Int64(count), duplicates: 0, rejects: 0, bytes: 0)
        }
        var batch = try #require(inbox.take())
        _ = try writer.store(&batch, ingest)
    }

    private func follow(_ facts: inout Facts) throws { _ = try FactsReader().follow(&facts, store.scoring) }

    /// Whether following came to what reading everything at once comes to.
    private func isWhole(_ facts: Facts) throws -> Bool {
        var anew = Facts()
        try follow(&anew)
        #expect(facts.batch == anew.batch && facts.newest == anew.newest)
        let points = facts.points.rows.map { "\($0)" } == anew.points.rows.map { "\($0)" }
        let amounts = facts.amounts.rows.map { "\($0)" } == anew.amounts.rows.map { "\($0)" }
        return points && amounts
    }

    private func plan(_ sql: String) throws -> String {
        try store.scoring.query("EXPLAIN \(sql)") { try $0.text(0) }.joined(separator: "\n")
    }

    @Test("a batch is read from its blocks on, in every month it reaches into, few or many")
    func blocks() throws {
        try commit(4000, "2026-01", salt: 1)
        var facts = Facts()
        try follow(&facts)
        for month in 0..<9 {
            try commit(300, "202\(month % 2 + 5)-0\(month % 9 + 1)", salt: month)
            let rows = try NewRows(after: facts.batch, upTo: facts.batch + 1, store.scoring)
            #expect(try rows.verified("event", store.scoring) == rows.sources("event").first)
            try follow(&facts)
            #expect(try isWhole(facts))
        }
        var events = 0
        for amount in facts.amounts.rows { events += Int(amount.count) }
        #expect(events == 4000 - 1334 + 9 * 200)
        // Where much stood before, only the end is read.
        try commit(20_000, "2025-12", salt: 20)
        try follow(&facts)
        try commit(300, "2025-12", salt: 21)
        let rows = try NewRows(after: facts.batch, upTo: facts.batch + 1, store.scoring)
        let plan = try plan("SELECT * FROM \(try rows.verified("event", store.scoring)) WHERE \(rows.range)")
        #expect(plan.contains("Tid Range Scan") && !plan.contains("Seq Scan"))
        try follow(&facts)
        #expect(try isWhole(facts))
    }

    @Test("of batches that wait each is read once, up to where later ones begin; a wrong end costs a second look")
    func waiting() throws {
        try commit(400, "2026-01", salt: 1)
        var facts = Facts()
        try follow(&facts)
        for salt in 2..<13 { try commit(60_000, salt == 4 ? "2025-11" : "2026-01", salt: salt) }
        let before = facts
        let rows = try NewRows(after: 1, upTo: 2, store.scoring)
        #expect(rows.sources("event").count == 4)
        #expect(try rows.verified("event", store.scoring) == rows.sources("event")[0])
        // What it reads is a batch, those that may be written at once, and the leeway.
        func counted(_ source: String) throws -> Int64 {
            try #require(try store.scoring.queryFirst("SELECT count(*) FROM \(source)") { try $0.int8(0) })
        }
        let (bounded, all) = (try counted(rows.sources("event")[0]), try counted(rows.sources("event")[2]))
        #expect(bounded >= 40_000 && bounded < all, "\(bounded) of \(all)")
        let reader = FactsReader(rowsAtOnce: 70_000)
        while try reader.follow(&facts, store.scoring).committed > facts.batch {}
        #expect(try isWhole(facts))
        // A month that no later batch has rows in has no end; a batch of two months has both.
        #expect(try NewRows(after: 3, upTo: 4, store.scoring).sources("event").count == 3)
        // One that says too little is not believed.
        try store.owner.execute("UPDATE groundswell.batch SET blocks = '{-900,-900}' WHERE number = 5")
        let doubted = try NewRows(after: 1, upTo: 2, store.scoring)
        #expect(try doubted.verified("event", store.scoring) == doubted.sources("event")[0])
        try store.owner.execute("UPDATE groundswell.batch SET blocks = '{-900,-900}' WHERE number BETWEEN 5 AND 7")
        facts = before
        let wrong = try NewRows(after: 1, upTo: 2, store.scoring)
        #expect(try wrong.verified("event", store.scoring) == wrong.sources("event")[1])
        while try reader.follow(&facts, store.scoring).committed > facts.batch {}
        #expect(try isWhole(facts))
    }

    @Test("rows in pages that a vacuum freed are not missed")
    func freedPages() throws {
        try commit(20_000, "2026-01", salt: 1)
        // A transaction that came to nothing leaves pages behind, which a vacuum frees.
        try ingest.execute("BEGIN")
        try ingest.execute(
            """
            INSERT INTO groundswell.event SELECT model, kind, source, at, amount, batch + 1
            FROM groundswell.event, generate_series(1, 4)
            """)
        try ingest.execute("ROLLBACK")
        // So the freed pages lie further back than a reader begins in any case.
        try commit(60_000, "2026-01", salt: 2)
        try store.owner.execute("VACUUM groundswell.event_2026_01, groundswell.observation_2026_01")
        var facts = Facts()
        try follow(&facts)
        try commit(2_000, "2026-01", salt: 3)
        // Without this the test would show nothing: the new rows stand among those of before.
        let isBefore = try store.owner.queryFirst(
            """
            SELECT (SELECT min(ctid) FROM groundswell.event WHERE batch = 3)
                < (SELECT max(ctid) FROM groundswell.event WHERE batch = 2)
            """
        ) { try $0.bool(0) }
        #expect(isBefore == true)
        try follow(&facts)
        #expect(try isWhole(facts))
    }

    @Test("rows a little before the place that was noted cost a second look, not one at everything")
    func before() throws {
        try commit(400, "2026-01", salt: 1)
        try commit(60_000, "2026-01", salt: 2)
        var facts = Facts()
        try follow(&facts)
        try commit(3_000, "2026-01", salt: 3)
        try store.owner.execute(
            "UPDATE groundswell.batch SET blocks = ARRAY[blocks[1] + 140, blocks[2] + 140] WHERE number = 3")
        let rows = try NewRows(after: 2, upTo: 3, store.scoring)
        #expect(try rows.verified("event", store.scoring) == rows.sources("event")[1])
        try follow(&facts)
        #expect(try isWhole(facts))
    }

    @Test("a store put back from a dump, or a ledger that notes nothing, is read whole")
    func notNoted() throws {
        try commit(3000, "2026-02", salt: 1)
        var facts = Facts()
        try follow(&facts)
        let before = facts
        try commit(3000, "2026-02", salt: 2)
        for change in ["blocks = '{100000,100000}'", "tables = NULL, blocks = NULL", "tables = '{}', blocks = '{}'"] {
            try store.owner.execute("UPDATE groundswell.batch SET \(change) WHERE number = \(before.batch + 1)")
            facts = before
            try follow(&facts)
            #expect(facts.batch == before.batch + 1)
            #expect(try isWhole(facts), "\(change)")
        }
    }

    @Test("a withdrawn event's month gets an index over time, others have none")
    func timeIndex() throws {
        try commit(300, "2026-03", salt: 1)
        try commit(300, "2026-04", salt: 2)
        func indexes() throws -> [String] {
            try store.owner.query(
                "SELECT indexname FROM pg_indexes WHERE schemaname = 'groundswell' AND tablename LIKE 'event%'"
            ) { try $0.text(0) }
        }
        #expect(try indexes() == [])
        for _ in 0..<2 { try ingest.execute("SELECT groundswell.ensure_time_index('2026-03-05T00:00:00Z')") }
        try ingest.execute("SELECT groundswell.ensure_time_index('1999-03-05T00:00:00Z')")
        #expect(try indexes() == ["event_2026_03_at"])
    }
}
