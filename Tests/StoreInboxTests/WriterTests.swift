import Domain
import Postgres
import StoreSchema
import TestSupport
import Testing
import Wire

@testable import StoreInbox

/// Batches into a real store, without sockets.
@Suite(.serialized) struct WriterTests {
    let conninfo: String
    let inbox = Inbox()

    init() throws {
        conninfo = try TestCluster.shared.database("inbox")
        try Migrator.migrate(try Connection(ConnectionConfiguration(conninfo: conninfo)))
    }

    private func connect() throws -> Connection {
        try Connection(ConnectionConfiguration(conninfo: conninfo + " user=groundswell_ingest"))
    }

    /// Appends lines of one connection to the open batch, and takes it.
    private func batch(_ lines: [String], streamed: Bool = true) throws -> RecordBatch {
        _ = try append(lines, to: inbox, streamed: streamed)
        return try #require(inbox.take())
    }

    /// - Returns: whether the open batch is full.
    private func append(_ lines: [String], to inbox: Inbox, streamed: Bool) throws -> Bool {
        try inbox.append(lines, upTo: streamed ? Int64(lines.count) : nil)
    }

    private func event(_ number: Int, _ at: String) -> String {
        #"{"event":{"model":"a/\#(number)","kind":"like","amount":\#(number),"source":"test","at":"\#(at)"}}"#
    }

    @Test func rowsLandInTheirMonthsWhetherFewOrMany() throws {
        let connection = try connect()
        let writer = StoreWriter(inbox: inbox)
        try writer.greet(connection)
        for months in [1, 6, 30] {
            let lines = (0..<200).map { event($0, "20\(20 + $0 % months / 12)-\(10 + $0 % months % 3)-03") }
            var batch = try batch(lines)
            let outcome = try #require(try writer.store(&batch, connection).first)
            #expect((outcome.events, outcome.facts, outcome.observations) == (200, 0, 0))
            #expect(outcome.participants.first?.stored == 200)
        }
        let rows = try connection.queryFirst("SELECT count(*) FROM groundswell.event") { try $0.int8(0) }
        #expect(rows == 600)
        let models = try connection.queryFirst("SELECT count(*) FROM groundswell.model") { try $0.int8(0) }
        #expect(models == 200)
    }

    /// Events with and without an adopter or an id are copied apart where they are many: no field may get lost or mixed up.
    @Test(arguments: [(3, 4), (5_000, 0), (5_000, 3), (10, 5_000), (0, 20)])
    func eventsKeepWhateverTheyHave(plain: Int, whole: Int) throws {
        let connection = try connect()
        let writer = StoreWriter(inbox: inbox)
        try writer.greet(connection)
        let lines = (0..<plain + whole).map { number in
            guard number % 2 == 0 ? number / 2 < whole : number / 2 >= plain else { return event(number, "2026-01-03") }
            let more = ["\"adopter\":{\"id\":\"x\(number)\"}", "\"id\":\"e\(number)\""]
            let members = [more[0], more[1], more.joined(separator: ",")][number % 3]
            return
                #"{"event":{"model":"a/\#(number)","kind":"deployment","amount":\#(number),\#(members),"source":"test","at":"2026-01-03"}}"#
        }
        var batch = try batch(lines)
        let outcome = try #require(try writer.store(&batch, connection).first)
        #expect(outcome.events == plain + whole)
        let rows = try connection.query(
            """
            SELECT coalesce(m.key, '') || ' ' || e.amount || ' ' || coalesce(a.name, '') || ' ' || (e.id_hash IS NOT NULL)
                || ' ' || e.batch || ' ' || e.kind
            FROM groundswell.event e JOIN groundswell.model m ON m.id = e.model
            LEFT JOIN groundswell.adopter a ON a.id = e.adopter ORDER BY e.amount
            """
        ) { try $0.text(0) }
        let expected = lines.indices.map { number in
            let line = lines[number]
            return
                "a/\(number) \(number) \(line.contains("adopter") ? "x\(number)" : "") \(line.contains("\"id\":\"e"))"
                + " 1 \(line.contains("deployment") ? 1 : 0)"
        }
        #expect(rows == expected)
    }

    @Test func recordsThatTakeMuchMemoryFillABatchSooner() throws {
        var limits = BatchLimits()
        limits.rows = 10
        limits.facts = 3
        let deletion = #"{"deletion":{"model":"a/1","source":"test","at":"2026-01-01"}}"#
        for (line, streamed, fits) in [
            (event(1, "2026-01-01"), true, 9), (event(1, "2026-01-01"), false, 2), (deletion, true, 2),
        ] {
            let inbox = Inbox(limits: limits)
            for number in 1...fits + 1 {
                #expect(try append([line], to: inbox, streamed: streamed) == (number > fits))
            }
        }
    }

    @Test func onlyOneIngestWorksOnAStore() throws {
        let first = try connect()
        try StoreWriter(inbox: inbox).greet(first)
        #expect(throws: InboxError.anotherInstance) { try StoreWriter(inbox: inbox).greet(try connect()) }
        first.close()
        while true {
            // The server ends the first session in its own time.
            if (try? StoreWriter(inbox: inbox).greet(try connect())) != nil { break }
        }
    }

    @Test func aStoreWithoutItsTablesIsNamed() throws {
        let empty = try TestCluster.shared.database("empty")
        let connection = try Connection(ConnectionConfiguration(conninfo: empty))
        #expect(throws: InboxError.schemaMissing(needed: StoreWriter.neededSchema, found: 0)) {
            try StoreWriter(inbox: inbox).greet(connection)
        }
    }

    @Test func aFailedAttemptLeavesNothingBehind() throws {
        let connection = try connect()
        let writer = StoreWriter(inbox: inbox)
        try writer.greet(connection)
        let owner = try Connection(ConnectionConfiguration(conninfo: conninfo))
        try owner.execute("REVOKE INSERT ON groundswell.batch FROM groundswell_ingest")
        var batch = try batch([event(1, "2026-01-01"), event(2, "2026-01-01")], streamed: false)
        #expect(throws: PostgresError.self) { try writer.store(&batch, connection) }
        try owner.execute("GRANT INSERT ON groundswell.batch TO groundswell_ingest")
        let outcome = try #require(try writer.store(&batch, connection).first)
        #expect((outcome.number, outcome.participants.first?.stored) == (1, 2))
        let ids = try connection.query("SELECT id FROM groundswell.model ORDER BY id") { try $0.int4(0) }
        #expect(ids == [1, 2])
    }

    /// More than are looked up at a time; new ones, known ones and contradictions side by side, in one order and another.
    @Test func manyEventsWithIdsAreStoredOnce() throws {
        let connection = try connect()
        let writer = StoreWriter(inbox: inbox)
        try writer.greet(connection)
        func event(_ number: Int, amount: Int = 1) -> String {
            #"{"event":{"id":"e\#(number)","model":"a/\#(number % 50)","kind":"like","amount":\#(amount),"source":"test","at":"2026-01-01"}}"#
        }
        var first = try batch((0..<20_000).map { event($0) }, streamed: false)
        let before = try #require(try writer.store(&first, connection).first?.participants.first)
        #expect((before.stored, before.duplicates, before.rejects.count) == (20_000, 0, 0))
        var random = SplitMix(seed: 5)
        let lines = (10_000..<40_000).map { event($0, amount: $0 % 100 == 7 ? 2 : 1) } + [event(39_999)]
        var second = try batch(lines.map { (random.next(), $0) }.sorted { $0.0 < $1.0 }.map(\.1), streamed: false)
        let after = try #require(try writer.store(&second, connection).first?.participants.first)
        #expect((after.stored, after.duplicates, after.rejects.count) == (20_000, 9_901, 100))
        let rows = try connection.queryFirst(
            "SELECT count(*), (SELECT count(*) FROM groundswell.unstreamed), sum(amount)::int8 FROM groundswell.event"
        ) { (try $0.int8(0), try $0.int8(1), try $0.int8(2)) }
        let found = try #require(rows)
        #expect(found == (40_000, 40_000, 40_200))
    }
}
