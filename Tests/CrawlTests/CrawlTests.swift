import Foundation
import Glibc
import Postgres
import StoreSupport
import TestSupport
import Testing

/// The real crawler, a fake hub on a real socket, the real ingest service and a real store.
@Suite("Crawls", .serialized)
struct CrawlTests {
    private static let token = "hf_secretsecretsecret"

    private func crawling(
        _ name: String, _ pages: [[String]], _ faults: [Int: FakeHub.Fault] = [:], starts: Bool = true
    ) async throws -> Crawling {
        Crawling(ingest: try RunningIngest("crawl_\(name)", starts: starts), hub: try await FakeHub(pages, faults))
    }

    @Test("Faults are waited out, every page is stored once, and the token shows nowhere")
    func faults() async throws {
        var crawling = try await crawling(
            "faults", Crawling.pages(4, of: 50),
            [
                1: .status(429, ["Retry-After": "1"]), 2: .page(["RateLimit": "\"api\";r=0;t=1"]), 3: .truncated,
                4: .html, 5: .status(503), 6: .dropped, 7: .dropped, 8: .trickled,
                10: .link("<http://127.0.0.2:9/evil>; rel=\"next\""), 11: .link("http://127.0.0.2:9/evil"),
            ])
        let file = crawling.ingest.folder.path("token")
        #expect(FileManager.default.createFile(atPath: file, contents: Data((Self.token + "\n").utf8)))
        chmod(file, 0o400)
        crawling.more = ["--hub-token-file", file, "--page-timeout", "1s"]
        let outcome = try await crawling.run()
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.report["complete"] as? Bool == true, "\(outcome.report) \(outcome.errors)")
        #expect(outcome.number("pages") == 4 && outcome.number("models") == 200, "\(outcome.report) \(outcome.errors)")
        // The first of the two connections that are dropped may be made again below the crawler.
        let retries = try #require(outcome.number("retries"))
        #expect((8...9).contains(retries) && outcome.number("requests") == retries + 4)
        // And the window that was used up; the hub's own second twice.
        #expect(outcome.waits == retries + 1 && outcome.waited >= 1900)
        #expect(crawling.hub.requests.count == 13)
        #expect(outcome.records("stored") == 600 && outcome.records("rejected") == 0)
        #expect(try crawling.observations() == [400, 400])
        #expect(crawling.hub.requests.allSatisfy { $0.authorization == "Bearer \(Self.token)" })
        #expect(crawling.hub.requests[0].uri.contains("limit=1000&sort=createdAt&direction=-1&expand%5B%5D="))
        #expect(!outcome.errors.contains(Self.token) && !"\(outcome.report)".contains(Self.token))
        await crawling.hub.stop()
    }

    @Test("A model that moves to a later page is seen again, and stays one model")
    func repeated() async throws {
        let moved = Crawling.model("org/moved", likes: 7)
        let crawling = try await crawling(
            "repeated",
            [
                [moved, Crawling.model("org/a")], [Crawling.model("org/b"), moved],
                [moved, moved, Crawling.model("org/c")],
            ])
        let outcome = try await crawling.run()
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.number("models") == 7 && outcome.number("repeated") == 3)
        #expect(try crawling.ingest.number("SELECT count(*) FROM groundswell.model WHERE name LIKE 'org/%'") == 4)
        let values = try crawling.ingest.number(
            "SELECT count(DISTINCT value) FROM groundswell.observation o JOIN groundswell.model m ON m.id = o.model "
                + "WHERE m.name = 'org/moved'")
        #expect(values == 2)
        await crawling.hub.stop()
    }

    @Test("Killed in the middle, it goes on with the page where it was")
    func killed() async throws {
        let crawling = try await crawling("killed", Crawling.pages(5, of: 40), [3: .held])
        let process = try ServiceProcess(
            "groundswell-crawl", crawling.arguments("full"), log: crawling.ingest.folder.path("crawl.log"))
        for _ in 0..<500 where crawling.hub.requests.count < 3 { try await Task.sleep(for: .milliseconds(20)) }
        #expect(crawling.hub.requests.count == 3)
        let second = try await crawling.run()
        #expect(second.status == 1 && second.errors.contains("another crawl works"))
        process.kill9()
        crawling.hub.change()
        let outcome = try await crawling.run()
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.number("resumed") == 1 && outcome.number("pages") == 5 && outcome.number("models") == 200)
        // Pages 3 to 5, and none of those before.
        #expect(crawling.hub.requests.count == 3)
        #expect(crawling.hub.requests.first?.uri.contains("cursor=2") == true)
        #expect(outcome.records("stored") == 600 && outcome.records("duplicate") == 0)
        #expect(try crawling.observations() == [400, 400])
        #expect(try crawling.ingest.number("SELECT count(*) FROM groundswell.stream") == 1)
        await crawling.hub.stop()
    }

    @Test("A page that could not be stored is kept, and stored later with the time it was seen")
    func ingestDown() async throws {
        let crawling = try await crawling("down", Crawling.pages(2, of: 30), starts: false)
        let first = try await crawling.run()
        #expect(first.status == 1 && first.code == "socket.absent", "\(first.errors)")
        #expect(crawling.hub.requests.count == 1)
        let fetched = Date()
        try crawling.ingest.start()
        try await Task.sleep(for: .seconds(1))
        let outcome = try await crawling.run()
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(crawling.hub.requests.count == 2 && outcome.number("requests") == 2)
        #expect(outcome.records("stored") == 180)
        #expect(try crawling.observations() == [120, 120])
        let early = try crawling.ingest.number(
            "SELECT count(*) FROM groundswell.observation WHERE at <= to_timestamp(\(fetched.timeIntervalSince1970))")
        #expect(early == 60)
        await crawling.hub.stop()
    }

    @Test("Killed again and again at any moment: all is stored, and once")
    func killedOften() async throws {
        let crawling = try await crawling("often", Crawling.pages(12, of: 60))
        var kills = 0
        for round in 0..<6 {
            let process = try ServiceProcess(
                "groundswell-crawl", crawling.arguments("full"), log: crawling.ingest.folder.path("crawl-\(round).log"))
            try await Task.sleep(for: .milliseconds(60 + 45 * round))
            if process.isRunning { kills += 1 }
            process.kill9()
            if round == 3 {
                crawling.ingest.kill()
                try crawling.ingest.start()
            }
            if try crawling.ingest.number("SELECT count(*) FROM groundswell.observation") >= 1440 { break }
        }
        let outcome = try await crawling.run()
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(kills > 0)
        let counts = try crawling.observations()
        #expect(counts[0] == counts[1])
        #expect(try crawling.ingest.number("SELECT count(*) FROM groundswell.model WHERE name LIKE 'org/%'") == 720)
        // One crawl, however often it was taken up; a second one only where the first was complete.
        let streams = try crawling.ingest.number("SELECT count(*) FROM groundswell.stream")
        #expect(counts[0] == 1440 * streams)
        await crawling.hub.stop()
    }

    @Test("An incremental crawl takes what changed, and ends behind it")
    func incremental() async throws {
        let old = (0..<3).map { page in
            (0..<20).map { Crawling.model("org/o\(page)-\($0)", modified: "2026-0\(4 - page)-01T00:00:00.000Z") }
        }
        let crawling = try await crawling("incremental", old)
        let first = try await crawling.run("incremental")
        #expect(first.status == 0 && first.number("pages") == 3 && first.number("changed") == 60, "\(first.errors)")
        #expect(first.report["watermark"] as? String == "2026-04-01T00:00:00.000Z")
        #expect(crawling.hub.requests[0].uri.contains("sort=lastModified"))
        let fresh = [Crawling.model("org/new", modified: "2026-05-09T00:00:00.000Z")]
        let older = old.map { $0.map { $0.replacingOccurrences(of: "2026-04-01", with: "2026-03-30") } }
        crawling.hub.change([fresh] + older)
        let second = try await crawling.run("incremental")
        #expect(second.status == 0 && second.number("changed") == 1 && second.number("pages") == 2, "\(second.errors)")
        #expect(second.records("stored") == 3)
        #expect(second.report["watermark"] as? String == "2026-05-09T00:00:00.000Z")
        crawling.hub.change([fresh] + older)
        // The overlap shows the newest once more.
        #expect(try await crawling.run("incremental").number("changed") == 1)
        await crawling.hub.stop()
    }

    @Test("A modification that lies ahead hides none of those that come after")
    func ahead() async throws {
        let odd = Crawling.model("org/odd", modified: "2099-01-01T00:00:00.000Z")
        let first = Crawling.model("org/first", modified: "2026-05-01T00:00:00.000Z")
        let crawling = try await crawling("ahead", [[odd, first]])
        let begun = try await crawling.run("incremental")
        #expect(begun.status == 0 && begun.errors.contains("lie ahead of the clock"), "\(begun.errors)")
        #expect(begun.report["watermark"] as? String == "2026-05-01T00:00:00.000Z")
        crawling.hub.change([[odd], [Crawling.model("org/later", modified: "2026-05-09T00:00:00.000Z")], [first]])
        let next = try await crawling.run("incremental")
        #expect(next.status == 0 && next.number("changed") == 3, "\(next.report)")
        #expect(next.report["watermark"] as? String == "2026-05-09T00:00:00.000Z")
        #expect(try crawling.ingest.number("SELECT count(*) FROM groundswell.model WHERE name = 'org/later'") == 1)
        // What an earlier version remembered of such a date is not believed.
        let state = crawling.ingest.folder.path("state") + "/state.json"
        let text = try String(contentsOfFile: state, encoding: .utf8)
        try text.replacingOccurrences(of: "2026-05-09", with: "2099-01-01")
            .write(toFile: state, atomically: true, encoding: .utf8)
        crawling.hub.change()
        let again = try await crawling.run("incremental")
        #expect(again.number("pages") == 3 && again.report["watermark"] as? String == "2026-05-09T00:00:00.000Z")
        await crawling.hub.stop()
    }

    @Test("A listing that goes in a circle, or on and on without models, ends the crawl with a sentence")
    func circle() async throws {
        let crawling = try await crawling("circle", Crawling.pages(3, of: 5))
        let back = FakeHub.Fault.link("</api/models?limit=1000&cursor=0>; rel=\"next\"")
        crawling.hub.change(nil, Dictionary(uniqueKeysWithValues: (1...40).map { ($0 * 3, back) }))
        let outcome = try await crawling.run()
        #expect(outcome.status == 1 && outcome.code == "hub.circle", "\(outcome.report)")
        #expect(outcome.number("pages") == 13 && outcome.number("repeated") == 50)
        crawling.hub.change([[Crawling.model("org/one")]] + [[String]](repeating: [], count: 100))
        let empty = try await crawling.run("full", ["--restart"])
        #expect(empty.code == "hub.circle" && empty.number("models") == 1 && empty.number("pages") == 11)
        await crawling.hub.stop()
    }

    @Test("What cannot pass ends the crawl with a sentence")
    func refused() async throws {
        let crawling = try await crawling("refused", Crawling.pages(1, of: 3), [1: .status(401)])
        let forbidden = try await crawling.run()
        #expect(forbidden.status == 1 && forbidden.code == "hub.forbidden")
        crawling.hub.change(nil, [1: .status(429, ["Retry-After": "7200"])])
        #expect(try await crawling.run().code == "hub.wait")
        crawling.hub.change(nil, [1: .status(302, ["Location": "http://127.0.0.1:1/"])])
        #expect(try await crawling.run().code == "hub.refused")
        crawling.hub.change(nil, [1: .status(500), 2: .status(502)])
        let exhausted = try await crawling.run("full", ["--retry-attempts", "2"])
        #expect(exhausted.code == "hub.unusable" && exhausted.errors.contains("502"))
        crawling.hub.change()
        let limited = try await crawling.run("full", ["--full-limit", "2", "--full-sort", "likes"])
        #expect(limited.status == 0 && limited.number("models") == 2 && limited.report["watermark"] is NSNull)
        #expect(crawling.hub.requests[0].uri.contains("limit=2&sort=likes"))
        await crawling.hub.stop()
    }

    @Test("A real listing", .enabled(if: RealData.folder != nil, "\(RealData.absence)"))
    func real() async throws {
        let data = try #require(RealData.folder)
        let text = try String(contentsOfFile: "\(data)/hub-listing/2026-05-04.ndjson", encoding: .utf8)
        let models = text.split(separator: "\n").map(String.init)
        let pages = stride(from: 0, to: models.count, by: 250).map { Array(models[$0..<min($0 + 250, models.count)]) }
        let crawling = try await crawling("real", pages)
        let outcome = try await crawling.run()
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.number("models") == 1000 && outcome.number("pages") == 4 && outcome.number("repeated") == 0)
        // Models, likes and downloads; 329 link a paper, 114 declare data.
        #expect(outcome.records("stored") == 3000 + 329 + 114 && outcome.records("rejected") == 0)
        #expect(try crawling.observations() == [2000, 2000])
        await crawling.hub.stop()
    }
}
