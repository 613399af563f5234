import Foundation
import Glibc
import TestSupport
import Testing

@testable import DashboardCore

/// The real dashboard over real HTTP, the real services and a real store.
@Suite("Dashboard", .serialized)
struct DashboardTests {
    @Test("Pages, their data, and addresses that hold for good")
    func pages() throws {
        let dashboard = try RunningDashboard("pages")
        try dashboard.load()
        let first = try dashboard.eventually("/") { $0.text.contains("depends on the definition") }
        #expect(first.status == 200)
        #expect(first.text.contains("acme/tune") && first.text.contains("American models are built on Chinese ones."))
        #expect(first.header("Content-Security-Policy")?.hasPrefix("default-src 'none'; style-src 'self'") == true)
        #expect(first.header("X-Content-Type-Options") == "nosniff" && first.header("Date")?.hasSuffix(" GMT") == true)
        #expect(first.header("Content-Length") == "\(first.body.utf8.count)")

        for (target, words) in [
            ("/countries", "Herfindahl"), ("/country?id=CN", "Country CN"),
            ("/dependence?of=US&scope=foreign", "between countries"),
            ("/models?measure=derivatives", "dawn/base"), ("/model?id=acme/tune", "dawn/base"),
            ("/organizations", "acme"), ("/organization?id=acme", "Acme &lt;b&gt;&amp; Söhne&lt;/b&gt;"),
            ("/records", "acme/tune"), ("/claims", "depends on the definition"),
            ("/claim?id=us-on-cn", "Under other definitions"),
            ("/coverage", "without license"), ("/search?q=tune", "acme/tune"), ("/definitions", "dependence.matrix"),
            ("/definition?name=dependence", "Edge cases"), (StyleSheet.address, "--paper"), ("/icon.svg", "<svg"),
        ] {
            let answer = try dashboard.get(target)
            #expect(answer.status == 200 && answer.text.contains(words), "\(target): \(answer.text.prefix(3000))")
        }

        // The data are those of the tool, byte by byte.
        for parameters in [["dependence", "of", "US"], ["leaderboard", "measure", "derivatives"]] {
            let target = "/answer/\(parameters[0])"
            let query = "?\(parameters[1])=\(parameters[2])"
            let asked = ["ask", parameters[0], "--\(parameters[1])", parameters[2]]
            #expect(
                try dashboard.get(target + ".json" + query).body == dashboard.deployment.tool(asked + ["--json"]).output
            )
            #expect(
                try dashboard.get(target + ".csv" + query).body == dashboard.deployment.tool(asked + ["--csv"]).output)
        }

        // A page with both times shows the same after the world has moved on.
        let status = try dashboard.deployment.ask("status")
        let batch = try #require(status["epochBatch"] as? Int)
        let cited = "/models?asOf=2026-05-01&knownAt=\(batch)"
        let data = "/answer/leaderboard.csv?asOf=2026-05-01&knownAt=\(batch)"
        func figures(_ answer: Answer) -> String { answer.body.components(separatedBy: "<footer>")[0] }
        let (before, beforeData) = try (figures(dashboard.get(cited)), dashboard.get(data).body)
        #expect(before.contains("acme/tune") && before.contains("Back to the newest"))
        let news = dashboard.deployment.folder.path("news.ndjson")
        try """
        {"observation":{"model":"acme/small","series":"likes","value":999,"step":1,"source":"huggingface","at":"2026-04-30T07:02:00Z"}}

        """.write(toFile: news, atomically: true, encoding: .utf8)
        _ = try dashboard.deployment.load(["groundswell", news])
        try dashboard.deployment.wait()
        #expect(try dashboard.eventually("/models") { $0.text.contains("999") }.text.contains("999"))
        let after = try figures(dashboard.get(cited))
        let changed = Set(after.split(separator: "\n")).symmetricDifference(before.split(separator: "\n"))
        #expect(after == before, "\(changed)")
        #expect(try dashboard.get(data).body == beforeData)
        #expect(dashboard.process.stop() == 0, "\(dashboard.process.printed)")
    }

    @Test("What is not there, not understood or not for writing is said")
    func refused() throws {
        let dashboard = try RunningDashboard("refused")
        try dashboard.load()
        _ = try dashboard.eventually("/model?id=acme/tune") { $0.status == 200 }
        let unknown = try dashboard.get("/model?id=other/tune")
        #expect(unknown.status == 404 && unknown.text.contains("href=\"/model?id=acme/tune\""), "\(unknown.text)")
        let organization = try dashboard.get("/organization?id=acmee")
        #expect(organization.status == 404 && organization.text.contains("href=\"/organization?id=acme\""))
        for (target, status, words) in [
            ("/modles", 404, "href=\"/models\""), ("/../../etc/passwd", 404, "no page"),
            ("/definition?name=x", 404, "defined"),
            ("/country?id=QQ", 404, "ISO 3166"), ("/claim?id=us-on-cm", 404, "id=us-on-cn"),
            ("/models?asOf=yesterday", 400, "RFC 3339"),
            ("/models?measure=nonsense", 400, "not one of"), ("/models?cursor=nonsense", 400, "cursor"),
            ("/models?knownAt=-1", 400, "knownAt"), ("/answer/nothing.json", 404, "no question"),
            ("/answer/coverage.exe", 404, "csv"),
            ("/answer/dependence.json?on=US", 400, "params.invalid"), ("/answer/metrics.json", 404, "no question"),
            (
                "/answer/sensitivity.json?method=dependence&params=%7B%22a%22:" + String(repeating: "%5B", count: 12)
                    + String(repeating: "%5D", count: 12) + "%7D", 400, "nested"
            ),
            ("/?x=" + String(repeating: "a", count: 20_000), 414, "longer"),
            ("/model?id=" + String(repeating: "%3Cb%3E", count: 2000), 404, "Not found"),
            ("/model?id=%ff%00%E2%80%AE", 404, "Not found"), ("/%ff%00", 404, "no page"),
        ] as [(String, Int, String)] {
            let answer = try dashboard.get(target)
            #expect(answer.status == status, "\(target): \(answer.text.prefix(2000))")
            #expect(answer.text.contains(words), "\(target): \(answer.text.prefix(3000))")
            #expect(!answer.text.contains("<b>"), "\(target)")
        }
        for method in ["POST", "PUT", "DELETE", "OPTIONS"] {
            let answer = try dashboard.get("/", method: method)
            #expect(answer.status == 405 && answer.header("Allow") == "GET, HEAD", "\(method)")
        }
        let head = try dashboard.get("/", method: "HEAD")
        #expect(head.status == 200 && head.body.isEmpty && (Int(head.header("Content-Length") ?? "") ?? 0) > 1000)
    }

    @Test("Without the gateway it says so, and recovers by itself")
    func away() throws {
        let dashboard = try RunningDashboard("away", ["--gateway-interval", "100ms"])
        try dashboard.load()
        #expect(try dashboard.eventually("/") { $0.status == 200 }.status == 200)
        #expect(try dashboard.get("/healthz").status == 200)
        try dashboard.deployment.service("query").kill9()
        let away = try dashboard.eventually("/models") { $0.status == 503 }
        #expect(away.status == 503 && away.header("Retry-After") == "5" && away.header("Cache-Control") == "no-store")
        #expect(away.text.contains("Not available at the moment") && away.text.contains("http-equiv=\"refresh\""))
        // A page notices it by its own question, health by the next look.
        #expect(try dashboard.eventually("/healthz") { $0.status == 503 }.status == 503)
        let metrics = try dashboard.get("/metrics")
        #expect(
            metrics.text.contains("groundswell_up{service=\"query\"} 0")
                && metrics.text.contains("groundswell_up{service=\"ingest\"} 1"))
        try dashboard.deployment.start("query")
        #expect(try dashboard.eventually("/models") { $0.status == 200 }.text.contains("acme/tune"))

        // Scoring alone away: what needs it says so, the rest stands.
        try dashboard.deployment.service("scoring").kill9()
        let partly = try dashboard.eventually("/country?id=CN&asOf=2026-04-25") { $0.status == 503 }
        #expect(partly.status == 503)
        #expect(try dashboard.get("/models").status == 200)
        try dashboard.deployment.start("scoring")
        #expect(try dashboard.eventually("/country?id=CN&asOf=2026-04-25") { $0.status == 200 }.status == 200)
    }

    @Test("One page of metrics for all services, which promtool takes")
    func metrics() throws {
        let dashboard = try RunningDashboard("metrics")
        try dashboard.load()
        _ = try dashboard.get("/models")
        let page = try dashboard.get("/metrics")
        #expect(page.header("Content-Type")?.hasPrefix("text/plain; version=0.0.4") == true)
        for service in ["ingest", "scoring", "query", "dashboard"] {
            #expect(page.text.contains("groundswell_up{service=\"\(service)\"} 1"), "\(service)")
            #expect(page.text.contains("process_resident_memory_bytes{service=\"\(service)\"}"), "\(service)")
        }
        #expect(page.text.components(separatedBy: "# TYPE process_resident_memory_bytes").count == 2)
        #expect(page.text.contains("groundswell_dashboard_page_seconds_count{service=\"dashboard\",page=\"/models\"}"))
        let file = dashboard.deployment.folder.path("metrics.txt")
        try page.body.write(toFile: file, atomically: true, encoding: .utf8)
        let script = "command -v promtool >/dev/null || exit 0; exec promtool check metrics < '\(file)'"
        let checked = try ServiceProcess.run("/bin/sh", ["-c", script])
        #expect(checked.status == 0, "\(checked.output)\(checked.errors)")
    }

    @Test("Too much at once is told to come again; idle peers are let go; a stop ends what was begun")
    func limits() throws {
        let dashboard = try RunningDashboard(
            "limits", ["--limit-connections", "8", "--limit-pages", "1", "--request-timeout", "1s"])
        try dashboard.load()
        // Peers that say nothing hold their places only so long.
        let silent = try (0..<8).map { _ in try RawConnection(port: dashboard.port) }
        usleep(300_000)
        #expect(try dashboard.get("/healthz").status == 0)
        for connection in silent { #expect(connection.answer().isEmpty) }
        #expect(try dashboard.eventually("/healthz") { $0.status == 200 }.status == 200)
        // More pages than may be made at once: each is answered, with the page or with when to come again.
        let connections = try (0..<6).map { _ in try RawConnection(port: dashboard.port) }
        for (number, connection) in connections.enumerated() {
            connection.send(
                "GET /countries?asOf=2026-04-\(10 + number) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        }
        let answers = connections.map { Answer($0.answer()) }
        #expect(answers.allSatisfy { $0.status == 200 || ($0.status == 503 && $0.header("Retry-After") == "2") })
        #expect(answers.contains { $0.status == 200 })
        #expect(dashboard.process.stop() == 0)
    }

    @Test("Its configuration is documented and checked, and a Unix socket is served")
    func configuration() throws {
        let help = try ServiceProcess.run("groundswell-dashboard", ["--help"])
        #expect(help.status == 0 && help.output.contains("--limit-pages") && help.output.contains("--claims-interval"))
        let wrong = try ServiceProcess.run("groundswell-dashboard", ["--check-config", "--listen", "0.0.0.0:80"])
        #expect(wrong.status == 2 && wrong.errors.contains("loopback"), "\(wrong.errors)")
        #expect(try ServiceProcess.run("groundswell-dashboard", ["--check-config"]).status == 0)

        let folder = try TemporaryFolder(prefix: "gsw")
        let socket = folder.path("dashboard.sock")
        let process = try ServiceProcess(
            "groundswell-dashboard", ["--sockets", folder.path, "--listen", "unix:\(socket)"], log: folder.path("log"))
        for _ in 0..<500 where !process.printed.contains("serving") { usleep(20_000) }
        let connection = try RawConnection(path: socket)
        connection.send("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        let answer = Answer(connection.answer())
        #expect(answer.status == 503 && answer.text.contains("there is no gateway"), "\(answer.text)")
        var about = stat()
        #expect(stat(socket, &about) == 0 && about.st_mode & 0o777 == 0o660)
        #expect(process.stop() == 0, "\(process.printed)")
    }
}
