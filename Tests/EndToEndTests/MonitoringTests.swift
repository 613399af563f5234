import Foundation
import TestSupport
import Testing

/// What the services measure, and what the alerts and the dashboard ask for.
@Suite(.serialized) struct MonitoringTests {
    private static let folder = SettingsPageTests.root + "/deploy/monitoring"
    private static let hasPromtool = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains
    {
        FileManager.default.isExecutableFile(atPath: "\($0)/promtool")
    }

    /// The metrics of all three services, one page each.
    private func pages(_ deployment: Deployment) throws -> [String] {
        try ["ingest", "scoring", "gateway"].map { service in
            let line = try Outsider.ask(
                "\(deployment.sockets)/\(service).sock", [#"{"jsonrpc":"2.0","id":1,"method":"metrics"}"#])
            let answer = try JSONSerialization.jsonObject(with: Data((line.first ?? "").utf8)) as? [String: Any]
            return try #require(answer?["result"] as? String)
        }
    }

    private func filled() throws -> Deployment {
        let deployment = try Deployment("monitoring")
        let file = deployment.folder.path("records.ndjson")
        try """
        {"model":{"id":"a/b","source":"x","at":"2026-01-01"}}

        """.write(toFile: file, atomically: true, encoding: .utf8)
        _ = try deployment.tool(["import", "groundswell", file])
        _ = try Outsider.ask("\(deployment.sockets)/ingest.sock", [#"{"model":{"id":"a/b","source":"x","at":"soon"}}"#])
        try deployment.wait()
        _ = try deployment.ask("model.get", ["--id", "a/b"])
        _ = try deployment.ask("dependence", ["--of", "US"])
        return deployment
    }

    @Test func everyMetricThatAlertsAndDashboardNameIsThere() throws {
        let all = try pages(filled()).joined()
        let kinds = Set(
            all.split(separator: "\n").filter { $0.hasPrefix("# TYPE ") }.map { $0.split(separator: " ")[2] })
        #expect(!all.contains("Not described."))
        for file in ["groundswell.rules.yml", "grafana.json"] {
            let text = try String(contentsOfFile: "\(Self.folder)/\(file)", encoding: .utf8)
            let named = text.matches(of: /(groundswell_(ingest|scoring|query)_[a-z_]+|process_[a-z_]+)/).map {
                $0.output.1
            }
            #expect(named.count > 10)
            for name in Set(named) {
                let family = ["_bucket", "_count", "_sum"].reduce(name) {
                    $0.hasSuffix($1) ? $0.dropLast($1.count) : $0
                }
                // Errors are counted from the first on.
                let isRare = family.hasSuffix("_errors_total")
                #expect(isRare || kinds.contains(family), "\(file) names \(name), which no service has")
            }
        }
    }

    @Test(.enabled(if: hasPromtool, "promtool is not installed"))
    func promtoolAcceptsMetricsAndRules() throws {
        let folder = try TemporaryFolder()
        for (index, page) in try pages(filled()).enumerated() {
            try page.write(toFile: folder.path("page\(index)"), atomically: true, encoding: .utf8)
            let check = try ServiceProcess.run(
                "/bin/sh", ["-c", "promtool check metrics <\(folder.path("page\(index)"))"])
            #expect(check.status == 0 && check.errors == "", "\(check.output)\(check.errors)")
        }
        let rules = try ServiceProcess.run(
            "/bin/sh", ["-c", "promtool check rules \(Self.folder)/groundswell.rules.yml"])
        #expect(rules.status == 0, "\(rules.output)\(rules.errors)")
    }
}
