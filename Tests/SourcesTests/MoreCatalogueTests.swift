import Domain
import Sources
import Testing
import Wire

@Suite struct ModelsDevTests {
    @Test func weightsDatesAndIds() {
        let reading = read(
            ModelsDevAdapter.self,
            """
            {"name":"Qwen Flash","open_weights":false,"release_date":"2025-07","attachment":false,"_path":"models/alibaba/qwen-flash.toml"}
            {"name":"R1","open_weights":true,"license":"MIT","weights":[{"url":"https://x"}],"_path":"models/deepseek/r1.toml"}
            {"name":"Q","open_weights":true,"id":"x/q"}
            {"name":"no"}
            {"name":"no","_path":"providers/x/y.toml"}
            {"name":"no","_path":"models/x/y.toml","release_date":"2025-13"}
            """)
        #expect(reading.models.map(\.id) == ["alibaba/qwen-flash", "deepseek/r1", "x/q"])
        #expect(reading.models.map(\.access) == [.api, .openRestricted, .openRestricted])
        #expect(reading.models[0].released?.description == "2025-07")
        #expect(reading.rejects.map(\.code) == [.fieldMissing, .idInvalid, .timeInvalid])
        #expect(reading.noted(.valueUnused) == 1)
    }

    @Test(.enabled(if: RealData.isHere, Comment(rawValue: RealData.reason)))
    func theRealCatalogue() throws {
        let reading = read(ModelsDevAdapter.self, try RealData.bytes("deployments/models.ndjson"))
        #expect(reading.failure == nil)
        #expect(reading.rejects == [])
        #expect(reading.models.count == 231)
        #expect(reading.models.filter { $0.access == .api }.count == 123)
    }
}

@Suite struct WebhookTests {
    private func payload(_ action: String, _ scope: String, _ more: String = "", type: String = "model") -> String {
        """
        {"event":{"action":"\(action)","scope":"\(scope)"},"repo":{"type":"\(type)","name":"a/b","id":"64f","private":false,
        "headSha":"1","owner":{"id":"5"},"url":{"web":"https://x"}},\(more)"webhook":{"id":"6","version":3}}
        """
    }

    private func one(_ text: String) -> Reading { read(WebhookAdapter.self, "[\(text)]") }

    @Test func createUpdateMoveDelete() {
        let source = "huggingface-webhook"
        let model = Record.model(ModelRecord(id: "a/b", hubId: "64f", source: source, at: seen))
        #expect(one(payload("create", "repo")).records == [model])
        #expect(one(payload("update", "repo.content")).records == [model])
        #expect(
            one(payload("delete", "repo")).records
                == [.deletion(DeletionRecord(model: "a/b", reason: "deleted", source: source, at: seen))])
        let moved = one(payload("move", "repo", #""movedTo":{"name":"c/d","owner":{"id":"7"}},"#))
        #expect(
            moved.records == [
                .rename(RenameRecord(from: "a/b", to: "c/d", source: source, at: seen)),
                .model(ModelRecord(id: "c/d", hubId: "64f", source: source, at: seen)),
            ])
    }

    @Test func anUnknownScopeIsItsParent() {
        #expect(one(payload("update", "repo.config.dois.unheard")).models.count == 1)
        #expect(one(payload("delete", "repo.content.unheard")).models.count == 1)
        let discussion = one(payload("create", "discussion.comment"))
        #expect(discussion.records.isEmpty && discussion.rejects.isEmpty && discussion.noted(.entrySkipped) == 1)
        #expect(one(payload("create", "repo", type: "dataset")).noted(.entrySkipped) == 1)
    }

    @Test func badPayloads() {
        #expect(one(payload("explode", "repo")).rejects.map(\.code) == [.wordUnknown])
        #expect(one(payload("move", "repo")).rejects.map(\.path) == ["movedTo.name"])
        #expect(one(#"{"event":{"action":"create"},"repo":{"name":"a/b"}}"#).rejects.map(\.path) == ["event.scope"])
        let old = payload("create", "repo").replacing("\"version\":3", with: "\"version\":2")
        #expect(one(old).rejects.map(\.path) == ["webhook.version"])
        #expect(one("// published example\n" + payload("create", "repo")).failure?.code == .jsonInvalid)
    }
}

@Suite struct EcosystemGraphsTests {
    @Test func assetsWithScalarsAndExplanations() {
        let reading = read(
            EcosystemGraphsAdapter.self,
            """
            ---
            - type: model
              name: GPT-3
              organization: OpenAI
              created_date:
                explanation: the paper
                value: 2020-06-11
              size: 175B parameters (dense)
              dependencies: [Common Crawl]
              access: {value: limited, explanation: by API}
              license:
                value: unknown
            - type: dataset
              name: Common Crawl
              created_date: unknown
              license: custom
            - type: model
              name: InstructGPT
              dependencies: [GPT-3, GPT-3]
              access: open
            - type: application
              name: Chat
            - type: tool
              name: T
            - name: U
            """)
        #expect(reading.failure == nil)
        #expect(reading.models.map(\.id) == ["GPT-3", "InstructGPT"])
        #expect(reading.models.map(\.access) == [.api, .openRestricted])
        #expect(reading.models[0].released?.description == "2020-06-11")
        #expect(reading.models[0].parameters == 175_000_000_000 && reading.models[0].license == nil)
        #expect(reading.models[0].bases.isEmpty && reading.noted(.valueUnused) == 1)
        #expect(reading.models[1].bases == [.init(id: "GPT-3", relation: .unknown)])
        #expect(
            reading.records[1]
                == .artifact(
                    ArtifactRecord(
                        id: "Common Crawl", type: .dataset, name: "Common Crawl", license: "custom",
                        source: "ecosystem-graphs", at: seen)))
        #expect(reading.noted(.entrySkipped) == 1)
        #expect(reading.rejects.map(\.code) == [.wordUnknown, .fieldMissing])
    }

    @Test func otherYAMLIsRefused() {
        #expect(read(EcosystemGraphsAdapter.self, "models: []\n").failure?.code == .formatMismatch)
    }
}
