import Domain
import Sources
import Testing
import Wire

@Suite struct HuggingFaceTests {
    private func one(_ text: String) -> Reading { read(HuggingFaceAdapter.self, text) }

    @Test func aFullObjectGivesModelAndFigures() throws {
        let reading = one(
            """
            [{"_id":"678e","id":"deepseek-ai/DeepSeek-R1","author":"deepseek-ai","gated":false,"likes":13317,
            "downloads":174402,"downloadsAllTime":9000000,"pipeline_tag":"text-generation","library_name":"transformers",
            "createdAt":"2025-01-20T03:46:07.000Z","safetensors":{"parameters":{"F8":1},"total":684531386000},
            "tags":["license:mit","region:us","base_model:deepseek-ai/DeepSeek-V3-Base"],"trendingScore":1.5}]
            """)
        #expect(reading.failure == nil && reading.rejects.isEmpty && reading.notes.isEmpty)
        #expect(
            reading.models == [
                ModelRecord(
                    id: "deepseek-ai/DeepSeek-R1", hubId: "678e", created: Timestamp("2025-01-20T03:46:07Z"),
                    gated: false, license: "mit", parameters: 684_531_386_000, task: "text-generation",
                    library: "transformers", bases: [.init(id: "deepseek-ai/DeepSeek-V3-Base", relation: .unknown)],
                    source: "huggingface", at: seen)
            ])
        #expect(reading.observations.map(\.series) == ["likes", "downloads30d", "downloadsAllTime"])
        #expect(reading.observations.map(\.value) == [13317, 174_402, 9_000_000])
        #expect(reading.observations.allSatisfy { $0.step == 1 && $0.at == seen && $0.source == "huggingface" })
    }

    @Test func bothSpellingsAreRead() {
        let snake = one(#"{"id":"a/b","created_at":"2025-01-01","pipeline_tag":"t","library_name":"l"}"#)
        let camel = one(#"{"id":"a/b","createdAt":"2025-01-01","pipelineTag":"t","libraryName":"l"}"#)
        #expect(snake.models.first?.task == "t" && snake.models.first?.library == "l")
        #expect(snake.models == camel.models)
    }

    @Test func aLinkedPaperAndDeclaredDataAreComponentsWithoutALicense() {
        let reading = one(
            #"{"id":"a/b","tags":["arxiv:2501.12948","arxiv:1","dataset:o/pile","dataset:","license:mit"]}"#)
        let components = reading.records.compactMap { record -> ComponentRecord? in
            if case .component(let component) = record { component } else { nil }
        }
        #expect(components.map(\.id) == [21, 15] && components.allSatisfy { $0.license == nil && $0.present })
        #expect(
            components.map(\.evidence) == [
                "https://arxiv.org/abs/2501.12948", "https://huggingface.co/datasets/o/pile",
            ])
        #expect(one(#"{"id":"a/b","tags":["arxiv:","region:us"]}"#).records.count == 1)
    }

    @Test func oneEdgeForBothTagsWithTheMoreSpecificRelation() {
        for tags in [
            #"["base_model:Q/B","base_model:quantized:Q/B"]"#, #"["base_model:quantized:q/b","base_model:Q/B"]"#,
        ] {
            let bases = one(#"{"id":"a/b","tags":\#(tags)}"#).models.first?.bases ?? []
            #expect(bases.count == 1)
            #expect(bases.first?.relation == .quantized)
        }
        let stated = one(
            #"{"id":"a/b","tags":["base_model:Q/B"],"baseModels":{"relation":"adapter","models":[{"_id":"1","id":"Q/B"}]}}"#
        )
        #expect(stated.models.first?.bases == [.init(id: "Q/B", relation: .adapter)])
        let card = one(#"{"id":"a/b","cardData":{"base_model":["Q/B","Q/C"],"base_model_relation":"merge"}}"#)
        #expect(
            card.models.first?.bases == [.init(id: "Q/B", relation: .merge), .init(id: "Q/C", relation: .merge)])
    }

    @Test func aMergeKeepsAllItsParents() {
        let reading = one(
            #"{"id":"a/m","tags":["base_model:merge:x/1","base_model:merge:x/2","base_model:merge:x/3"]}"#)
        #expect(reading.models.first?.bases.map(\.id) == ["x/1", "x/2", "x/3"])
    }

    @Test func aModelThatNamesItselfIsKeptAsStatedAndNoted() {
        let reading = one(#"{"id":"a/b","tags":["base_model:A/B"]}"#)
        #expect(reading.models.first?.bases.map(\.id) == ["A/B"])
        #expect(reading.noted(.baseSelf) == 1)
    }

    @Test func unusableBasesAndUnknownRelationsAreNoted() {
        let reading = one(
            #"{"id":"a/b","tags":["base_model:","base_model:finetune:/x","base_model:frozen:x/y","base_model:adapter:x/y"]}"#
        )
        #expect(reading.models.first?.bases == [.init(id: "x/y", relation: .adapter)])
        #expect(reading.noted(.baseUnusable) == 2)
        #expect(reading.noted(.relationUnknown) == 1)
        let two = one(#"{"id":"a/b","tags":["base_model:adapter:x/y","base_model:finetune:x/y"]}"#)
        #expect(two.models.first?.bases == [.init(id: "x/y", relation: .adapter)])
        #expect(two.noted(.relationConflict) == 1)
    }

    @Test(arguments: [("false", false), ("\"auto\"", true), ("\"manual\"", true)])
    func gating(word: String, gated: Bool) {
        #expect(one(#"{"id":"a/b","gated":\#(word)}"#).models.first?.gated == gated)
    }

    @Test func licences() {
        let other = one(
            #"{"id":"a/b","tags":["license:other"],"cardData":{"license_name":"kimi","license_link":"https://x"}}"#)
        #expect(other.models.first?.license == "other")
        #expect(other.models.first?.licenseName == "kimi" && other.models.first?.licenseLink == "https://x")
        #expect(one(#"{"id":"a/b","cardData":{"license":"mit"}}"#).models.first?.license == "mit")
        #expect(one(#"{"id":"a/b","cardData":{"license":["mit"]}}"#).models.first?.license == "mit")
        #expect(one(#"{"id":"a/b","tags":[]}"#).models.first?.license == nil)
        let several = one(#"{"id":"a/b","tags":["license:mit","license:apache-2.0"]}"#)
        #expect(several.models.first?.license == "other")
        #expect(several.models.first?.licenseName == "mit, apache-2.0")
        #expect(several.noted(.licenseSeveral) == 1)
    }

    @Test func theFloorOfCreationDatesIsKeptAndNoted() {
        let reading = one(#"{"id":"gpt2","author":"openai-community","createdAt":"2022-03-02T23:29:04.000Z"}"#)
        #expect(reading.models.first?.created == Timestamp("2022-03-02T23:29:04Z"))
        #expect(reading.models.first?.organization == "openai-community")
        #expect(reading.noted(.createdFloor) == 1)
    }

    @Test func goingPrivateIsADatedFact() {
        let reading = one(#"{"id":"a/b","private":true,"disabled":false,"likes":3}"#)
        #expect(
            reading.records[1]
                == .deletion(DeletionRecord(model: "a/b", reason: "private", source: "huggingface", at: seen)))
        #expect(reading.records.count == 3)
    }

    @Test func anEntryIsRejectedAsAWholeAndTheRestGoesOn() {
        let reading = one(
            """
            {"id":"a/b","likes":1}
            {"likes":2}
            {"id":"a/c","likes":"three"}
            {"id":"a/d","likes":-4}
            {"id":" a/e"}
            {"id":"a/f","gated":"perhaps"}
            {"id":"a/g","createdAt":"2025-02-30"}
            {"id":"a/h","likes":5}
            """)
        #expect(reading.entries == 8)
        #expect(reading.models.map(\.id) == ["a/b", "a/h"])
        #expect(reading.lines == [1, 1, 8, 8])
        #expect(
            reading.rejects.map(\.code) == [
                .fieldMissing, .fieldType, .numberInvalid, .idInvalid, .wordUnknown, .timeInvalid,
            ])
        #expect(reading.rejects.map(\.line) == [2, 3, 4, 5, 6, 7])
        #expect(reading.rejects.map(\.path) == ["id", "likes", "likes", "id", "gated", "createdAt"])
    }

    @Test func theTimeIsNeeded() {
        let reading = read(HuggingFaceAdapter.self, "[]", options: AdapterOptions(file: "file"))
        #expect(reading.failure?.code == .optionMissing)
        #expect(reading.failure?.message.contains("--at") == true)
    }

    @Test(.enabled(if: RealData.isHere, Comment(rawValue: RealData.reason)))
    func fiveDaysOfTheHub() throws {
        var last: [String: ModelRecord] = [:]
        var entries = 0
        for (day, time) in [
            ("2026-04-30", "04:01:02"), ("2026-05-01", "04:13:30"), ("2026-05-02", "03:52:38"),
            ("2026-05-03", "04:12:35"), ("2026-05-04", "04:10:37"),
        ] {
            let options = AdapterOptions(at: Timestamp("\(day)T\(time)Z"), file: day)
            let reading = read(
                HuggingFaceAdapter.self, try RealData.bytes("hub-listing/\(day).ndjson"), options: options)
            #expect(reading.failure == nil)
            #expect(reading.rejects == [])
            #expect(reading.observations.count == 2000)
            entries += reading.entries
            for model in reading.models { last[model.id] = model }
        }
        #expect(entries == 5000)
        #expect(last.count == 1392)
        let stated = last.values.flatMap { model in model.bases.map { (model.id, $0) } }
        #expect(stated.count == 798)
        let edges = stated.filter { ModelName.key($0.0) != ModelName.key($0.1.id) }
        #expect(edges.count == 796)
        let counts = Dictionary(grouping: edges, by: { $0.1.relation }).mapValues(\.count)
        #expect(counts == [.quantized: 377, .finetune: 282, .adapter: 78, .merge: 55, .unknown: 4])
        #expect(Set(edges.map { ModelName.key($0.1.id) }).count == 361)
        #expect(last.values.filter { $0.license == nil }.count == 229)
    }
}
