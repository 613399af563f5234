import Foundation
import StoreSupport
import TestSupport

/// The real crawler between a fake hub and a real ingest service.
struct Crawling {
    let ingest: RunningIngest
    let hub: FakeHub
    var more: [String] = []

    struct Outcome {
        var status: Int32
        var report: [String: Any]
        var errors: String

        func number(_ name: String) -> Int? { report[name] as? Int }
        func records(_ name: String) -> Int? { (report["records"] as? [String: Any])?[name] as? Int }
        var waits: Int { (report["waits"] as? [String: Any])?["count"] as? Int ?? -1 }
        var waited: Int { (report["waits"] as? [String: Any])?["milliseconds"] as? Int ?? -1 }
        var code: String? { (report["error"] as? [String: Any])?["code"] as? String }
    }

    func arguments(_ mode: String) -> [String] {
        [
            "--sockets", ingest.folder.path, "--state", ingest.folder.path("state"), "--hub-url", hub.url, "--mode",
            mode,
            "--retry-base", "10ms", "--ingest-patience", "5s",
        ] + more + ["--json"]
    }

    func run(_ mode: String = "full", _ arguments: [String] = []) async throws -> Outcome {
        let all = self.arguments(mode).dropLast() + arguments + ["--json"]
        let outcome = try await Task.detached {
            try ServiceProcess.run("groundswell-crawl", Array(all))
        }.value
        let report = try? JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
        return Outcome(status: outcome.status, report: report ?? [:], errors: outcome.errors)
    }

    /// Models that are no placeholders, by name.
    func models() throws -> Int64 { try ingest.number("SELECT count(DISTINCT name) FROM groundswell.model") }

    /// Observations of one series, and how many of them differ.
    func observations() throws -> [Int64] {
        try ingest.connect().queryFirst(
            "SELECT count(*), count(DISTINCT (model, series, at)) FROM groundswell.observation"
        ) { [try $0.int8(0), try $0.int8(1)] } ?? []
    }

    /// A model object of the listing.
    static func model(_ id: String, likes: Int = 1, modified: String = "2026-05-01T00:00:00.000Z") -> String {
        """
        {"_id":"\(id.hashValue)","id":"\(id)","likes":\(likes),"downloads":10,"tags":["license:mit"],\
        "createdAt":"2026-04-01T00:00:00.000Z","lastModified":"\(modified)"}
        """
    }

    static func pages(_ pages: Int, of count: Int) -> [[String]] {
        (0..<pages).map { page in (0..<count).map { model("org/m\(page)-\($0)", likes: $0) } }
    }
}
