import StoreSupport
import Testing
import Wire

@testable import ScoringCore

@Suite("Questions of what is not there", .serialized, .timeLimit(.minutes(2)))
struct NothingThereTests {
    /// m1 of O2 (US), created 2024-11-15, rests on m2 of O3 (CN); O1 publishes nothing; m2 has likes and no child's likes.
    private func store(_ name: String) throws -> Store {
        let store = try Store(name)
        try store.names(2)
        try store.commit(
            "INSERT INTO groundswell.organization_fact VALUES (1, 3, 1, '2024-11-01', $batch, 1, NULL, 'FR', NULL, '{}', NULL)",
            "INSERT INTO groundswell.organization_fact VALUES (2, 3, 1, '2024-11-01', $batch, 1, NULL, 'US', NULL, '{}', NULL)",
            "INSERT INTO groundswell.organization_fact VALUES (3, 3, 1, '2024-11-01', $batch, 1, NULL, 'CN', NULL, '{}', NULL)",
            store.statement(1, "2024-12-01T00:00:00Z", content: 1, bases: [2]),
            "UPDATE groundswell.model_fact SET created = '2024-11-15' WHERE model = 1",
            store.observe(1, 10, "2024-12-02T00:00:00Z"))
        return store
    }

    @Test("every method that may not find a name can answer without a value")
    func allAreNamed() {
        for definition in MethodRegistry.scoring.methods
        where !definition.errors.filter({ $0 == .modelNotFound || $0 == .organizationNotFound }).isEmpty
            && !Figure.outer.contains(definition.name)
        {
            #expect(OfAnotherTime.measures[definition.name] != nil, "\(definition.name)")
        }
    }

    @Test("a model of another time: no value and the reason; a name of no time: an error")
    func models() async throws {
        let store = try store("nothing_models")
        try await serving(store.conninfo) { socket in
            let peer = try await connect(socket)
            try await waitFor(batch: 2, peer)
            let questions = [
                ("model.get", "id"), ("model.lineage", "id"), ("model.timeline", "id"), ("model.adoption", "id"),
                ("descendants", "id"), ("hIndex", "id"), ("removal", "id"), ("dominators", "id"),
                ("intermediaries", "id"), ("obligations", "id"), ("variants", "id"), ("records", "model"),
                ("deployment.list", "model"), ("openness.explain", "id"),
            ]
            for (method, name) in questions {
                let early = try await peer.ask(method, #"{"\#(name)":"o2/M1","asOf":"1990-01-01"}"#)
                let answer = early["result"]
                #expect(answer?["value"] == .null, "\(method) \(early.jsonText)")
                #expect(answer?["asOf"] == "1990-01-01T23:59:59.999999Z", "\(method)")
                #expect(
                    answer?["reason"] == "'o2/M1' is not there at this time: it was created on 2024-11-15", "\(method)")
                let usual = try await peer.ask(method, #"{"\#(name)":"o2/M1"}"#)["result"]
                #expect(answer?["definition"] == usual?["definition"], "\(method)")
                let unrecorded = try await peer.ask(method, #"{"\#(name)":"o2/M1","knownAt":1}"#)["result"]
                #expect(unrecorded?["reason"] == "nothing was recorded of 'o2/M1' by batch 1", "\(method)")
                let nobody = try await peer.ask(method, #"{"\#(name)":"o2/never","asOf":"1990-01-01"}"#)["error"]
                #expect(nobody?["data"]?["code"] == "model.notFound", "\(method)")
                #expect(nobody?["data"]?["path"]?.text == name, "\(method)")
            }
            // At the time of its description it is there without a model; before, it is not.
            let described = try await peer.ask("organization.get", #"{"id":"O2","asOf":"2024-11-05"}"#)["result"]
            #expect(described?["value"]?["models"] == 0)
            let early = try await peer.ask("organization.get", #"{"id":"O2","asOf":"1990-01-01"}"#)
            #expect(early["result"]?["value"] == .null, "\(early.jsonText)")
            #expect(early["result"]?["reason"]?.text?.contains("organization 'O2'") == true, "\(early.jsonText)")
            let board = try await peer.ask(
                "leaderboard", #"{"organization":"O2","measure":"pulls","asOf":"1990-01-01","knownAt":0}"#)["result"]
            #expect(board?["value"] == .null && board?["definition"] == "pulls/1")
            #expect(board?["reason"]?.text?.hasPrefix("organization 'O2' is not known at this time") == true)
        }
    }

    @Test("where nothing was observed yet, a course ends with the last dated edge")
    func nothingObserved() async throws {
        let store = try Store("nothing_observed")
        try store.names(2)
        try store.commit(
            "INSERT INTO groundswell.organization_fact VALUES (2, 3, 1, '2024-11-01', $batch, 1, NULL, 'US', NULL, '{}', NULL)",
            "INSERT INTO groundswell.organization_fact VALUES (3, 3, 1, '2024-11-01', $batch, 1, NULL, 'CN', NULL, '{}', NULL)",
            store.statement(1, "2024-12-01T00:00:00Z", content: 1, bases: [2]),
            "UPDATE groundswell.model_fact SET created = '2024-11-15' WHERE model = 1")
        try await serving(store.conninfo) { socket in
            let peer = try await connect(socket)
            try await waitFor(batch: 2, peer)
            let course = try await peer.ask("dependence.course", #"{"of":"US","on":"CN"}"#)["result"]
            #expect(course?["asOf"] == .null && course?["value"]?.array?.map { $0["period"] } == ["2024-11"])
            #expect(course?["value"]?.array?.last?["value"] == 1)
        }
    }

    @Test("no silent zeros: nothing to remove, no child on record, no window to look through")
    func zeros() async throws {
        let store = try store("nothing_zeros")
        try await serving(store.conninfo) { socket in
            let peer = try await connect(socket)
            try await waitFor(batch: 2, peer)
            func ask(_ method: String, _ parameters: String) async throws -> JSONValue? {
                let answer = try await peer.ask(method, parameters)
                #expect(answer["error"] == nil, "\(method) \(parameters)")
                return answer["result"]
            }
            for subject in [#"{"country":"FR"}"#, #"{"organization":"O1"}"#] {
                let removal = try await ask("removal", subject)
                #expect(removal?["value"] == .null && removal?["numerator"] == .null)
                #expect(removal?["reason"]?.text?.hasPrefix("there is nothing to remove: no model of") == true)
            }
            let index = try await ask("hIndex", #"{"organization":"O1"}"#)
            #expect(index?["value"] == .null && index?["reason"] == "this organization has no models")
            for (method, value) in [("hIndex", JSONValue.integer(0)), ("descendants", .integer(0))] {
                let childless = try await ask(method, #"{"id":"o2/m1"}"#)
                #expect(childless?["value"] == value)
                #expect(childless?["reason"]?.text?.hasPrefix("no source names a child") == true)
            }
            let variants = try await ask("variants", #"{"id":"o2/m1","from":"creation"}"#)
            #expect(variants?["value"]?.array?.first?["value"] == 0)
            #expect(variants?["reason"]?.text?.hasPrefix("no source names a child") == true)
            let coverage = try await ask("coverage", #"{"asOf":"1990-01-01"}"#)
            #expect(coverage?["value"]?["models"] == 0)
            #expect(coverage?["reason"]?.text?.hasPrefix("nothing is known of this time") == true)
            #expect(try await ask("coverage", "{}")?["reason"] == .null)

            let edge = #"{"of":"US","on":"CN""#
            for (window, reason) in [
                (#","from":"2025","to":"2024"}"#, "'from' is after 'to': the window is empty"),
                (#","from":"2099"}"#, "the window begins after the time of the answer, 2024-12-02"),
                (#","from":"2099-01","to":"2099-02"}"#, "the window begins after the time of the answer, 2024-12-02"),
            ] {
                let course = try await ask("dependence.course", edge + window)
                #expect(course?["value"] == .null && course?["reason"]?.text == reason)
            }
            let days = try await ask("dependence.course", edge + #","from":"1950","period":"day"}"#)
            #expect(days?["value"] == .null && days?["reason"]?.text?.contains("5000 periods") == true)
            let capped = try await ask("dependence.course", edge + #","from":"2024-11","to":"2099"}"#)
            #expect(capped?["value"]?.array?.map { $0["period"] } == ["2024-11", "2024-12"])
            #expect(capped?["value"]?.array?.map { $0["complete"] } == [true, false])

            let many = try await ask("concentration", #"{"measure":"releases","k":9}"#)
            #expect(many?["value"]?["crk"]?["value"] == .null)
            #expect(many?["value"]?["crk"]?["reason"]?.text?.hasPrefix("k = 9 is more than the holders") == true)
            let window = #"{"releasedAfter":"2026","releasedBefore":"2025"}"#
            for method in [
                "leaderboard", "concentration", "leadership", "openness.leaderboard", "openness.disagreements",
            ] {
                let answer = try await ask(method, window)
                #expect(answer?["value"] == .null)
                #expect(answer?["reason"]?.text?.contains("no model can fulfil both") == true, "\(method)")
            }
        }
    }
}
