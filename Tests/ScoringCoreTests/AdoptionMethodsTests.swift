import Postgres
import StoreSupport
import TestSupport
import Testing
import Wire

@testable import ScoringCore

@Suite("Adoption and records over the socket", .serialized, .timeLimit(.minutes(2)))
struct AdoptionMethodsTests {
    /// m1 leads; m4 overtakes it on the third day; m2 is a child of m4; m5 has nothing.
    private func store(_ name: String) throws -> Store {
        let store = try Store(name)
        try store.names(6)
        try store.commit(
            "INSERT INTO groundswell.organization_fact VALUES (2, 3, 0, '2024-11-01', $batch, 1, NULL, 'US', NULL, '{}', NULL)",
            "INSERT INTO groundswell.organization_fact VALUES (3, 3, 1, '2024-11-01', $batch, 1, NULL, 'CN', NULL, '{}', NULL)",
            store.statement(1, "2024-11-30T00:00:00Z", content: 1),
            store.statement(2, "2024-12-02T05:00:00Z", content: 2, bases: [4]),
            store.statement(4, "2024-11-30T00:00:00Z", content: 3),
            store.statement(5, "2024-11-30T00:00:00Z", content: 4),
            """
            UPDATE groundswell.model_fact SET released = '2024-11-28', released_precision = 0, parameters = 7000000000,
                task = 3 WHERE model = 4
            """,
            store.observe(1, 10, "2024-12-01T00:00:00Z"), store.observe(4, 5, "2024-12-01T00:00:00Z"))
        try store.commit(
            store.observe(4, 25, "2024-12-03T06:00:00Z"), store.observe(1, 12, "2024-12-08T00:00:00Z"),
            store.observe(4, 40, "2024-12-08T00:00:00Z"), store.observe(4, 900, "2024-12-08T00:00:00Z", series: 3),
            store.observe(1, 14, "2024-12-15T00:00:00Z"), store.observe(4, 61, "2024-12-15T00:00:00Z"))
        return store
    }

    @Test("the record ledger, one model's time to the first place, and conditions")
    func records() async throws {
        let store = try store("adoption_records")
        try await serving(store.conninfo) { socket in
            let peer = try await connect(socket)
            try await waitFor(batch: 3, peer)
            let ledger = try await peer.ask("records")["result"]
            let entries = try #require(ledger?["value"]?.array)
            #expect(entries.map { $0["id"]?.text } == ["O2/m1", "O2/m4"])
            #expect(entries[0]["predecessor"] == .null)
            #expect(entries[0]["seenLeading"] == true)
            #expect(entries[0]["daysSinceRelease"] == .null)
            #expect(entries[0]["reason"]?.text?.contains("release") == true)
            #expect(entries[0]["until"] == "2024-12-03T06:00:00Z")
            #expect(entries[0]["tenureDays"] == 2.25)
            #expect(entries[1]["predecessor"] == "O2/m1")
            #expect(entries[1]["margin"] == 15)
            #expect(entries[1]["daysSinceRelease"] == 5)
            #expect(entries[1]["current"] == true)
            #expect(entries[1]["tenureDays"] == 11.75)
            #expect(ledger?["definition"] == "records/1")
            #expect(ledger?["numerator"] == 2)
            #expect(ledger?["denominator"] == 4)
            #expect(ledger?["coverage"] == 0.5)
            let first = try await peer.ask("records", #"{"limit":1}"#)["result"]
            let cursor = try #require(first?["cursor"]?.text)
            let second = try await peer.ask("records", #"{"limit":1,"cursor":"\#(cursor)"}"#)["result"]
            #expect(second?["value"]?.array == [entries[1]])
            let time = try await peer.ask("records", #"{"model":"o2/M4"}"#)["result"]
            #expect(time?["value"] == 5)
            #expect(time?["unit"] == "days")
            #expect(time?["upperBound"] == false)
            let never = try await peer.ask("records", #"{"model":"O3/m5"}"#)["result"]
            #expect(never?["value"] == .null)
            #expect(never?["reason"]?.text?.contains("never led") == true)
            let china = try await peer.ask("records", #"{"country":"CN"}"#)["result"]
            #expect(china?["value"] == .null)
            #expect(china?["reason"]?.text?.isEmpty == false)
            let task = try await peer.ask("records", #"{"task":"text-generation"}"#)["result"]
            #expect(task?["value"]?.array?.map { $0["id"]?.text } == ["O2/m4"])
            let early = try await peer.ask("records", #"{"asOf":"2024-12-02"}"#)["result"]
            #expect(early?["value"]?.array?.map { $0["id"]?.text } == ["O2/m1"])
            let known = try await peer.ask("records", #"{"knownAt":2}"#)["result"]
            #expect(known?["value"]?.array?.count == 1)
            for (parameters, code) in [
                (#"{"series":"lkes"}"#, "series.unknown"), (#"{"series":"downloads30d"}"#, "params.invalid"),
                (#"{"model":"nobody/x"}"#, "model.notFound"), (#"{"country":"Chna"}"#, "country.unknown"),
                (#"{"sizeClass":"7"}"#, "params.invalid"), (#"{"knownAt":99}"#, "knownAt.unknown"),
            ] {
                #expect(
                    try await peer.ask("records", parameters)["error"]?["data"]?["code"]?.text == code, "\(parameters)")
            }
        }
    }

    @Test("all adoption figures of a model, each with its reason where there is none")
    func adoption() async throws {
        let store = try store("adoption_model")
        try await serving(store.conninfo) { socket in
            let peer = try await connect(socket)
            try await waitFor(batch: 3, peer)
            let asked = try await peer.ask(
                "model.adoption", #"{"id":"O2/m4","windows":[7,3,30],"halfLife":7,"horizon":10}"#)["result"]
            let value = try #require(asked?["value"])
            #expect(value["netLikes"]?["value"] == 61)
            let velocities = try #require(value["velocities"]?.array)
            #expect(velocities.map { $0["value"] } == [3, 7, .null])
            #expect(velocities[2]["reason"]?.text?.contains("2024-12-01") == true)
            let momenta = try #require(value["momenta"]?.array)
            // 21 after 35 in the seven days before: ln(28 / 42); 21 after nothing in three: ln(24 / 3).
            #expect(abs(try #require(momenta[0]["value"]?.double) + 0.405_465_108_108_164_4) < 1e-12)
            #expect(abs(try #require(momenta[1]["value"]?.double) - 2.079_441_541_679_835_7) < 1e-12)
            #expect(momenta[2]["value"] == .null)
            // 20 twelve days ago, 15 seven days ago, 21 now; half after seven days.
            let decayed = try #require(value["decayedAdoption"]?["value"]?.double)
            #expect(abs(decayed - (20 * 0.30475) - 7.5 - 21) < 0.001)
            #expect(value["decayedAdoption"]?["halfLife"] == 7)
            let relative = try #require(value["relativeAdoption"]?["v1"])
            #expect(relative["sizeClass"] == "5-10")
            let checkpoints = try #require(relative["checkpoints"]?.array)
            #expect(checkpoints.map { $0["checkpoint"] } == [7, 14, 30, 60, 90, 180, 365])
            #expect(checkpoints.allSatisfy { $0["value"] == .null && $0["reason"]?.text?.isEmpty == false })
            #expect(checkpoints[1]["reason"]?.text?.contains("only 1 models") == true)
            #expect(value["attentionHalfLife"]?["value"] == 5)
            #expect(value["attentionHalfLife"]?["atHorizon"] == 40)
            let longer = try await peer.ask("model.adoption", #"{"id":"O2/m4","horizon":60}"#)["result"]?["value"]
            #expect(longer?["attentionHalfLife"]?["censored"] == true)
            let empty = try await peer.ask("model.adoption", #"{"id":"O3/m5"}"#)["result"]?["value"]
            #expect(empty?["netLikes"]?["value"] == .null)
            #expect(empty?["netLikes"]?["reason"]?.text?.isEmpty == false)
            #expect(empty?["decayedAdoption"]?["reason"]?.text?.isEmpty == false)
            for parameters in [
                #"{"id":"O2/m4","halfLife":0}"#, #"{"id":"O2/m4","windows":[0]}"#,
                #"{"id":"O2/m4","attention":"downloads30d"}"#,
                #"{"id":"O2/m4","horizon":0}"#,
            ] {
                #expect(
                    try await peer.ask("model.adoption", parameters)["error"]?["data"]?["code"] == "params.invalid",
                    "\(parameters)")
            }
        }
    }

    @Test("momentum, relative adoption, variants and timelines of any time")
    func others() async throws {
        let store = try store("adoption_others")
        try await serving(store.conninfo) { socket in
            let peer = try await connect(socket)
            try await waitFor(batch: 3, peer)
            let board = try await peer.ask("leaderboard", #"{"measure":"momentum7d"}"#)["result"]
            let ranked = try #require(board?["value"]?.array)
            #expect(ranked.map { $0["id"]?.text } == ["O2/m1", "O2/m4"])
            #expect(ranked[0]["value"] == 0)
            #expect(board?["unit"] == "log ratio")
            let known = try await peer.ask("leaderboard", #"{"measure":"netLikes","knownAt":2}"#)["result"]
            #expect(known?["value"]?.array?.first?["id"] == "O2/m1")
            let ram = try await peer.ask("ram", #"{"sizeClass":"5-10","checkpoint":14}"#)["result"]
            #expect(ram?["value"] == .null)
            #expect(ram?["reason"]?.text?.contains("only 1 models") == true)
            #expect(ram?["denominator"] == 1)
            let wrong = try await peer.ask("ram", #"{"sizeClass":"5-10","checkpoint":15}"#)
            #expect(wrong["error"]?["data"]?["path"] == "checkpoint")
            let variants = try await peer.ask("variants", #"{"id":"O2/m4"}"#)["result"]
            let windows = try #require(variants?["value"]?.array)
            #expect(windows.map { $0["within"]?.text } == ["1 h", "6 h", "24 h", "72 h", "7 d", "30 d"])
            #expect(windows.map { $0["value"] } == [.null, .null, 0, 0, 1, .null])
            #expect(windows[4]["kinds"]?.array == [["key": "startup", "value": 1, "numerator": 1]])
            #expect(variants?["start"] == "2024-11-28T00:00:00Z")
            #expect(variants?["coverage"] == 0)
            let none = try await peer.ask("variants", #"{"id":"O2/m1"}"#)["result"]
            #expect(none?["value"] == .null)
            #expect(none?["reason"]?.text?.contains("release") == true)
            let timeline = try await peer.ask(
                "model.timeline", #"{"id":"O2/m4","align":"release","asOf":"2024-12-07","from":"2024-12-02"}"#)[
                    "result"]
            #expect(
                timeline?["value"] == [
                    ["at": "2024-12-03", "day": 5, "value": 25, "amount": 20, "source": "huggingface"]
                ])
            #expect(timeline?["kind"] == "counter")
            #expect(timeline?["definition"] == "timeline/1")
            let before = try await peer.ask("model.timeline", #"{"id":"O2/m4","knownAt":2}"#)["result"]
            #expect(before?["value"]?.array?.count == 1)
            let unaligned = try await peer.ask("model.timeline", #"{"id":"O2/m1","align":"release"}"#)["result"]
            #expect(unaligned?["value"] == .null)
            #expect(unaligned?["reason"]?.text?.contains("release") == true)
            let series = try await peer.ask("model.timeline", #"{"id":"O2/m1","series":"like"}"#)
            #expect(series["error"]?["data"]?["nearest"] == ["likes"])
        }
    }
}

extension JSONValue {
    var double: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }
}
