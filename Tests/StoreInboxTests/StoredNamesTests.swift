import Domain
import Postgres
import StoreSchema
import TestSupport
import Testing
import Wire

@testable import StoreInbox

/// Names in a real store: which ids they get, and that each is found again.
@Suite(.serialized) struct StoredNamesTests {
    let conninfo: String
    let inbox = Inbox()

    init() throws {
        conninfo = try TestCluster.shared.database("names")
        try Migrator.migrate(try Connection(ConnectionConfiguration(conninfo: conninfo)))
    }

    private func connect() throws -> Connection {
        try Connection(ConnectionConfiguration(conninfo: conninfo + " user=groundswell_ingest"))
    }

    private func batch(_ lines: [String], in inbox: Inbox? = nil) throws -> RecordBatch {
        let inbox = inbox ?? self.inbox
        _ = try inbox.append(lines, upTo: Int64(lines.count))
        return try #require(inbox.take())
    }

    private func event(_ number: Int, _ at: String) -> String {
        #"{"event":{"model":"a/\#(number)","kind":"like","amount":\#(number),"source":"test","at":"\#(at)"}}"#
    }

    /// From before the index over hashes, and from before its parts.
    @Test(arguments: [6, 7] as [Int32])
    func namesOfAnOlderStoreAreFound(schema: Int32) throws {
        let older = try TestCluster.shared.database("older\(schema)")
        let owner = try Connection(ConnectionConfiguration(conninfo: older))
        try Migrator.migrate(owner, migrations: Array(Migration.all.prefix { $0.number <= schema }))
        try owner.execute("INSERT INTO groundswell.model (id, key, name, batch) VALUES (4, 'a/1', 'A/1', 1)")
        func greet() throws -> (StoreWriter, Connection) {
            let connection = try Connection(ConnectionConfiguration(conninfo: older + " user=groundswell_ingest"))
            let writer = StoreWriter(inbox: inbox)
            try writer.greet(connection)
            return (writer, connection)
        }
        #expect(throws: InboxError.schemaMissing(needed: StoreWriter.neededSchema, found: schema)) { try greet() }
        #expect(try Migrator.migrate(owner).map(\.number) == Array(schema + 1...Int32(Migration.all.count)))
        let (writer, connection) = try greet()
        var batch = try batch([event(1, "2026-01-01"), event(2, "2026-01-01")])
        _ = try writer.store(&batch, connection)
        let names = try owner.query("SELECT id || ' ' || name FROM groundswell.model ORDER BY id") { try $0.text(0) }
        #expect(names == ["4 A/1", "5 a/2"])
    }

    /// The index over names comes in parts by id: the first and last id of every part, and one far above.
    @Test func namesAreFoundInEveryPartOfTheIndex() throws {
        let owner = try Connection(ConnectionConfiguration(conninfo: conninfo))
        let bounds = stride(from: 4_000_000, through: 32_000_000, by: 4_000_000).map { Int32($0) }
        var ids: [Int32] = [1, 2_000_000_000] + bounds.flatMap { [$0 - 1, $0] }
        ids.shuffle()
        for id in ids {
            try owner.execute(
                "INSERT INTO groundswell.model (id, key, name, batch) VALUES (\(id), 'a/\(id)', 'A/\(id)', 1)")
        }
        let connection = try connect()
        let writer = StoreWriter(inbox: inbox)
        try writer.greet(connection)
        var batch = try batch((ids + [7]).map { event(Int($0), "2026-01-01") })
        _ = try writer.store(&batch, connection)
        let stored = try owner.query(
            "SELECT m.id, e.amount::int4 FROM groundswell.event e JOIN groundswell.model m ON m.id = e.model ORDER BY 1"
        ) { (try $0.int4(0), try $0.int4(1)) }
        #expect(stored.map(\.0) == ids.sorted() + [2_000_000_001])
        #expect(stored.map(\.1) == ids.sorted() + [7])
        for id in ids {
            let found = try owner.query("SELECT id FROM groundswell.model_named('a/\(id)')") { try $0.int4(0) }
            #expect(found == [id])
        }
    }

    /// Each part by its index, though the planner knows nothing of the table yet; not by reading it.
    @Test func everyPartOfTheIndexIsUsed() throws {
        let owner = try Connection(ConnectionConfiguration(conninfo: conninfo))
        try owner.execute("SET enable_seqscan = off")
        let plan = try owner.query(
            "EXPLAIN \(StoreTransaction.idByName("model", key: "'a/1'"))"
        ) { try $0.text(0) }.joined(separator: "\n")
        let parts = try owner.query(
            "SELECT indexname FROM pg_indexes WHERE schemaname = 'groundswell' AND indexname LIKE 'model\\_name\\_%'"
        ) { try $0.text(0) }
        #expect(parts.count == 9)
        for part in parts { #expect(plan.contains("Scan on \(part) ") || plan.contains("using \(part) ")) }
    }

    /// PostgreSQL's own, of every length and of the bytes that names have.
    @Test func hashesAreTheServers() throws {
        let alphabet = Array("aAbBzZ@[`{-_./0é漢".unicodeScalars)
        var names = [""]
        for number in 0..<2_000 {
            var name = ""
            for _ in 0...number % 90 { name.unicodeScalars.append(alphabet.randomElement() ?? "a") }
            names.append(name)
        }
        let stored = try Connection(ConnectionConfiguration(conninfo: conninfo)).query(
            "SELECT hashtextextended(key COLLATE \"C\", 0) FROM unnest($1::text[]) WITH ORDINALITY AS n (key, place) ORDER BY place",
            [.textArray(names.map { ModelName.key($0) })]
        ) { try $0.int8(0) }
        let ours = names.map { name in
            var name = name
            return name.withUTF8 { ServerHash.of(UnsafeRawBufferPointer($0), FoldedWord.folding) }
        }
        #expect(ours == stored)
        #expect(Set(ours).count > 1_500)
    }

    @Test func namesAreFoundAgainByAnotherProcess() throws {
        let connection = try connect()
        let writer = StoreWriter(inbox: inbox)
        try writer.greet(connection)
        var first = try batch([event(1, "2026-01-01"), event(2, "2026-01-01")])
        _ = try writer.store(&first, connection)
        connection.close()
        let other = Inbox()
        let again = try connect()
        let restarted = StoreWriter(inbox: other)
        try restarted.greet(again)
        #expect(restarted.lastBatch == 1)
        var second = try batch([event(2, "2026-01-02"), event(3, "2026-01-02")], in: other)
        _ = try restarted.store(&second, again)
        let keys = try again.query("SELECT key FROM groundswell.model ORDER BY id") { try $0.text(0) }
        #expect(keys == ["a/1", "a/2", "a/3"])
    }

    /// Both indexes over models, and that over statements, are written from one end to the other.
    @Test func idsAndStatementsFollowTheOrderOfTheIndexOverNames() throws {
        let connection = try connect()
        let writer = StoreWriter(inbox: inbox)
        try writer.greet(connection)
        func model(_ name: String, _ base: String, _ time: String) -> String {
            #"{"model":{"id":"\#(name)","bases":[{"id":"\#(base)","relation":"finetune"}],"source":"test","at":"\#(time)"}}"#
        }
        for (names, new) in [
            (["c/1", "B/2", "a/3"], Set(["a/3", "B/2", "base/0", "c/1"])),
            (["b/9", "a/4", "C/1", "a/3", "d/5", "e/6"], ["a/4", "b/9", "d/5", "e/6"]),
        ] {
            let before = try connection.queryFirst("SELECT coalesce(max(id), 0) FROM groundswell.model") {
                try $0.int4(0)
            }
            var batch = try batch(names.map { model($0, "base/0", "2026-01-0\(names.count)") })
            let outcome = try #require(try writer.store(&batch, connection).first)
            #expect(outcome.facts == names.count)
            let stored = try connection.query(
                "SELECT name FROM groundswell.model WHERE id > $1 ORDER BY id", [.int4(before ?? 0)]
            ) { try $0.text(0) }
            #expect(Set(stored) == new && stored.count == new.count)
        }
        let isInOrder = try connection.queryFirst(
            """
            SELECT bool_and(a.id < b.id) FROM groundswell.model a JOIN groundswell.model b
            ON a.batch = b.batch AND hashtextextended(a.key, 0) < hashtextextended(b.key, 0)
            """
        ) { try $0.bool(0) }
        #expect(isInOrder == true)
        let statements = try connection.query("SELECT batch * 100 + model FROM groundswell.model_fact ORDER BY ctid") {
            try $0.int8(0)
        }
        #expect(statements == statements.sorted() && statements.count == 9)
        let edges = try connection.query(
            "SELECT m.key || '<' || p.key FROM groundswell.edge e, groundswell.model m, groundswell.model p "
                + "WHERE m.id = e.child AND p.id = e.parent AND e.batch = 1 ORDER BY 1"
        ) { try $0.text(0) }
        #expect(edges == ["a/3<base/0", "b/2<base/0", "c/1<base/0"])
    }

    /// Of renames of one time the last line wins: facts other than statements are stored as they came.
    @Test func renamesOfOneTimeKeepTheOrderOfTheirLines() throws {
        let connection = try connect()
        let writer = StoreWriter(inbox: inbox)
        try writer.greet(connection)
        let pairs = [("z/one", "m/two"), ("m/two", "a/three"), ("b/b", "a/a"), ("a/a", "b/b")]
        var batch = try batch(
            pairs.map { #"{"rename":{"from":"\#($0.0)","to":"\#($0.1)","source":"curated","at":"2026-01-01"}}"# })
        let outcome = try #require(try writer.store(&batch, connection).first)
        #expect(outcome.facts == 4)
        let stored = try connection.query(
            "SELECT a.key, b.key FROM groundswell.identity_fact i JOIN groundswell.model a ON a.id = i.model "
                + "JOIN groundswell.model b ON b.id = i.other ORDER BY i.batch, i.ctid"
        ) { "\(try $0.text(0)) \(try $0.text(1))" }
        #expect(stored == pairs.map { "\($0.0) \($0.1)" })
    }

    /// From an empty store on nobody asks it for names that the cache does not know. Who stores some meanwhile, past the one
    /// ingest, is found out by the index of ids; then the store is asked.
    @Test func namesThatSomebodyElseStoredAreFound() throws {
        let connection = try connect()
        let writer = StoreWriter(inbox: inbox)
        try writer.greet(connection)
        var first = try batch([event(1, "2026-01-01")])
        _ = try writer.store(&first, connection)
        let owner = try Connection(ConnectionConfiguration(conninfo: conninfo))
        try owner.execute(
            "INSERT INTO groundswell.model (id, key, name, batch) VALUES (2, 'a/2', 'a/2', 1);"
                + "INSERT INTO groundswell.organization (id, key, name, batch) VALUES (2, 'b', 'b', 1)")
        var second = try batch([
            event(2, "2026-01-02"), event(3, "2026-01-02"),
            #"{"event":{"model":"b/4","kind":"like","amount":4,"source":"test","at":"2026-01-02"}}"#,
        ])
        let outcome = try #require(try writer.store(&second, connection).first)
        #expect((outcome.events, outcome.participants.first?.stored) == (3, 3))
        var third = try batch([event(3, "2026-01-03"), event(5, "2026-01-03")])
        _ = try writer.store(&third, connection)
        let events = try connection.query(
            "SELECT m.key || ' ' || amount FROM groundswell.event JOIN groundswell.model m ON m.id = model ORDER BY 1"
        ) { try $0.text(0) }
        #expect(events == ["a/1 1", "a/2 2", "a/3 3", "a/3 3", "a/5 5", "b/4 4"])
        let models = try connection.query("SELECT id FROM groundswell.model WHERE key = 'a/2'") { try $0.int4(0) }
        #expect(models == [2])
    }

    /// The index over names is one over a hash, and not unique: two names of one hash are two.
    @Test func namesOfOneHashAreToldApart() throws {
        let names = ["crafted/0097crqa02ao0iav", "Crafted/0131a00uaa5ax060"]
        let owner = try Connection(ConnectionConfiguration(conninfo: conninfo))
        let areOfOneHash = try owner.queryFirst(
            "SELECT hashtextextended(lower($1), 0) = hashtextextended(lower($2), 0)", names.map { .text($0) }
        ) { try $0.bool(0) }
        #expect(areOfOneHash == true)
        func event(_ name: String, _ day: Int) -> String {
            #"{"event":{"model":"\#(name)","kind":"like","amount":\#(day),"source":"test","at":"2026-01-0\#(day)"}}"#
        }
        // Both new; one known and one new, asked for by a process that knows neither; both known.
        for (day, known) in [(1, names[..<1]), (2, names[...]), (3, names[...])] {
            let connection = try connect()
            defer { connection.close() }
            let inbox = Inbox()
            let writer = StoreWriter(inbox: inbox)
            while (try? writer.greet(connection)) == nil {}
            var batch = try batch(known.map { event($0, day) }, in: inbox)
            let outcome = try #require(try writer.store(&batch, connection).first)
            #expect(outcome.events == known.count)
        }
        let events = try owner.query(
            "SELECT m.name || ' ' || amount FROM groundswell.event JOIN groundswell.model m ON m.id = model ORDER BY 1"
        ) { try $0.text(0) }
        let expected = ["\(names[0]) 1", "\(names[0]) 2", "\(names[0]) 3", "\(names[1]) 2", "\(names[1]) 3"]
        #expect(events.sorted() == expected.sorted())
    }
}
