import Sources
import Testing

/// Where a fault is said to be: the field, its line and its column.
@Suite struct PlaceTests {
    @Test(arguments: [
        (#"{"id":"a/b","likes":"x"}"#, "likes", 1, 21), (#"{"id":"a/é","tags":["y",3]}"#, "tags[1]", 1, 25),
        (#" {"id":"a/b","x":{"likes":1,"y":["\"",2]},"likes" : -4}"#, "likes", 1, 53),
        (#"{"id":"a/b","cardData":{"license_name":["x"]}}"#, "cardData.license_name", 1, 40),
        (#"{"id":"a/b","card_data":{"license_name":["x"]}}"#, "card_data.license_name", 1, 41),
        (#"{"id":"a/b","created_at":"yesterday"}"#, "created_at", 1, 26),
        ("[{\"id\":\"a/c\"},\n {\"id\":\"a/b\",\n  \"gated\": \"maybe\"}]", "gated", 3, 12),
        ("[{\"likes\":\"a/c\"}]", "id", 1, 2),
    ]) func aFieldOfAnObjectIsFound(text: String, path: String, line: Int, column: Int) {
        for chunk in [1, 1000] {
            let reject = read(HuggingFaceAdapter.self, text, chunk: chunk).rejects.first
            #expect(
                reject?.path == path && reject?.line == line && reject?.column == column, "\(reject.debugDescription)")
        }
    }

    @Test(arguments: [
        (#"{"model":{"id":"a/b","gated":"auto","source":"x","at":"2026-05-01"}}"#, 30),
        (
            #"{"model":{"id":"a/b","bases":[{"id":"é"},{"id":"c","relation":"cousin"}],"source":"x","at":"2026-05-01"}}"#,
            63
        ),
        (#"{"organization":{"id":"o","country":"Chna","source":"x","at":"2026-05-01"}}"#, 37),
        (#"{"rename":{"from":"a","to":"b","source":"x","at":"2026-05-01"}} // why"#, 65), (#"{"model":{"id":"#, 16),
    ]) func aRecordOfOursIsToldWithItsColumn(line: String, column: Int) {
        let reject = read(GroundswellAdapter.self, line, options: AdapterOptions(file: "file")).rejects.first
        #expect(reject?.line == 1 && reject?.column == column, "\(reject.debugDescription)")
    }

    @Test(arguments: [
        ("Hf_Org,Region\na,us\n", SourceCode.columnMissing, "'hf_org' (there is 'Hf_Org')", 1),
        ("hf_org, region\na,us\n", .columnMissing, "'region' (there is ' region')", 8),
        ("notes,hf_organisation,region\n", .columnMissing, "lacks 'hf_org'; expected", 1),
        ("hf_org;region;notes\na;us;\n", .csvInvalid, "separated by semicolons", 1),
        ("hf_org\tregion\na\tus\n", .csvInvalid, "separated by tabs", 1),
    ]) func aHeaderIsToldWithWhatProbablyMeansIt(text: String, code: SourceCode, says: String, column: Int) {
        let failure = read(RegionsAdapter.self, text).failure
        #expect(failure?.code == code && failure?.line == 1 && failure?.column == column, "\(failure.debugDescription)")
        #expect(failure?.message.contains(says) == true, "\(failure.debugDescription)")
    }

    @Test func anotherEditionsNamesAreToldBesideTheMissing() {
        let failure = read(ReleaseDatesAdapter.self, "model,hf date,actual date,note\n").failure
        #expect(failure?.message.contains("'model_id' (there is 'model')") == true, "\(failure.debugDescription)")
        let row = read(
            EpochAdapter.self,
            "Model,Publication date,Organization\nM,2025,\"A,\(String(repeating: "b", count: 300))\"\n")
        #expect(row.rejects.first?.line == 2 && row.rejects.first?.column == 8)
    }

    @Test(arguments: [
        ("System,Publication date,Organization\n", "'epoch', and the header lacks 'Model'"),
        ("date,model,source,value\n", "'series', and the header lacks 'observed_at'"),
        ("observed_at;model;source;value\n", "'series' with cells separated by semicolons"),
        ("Observed_At,Model,Source,Value\n", "(there is 'Observed_At')"),
        ("model,hf date,actual date,note\n", "'actual_release_date' (there is 'actual date')"),
        ("some words\n", "no format known here"), ("a,b,c\n", "no format known here"),
    ]) func whatIsNearlyATableOfOursIsSaidToBe(text: String, says: String) {
        guard case .other(let sentence) = Adapters.detect(Array(text.utf8), fileName: "file") else {
            Issue.record("a format was told")
            return
        }
        #expect(sentence.contains(says), "\(sentence)")
    }

    @Test func aHeaderInQuotesIsToldByItsContent() {
        let text = "\u{feff}\"observed_at\",\"model\",\"source\",\"value\"\r\n\"2026-05-01\",\"a/b\",\"x\",\"15K\"\r\n"
        #expect(Adapters.detect(Array(text.utf8), fileName: "file") == .format("series"))
    }

    @Test func nothingIsLeftOutInSilence() {
        let card = read(
            HuggingFaceAdapter.self,
            """
            {"id":"a/b","cardData":{"base_model":[{"x":1},7,"c/d"],"license":["mit",3]}}
            {"id":"a/c","cardData":{"base_model":5}}
            {"id":"a/d","baseModels":{"relation":"finetune","models":[5,{"name":"x"},{"id":"e/f"}]}}
            """)
        #expect(card.models.map { $0.bases.map(\.id) } == [["c/d"], [], ["e/f"]])
        #expect(card.noted(.baseUnusable) == 5 && card.noted(.valueUnused) == 1)
        #expect(read(RegionsAdapter.self, "hf_org,region\n").noted(.noEntries) == 1)
        #expect(read(HuggingFaceAdapter.self, "[]").noted(.noEntries) == 1)
        let helm = "models:\n  - name: a/b\n    access: open\n    release_date: 2025-01"
        #expect(read(HELMAdapter.self, helm).noted(.noFinalLineBreak) == 1)
        #expect(read(HELMAdapter.self, helm + "\n").notes.isEmpty)
        let packed = read(RegionsAdapter.self, [0x1f, 0x8b, 8, 0, 0, 0, 0, 0]).failure
        #expect(packed?.code == .formatMismatch && packed?.message.contains("gzip") == true)
    }
}
