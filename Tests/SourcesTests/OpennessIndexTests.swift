import Domain
import Sources
import Testing
import Wire

/// Files of the European Open Source AI Index and of the transparency index, in their layout, with made-up content.
@Suite struct OpennessIndexTests {
    static let twelve = """
        ---
        # a comment
        system:
            name: Acme 1
            link: https://acme.example/one
            type: text
            basemodelname: Acme-1-base
            endmodelname: Acme-1-chat
            endmodellicense: Apache-2.0
            releasedate: 2024-12
            notes:

        org:
            name: Acme
            link: https://acme.example

        # availability:
        datasources_basemodel:
            class: closed
            link:
            notes: "a: b"
        datasources_endmodel:
            class: partial
        weights_basemodel:
            class: open\u{20}
            link: https://huggingface.co/acme/Acme-1-base
        weights_endmodel:
            class: open
            link: https://huggingface.co/acme/Acme-1-chat/tree/main
        trainingcode: open
        code:
            value: partial
            explanation: some of it
        hardware_architecture:
            class: Closed
        preprint:
            class:
        paper:
            class: closed
        modelcard:
            class: open
        datasheet:
            class: closed
        licenses:
            class: open

        """

    static let fourteen = """
        project:
            name: Old Chat
            link: https://old.example
            llmbase: LLaMA
            license: MIT License
        org:
            name: Old Lab
        opencode:
            class: open
        llmdata:
            class: partial
        api:
            class: closed
        """

    private func scores(_ reading: Reading) -> [ScoresRecord] {
        reading.records.compactMap { if case .scores(let record) = $0 { record } else { nil } }
    }

    @Test(arguments: ["\n", "\r\n"])
    func twelveDimensions(breaks: String) throws {
        let reading = read(OSAIAdapter.self, Self.twelve.replacing("\n", with: breaks))
        #expect(reading.failure == nil && reading.rejects.isEmpty)
        let record = try #require(scores(reading).first)
        #expect(record.framework == "osai" && record.edition == "twelve")
        #expect(record.subject == .model("acme/Acme-1-chat"))
        #expect(record.evidence == "https://acme.example/one")
        // Preprint was not assessed.
        #expect(record.scores.count == 11)
        #expect(record.scores["weights_basemodel"] == 1 && record.scores["datasources_endmodel"] == 0.5)
        #expect(record.scores["trainingcode"] == 1 && record.scores["code"] == 0.5)
        #expect(record.scores["hardware_architecture"] == 0 && record.scores["preprint"] == nil)
        let model = try #require(reading.models.first)
        #expect(model.license == "Apache-2.0" && model.released == PartialDate("2024-12"))
        #expect(model.source == "osai" && model.at == seen)
    }

    @Test func thePredecessorsFourteen() throws {
        let reading = read(OSAIAdapter.self, Self.fourteen)
        let record = try #require(scores(reading).first)
        #expect(record.edition == "fourteen")
        #expect(record.subject == .model("Old Lab/Old Chat"))
        #expect(record.scores == ["opencode": 1, "llmdata": 0.5, "api": 0])
    }

    @Test func aWordThatIsNoClassIsToldAndTheRestGoesOn() throws {
        let reading = read(OSAIAdapter.self, Self.fourteen.replacing("class: partial", with: "class: perhaps"))
        let reject = try #require(reading.rejects.first)
        #expect(reject.code == .wordUnknown && reject.path == "llmdata" && reject.line == 11)
        #expect(scores(reading).first?.scores == ["opencode": 1, "api": 0])
    }

    @Test(arguments: ["release:\n  name: x\n", "- a\n- b\n", "system:\n  name: x\n", "a: 1\n"])
    func otherFilesAreTold(text: String) {
        #expect(read(OSAIAdapter.self, text).failure?.code == .formatMismatch)
    }

    @Test func withoutAnythingAssessedThereIsNoRecord() {
        let reading = read(OSAIAdapter.self, "system:\n  name: x\ncode:\n  class:\n")
        #expect(reading.records.isEmpty && reading.rejects.first?.code == .fieldMissing)
    }

    static let edition = """
        \u{feff}Domain,Subdomain,Indicator,Acme,Old Lab,Google,OpenAI,Total
        Upstream,Data,Data size,1,0,1,0,2
        Upstream,Data,Data creators ,0,1,1,0,2
        Downstream,Policy,"Permitted, restricted, and prohibited uses",1,1,,0,2
        ,,Total,2,2,2,0,

        """

    private func options(_ at: String, _ file: String = "scores.csv") -> AdapterOptions {
        AdapterOptions(at: Timestamp(at), file: file)
    }

    @Test(arguments: [1, 7, 1 << 16])
    func anEditionGivesARecordACompany(chunk: Int) throws {
        let reading = read(FMTIAdapter.self, Self.edition, chunk: chunk, options: options("2023-10-18T00:00:00Z"))
        #expect(reading.failure == nil && reading.rejects.isEmpty)
        let records = scores(reading)
        #expect(
            records.map(\.subject) == [
                .organization("Acme"), .organization("Old Lab"), .organization("Google"), .organization("OpenAI"),
            ])
        #expect(records.allSatisfy { $0.framework == "fmti" && $0.edition == "2023-10" })
        #expect(
            records[1].scores == [
                "Data size": 0, "Data creators": 1, "Permitted, restricted, and prohibited uses": 1,
            ])
        #expect(records[2].scores.count == 2)
        #expect(reading.noted(.idTrimmed) == 1 && reading.noted(.valueBlank) == 1)
    }

    @Test func aTotalThatContradictsItsColumnIsTold() {
        let reading = read(
            FMTIAdapter.self, "Indicator,Acme,Other\nA,1,1\nB,0,1\nTotal,2,2\n",
            options: options("2024-05-21T00:00:00Z"))
        #expect(reading.rejects.map(\.code) == [.rowConflict])
        #expect(scores(reading).map(\.subject) == [.organization("Other")])
    }

    @Test func valuesAreZeroOrOne() {
        let reading = read(
            FMTIAdapter.self, "Indicator,Acme\nA,1\nB,2\nA,0\n", options: options("2024-05-21T00:00:00Z"))
        #expect(reading.rejects.map(\.code) == [.numberInvalid, .rowConflict])
        #expect(scores(reading).first?.scores == ["A": 1])
    }

    @Test func theFilesNameMustNotContradictTheDate() {
        let text = "Indicator,Acme\nA,1\n"
        #expect(
            read(FMTIAdapter.self, text, options: options("2025-12-09T00:00:00Z", "x/May2024_scores.csv")).failure?.code
                == .optionInvalid)
        let right = read(FMTIAdapter.self, text, options: options("2024-05-21T00:00:00Z", "x/May2024_scores.csv"))
        #expect(scores(right).first?.edition == "2024-05")
    }

    @Test func bothAreToldByTheirContent() {
        for (text, format) in [(Self.twelve, "osai"), (Self.fourteen, "osai"), (Self.edition, "fmti")] {
            #expect(Adapters.detect(Array(text.utf8), fileName: "x") == .format(format))
        }
    }
}
