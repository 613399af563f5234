import StoreSupport
import Testing
import Wire

@testable import ScoringCore

@Suite("Questions of lineage over the socket", .serialized, .timeLimit(.minutes(2)))
struct LineageSocketTests {
    /// m1 of O2 (US) rests on m2 of O3 (CN) and m4 of O2; m4 on m5 of O3 and m3 of O1 (unreviewed); only m1 has a date.
    private func store(_ name: String) throws -> Store {
        let store = try Store(name)
        try store.names(6)
        try store.commit(
            "INSERT INTO groundswell.organization_fact VALUES (2, 3, 1, '2024-11-01', $batch, 1, NULL, 'US', NULL, '{}', NULL)",
            "INSERT INTO groundswell.organization_fact VALUES (3, 3, 1, '2024-11-01', $batch, 1, NULL, 'CN', NULL, '{}', NULL)",
            store.statement(1, "2024-12-01T00:00:00Z", content: 1, bases: [2, 4]),
            store.statement(4, "2024-12-01T00:00:00Z", content: 2, bases: [5, 3]),
            "UPDATE groundswell.model_fact SET created = '2024-11-15' WHERE model = 1",
            store.observe(1, 10, "2024-12-02T00:00:00Z"), store.observe(4, 30, "2024-12-02T00:00:00Z"))
        return store
    }

    @Test("each method answers by hand-worked figures, with its envelope")
    func answers() async throws {
        let store = try store("lineage_answers")
        try await serving(store.conninfo) { socket in
            let peer = try await connect(socket)
            try await waitFor(batch: 2, peer)
            func ask(_ method: String, _ parameters: String) async throws -> JSONValue? {
                let answer = try await peer.ask(method, parameters)
                #expect(answer["error"] == nil, "\(method) \(parameters)")
                return answer["result"]
            }
            let roots = try await ask("roots", #"{"by":"country"}"#)
            #expect(roots?["value"] == [["rank": 1, "id": "CN", "value": 1, "numerator": 1.25]])
            #expect(roots?["denominator"] == 1.25)
            #expect(roots?["coverage"] == 0.625)
            #expect(roots?["definition"] == "rootAdoption/1")
            #expect(
                roots?["parameters"]?["relations"] == ["unknown", "finetune", "adapter", "merge", "quantized"])
            let models = try await ask("roots", #"{"weight":"likes","limit":2}"#)
            #expect(models?["value"]?.array?.map { $0["id"]?.text } == ["O1/m3", "O3/m5"])
            #expect(models?["value"]?.array?.map { $0["numerator"] } == [17.5, 17.5])
            let next = try await ask(
                "roots", #"{"weight":"likes","limit":2,"cursor":"\#(models?["cursor"]?.text ?? "")"}"#)
            #expect(next?["value"]?.array?.map { $0["id"]?.text } == ["O3/m2"])
            #expect(next?["value"]?.array?.first?["rank"] == 3)

            let removal = try await ask("removal", #"{"country":"CN"}"#)
            #expect(removal?["value"] == 1)
            #expect(removal?["numerator"] == 2)
            #expect(removal?["bounds"] == [1, 1])
            let one = try await ask("removal", #"{"id":"o3/m2","weight":"likes"}"#)
            #expect(one?["value"] == 0.25)
            #expect(one?["descendants"] == 10)
            let nobody = try await ask("removal", #"{"country":"unknown"}"#)
            #expect(nobody?["value"] == .null && nobody?["reason"]?.text?.isEmpty == false)

            let descendants = try await ask("descendants", #"{"id":"o3/m5"}"#)
            #expect(descendants?["value"] == 2)
            #expect(descendants?["byDepth"] == ["1": 1, "2": 1])
            let family = try await ask("descendants", #"{"organization":"o3","family":true}"#)
            #expect(family?["byDepth"] == ["1": 2])
            #expect(try await ask("descendants", #"{"organization":"o2","family":true}"#)?["value"] == .null)

            let index = try await ask("hIndex", #"{"by":"organization"}"#)
            #expect(index?["value"]?.array?.map { $0["id"]?.text } == ["O3", "O1", "O2"])
            #expect(index?["value"]?.array?.map { $0["value"] } == [2, 1, 1])
            #expect(try await ask("hIndex", #"{"id":"o2/m4"}"#)?["value"] == 1)
            let board = try await ask("leaderboard", #"{"measure":"hIndex"}"#)
            #expect(board?["value"]?.array?.map { $0["id"]?.text } == ["O1/m3", "O2/m4", "O3/m2", "O3/m5", "O2/m1"])
            #expect(board?["definition"] == "hIndex/1")

            let dominators = try await ask("dominators", #"{"id":"o2/m1"}"#)
            #expect(dominators?["value"] == [])
            #expect(dominators?["denominator"] == 4)
            #expect(dominators?["roots"] == 3)
            #expect(try await ask("dominators", #"{"id":"o3/m2"}"#)?["value"] == .null)

            let matrix = try await ask("dependence.matrix", "{}")
            let row = matrix?["value"]?.array?.first
            #expect(row?["key"] == "US")
            #expect(row?["coverage"] == 0.75)
            #expect(row?["shares"]?.array?.map { $0["numerator"] } == [2, 1])
            #expect(matrix?["asymmetry"]?.array?.first?["value"] == .null)

            let course = try await ask("dependence.course", #"{"of":"US","on":"CN"}"#)
            #expect(course?["value"]?.array?.map { $0["period"]?.text } == ["2024-11", "2024-12"])
            #expect(course?["value"]?.array?.map { $0["value"] } == [0.5, 0.5])
            #expect(
                course?["firstAboveZero"] == ["date": "2024-11-15", "child": "O2/m1", "parent": "O3/m2"])
            #expect(course?["undated"] == 2)
            #expect(course?["coverage"] == 0.5)
            let early = try await ask(
                "dependence.course", #"{"of":"US","on":"CN","from":"1990","to":"1990","period":"year"}"#)
            #expect(early?["value"]?.array?.map { $0["value"] } == [.null])
            #expect(try await ask("dependence.course", #"{"of":"FR","on":"CN"}"#)?["reason"]?.text != nil)

            let intermediaries = try await ask("intermediaries", "{}")
            #expect(intermediaries?["value"] == 0)
            #expect(intermediaries?["denominator"] == 2)
            let without = try await ask("intermediaries", #"{"relations":["merge"]}"#)
            #expect(without?["value"] == .null && without?["reason"]?.text?.isEmpty == false)

            let conflicts = try await ask("license.conflicts", "{}")
            #expect(conflicts?["value"] == [])
            #expect(conflicts?["rate"] == 0)
            #expect(conflicts?["coverage"] == 0.25)
            let obligations = try await ask("obligations", #"{"id":"o2/m1"}"#)
            #expect(obligations?["value"]?.array?.first?["obligation"] == "notice")
            #expect(obligations?["value"]?.array?.first?["path"] == ["O2/m1", "O2/m4"])
            #expect(obligations?["coverage"] == 0.25)

            let data = try await ask("dependence", #"{"of":"US","lineage":"data"}"#)
            #expect(data?["value"] == .null)
            #expect(data?["parameters"]?["relations"] == ["distilled", "generated-by", "filtered-by"])
            #expect(data?["lineage"]?["edges"] == 0)
            let all = try await ask("dependence", #"{"of":"US","lineage":"all","relations":["finetune"]}"#)
            #expect(all?["denominator"] == 3)
            let lineage = try await ask("model.lineage", #"{"id":"o2/m1","lineage":"data"}"#)
            #expect(lineage?["value"] == [])
        }
    }

    @Test("contradictory and unknown parameters are told by name")
    func badInput() async throws {
        let store = try store("lineage_bad")
        try await serving(store.conninfo) { socket in
            let peer = try await connect(socket)
            try await waitFor(batch: 2, peer)
            let questions: [(String, String, String)] = [
                ("dependence", #"{"of":"US","lineage":"weights","relations":["generated-by"]}"#, "params.invalid"),
                ("model.lineage", #"{"id":"o2/m1","lineage":"data","relations":["merge"]}"#, "params.invalid"),
                ("removal", "{}", "params.invalid"),
                ("removal", #"{"id":"o2/m1","country":"US"}"#, "params.invalid"),
                ("removal", #"{"id":"nobody/x"}"#, "model.notFound"),
                ("removal", #"{"organization":"nobody"}"#, "organization.notFound"),
                ("removal", #"{"country":"Chna"}"#, "country.unknown"),
                ("descendants", #"{"id":"o2/m1","family":true}"#, "params.invalid"),
                ("descendants", #"{"country":"US"}"#, "params.invalid"),
                ("dependence.course", #"{"of":"US"}"#, "params.invalid"),
                ("roots", #"{"by":"continent"}"#, "params.invalid"),
                ("roots", #"{"cursor":"x"}"#, "cursor.invalid"),
                ("obligations", "{}", "params.invalid"), ("dominators", #"{"id":"nobody/x"}"#, "model.notFound"),
            ]
            for (method, parameters, code) in questions {
                let answer = try await peer.ask(method, parameters)
                #expect(answer["error"]?["data"]?["code"]?.text == code, "\(method) \(parameters)")
            }
        }
    }
}
