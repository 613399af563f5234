import StoreSupport
import Testing
import Wire

@testable import ScoringCore

/// Concentration, leadership, crossover and milestones as the socket answers them.
@Suite("Holders and milestones over the socket", .serialized, .timeLimit(.minutes(2)))
struct HolderMethodTests {
    /// O1 (models 3 and 6) is of the US, O2 (1 and 4) of China, O3 (2 and 5) of nobody knows where. Likes are told as events
    /// of source 2, on every day from 2024-10-01 to 2025-01-28.
    private func store(_ name: String) throws -> Store {
        let store = try Store(name)
        try store.names(6)
        try store.commit(
            "INSERT INTO groundswell.organization_fact VALUES (1, 3, 0, '2024-11-01', $batch, 1, NULL, 'US', NULL, '{}', NULL)",
            "INSERT INTO groundswell.organization_fact VALUES (2, 3, 1, '2024-11-01', $batch, 1, NULL, 'CN', NULL, '{}', NULL)",
            store.statement(3, "2024-10-01T00:00:00Z", content: 1),
            store.statement(1, "2024-10-01T00:00:00Z", content: 2, bases: [3]),
            // 20 a day of the US; 10 of China, from December 30; 5 of O3 in all.
            """
            INSERT INTO groundswell.event
            SELECT 3, 0, 2, '2024-10-01'::timestamptz + i * interval '1 day', 20, $batch FROM generate_series(0, 119) i
            """,
            """
            INSERT INTO groundswell.event
            SELECT 1, 0, 2, '2024-10-01'::timestamptz + i * interval '1 day', CASE WHEN i < 61 THEN 10 ELSE 30 END, $batch
            FROM generate_series(0, 119) i
            """,
            store.like(2, 5, "2024-10-05T00:00:00Z"),
            milestone("plan", "2024-12-01", "policy", "US"), milestone("change", "2024-11", "license", "CN"),
            "INSERT INTO groundswell.adopter VALUES (1, 'cloud', NULL, NULL, $batch), (2, 'other', NULL, NULL, $batch)",
            deployment(3, 1, 1, "2024-11-01"), deployment(1, 1, 1, "2024-11-02"), deployment(1, 2, 1, "2024-11-02"),
            deployment(3, 1, 2, "2024-11-03", amount: -1))
        return store
    }

    private func milestone(_ id: String, _ date: String, _ kind: String, _ country: String) -> String {
        """
        INSERT INTO groundswell.document_fact VALUES (1, 3, NULL, '2024-12-01', $batch, 1, '\(id)',
            '{"title":"The \(id)","date":"\(date)","citation":"https://example.org","countries":["\(country)"],"kind":"\(kind)"}')
        """
    }

    private func deployment(_ model: Int, _ source: Int, _ adopter: Int, _ day: String, amount: Int = 1) -> String {
        "INSERT INTO groundswell.event VALUES (\(model), 1, \(source), '\(day)', \(amount), $batch, \(adopter), \(model * 10 + adopter))"
    }

    private func number(_ value: JSONValue?) -> Double {
        switch value {
        case .number(let value)?: value
        case .integer(let value)?: Double(value)
        default: .nan
        }
    }

    @Test("concentration: shares, indexes, bounds; what cannot be answered says why")
    func concentration() async throws {
        let store = try store("holders_concentration")
        try await serving(store.conninfo) { socket in
            let peer = try await connect(socket)
            try await waitFor(batch: 2, peer)
            let answer = try await peer.ask("concentration", #"{"k":1}"#)["result"]
            // 120 * 20 of the US; 61 * 10 + 59 * 30 of China; 5 of nobody.
            #expect(answer?["denominator"] == 4_780)
            #expect(answer?["definition"] == "concentration/1")
            #expect(answer?["reason"] == .null)
            #expect(abs(number(answer?["coverage"]) - 4_780.0 / 4_785) < 1e-12)
            let shares = try #require(answer?["value"]?["shares"]?.array)
            #expect(shares.map { $0["key"]?.text } == ["US", "CN"])
            #expect(shares.map { $0["numerator"] } == [2_400, 2_380])
            let (a, b) = (2_400.0 / 4_780, 2_380.0 / 4_780)
            #expect(abs(number(answer?["value"]?["hhi"]?["value"]) - 10_000 * (a * a + b * b)) < 1e-6)
            #expect(abs(number(answer?["value"]?["crk"]?["value"]) - a) < 1e-12)
            #expect(number(answer?["value"]?["hhi"]?["lower"]) < number(answer?["value"]?["hhi"]?["upper"]))
            #expect(answer?["value"]?["holders"] == 2)

            let many = try await peer.ask("concentration", #"{"k":3,"by":"kind"}"#)["result"]
            #expect(many?["value"]?["crk"]?["value"] == .null)
            #expect(many?["reason"]?.text?.contains("k = 3 is more than the holders there are, 2") == true)
            let deployments = try await peer.ask(
                "concentration", #"{"measure":"deployments","by":"organization","k":1}"#)["result"]
            // The end without a begin takes nothing away.
            #expect(
                deployments?["value"]?["shares"]?.array?.map { "\($0["key"]?.text ?? "") \($0["numerator"] ?? .null)" }
                    == ["O2 integer(2)", "O1 integer(1)"])
            for (parameters, word) in [
                (#"{"country":"FR"}"#, "the sum is 0"), (#"{"task":"painting"}"#, "task"),
                (#"{"releasedAfter":"2025","releasedBefore":"2025"}"#, "releasedBefore"),
                (#"{"organization":"o3"}"#, "attributed"),
            ] {
                let none = try await peer.ask("concentration", parameters)["result"]
                #expect(none?["value"] == .null)
                #expect(none?["reason"]?.text?.contains(word) == true, "\(parameters) \(none?["reason"] ?? .null)")
            }
            let error = try await peer.ask("concentration", #"{"k":0}"#)["error"]
            #expect(error?["data"]?["path"] == "k")
            let past = try await peer.ask("concentration", #"{"asOf":"2024-10-01"}"#)["result"]
            #expect(past?["denominator"] == 30)
            let early = try await peer.ask("concentration", #"{"knownAt":1}"#)["result"]
            #expect(early?["value"] == .null)
        }
    }

    @Test("leadership and crossover")
    func leadership() async throws {
        let store = try store("holders_leadership")
        try await serving(store.conninfo) { socket in
            let peer = try await connect(socket)
            try await waitFor(batch: 2, peer)
            let answer = try await peer.ask("leadership", #"{"series":"likes"}"#)["result"]
            let months = try #require(answer?["value"]?.array)
            #expect(months.map { $0["period"]?.text } == ["2024-10", "2024-11", "2024-12", "2025-01"])
            #expect(months.map { $0["leader"]?.text } == ["US", "US", "CN", "CN"])
            #expect(months.map { $0["complete"] } == [true, true, true, false])
            // October: 31 * 20 of the US, 31 * 10 of China, 5 of nobody.
            #expect(months[0]["denominator"] == 930)
            #expect(abs(number(months[0]["lead"]) - 100.0 / 3) < 1e-9)
            #expect(abs(number(months[0]["coverage"]) - 930.0 / 935) < 1e-12)
            #expect(answer?["denominator"] == 4_780)
            let window = try await peer.ask(
                "leadership", #"{"series":"likes","period":"quarter","from":"2024-09","to":"2024"}"#)["result"]
            let quarters = try #require(window?["value"]?.array)
            #expect(quarters.map { $0["period"]?.text } == ["2024-Q3", "2024-Q4"])
            #expect(quarters[0]["leader"] == .null)
            #expect(quarters[0]["shares"] == .null)
            #expect(quarters[0]["reason"]?.text == "nothing was observed in this period")
            #expect(quarters[1]["numerator"] == 1_840)

            let crossover = try await peer.ask(
                "crossover", #"{"of":"CN","over":"US","series":"likes","k":2}"#)["result"]
            #expect(crossover?["value"] == "2024-12")
            #expect(crossover?["unit"] == "month")
            #expect(crossover?["fromStart"] == false)
            #expect(crossover?["provisional"] == true)
            #expect(crossover?["numerator"] == 930)
            #expect(crossover?["denominator"] == 1_550)
            #expect(crossover?["course"]?.array?.count == 4)
            let ids = try await peer.ask(
                "crossover", #"{"of":"O2","over":"o1","series":"likes","by":"organization","k":2}"#)["result"]
            #expect(ids?["value"] == "2024-12")
            for (parameters, word) in [
                (#"{"of":"CN","over":"US","series":"likes"}"#, "2 periods in a row at most, not in 3"),
                (#"{"of":"US","over":"US","series":"likes"}"#, "same holder"),
                (#"{"of":"unknown","over":"US","series":"likes"}"#, "nobody who can hold"),
                (#"{"of":"US","over":"CN","series":"downloads"}"#, "no record"),
                (#"{"of":"US","over":"CN","series":"likes","from":"2024-12","to":"2024-11"}"#, "empty"),
                (#"{"of":"US","over":"CN","series":"likes","to":"2020"}"#, "first record"),
                (#"{"of":"US","over":"CN","series":"likes","from":"2026"}"#, "after the time"),
            ] {
                let none = try await peer.ask("crossover", parameters)["result"]
                #expect(none?["value"] == .null)
                #expect(none?["reason"]?.text?.contains(word) == true, "\(parameters) \(none?["reason"] ?? .null)")
            }
            for (parameters, code) in [
                (#"{"of":"Chna","over":"US"}"#, "country.unknown"),
                (#"{"of":"nobody","over":"O1","by":"organization"}"#, "organization.notFound"),
                (#"{"of":"firm","over":"company","by":"kind"}"#, "params.invalid"),
                (#"{"of":"US"}"#, "params.invalid"),
            ] {
                let error = try await peer.ask("crossover", parameters)["error"]
                #expect(error?["data"]?["code"]?.text == code)
            }
        }
    }

    @Test("milestones, and their effects")
    func milestones() async throws {
        let store = try store("holders_milestones")
        try await serving(store.conninfo) { socket in
            let peer = try await connect(socket)
            try await waitFor(batch: 2, peer)
            let list = try await peer.ask("milestone.list")["result"]
            #expect(list?["value"]?.array?.map { $0["id"]?.text } == ["change", "plan"])
            #expect(list?["value"]?.array?.last?["title"] == "The plan")
            #expect(try await peer.ask("milestone.list", #"{"country":"CN"}"#)["result"]?["denominator"] == 1)
            let page = try await peer.ask("milestone.list", #"{"limit":1}"#)["result"]
            let cursor = try #require(page?["cursor"]?.text)
            let next = try await peer.ask("milestone.list", #"{"limit":1,"cursor":"\#(cursor)"}"#)["result"]
            #expect(next?["value"]?.array?.map { $0["id"]?.text } == ["plan"])
            #expect(try await peer.ask("milestone.list", #"{"kind":"market"}"#)["result"]?["value"] == .null)

            let parameters = #""milestone":"plan","series":"likes","of":"CN","before":20,"after":20"#
            let answer = try await peer.ask("milestone.effect", "{\(parameters)}")["result"]
            // China's likes go from 10 to 30 a day on that date, and nothing else changes.
            #expect(abs(number(answer?["value"]?["level"]?["value"]) - 20) < 1e-9)
            #expect(abs(number(answer?["value"]?["slope"]?["value"])) < 1e-9)
            #expect(answer?["value"]?["level"]?["placebosAsLarge"] == 0)
            #expect(answer?["date"] == "2024-12-01")
            // 2024-11-11; 2024-10-12 has too few days before it.
            #expect(answer?["value"]?["placebos"]?["tested"] == 1)
            #expect(answer?["value"]?["placebos"]?["dates"]?.array?.map { $0["date"]?.text } == ["2024-11-11"])
            #expect(answer?["numerator"] == 800)
            #expect(answer?["denominator"] == 1_600)
            #expect(answer?["coverage"] == 1)
            let share = try await peer.ask("milestone.effect", "{\(parameters),\"figure\":\"share\"}")["result"]
            #expect(share?["unit"] == "share")
            #expect(abs(number(share?["value"]?["level"]?["value"]) - (0.6 - 1.0 / 3)) < 1e-9)
            for (parameters, word) in [
                (#"{"milestone":"change","series":"likes"}"#, "needs a day"),
                (#"{"milestone":"plan","series":"likes"}"#, "the window needs 90"),
                (#"{"milestone":"plan","series":"likes","before":50,"after":50}"#, "no placebo"),
                (#"{"date":"2026-01-01","series":"likes"}"#, "after the time"),
                (#"{"date":"2024-12-01","series":"likes","of":"FR","before":20,"after":20}"#, "nobody called"),
                (#"{"date":"2024-12-01","series":"likes","figure":"share"}"#, "somebody's"),
            ] {
                let none = try await peer.ask("milestone.effect", parameters)["result"]
                #expect(none?["value"] == .null)
                #expect(none?["reason"]?.text?.contains(word) == true, "\(parameters) \(none?["reason"] ?? .null)")
            }
            for parameters in [
                #"{"series":"likes"}"#, #"{"milestone":"plan","date":"2024-12-01"}"#, #"{"milestone":"plna"}"#,
            ] {
                let error = try await peer.ask("milestone.effect", parameters)["error"]
                #expect(error?["data"]?["code"] == "params.invalid")
            }
            let misspelt = try await peer.ask("milestone.effect", #"{"milestone":"plna"}"#)["error"]
            #expect(misspelt?["data"]?["nearest"] == ["plan"])
        }
    }
}
