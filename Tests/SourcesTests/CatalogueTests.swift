import Domain
import Sources
import Testing
import Wire

@Suite struct HELMTests {
    static let text = """
        # models
        models:
          - name: ai21/j1-jumbo
            display_name: J1
            creator_organization_name: AI21 Labs
            access: limited
            num_parameters: 178000000000
            release_date: 2021-08-11
          - name: meta/llama
            creator_organization_name: Meta
            access: open
            release_date: 2023-02
          - name: ai21/j2
            creator_organization_name: AI21
            access: closed
            num_parameters: 0
        """

    @Test func accessDatesAndOrganizations() {
        for text in [Self.text, Self.text.split(separator: "\n").joined(separator: "\r\n")] {
            for chunk in [1, 1000] {
                let reading = read(HELMAdapter.self, text, chunk: chunk)
                #expect(reading.failure == nil)
                #expect(reading.rejects == [])
                #expect(reading.models.map(\.access) == [.api, .openRestricted, .unreleased])
                #expect(reading.models.map { $0.released?.description } == ["2021-08-11", "2023-02", nil])
                #expect(reading.models.map(\.parameters) == [178_000_000_000, nil, nil])
                #expect(reading.organizations.map(\.id) == ["ai21", "meta"])
                #expect(reading.organizations.map(\.name) == ["AI21 Labs", "Meta"])
                #expect(reading.lines == [3, 3, 9, 9, 13])
                #expect(reading.noted(.nameConflict) == 1 && reading.noted(.parametersZero) == 1)
            }
        }
    }

    @Test func badEntriesAreRejectedWithTheirPlace() {
        let reading = read(
            HELMAdapter.self,
            "models:\n- name: a/b\n  access: ajar\n- access: open\n- 5\n- name: a/c\n  access: open\n  release_date: soon\n- name: a/d\n  access: open\n"
        )
        #expect(reading.models.map(\.id) == ["a/d"])
        #expect(reading.rejects.map(\.code) == [.wordUnknown, .fieldMissing, .entryShape, .timeInvalid])
        #expect(reading.rejects.map(\.line) == [3, 4, 5, 8])
        #expect(reading.rejects.first?.column == 11)
    }

    @Test(arguments: [
        ("", SourceCode.fileEmpty), ("# nothing\n", .fileEmpty), ("<html></html>", .formatMismatch),
        ("{\"id\":\"a/b\",\"likes\":1}", .formatMismatch), ("- a\n- b\n", .formatMismatch),
        ("models: 5\n", .formatMismatch),
        ("models:\n  - name: a\n access: open\n", .yamlInvalid), ("models: [\n", .yamlInvalid),
        ("models: []\nmodels: [1]\n", .yamlInvalid),
        ("a: &a [x, x]\nb: &b [*a, *a]\nmodels: [*b, *b]\n", .yamlInvalid), ("models: \u{1}\n", .yamlInvalid),
    ]) func filesThatCannotBeRead(text: String, code: SourceCode) {
        #expect(read(HELMAdapter.self, text).failure?.code == code)
    }

    @Test func aliasesAreRefusedAndAsterisksInProseAreNot() {
        let bomb = read(HELMAdapter.self, "a: &a [x, x]\nmodels: [*a]\n").failure
        #expect(bomb?.line == 2 && bomb?.column == 10)
        let prose = "models:\n- name: a/b\n  access: open\n  description: this & that *and* more\n"
        #expect(read(HELMAdapter.self, prose).models.count == 1)
    }

    @Test func aLineThatStandsTwiceIsTakenOnceAndAContradictionIsRefused() {
        let same =
            "models:\n- name: a/b\n  access: open\n\n  access: open\n  release_date: 2024-01-02\n- name: a/c\n  access: open\n"
        for text in [same, same.replacing("\n", with: "\r\n")] {
            let reading = read(HELMAdapter.self, text)
            #expect(reading.failure == nil)
            #expect(reading.models.map(\.id) == ["a/b", "a/c"])
            #expect(reading.lines == [2, 7])
            #expect(reading.noted(.keyRepeated) == 1)
        }
        for other in [
            "models:\n- name: a/b\n  access: open\n  access: closed\n",
            "models:\n- name: a/b\n  x:\n    - 1\n  x:\n    - 2\n",
        ] {
            let failure = read(HELMAdapter.self, other).failure
            #expect(failure?.code == .yamlInvalid)
            #expect(failure?.line == 3)
        }
    }

    @Test func sizeAndDepthAreLimited() {
        let lines = "models:\n" + String(repeating: "# line\n", count: SourceLimits.yamlLines)
        #expect(read(HELMAdapter.self, lines).failure?.code == .limitExceeded)
        let deep = "models: " + String(repeating: "[", count: 50_000)
        #expect(read(HELMAdapter.self, deep).failure?.code == .yamlInvalid)
        #expect(read(HELMAdapter.self, String(repeating: "- ", count: 50_000)).failure?.code == .yamlInvalid)
    }

    @Test(.enabled(if: RealData.isHere, Comment(rawValue: RealData.reason)))
    func theRealFile() throws {
        let reading = read(HELMAdapter.self, try RealData.bytes("helm/model_metadata.yaml"))
        #expect(reading.failure == nil)
        #expect(reading.rejects == [])
        #expect(reading.noted(.keyRepeated) == 1)
        #expect(reading.entries == 623 && reading.models.count == 623)
        let models = Dictionary(reading.models.map { (ModelName.key($0.id), $0) }, uniquingKeysWith: { $1 })
        #expect(models.count == 622)
        let counts = Dictionary(grouping: models.values, by: \.access).mapValues(\.count)
        #expect(counts == [.openRestricted: 360, .api: 256, .unreleased: 6])
        #expect(reading.models.filter { $0.released != nil }.count == 604)
    }
}

@Suite struct MTEBTests {
    private func one(_ text: String) -> Reading { read(MTEBAdapter.self, text) }

    @Test func licencesAndAccess() {
        func access(_ open: String, _ license: String) -> (Access?, String?) {
            let model = one(#"{"name":"a/b","revision":"1","open_weights":\#(open),"license":\#(license)}"#).models
                .first
            return (model?.access, model?.license)
        }
        #expect(access("true", "\"mit\"") == (.openRestricted, "mit"))
        #expect(access("true", "null") == (.openRestricted, nil))
        #expect(access("true", "\"not specified\"") == (.openRestricted, nil))
        #expect(access("false", "null") == (.api, nil))
        #expect(access("null", "null") == (nil, nil))
        let link = one(#"{"name":"a/b","revision":"1","license":"https://x/y"}"#).models.first
        #expect(link?.license == "other" && link?.licenseLink == "https://x/y")
    }

    @Test func basesComponentsDatesAndParameters() {
        let reading = one(
            """
            {"name":"a/b (dim=512)","revision":"1","adapted_from":"x/y","release_date":"<E5_PAPER_RELEASE_DATE>","n_parameters":128000000.0,"public_training_code":"https://c","public_training_data":true}
            {"name":"a/c","revision":"1","release_date":"2025-04-24","n_parameters":0,"public_training_code":"","public_training_data":false}
            {"name":"a/d","release_date":"spring"}
            {"name":"a/e","n_parameters":1.5}
            {"revision":"1"}
            """)
        #expect(reading.models.map(\.id) == ["a/b (dim=512)", "a/c"])
        #expect(reading.models[0].bases == [.init(id: "x/y", relation: .unknown)])
        #expect(reading.models.map(\.parameters) == [128_000_000, nil])
        #expect(reading.models.map { $0.released?.description } == [nil, "2025-04-24"])
        #expect(reading.noted(.datePlaceholder) == 1 && reading.noted(.parametersZero) == 1)
        #expect(reading.components.map(\.id) == [7, 15, 15])
        #expect(reading.components.map(\.present) == [true, true, false])
        #expect(reading.components[0].evidence == "https://c")
        #expect(reading.rejects.map(\.code) == [.timeInvalid, .fieldType, .fieldMissing])
        #expect(reading.rejects.map(\.line) == [3, 4, 5])
    }

    @Test(.enabled(if: RealData.isHere, Comment(rawValue: RealData.reason)))
    func theRealFile() throws {
        let reading = read(MTEBAdapter.self, try RealData.bytes("mteb/model_meta.ndjson"))
        #expect(reading.failure == nil)
        #expect(reading.rejects == [])
        #expect(reading.entries == 969 && reading.models.count == 969)
        #expect(Set(reading.models.map { ModelName.key($0.id) }).count == 968)
        #expect(reading.models.filter { !$0.bases.isEmpty }.count == 380)
        #expect(reading.noted(.baseUnusable) == 5)
        #expect(reading.components.filter { $0.id == 7 }.count == 298)
        #expect(reading.components.filter { $0.id == 15 }.count == 247)
        #expect(reading.noted(.datePlaceholder) == 6)
        #expect(reading.models.filter { $0.access == .api }.count == 59)
    }
}
