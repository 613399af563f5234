import Foundation
import Postgres
import Synchronization
import TestSupport
import Testing

/// Imports through the real ingest service into a real store.
@Suite("Imports", .serialized)
struct ImportTests {
    /// One store and one service for all of them.
    private static let started = Result { try Ingest() }

    private final class Ingest: Sendable {
        let folder: TemporaryFolder
        let conninfo: String
        private let process = Mutex<ServiceProcess?>(nil)

        init() throws {
            folder = try TemporaryFolder(prefix: "gst")
            conninfo = try TestCluster.shared.database("toolimports")
            let migrated = try ServiceProcess.run("groundswell", ["admin", "migrate", "--database", conninfo])
            guard migrated.status == 0 else { throw TestFailure("migrate: \(migrated.errors)") }
            try start()
        }

        func start() throws {
            let path = folder.path("ingest.sock")
            let started = try ServiceProcess(
                "groundswell-ingest",
                ["--sockets", folder.path, "--database", "\(conninfo) user=groundswell_ingest"],
                log: folder.path("log"))
            for _ in 0..<1200 where !FileManager.default.fileExists(atPath: path) {
                guard started.isRunning else { throw TestFailure("ingest ended: \(started.printed)") }
                usleep(50_000)
            }
            process.withLock { $0 = started }
        }

        func restart() throws {
            process.withLock { $0 }?.kill9()
            try? FileManager.default.removeItem(atPath: folder.path("ingest.sock"))
            try start()
        }

        func tool(_ arguments: [String]) throws -> ServiceProcess.Outcome {
            try ServiceProcess.run(
                "groundswell", arguments, environment: ["GROUNDSWELL_SOCKETS": folder.path], folder: folder.path)
        }
    }

    private func tallies(_ text: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    /// One value a minute from 2025 on.
    private static func pulls(_ minutes: Int, model: String) -> String {
        var text = "observed_at,model,source,value\n"
        for minute in 0..<minutes {
            text += "2025-01-\(two(minute / 1440 + 1))T\(two(minute / 60 % 24)):\(two(minute % 60)):00Z,"
            text += "\(model)\(minute % 50),ollama,\(minute)\n"
        }
        return text
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    @Test("A file goes in once, however often it is sent, and its rejects are told by the file's line")
    func once() throws {
        let ingest = try Self.started.get()
        // Line 3 is ours to reject, line 5 (a day far ahead) the service's.
        try write(
            "observed_at,model,source,value\n2025-01-01,a/b,ollama,5\n2025-01-02,a/b,ollama,x\n"
                + "2025-01-03,a/b,ollama,7\n2190-01-04,a/b,ollama,8\n", to: ingest.folder, "mixed.csv")
        let line = ["import", "series", "mixed.csv", "--series", "pulls", "--kind", "counter", "--json"]
        let first = try ingest.tool(line)
        #expect(first.status == 3, "\(first.errors)")
        #expect(first.errors.contains("mixed.csv:3:"))
        #expect(first.errors.contains("mixed.csv:5: time.future:"), "\(first.errors)")
        let said = try tallies(first.output)
        #expect(Set(said.keys) == ["lines", "stored", "duplicate", "rejected", "files"])
        #expect(said["lines"] as? Int == 4 && said["stored"] as? Int == 2 && said["rejected"] as? Int == 2)
        let file = try #require((said["files"] as? [[String: Any]])?.first)
        #expect(
            Set(file.keys) == [
                "file", "format", "stream", "entries", "lines", "stored", "duplicate", "rejected", "notes",
            ])
        #expect((file["stream"] as? String)?.hasPrefix("file:sha256:") == true)
        let again = try tallies(try ingest.tool(line).output)
        #expect(again["stored"] as? Int == 0 && again["duplicate"] as? Int == 3 && again["rejected"] as? Int == 1)
    }

    @Test("A file that ends in its middle says how much of it was sent")
    func truncated() throws {
        let ingest = try Self.started.get()
        try write(
            "[{\"id\":\"x/one\",\"likes\":1},{\"id\":\"x/two\",\"likes\":2},{\"id\":\"x/th", to: ingest.folder,
            "cut.json")
        let outcome = try ingest.tool(["import", "huggingface", "cut.json", "--at", "2026-05-01", "--json"])
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("file.truncated") && outcome.errors.contains("before it were sent and stay"))
        let said = try tallies(outcome.output)
        let lines = try #require(said["lines"] as? Int)
        #expect(lines > 0 && said["stored"] as? Int == lines)
    }

    @Test("An import lives through a kill -9 of the service")
    func killed() async throws {
        let ingest = try Self.started.get()
        let count = 40_000
        try write(Self.pulls(count, model: "k/m"), to: ingest.folder, "long.csv")
        let work = Task.detached {
            try ingest.tool(["import", "series", "long.csv", "--series", "pulls", "--kind", "counter", "--json"])
        }
        // Killed once something of it is stored, and long before all is.
        let store = try Connection(ConnectionConfiguration(conninfo: ingest.conninfo))
        var stored: Int64 = 0
        for _ in 0..<6000 where stored < 1000 {
            stored =
                try store.queryFirst("SELECT coalesce(max(position), 0) FROM groundswell.stream") { try $0.int8(0) }
                ?? 0
            try await Task.sleep(for: .milliseconds(10))
        }
        #expect((1000..<Int64(count)).contains(stored))
        try ingest.restart()
        let outcome = try await work.value
        #expect(outcome.status == 0, "\(outcome.errors)")
        let said = try tallies(outcome.output)
        #expect(said["lines"] as? Int == count)
        let again = try tallies(
            try ingest.tool(["import", "series", "long.csv", "--series", "pulls", "--kind", "counter", "--json"]).output
        )
        #expect(again["duplicate"] as? Int == count && again["stored"] as? Int == 0)
        let rows = try store.queryFirst(
            """
            SELECT count(*), count(DISTINCT o.at) FROM groundswell.observation o
            JOIN groundswell.model m ON m.id = o.model WHERE m.name LIKE 'k/m%'
            """
        ) { [try $0.int8(0), try $0.int8(1)] }
        #expect(rows == [Int64(count), Int64(count)])
    }

    @Test("The store's state is told, as text and as one object")
    func store() throws {
        let ingest = try Self.started.get()
        let outcome = try ingest.tool(["admin", "status", "--database", ingest.conninfo, "--json"])
        let state = try tallies(outcome.output)
        #expect((state["roles"] as? [String])?.contains("groundswell_ingest") == true)
        #expect((state["pending"] as? [Any])?.isEmpty == true)
        let again = try ingest.tool(["admin", "migrate", "--database", ingest.conninfo])
        #expect(again.status == 0 && again.output.contains("nothing to apply"))
        #expect(try ingest.tool(["admin", "status", "--database", ingest.conninfo]).output.contains("schema"))
    }
}
