import Foundation
import Glibc
import Postgres
import StoreSupport
import TestSupport
import Testing

/// The real receiver on a real socket, the real ingest service and a real store.
@Suite("Webhooks", .serialized)
struct HookTests {
    @Test("What happened to a model is stored once, however often it is told")
    func stored() throws {
        let hook = try RunningHook("stored")
        for (payload, records) in [
            (RunningHook.payload("org/new", action: "create"), 1),
            (RunningHook.payload("org/new", action: "update", scope: "repo.content"), 1),
            // A scope nobody knows is its parent.
            (RunningHook.payload("org/new", action: "update", scope: "repo.config.novelty"), 1),
            (RunningHook.payload("org/new", action: "move", more: "\"movedTo\":{\"name\":\"org/moved\"},"), 2),
            (RunningHook.payload("org/gone", action: "delete"), 1),
        ] {
            let first = try hook.request(payload)
            #expect(first.status == 200 && first.code == "stored", "\(first.text)")
            #expect(first.text.contains("\"records\":\(records)"))
            let again = try hook.request(payload)
            #expect(again.status == 200 && again.code == "replayed", "\(again.text)")
        }
        #expect(try hook.ingest.number("SELECT sum(position) FROM groundswell.stream") == 6)
        // It is in the store when the answer is there.
        #expect(try hook.ingest.number("SELECT count(*) FROM groundswell.model WHERE name = 'org/moved'") == 1)
        for ignored in [
            RunningHook.payload("org/data", type: "dataset"),
            RunningHook.payload("org/new", scope: "discussion.comment"),
            RunningHook.payload("org/new", scope: "novelty.of.theirs"),
        ] {
            let answer = try hook.request(ignored)
            #expect(answer.status == 200 && answer.code == "ignored", "\(answer.text)")
        }
        let metrics = try hook.request("", method: "GET", path: "/metrics", secret: nil)
        #expect(metrics.text.contains("groundswell_hook_requests_total{outcome=\"stored\"} 5"), "\(metrics.text)")
        #expect(hook.process.stop() == 0)
        #expect(!hook.process.printed.contains(RunningHook.secret))
    }

    @Test("What is not the hub's, or no payload, is refused with a reason and not stored")
    func refused() throws {
        let hook = try RunningHook("refused", ["--limit-body-bytes", "2048"])
        let good = RunningHook.payload("org/a")
        func check(_ answer: Answer, _ status: Int, _ code: String) {
            #expect(answer.status == status && answer.code == code, "\(answer.text)")
        }
        check(try hook.request(good, secret: nil), 401, "secret.missing")
        for wrong in [
            "", "x", RunningHook.secret + "x", String(RunningHook.secret.dropLast()), "A-shared-secret-of-ours",
        ] {
            check(try hook.request(good, secret: wrong), 401, "secret.wrong")
        }
        check(try hook.request(good, method: "GET"), 405, "method.wrong")
        check(try hook.request(good, path: "/other"), 404, "path.unknown")
        check(try hook.request("", length: 0), 400, "body.missing")
        check(try hook.request("", length: 4096), 413, "body.tooLarge")
        let long = String(repeating: "x", count: 3000)
        let chunked = try RawConnection(port: hook.port)
        chunked.send(
            "POST /webhook HTTP/1.1\r\nHost: h\r\nX-Webhook-Secret: \(RunningHook.secret)\r\n"
                + "Transfer-Encoding: chunked\r\n\r\nbb8\r\n\(long)\r\n0\r\n\r\n")
        check(Answer(chunked.answer()), 413, "body.tooLarge")
        let comment = try hook.request("{\n  // created\n  \"event\": 1}")
        check(comment, 400, "payload.invalid")
        #expect(comment.text.contains("payload:2"), "\(comment.text)")
        check(try hook.request("{\"event\":{\"action\":\"create\""), 400, "payload.invalid")
        check(try hook.request(RunningHook.payload("org/a", action: "explode")), 400, "payload.invalid")
        check(try hook.request("<html>"), 400, "payload.invalid")
        #expect(try hook.ingest.number("SELECT count(*) FROM groundswell.stream") == 0)
        let broken = try RawConnection(port: hook.port)
        broken.send("NONSENSE\r\n\r\n")
        #expect(Answer(broken.answer()).status == 400)
        check(try hook.request(good), 200, "stored")
    }

    @Test("Without the ingest service nobody is told that it is stored; later it is, once")
    func ingestDown() throws {
        let hook = try RunningHook("down", startsIngest: false)
        let payload = RunningHook.payload("org/a", action: "create")
        let refused = try hook.request(payload)
        #expect(
            refused.status == 503 && refused.code == "ingest.unavailable" && refused.text.contains("Retry-After: 30"))
        #expect(try hook.request("", method: "GET", path: "/health", secret: nil).status == 503)
        try hook.ingest.start()
        #expect(try hook.request("", method: "GET", path: "/health", secret: nil).code == "healthy")
        #expect(try hook.request(payload).code == "stored")
        // It stands and does not move: no ack, no 2xx.
        hook.ingest.freeze(true)
        let silent = try hook.request(RunningHook.payload("org/b", action: "create"))
        #expect(silent.status == 503, "\(silent.text)")
        hook.ingest.freeze(false)
        var last = silent
        for _ in 0..<20 where last.status != 200 {
            last = try hook.request(RunningHook.payload("org/b", action: "create"))
        }
        #expect(last.status == 200)
        #expect(try hook.ingest.number("SELECT sum(position) FROM groundswell.stream") == 2)
    }

    @Test("Slow, silent and many peers are let go, and others are served meanwhile")
    func rude() throws {
        let hook = try RunningHook("rude", ["--request-timeout", "1s", "--limit-connections", "8"])
        let silent = try RawConnection(port: hook.port)
        let half = try RawConnection(port: hook.port)
        half.send(RunningHook.head("", length: 100) + "{")
        #expect(try hook.request(RunningHook.payload("org/a")).status == 200)
        #expect(Answer(half.answer()).code == "request.slow")
        #expect(Answer(silent.answer()).code == "request.slow")
        let crowd = try (0..<12).map { _ in try RawConnection(port: hook.port) }
        let codes = crowd.map { Answer($0.answer()).code }
        #expect(codes.contains("connections.exceeded") && codes.contains("request.slow"))
        #expect(try hook.request(RunningHook.payload("org/b")).status == 200)
    }

    @Test("One connection carries one request: what is sent behind it changes nothing of its answer")
    func pipelined() throws {
        let hook = try RunningHook("pipelined")
        let (first, second) = (RunningHook.payload("org/first"), RunningHook.payload("org/second"))
        let connection = try RawConnection(port: hook.port)
        connection.send(RunningHook.head(first) + first + RunningHook.head(second) + second)
        let answer = Answer(connection.answer())
        #expect(answer.status == 200 && answer.code == "stored", "\(answer.text)")
        #expect(try hook.ingest.number("SELECT count(*) FROM groundswell.stream") == 1)
        #expect(try hook.ingest.number("SELECT count(*) FROM groundswell.model WHERE name = 'org/second'") == 0)
        let unknown = RunningHook.payload("org/first", action: "explode", scope: "repo.content")
        #expect(try hook.request(unknown).code == "payload.invalid")
    }

    @Test("Told to stop, it lets what has begun end")
    func stops() throws {
        let hook = try RunningHook("stops")
        let body = RunningHook.payload("org/last")
        let connection = try RawConnection(port: hook.port)
        connection.send(RunningHook.head(body) + body.dropLast(10))
        usleep(200_000)
        kill(hook.process.pid, SIGTERM)
        usleep(200_000)
        #expect(throws: TestFailure.self) { try RawConnection(port: hook.port) }
        connection.send(String(body.suffix(10)))
        #expect(Answer(connection.answer()).code == "stored")
        #expect(hook.process.stop() == 0)
    }

    @Test("More payloads than agreed are put off; wrong secrets take nobody's place")
    func rate() throws {
        let hook = try RunningHook("rate", ["--limit-per-second", "1", "--limit-burst", "3"])
        for _ in 0..<10 {
            let answer = try hook.request("", secret: "wrong")
            #expect(answer.status == 401, "\(answer.text)")
        }
        let answers = try (0..<6).map { try hook.request(RunningHook.payload("org/r\($0)")) }
        #expect(answers.prefix(3).allSatisfy { $0.status == 200 })
        let late = try #require(answers.first { $0.status == 429 })
        #expect(late.code == "rate.exceeded" && late.text.contains("Retry-After: "))
    }

    @Test("A Unix socket serves as well")
    func unix() throws {
        let folder = try TemporaryFolder()
        let hook = try RunningHook("unix")
        let process = try ServiceProcess(
            "groundswell-hook",
            [
                "--sockets", hook.ingest.folder.path, "--listen", "unix:\(folder.path("hook.sock"))", "--secret-file",
                hook.ingest.folder.path("secret"),
            ], log: folder.path("log"))
        for _ in 0..<500 where !process.printed.contains("serving") { usleep(20_000) }
        let body = RunningHook.payload("org/u")
        let connection = try RawConnection(path: folder.path("hook.sock"))
        connection.send(RunningHook.head(body) + body)
        #expect(Answer(connection.answer()).code == "stored")
        #expect(process.stop() == 0)
    }

    @Test("Without a secret, or with one others may read, it does not start")
    func secret() throws {
        let folder = try TemporaryFolder()
        let file = folder.path("secret")
        func start(_ text: String, mode: mode_t) throws -> ServiceProcess.Outcome {
            _ = FileManager.default.createFile(atPath: file, contents: Data(text.utf8))
            chmod(file, mode)
            return try ServiceProcess.run("groundswell-hook", ["--listen", "127.0.0.1:0", "--secret-file", file])
        }
        let none = try ServiceProcess.run("groundswell-hook", ["--listen", "127.0.0.1:0"])
        #expect(none.status == 1 && none.errors.contains("webhook-secret"))
        #expect(try start("short", mode: 0o400).errors.contains("shorter than 16"))
        #expect(try start(RunningHook.secret, mode: 0o444).errors.contains("other users"))
        let outside = try ServiceProcess.run("groundswell-hook", ["--listen", "0.0.0.0:80"])
        #expect(outside.status == 2 && outside.errors.contains("loopback"))
        let checked = try ServiceProcess.run("groundswell-hook", ["--check-config"])
        #expect(checked.status == 0 && checked.output.contains("limit.bodyBytes = 1048576"))
    }
}
