import Domain
import Postgres
import StoreSupport
import TestSupport
import Testing
import Wire

@testable import ScoringCore

@Suite("Trust over the socket", .serialized, .timeLimit(.minutes(3)))
struct TrustMethodTests {
    /// O1 holds 3 and 6, O2 (US) 1 and 4, O3 2 and 5. Batch 2: O3 is CN. Batch 3: it is taken back. Batch 4: another
    /// country, another edge and figures.
    private func store(_ name: String) throws -> Store {
        let store = try Store(name)
        try store.names(6)
        try store.commit(
            organization(2, "US"), organization(3, "CN"),
            store.statement(1, "2024-12-01T00:00:00Z", content: 1, bases: [2, 3]),
            store.statement(4, "2024-12-01T00:00:00Z", content: 2, bases: [5]),
            store.observe(1, 10, "2024-12-02T00:00:00Z"), store.observe(4, 30, "2024-12-02T00:00:00Z"))
        try store.commit(store.retract(.organization, 3, at: "2024-11-01", source: 3))
        try store.commit(
            organization(3, "FR", at: "2024-11-02"), organization(1, "US", at: "2024-11-02"),
            store.statement(6, "2024-12-02T00:00:00Z", content: 3, bases: [2], source: 2),
            store.observe(1, 12, "2024-12-03T00:00:00Z"), store.like(6, 2, "2024-12-03T00:00:00Z"))
        return store
    }

    private func organization(_ id: Int, _ country: String, at: String = "2024-11-01") -> String {
        "INSERT INTO groundswell.organization_fact VALUES (\(id), 3, 1, '\(at)', $batch, \(id), NULL, '\(country)', NULL, '{}', NULL)"
    }

    private func number(_ value: JSONValue?) -> Double? {
        switch value {
        case .integer(let whole): Double(whole)
        case .number(let fraction): fraction
        default: nil
        }
    }

    @Test("a restatement says what it was, what it is and why; effects add up; a no-op is empty")
    func restatement() async throws {
        let store = try store("trust_restatement")
        try await serving(store.conninfo) { socket in
            let peer = try await connect(socket)
            try await waitFor(batch: 4, peer)
            let share = #""method":"dependence","params":{"of":"US","on":"CN"}"#
            let taken = try await peer.ask("restatement", "{\(share),\"knownAtBefore\":2,\"knownAtAfter\":3}")["result"]
            #expect(taken?["value"]?["old"] == 1)
            #expect(taken?["value"]?["new"] == .null)
            #expect(taken?["reason"]?.text?.contains("batch 3") == true)
            #expect(taken?["epoch"] == .null)
            let withdrawn = taken?["changes"]?.array?.first
            #expect(withdrawn?["change"] == "withdrawn" && withdrawn?["reason"] == "wrong")
            #expect(withdrawn?["subject"] == "O3" && withdrawn?["source"] == "curated" && withdrawn?["batch"] == 3)
            #expect(withdrawn?["relevance"] == "subject")

            let likes = #""method":"model.get","params":{"id":"O2/m1"},"key":"series.likes.latest""#
            let figure = try await peer.ask("restatement", "{\(likes),\"knownAtBefore\":2}")["result"]
            #expect(figure?["value"] == ["old": 10, "new": 12, "difference": 2])
            let groups = try #require(figure?["groups"]?.array)
            #expect(groups.compactMap { number($0["effect"]) }.reduce(0, +) == 2)
            let changes = try #require(figure?["changes"]?.array)
            #expect(changes.first?["kind"] == "observation" && changes.first?["effect"] == 2)
            #expect(changes.dropFirst().allSatisfy { $0["relevance"] == "none" })
            #expect(changes.count == 6)
            #expect(figure?["numerator"] == 1 && figure?["denominator"] == 6)

            let nothing = try await peer.ask("restatement", "{\(likes),\"knownAtBefore\":4,\"knownAtAfter\":4}")[
                "result"]
            #expect(nothing?["value"]?["difference"] == 0)
            #expect(nothing?["changes"] == .array([]) && nothing?["groups"] == .array([]))

            // Page by page it is the same list.
            var cursor = ""
            var paged: [JSONValue] = []
            repeat {
                let page = try await peer.ask("restatement", "{\(likes),\"knownAtBefore\":2,\"limit\":2\(cursor)}")[
                    "result"]
                paged += page?["changes"]?.array ?? []
                cursor = page?["cursor"]?.text.map { ",\"cursor\":\"\($0)\"" } ?? ""
            } while !cursor.isEmpty
            #expect(paged == changes)

            let absent = try await peer.ask(
                "restatement", #"{"method":"organization.get","params":{"id":"O1"},"key":"models","knownAtBefore":0}"#)[
                    "result"]
            #expect(absent?["value"]?["old"] == .null && absent?["value"]?["new"] == 1)
            for (question, path) in [
                (#"{"method":"no.such","knownAtBefore":1}"#, "method"),
                (#"{"method":"export","knownAtBefore":1}"#, "method"),
                (#"{"method":"dependence","params":{"of":"Chna"},"knownAtBefore":1}"#, "params.of"),
                (#"{"method":"dependence","params":{"of":"US","asOf":"2024-12-01"},"knownAtBefore":1}"#, "params.asOf"),
                ("{\(share),\"knownAtBefore\":3,\"knownAtAfter\":2}", "knownAtBefore"),
            ] {
                #expect(
                    try await peer.ask("restatement", question)["error"]?["data"]?["path"]?.text == path, "\(question)")
            }
        }
    }

    @Test("a band holds the value as asked, and every variant says what it changed")
    func sensitivity() async throws {
        let store = try store("trust_sensitivity")
        try await serving(store.conninfo) { socket in
            let peer = try await connect(socket)
            try await waitFor(batch: 4, peer)
            // At batch 2: US children on CN, CN and one of nobody's.
            let band = try await peer.ask(
                "sensitivity", #"{"method":"dependence","params":{"of":"US","on":"CN"},"knownAt":2}"#)["result"]
            #expect(band?["asked"] == 1)
            #expect(number(band?["value"]?["min"]) == 2.0 / 3 && band?["value"]?["max"] == 1)
            let variants = try #require(band?["variants"]?.array)
            let choices = Set(variants.compactMap { $0["choice"]?.text })
            #expect(choices == ["countries", "relations", "attribution", "sources"])
            #expect(variants.contains { $0["variant"] == "unknown and unreviewed countries are US" })
            #expect(
                variants.contains {
                    $0["variant"] == "without curated" && $0["value"] == .null && $0["reason"] != .null
                })
            for word in ["CN", "US"] {
                let share = try await peer.ask(
                    "sensitivity",
                    #"{"method":"dependence","params":{"of":"US"},"key":"\#(word)","over":["countries"],"knownAt":2}"#)[
                        "result"]
                let (low, high) = (number(share?["value"]?["min"]), number(share?["value"]?["max"]))
                let asked = try #require(number(share?["asked"]))
                #expect(try #require(low) <= asked && asked <= #require(high))
            }
            let none = try await peer.ask("sensitivity", #"{"method":"coverage","key":"models","over":["relations"]}"#)[
                "result"]
            #expect(none?["value"] == .null && none?["reason"]?.text?.contains("no choice") == true)
            #expect(none?["asked"] == 3)
            // What is only known from one source is not there without it.
            let model = try await peer.ask(
                "sensitivity",
                #"{"method":"model.get","params":{"id":"O1/m6"},"key":"derivatives.direct","over":["sources"],"knownAt":4}"#
            )[
                "result"]
            #expect(model?["asked"] == 0 && model?["value"] == ["min": 0, "max": 0])
            let gone = model?["variants"]?.array?.first { $0["variant"] == "without mteb" }
            #expect(gone?["value"] == .null && gone?["reason"]?.text?.contains("O1/m6") == true, "\(model ?? .null)")
            let list = try await peer.ask("sensitivity", #"{"method":"leaderboard"}"#)["result"]
            #expect(list?["value"] == .null && list?["reason"]?.text?.contains("'key'") == true)
        }
    }

    @Test("an export stays in the state it began in, page after page")
    func export() async throws {
        let store = try store("trust_export")
        try await serving(store.conninfo) { socket in
            let peer = try await connect(socket)
            try await waitFor(batch: 4, peer)
            func walk(_ question: String, during: () throws -> Void = {}) async throws -> (
                lines: [String], first: JSONValue
            ) {
                var cursor = ""
                var lines: [String] = []
                var first: JSONValue?
                repeat {
                    let answer = try await peer.ask("export", "{\(question)\(cursor)}")
                    let page = try #require(answer["result"], "\(answer)")
                    lines += page["value"]?.array?.compactMap(\.text) ?? []
                    if first == nil {
                        first = page
                        try during()
                        try await waitFor(batch: store.batch, peer)
                    }
                    cursor = page["cursor"]?.text.map { ",\"cursor\":\"\($0)\"" } ?? ""
                } while !cursor.isEmpty
                return (lines, try #require(first))
            }
            let edges = #""method":"dependence","params":{"of":"US"},"what":"inputs","format":"csv""#
            let whole = try await walk(edges)
            #expect(
                whole.first["header"]?.text?.hasPrefix("child,childOrganization,childCountry,relation,parent") == true)
            #expect(
                whole.lines.map { $0.prefix(17) }
                    == ["O1/m6,O1,US,finet", "O2/m1,O2,US,finet", "O2/m1,O2,US,finet", "O2/m4,O2,US,finet"].map {
                        $0.prefix(17)
                    })
            let licenses = whole.first["licenses"]?.array
            #expect(licenses?.first { $0["source"] == "mteb" }?["license"] == "Apache-2.0")
            let paged = try await walk(edges + #","limit":1"#) {
                try store.commit(
                    store.statement(5, "2024-12-04T00:00:00Z", content: 9, bases: [6]),
                    store.observe(5, 1, "2024-12-04T00:00:00Z"))
            }
            #expect(paged.lines == whole.lines)
            #expect(paged.first["knownAt"] == 4)
            #expect(try await walk(edges).lines.count == 5)

            let board = try await walk(#""method":"leaderboard","limit":1,"knownAt":4"#)
            #expect(board.lines.count == 3)
            #expect(board.lines.first?.hasPrefix(#"{"rank":1,"id":"O2/m4","value":30"#) == true)
            let two = try await walk(#""method":"leaderboard","params":{"limit":2},"format":"csv","knownAt":4"#)
            #expect(two.lines.count == 2)
            #expect(two.first["header"] == "rank,id,value,organization,country,further")
            // What explains a figure is rows as well: the records between, and the variants.
            let between = #""method":"dependence","params":{"of":"US","on":"CN"}"#
            let explained = try await peer.ask("restatement", "{\(between),\"knownAtBefore\":2,\"knownAtAfter\":4}")
            let changes = try #require(explained["result"]?["changes"]?.array)
            let records = try await walk(
                "\"method\":\"restatement\",\"limit\":1,\"knownAt\":4,\"params\":{\(between),\"knownAtBefore\":2}")
            #expect(changes.count > 2 && records.lines.count == changes.count)
            #expect(records.first["columns"]?.array?.contains("relevance") == true)
            #expect(records.first["inputs"]?.array?.first == "edges")
            let variants = try await walk("\"method\":\"sensitivity\",\"format\":\"csv\",\"params\":{\(between)}")
            #expect(variants.lines.count > 5 && variants.first["columns"]?.array?.contains("value") == true)
            let coverage = try await walk(#""method":"coverage","format":"csv","knownAt":4"#)
            #expect(coverage.lines.contains("edges.total,4"))
            for family in ["statements", "observations", "events", "edges", "organizations"] {
                let rows = try await walk(
                    #""method":"model.get","params":{"id":"O2/m1"},"what":"inputs","inputs":"\#(family)""#)
                #expect(!rows.lines.isEmpty, "\(family)")
            }
        }
    }
}
