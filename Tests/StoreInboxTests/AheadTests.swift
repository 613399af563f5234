import Domain
import Postgres
import StoreSchema
import TestSupport
import Testing
import Wire

@testable import StoreInbox

/// Batches whose rows are copied by a second session before their turn.
@Suite(.serialized) struct AheadTests {
    let conninfo: String
    let inbox: Inbox
    let writer: StoreWriter
    let first: Connection
    let second: Connection
    let owner: Connection

    init() throws {
        conninfo = try TestCluster.shared.database("ahead")
        owner = try Connection(ConnectionConfiguration(conninfo: conninfo))
        try Migrator.migrate(owner)
        var limits = BatchLimits()
        limits.rows = 100
        inbox = Inbox(limits: limits)
        writer = StoreWriter(inbox: inbox)
        first = try Self.connect(conninfo)
        try writer.greet(first)
        second = try Self.connect(conninfo)
        try StoreWriter.greetBeside(second)
    }

    private static func connect(_ conninfo: String) throws -> Connection {
        try Connection(ConnectionConfiguration(conninfo: conninfo + " user=groundswell_ingest"))
    }

    /// Lines of a stream, in the open batch.
    private func send(_ lines: [String], streamed: Bool = true, upTo position: Int64 = 1) throws {
        _ = try inbox.append(lines, of: UInt64(position), upTo: streamed ? position : nil)
    }

    /// As many likes of 20 models, each of another amount.
    private func likes(_ count: Int, from: Int = 0, _ month: String = "2026-03") -> [String] {
        (from..<from + count).map {
            #"{"event":{"model":"a/\#($0 % 20)","kind":"like","amount":\#($0),"source":"t","at":"\#(month)-1\#($0 % 9)"}}"#
        }
    }

    /// Stores what names and partitions the others need.
    private func storeFirst() throws {
        try send(likes(100))
        var batch = try #require(inbox.take())
        #expect(try writer.store(&batch, first).first?.number == 1)
    }

    /// The store with its first batch, the second one to be stored next, and the third of so many likes copied ahead of it.
    private func copiedAhead(_ count: Int) throws -> (before: RecordBatch, ahead: BatchAhead) {
        try storeFirst()
        let footing = try #require(writer.footing)
        try send(likes(100, from: 1000), upTo: 2)
        let before = try #require(inbox.take())
        try send(likes(count, from: 2000), upTo: 3)
        var ahead = BatchAhead(try #require(inbox.takeAhead()), on: footing, second, inbox)
        #expect(try ahead.copy())
        return (before, ahead)
    }

    private func amounts() throws -> [Int64] {
        try owner.query("SELECT amount FROM groundswell.event ORDER BY amount") { try $0.int8(0) }
    }

    private func numbers() throws -> [Int64] {
        try owner.query("SELECT number FROM groundswell.batch ORDER BY number") { try $0.int8(0) }
    }

    @Test func onlyFullBatchesThatNeedNothingElseGoAhead() throws {
        try storeFirst()
        let inTheWay = [
            #"{"event":{"model":"a/new","kind":"like","amount":1,"source":"t","at":"2026-03-11"}}"#,
            #"{"event":{"model":"a/1","kind":"like","amount":1,"source":"new","at":"2026-03-11"}}"#,
            #"{"event":{"model":"a/1","kind":"like","amount":1,"adopter":{"id":"new"},"source":"t","at":"2026-03-11"}}"#,
            #"{"observation":{"model":"a/1","series":"new","value":1,"source":"t","at":"2026-03-11"}}"#,
            #"{"model":{"id":"a/1","license":"mit","source":"t","at":"2026-03-11"}}"#,
        ]
        for line in inTheWay {
            try send(likes(100) + [line])
            #expect(inbox.takeAhead() == nil, "\(line)")
            _ = inbox.take()
        }
        try send(likes(100), streamed: false)
        #expect(inbox.takeAhead() == nil)
        _ = inbox.take()
        try send(likes(99))
        #expect(inbox.takeAhead() == nil)
        try send(likes(1))
        #expect(inbox.takeAhead()?.count == 100)
        #expect(inbox.take() == nil)
        // A month that has no table yet is for the first session to make.
        try send(likes(100, "2026-04"))
        let other = try #require(inbox.takeAhead())
        var ahead = BatchAhead(other, on: try #require(writer.footing), second, inbox)
        #expect(try !ahead.copy())
        #expect(try numbers() == [1])
    }

    @Test func itIsSeenAfterTheBatchBeforeAndNotSooner() throws {
        var (before, ahead) = try copiedAhead(150)
        #expect(try amounts().count == 100)
        #expect(try writer.store(&before, first).first?.number == 2)
        #expect(try amounts().count == 200)
        let outcome = try #require(try writer.conclude(ahead, second)?.first)
        #expect((outcome.number, outcome.events, outcome.participants.first?.stored) == (3, 150, 150))
        #expect(try amounts() == (0..<100).map { $0 } + (1000..<1100).map { $0 } + (2000..<2150).map { $0 })
        #expect(try writer.position(of: "s", first) == 3)
        #expect(try numbers() == [1, 2, 3] && writer.lastBatch == 3)
    }

    @Test func withoutTheBatchBeforeItIsTakenBackAndStoredAnew() throws {
        try storeFirst()
        try send(likes(120, from: 1000), upTo: 2)
        let batch = try #require(inbox.takeAhead())
        var ahead = BatchAhead(batch, on: try #require(writer.footing), second, inbox)
        #expect(try ahead.copy())
        // The batch before stored nothing.
        #expect(try writer.conclude(ahead, second) == nil)
        #expect(try amounts().count == 100)
        var anew = batch
        #expect(try writer.store(&anew, first).first?.number == 2)
        #expect(try amounts().count == 220)
        // The second session is as good as new.
        try send(likes(100, from: 5000), upTo: 3)
        var next = BatchAhead(
            try #require(inbox.takeAhead()),
            on: Footing(number: 3, partitions: try #require(writer.footing).partitions),
            second, inbox)
        #expect(try next.copy())
        #expect(try writer.conclude(next, second)?.first?.number == 3)
    }

    @Test func whoHasLostTheStoreToAnotherIngestCommitsNothing() throws {
        var (before, ahead) = try copiedAhead(100)
        #expect(try writer.store(&before, first).first?.number == 2)
        first.close()
        let other = StoreWriter(inbox: Inbox())
        let third = try Self.connect(conninfo)
        while (try? other.greet(third)) == nil {}
        #expect(try writer.conclude(ahead, second) == nil)
        #expect(try numbers() == [1, 2])
        // With a session of ours that holds the lock again it would have been committed.
        third.close()
        let fourth = try Self.connect(conninfo)
        while (try? writer.greet(fourth)) == nil {}
        #expect(try ahead.copy())
        #expect(try writer.conclude(ahead, second)?.first?.number == 3)
    }

    @Test func theNextIngestWaitsForACommitUnderWay() throws {
        try storeFirst()
        try second.execute("BEGIN")
        try second.execute("SELECT pg_advisory_xact_lock(7305, 1)")
        first.close()
        let third = try Self.connect(conninfo)
        try third.execute("SET lock_timeout = '200ms'")
        let other = StoreWriter(inbox: Inbox())
        var refusal: PostgresError?
        while refusal == nil {
            do {
                try other.greet(third)
                Issue.record("it did not wait")
                return
            } catch InboxError.anotherInstance {
                continue
            } catch let error as PostgresError {
                refusal = error
            }
        }
        #expect(refusal?.state?.rawValue == "55P03")
        try second.execute("ROLLBACK")
        third.close()
        let fourth = try Self.connect(conninfo)
        while (try? other.greet(fourth)) == nil {}
        #expect(other.lastBatch == 1)
    }

    /// The session of another thread is lost in its COMMIT, which the server finishes all the same, only later.
    @Test func aCommitThatIsStillUnderWayIsAwaited() throws {
        var (before, ahead) = try copiedAhead(100)
        #expect(try writer.store(&before, first).first?.number == 2)
        try owner.execute(
            """
            CREATE FUNCTION public.dawdle() RETURNS trigger LANGUAGE plpgsql AS
                'BEGIN PERFORM pg_sleep(1.5); RETURN NULL; END';
            CREATE CONSTRAINT TRIGGER dawdle AFTER INSERT ON groundswell.batch DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW EXECUTE FUNCTION public.dawdle()
            """)
        #expect(throws: PostgresError.self) {
            try second.withTimeout(.milliseconds(300)) { _ = try writer.conclude(ahead, second) }
        }
        #expect(!second.isOpen)
        #expect(try numbers() == [1, 2], "or it shows nothing: it must be under way still")
        #expect(try writer.store(&ahead.batch, first).isEmpty)
        try owner.execute("DROP TRIGGER dawdle ON groundswell.batch")
        #expect(try writer.confirm(first).first?.number == 3)
        #expect(try amounts().count == 300)
    }

    @Test func whatTheDatabaseRefusesLeavesNothingOpen() throws {
        try storeFirst()
        try send(likes(100, from: 1000), upTo: 2)
        let batch = try #require(inbox.takeAhead())
        try owner.execute("REVOKE INSERT ON groundswell.event_2026_03 FROM groundswell_ingest")
        var ahead = BatchAhead(batch, on: try #require(writer.footing), second, inbox)
        #expect(throws: PostgresError.self) { try ahead.copy() }
        try owner.execute("GRANT INSERT ON groundswell.event_2026_03 TO groundswell_ingest")
        #expect(try ahead.copy())
        ahead.takeBack()
        #expect(try second.queryFirst("SELECT txid_current_if_assigned() IS NULL") { try $0.bool(0) } == true)
        #expect(try amounts().count == 100)
    }

    /// Two sessions that really write at once: whoever reads by the ledger's blocks must find every row.
    @Test func twoSessionsAtOnceStandWhereTheLedgerSays() async throws {
        try storeFirst()
        let lanes = [PostgresThread(configuration(first: true)), PostgresThread(configuration(first: false))]
        defer { for lane in lanes { lane.stopAndWait() } }
        first.close()
        var copied: WorkAside<Bool>?
        var word: Word<Bool>?
        let count = 24
        for number in 2...count {
            // Each copies while the one before waits for its word, and then while that one commits.
            try send(likes(number % 5 == 0 ? 3_000 : 20_000, from: number * 100_000), upTo: Int64(number))
            let batch = try #require(inbox.takeAhead())
            let footing = Footing(
                number: Int64(number), partitions: [Partition(isEvent: true, month: 674): "event_2026_03"])
            let (writer, inbox, mine) = (writer, inbox, Word<Bool>())
            let work = lanes[number % 2].aside { connection in
                var ahead = BatchAhead(batch, on: footing, connection, inbox)
                guard try ahead.copy(), mine.heard(by: connection) else { return false }
                return try writer.conclude(ahead, connection)?.first?.number == Int64(number)
            }
            word?.say(true)
            if let copied { #expect(try copied.value(awaitedBy: owner)) }
            (copied, word) = (work, mine)
        }
        word?.say(true)
        #expect(try copied?.value(awaitedBy: owner) == true)
        let sums = try owner.query(
            """
            SELECT b.number, b.events = count(*) AND min(e.ctid) >= format('(%s,0)', b.blocks[1])::tid
            FROM groundswell.batch b JOIN groundswell.event e ON e.batch = b.number GROUP BY b.number, b.events, b.blocks
            ORDER BY b.number
            """
        ) { "\(try $0.int8(0)) \(try $0.bool(1))" }
        #expect(sums == (1...count).map { "\($0) true" })
        #expect(try Set(amounts()).count == amounts().count)
        // They did write by turns: batches that follow one another overlap.
        let overlaps = try owner.queryFirst(
            """
            WITH span AS (
                SELECT batch, min((ctid::text::point)[0]) AS low, max((ctid::text::point)[0]) AS high
                FROM groundswell.event GROUP BY batch
            )
            SELECT count(*) FROM span a JOIN span b ON b.batch = a.batch + 1 WHERE b.low < a.high
            """
        ) { try $0.int8(0) }
        #expect(overlaps ?? 0 > 0)
    }

    private func configuration(first isFirst: Bool) -> ConnectionConfiguration {
        let writer = writer
        return ConnectionConfiguration(
            conninfo: conninfo + " user=groundswell_ingest",
            onConnect: { connection in
                guard isFirst else { return try StoreWriter.greetBeside(connection) }
                while true {
                    // The server ends the session before in its own time.
                    do { return try writer.greet(connection) } catch InboxError.anotherInstance { continue }
                }
            })
    }
}
