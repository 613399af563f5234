import Foundation
import Glibc
import GroundswellClient
import Synchronization
import TestSupport
import Testing

/// Watching through the real programs, while services come and go.
@Suite("Watching", .serialized, .timeLimit(.minutes(4)))
struct WatchTests {
    private final class Told: Sendable {
        let events = Mutex<[WatchEvent]>([])
        var lines: [String] { events.withLock { $0.map { "\($0.kind.name) \($0.id) \($0.scope ?? "")" } } }

        func wait(for count: Int) async throws {
            for _ in 0..<1_200 where events.withLock({ $0.count }) < count {
                try await Task.sleep(for: .milliseconds(50))
            }
            guard events.withLock({ $0.count }) >= count else { throw TestFailure("only \(lines)") }
        }
    }

    private func load(_ deployment: Deployment, _ name: String, _ lines: [String]) throws {
        let path = deployment.folder.path("\(name).ndjson")
        try lines.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
        _ = try deployment.load(["groundswell", path])
    }

    private func model(_ id: String, _ license: String, _ day: String) -> String {
        #"{"model":{"id":"\#(id)","license":"\#(license)","source":"huggingface","at":"\#(day)"}}"#
    }

    private func likes(_ id: String, _ value: Int, _ day: String) -> String {
        #"{"observation":{"model":"\#(id)","series":"likes","value":\#(value),"source":"huggingface","at":"\#(day)"}}"#
    }

    @Test("every event comes once, through restarts of the gateway and of scoring")
    func restarts() async throws {
        let deployment = try Deployment("watching")
        try load(
            deployment, "first",
            [
                #"{"organization":{"id":"a","country":"CN","source":"curated","at":"2026-01-01"}}"#,
                model("a/x", "mit", "2026-01-01"), model("b/y", "mit", "2026-01-01"), likes("a/x", 100, "2026-01-02"),
                likes("b/y", 90, "2026-01-02"),
                #"{"claim":{"id":"many","text":"There are many models.","date":"2026-01-01","measure":"leaderboard","parameters":{"measure":"netLikes","reading":{"take":"denominator"}},"predicate":{"kind":"threshold","operator":">=","value":3},"source":"curated","at":"2026-01-01"}}"#,
            ])
        try deployment.wait()
        let start = try #require(try deployment.ask("status")["epochBatch"] as? Int)
        let gateway = try await GatewayClient.connect(folder: deployment.sockets)
        let told = Told()
        let watch = gateway.watch(.init(from: Int64(start)))
        let watching = Task {
            for try await event in watch { told.events.withLock { $0.append(event) } }
        }
        try load(deployment, "record", [likes("b/y", 101, "2026-01-03")])
        try await told.wait(for: 1)
        #expect(told.lines == ["record b/y overall"])
        #expect(told.events.withLock { $0[0].before } == "a/x")
        // A verdict: found by the other lane. Two models are too few to decide; three are enough.
        try load(deployment, "third", [model("c/z", "mit", "2026-01-03"), likes("c/z", 1, "2026-01-03")])
        try await told.wait(for: 2)
        #expect(told.lines[1] == "claim many ")
        #expect(told.events.withLock { $0[1].value } == "supported")

        try deployment.service("query").kill9()
        try load(deployment, "license", [model("a/x", "apache-2.0", "2026-01-04"), likes("a/x", 100, "2026-01-04")])
        try deployment.start("query")
        try await told.wait(for: 3)
        #expect(told.lines[2] == "license a/x ")

        try deployment.service("scoring").kill9()
        try load(
            deployment, "deletion",
            [#"{"deletion":{"model":"b/y","reason":"gone","source":"huggingface","at":"2026-01-05"}}"#])
        try deployment.start("scoring")
        try await told.wait(for: 4)
        #expect(told.lines[3] == "deletion b/y ")

        try deployment.service("query").kill9()
        try deployment.service("scoring").kill9()
        try deployment.start("scoring")
        try deployment.start("query")
        try load(deployment, "last", [likes("c/z", 500, "2026-01-06")])
        try await told.wait(for: 5)
        #expect(told.lines[4] == "record c/z overall")
        try deployment.wait()

        // What was told is what can be asked for; the answer can be cited: the same bytes at any later time.
        let status = try deployment.ask("status")
        let end = try #require(status["epochBatch"] as? Int)
        let question = ["--from", "\(start)", "--knownAt", "\(end)"]
        let listed = try #require(try deployment.ask("watch.events", question)["value"] as? [[String: Any]])
        #expect(
            listed.map { "\($0["kind"] ?? "") \($0["id"] ?? "")" } == [
                "record c/z", "license a/x", "deletion b/y", "claim many",
            ])
        // Keys are of the content: b/y led only in between, c/z leads now after a/x; the others are told alike.
        let keys = Set(told.events.withLock { $0.map(\.key) })
        #expect(listed.dropFirst().allSatisfy { keys.contains($0["key"] as? String ?? "") })
        let bytes = try deployment.tool(["ask", "watch.events", "--json"] + question).output
        try load(deployment, "more", [likes("a/x", 900, "2026-01-07")])
        try deployment.wait()
        let again = try deployment.tool(["ask", "watch.events", "--json"] + question).output
        #expect(again == bytes)
        let backwards = try deployment.tool(["ask", "watch.events", "--from", "3", "--knownAt", "2"])
        #expect(backwards.status == 1 && backwards.errors.contains("is after"))
        let cn = try deployment.ask("watch.events", question + ["--country", "CN"])
        #expect((cn["value"] as? [Any])?.count == 1 && cn["denominator"] as? Int == 3)
        try await told.wait(for: 6)
        watching.cancel()
        _ = await watching.result
        #expect(told.lines.count == 6, "\(told.lines)")
        await gateway.close()
        try command(deployment, from: start)
    }

    /// The tool: prints until it is interrupted, and ends with 0.
    private func command(_ deployment: Deployment, from: Int) throws {
        let log = deployment.folder.path("watch.log")
        let running = try ServiceProcess(
            "groundswell",
            ["watch", "--kinds", "record,license", "--from", "\(from)", "--json", "--sockets", deployment.sockets],
            log: log)
        for _ in 0..<400 where !running.printed.contains("apache-2.0") { usleep(25_000) }
        #expect(running.printed.contains("apache-2.0"), "\(running.printed)")
        kill(running.pid, SIGINT)
        #expect(running.ended() == 0)
        let events = running.printed.split(separator: "\n").compactMap {
            try? JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
        }
        #expect(events.count >= 2 && events.allSatisfy { ["record", "license"].contains($0["kind"] as? String) })
        #expect(running.printed.contains("goes on from there"))
        let wrong = try deployment.tool(["watch", "--kinds", "records"])
        #expect(wrong.status == 2 && wrong.errors.contains("no kind of event"))
        let nobody = try deployment.tool(["watch", "--model", "no/body"])
        #expect(nobody.status == 1 && nobody.errors.contains("no/body"))
    }
}
