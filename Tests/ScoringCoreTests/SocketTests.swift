import Domain
import Postgres
import StoreSupport
import TestSupport
import Testing
import Wire

@testable import ScoringCore

@Suite("The scoring socket", .serialized, .timeLimit(.minutes(2)))
struct SocketTests {
    private func store(_ name: String) throws -> Store {
        let store = try Store(name)
        try store.names(6)
        // O1 holds 3 and 6, O2 holds 1 and 4, O3 holds 2 and 5.
        try store.commit(
            "INSERT INTO groundswell.organization_fact VALUES (2, 3, 1, '2024-11-01', $batch, 1, NULL, 'US', NULL, '{}', NULL)",
            "INSERT INTO groundswell.organization_fact VALUES (3, 3, 1, '2024-11-01', $batch, 1, NULL, 'CN', NULL, '{}', NULL)",
            store.statement(1, "2024-12-01T00:00:00Z", content: 1, bases: [2, 4]),
            store.statement(4, "2024-12-01T00:00:00Z", content: 2, bases: [5, 3]),
            store.observe(1, 10, "2024-12-02T00:00:00Z"), store.observe(4, 30, "2024-12-02T00:00:00Z"))
        return store
    }

    @Test("status, dependence, lineage and coverage are answered, with their envelopes")
    func answers() async throws {
        let store = try store("socket_answers")
        try await serving(store.conninfo) { socket in
            let peer = try await connect(socket)
            try await waitFor(batch: 2, peer)
            let dependence = try await peer.ask("dependence", #"{"of":"US"}"#)["result"]
            #expect(dependence?["numerator"] == 3)
            #expect(dependence?["denominator"] == 3)
            #expect(dependence?["coverage"] == 0.75)
            #expect(dependence?["asOf"] == "2024-12-02T00:00:00Z")
            #expect(dependence?["knownAt"] == 2)
            let shares = try #require(dependence?["value"]?.array)
            #expect(shares.map { $0["key"]?.text } == ["CN", "US"])
            #expect(shares.map { $0["numerator"] } == [2, 1])
            let on = try await peer.ask("dependence", #"{"of":"US","on":"CN","scope":"foreign"}"#)["result"]
            #expect(on?["value"] == 1)
            let none = try await peer.ask("dependence", #"{"of":"FR"}"#)["result"]
            #expect(none?["value"] == .null)
            #expect(none?["coverage"] ?? .null == .null)
            #expect(none?["reason"]?.text?.isEmpty == false)
            let unknown = try await peer.ask("dependence", #"{"of":"unreviewed","on":"unknown"}"#)["result"]
            #expect(unknown?["value"] == .null)
            let lineage = try await peer.ask("model.lineage", #"{"id":"o2/M1"}"#)["result"]
            #expect(
                lineage?["value"]?.array?.compactMap { $0["id"]?.text }.sorted() == [
                    "O1/m3", "O2/m4", "O3/m2", "O3/m5",
                ])
            #expect(lineage?["byDepth"] == ["1": 2, "2": 2])
            let coverage = try await peer.ask("coverage")["result"]?["value"]
            #expect(coverage?["models"] == 2)
            #expect(coverage?["placeholders"] == 3)
            #expect(coverage?["edges"]?["total"] == 4)
            let status = try await peer.ask("status")["result"]
            #expect(status?["state"] == "serving")
            #expect(status?["storeReachable"] == true)
            let past = try await peer.ask("coverage", #"{"knownAt":1}"#)["result"]?["value"]
            #expect(past?["models"] == 0)
            let future = try await peer.ask("coverage", #"{"knownAt":99}"#)
            #expect(future["error"]?["data"]?["code"] == "knownAt.unknown")
            let early = try await peer.ask("coverage", #"{"asOf":"2024-10-01"}"#)["result"]?["value"]
            #expect(early?["models"] == 0)
        }
    }

    @Test("bad lines are answered one by one, and the connection goes on")
    func badInput() async throws {
        let store = try store("socket_bad")
        try await serving(store.conninfo) { socket in
            let peer = try await connect(socket)
            try await waitFor(batch: 2, peer)
            let lines: [(String, String)] = [
                ("{nonsense", "json.invalid"), ("[]", "request.invalid"), ("{}", "request.invalid"),
                (#"{"jsonrpc":"2.0","id":1,"method":"no.such"}"#, "method.notFound"),
                (#"{"jsonrpc":"2.0","id":1,"method":"dependence","params":{}}"#, "params.invalid"),
                (#"{"jsonrpc":"2.0","id":1,"method":"dependence","params":{"of":"US","wrong":1}}"#, "params.invalid"),
                (#"{"jsonrpc":"2.0","id":1,"method":"model.lineage","params":{"id":"nobody/x"}}"#, "model.notFound"),
                ("\u{7f}\u{1}", "json.invalid"),
            ]
            for (line, code) in lines {
                try await peer.send(line)
                let answer = try await peer.next()
                #expect(answer?["error"]?["data"]?["code"]?.text == code, "\(line)")
            }
            let country = try await peer.ask("dependence", #"{"of":"Chna"}"#)
            #expect(country["error"]?["data"]?["path"] == "of")
            #expect(try await peer.ask("status")["result"]?["epoch"] == 1)
            await peer.closeOutput()
            #expect(try await peer.next() == nil)
        }
    }

    @Test("a subscriber is told of every epoch; a doorbell is enough, and none is needed")
    func subscribe() async throws {
        let store = try store("socket_subscribe")
        try await serving(store.conninfo) { socket in
            let peer = try await connect(socket)
            try await waitFor(batch: 2, peer)
            #expect(try await peer.ask("subscribe")["result"]?["batch"] == 2)
            for value in 1...3 {
                try store.commit(store.observe(3, value, "2024-12-0\(2 + value)T00:00:00Z"))
                if value == 2 {
                    try await peer.send(
                        #"{"jsonrpc":"2.0","method":"batch.committed","params":{"batch":4,"isHeldBack":true}}"#)
                }
                // What the epoch brought is told beside it.
                var news = try await peer.next()
                while news?["method"] == "watch.logged" { news = try await peer.next() }
                #expect(news?["method"] == "epoch.published")
                #expect(news?["params"]?["batch"] == .integer(Int64(2 + value)))
                #expect(news?["params"]?["epoch"] == .integer(Int64(1 + value)))
            }
        }
    }

    @Test("a deadline and a cancellation are answered at once while the store hangs, and reach its statement")
    func deadline() async throws {
        let store = try store("socket_deadline")
        // Nothing but the asker ends the wait.
        try store.owner.execute(
            """
            DO $$ BEGIN EXECUTE format(
                'ALTER ROLE groundswell_scoring IN DATABASE %I SET lock_timeout = 0', current_database());
            END $$
            """)
        try await serving(store.conninfo) { socket in
            let peer = try await connect(socket)
            try await waitFor(batch: 2, peer)
            // Everybody who reads facts waits for as long as this transaction is open.
            try store.owner.execute("BEGIN; LOCK TABLE groundswell.model IN ACCESS EXCLUSIVE MODE")
            let late = try await peer.ask("coverage", #"{"knownAt":1,"timeoutMs":30}"#, id: 1)
            #expect(late["error"]?["data"]?["code"] == "deadline.exceeded")
            try await peer.send(#"{"jsonrpc":"2.0","id":2,"method":"coverage","params":{"knownAt":1}}"#)
            #expect(try await peer.ask("status", id: 3)["result"] != nil)
            try await peer.send(#"{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":2}}"#)
            let cancelled = try await peer.next()
            #expect(cancelled?["id"] == 2)
            #expect(cancelled?["error"]?["data"]?["code"] == "cancelled")
            // Its statement ends too, though the lock is still held.
            while true {
                let waiting = try store.owner.queryFirst(
                    "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'groundswell-scoring-past'"
                        + " AND state <> 'idle' AND datname = current_database()"
                ) { row throws(PostgresError) in try row.int8(0) }
                // Within a transaction the statistics of sessions are a snapshot.
                try store.owner.execute("SELECT pg_stat_clear_snapshot()")
                if waiting == 0 { break }
                try await Task.sleep(for: .milliseconds(10))
            }
            try store.owner.execute("ROLLBACK")
            #expect(try await peer.ask("coverage", #"{"knownAt":1}"#, id: 4)["result"]?["value"]?["models"] == 0)
        }
    }

    @Test("a second instance on the same store says so in one sentence and ends; the first goes on")
    func secondInstance() async throws {
        let store = try store("socket_second")
        try await serving(store.conninfo) { socket in
            let peer = try await connect(socket)
            try await waitFor(batch: 2, peer)
            let folder = try TemporaryFolder()
            let (second, _) = try service(store.conninfo, folder.path)
            let error = await #expect(throws: ScoringService.StartError.self) { try await second.run() }
            #expect(error.map { "\($0)" }?.contains("another instance of groundswell-scoring") == true)
            #expect(try await peer.ask("status")["result"]?["state"] == "serving")
        }
    }
}

extension JSONValue {
    var array: [JSONValue]? { if case .array(let list) = self { list } else { nil } }
    var text: String? { if case .string(let text) = self { text } else { nil } }
}
