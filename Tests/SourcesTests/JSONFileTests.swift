import Sources
import Testing
import Wire

/// How JSON files may be laid out, and how they may be broken.
@Suite struct JSONFileTests {
    static let layouts = [
        #"[{"id":"a/b","likes":1},{"id":"a/c","tags":["license:mit","x]}\"y"]}]"#,
        "{\"id\":\"a/b\",\"likes\":1}\n{\"id\":\"a/c\",\"tags\":[\"license:mit\",\"x]}\\\"y\"]}",
        "\n  {\"id\":\"a/b\",\"likes\":1}\r\n\r\n{\"id\":\"a/c\",\"tags\":[\"license:mit\",\"x]}\\\"y\"]}\r\n",
        "{\n  \"id\": \"a/b\",\n  \"likes\": 1\n}\n{\n  \"id\": \"a/c\",\n  \"tags\": [\"license:mit\", \"x]}\\\"y\"]\n}\n",
        "[{\"id\":\"a/b\",\"likes\":1}]\n[{\"id\":\"a/c\",\"tags\":[\"license:mit\",\"x]}\\\"y\"]}]\n",
        "\u{feff}[{\"id\":\"a/b\",\"likes\":1},\n{\"id\":\"a/c\",\"tags\":[\"license:mit\",\"x]}\\\"y\"]}]",
    ]

    @Test(arguments: layouts) func everyLayoutGivesTheSameInChunksOfAnySize(text: String) {
        let whole = read(HuggingFaceAdapter.self, text)
        #expect(whole.failure == nil && whole.rejects.isEmpty)
        #expect(whole.models.map(\.id) == ["a/b", "a/c"])
        #expect(whole.models.last?.license == "mit")
        for chunk in 1...text.utf8.count {
            let parts = read(HuggingFaceAdapter.self, text, chunk: chunk)
            #expect(parts.records == whole.records && parts.lines == whole.lines && parts.notes == whole.notes)
        }
    }

    @Test(arguments: [
        ("", SourceCode.fileEmpty, nil, nil), ("  \n\n", .fileEmpty, nil, nil),
        ("<!DOCTYPE html><html>", .formatMismatch, 1, 1), ("hf_org,region\na,us\n", .formatMismatch, 1, 1),
        ("[{\"id\":\"a/b\"},\n{\"id\":\"a/c\"", .fileTruncated, 2, 12),
        ("[{\"id\":\"a/b\"},\n", .fileTruncated, 2, 1), ("[{\"id\":\"a/b\"}", .fileTruncated, 1, 14),
        ("[{\"id\":\"a/b\"},\n]", .jsonInvalid, 2, 1), ("[{\"id\":\"a/b\",\n}]", .jsonInvalid, 2, 1),
        ("[\n// the models\n{\"id\":\"a/b\"}]", .jsonInvalid, 2, 1),
        ("[{\"id\":\"a/b\" // it's \"one\n}]", .jsonInvalid, 1, 14), ("[1,2]", .jsonInvalid, 1, 2),
        ("[{\"id\":\"a/b\"}] x", .jsonInvalid, 1, 16), ("[{\"id\":\"a/é\", 5}]", .jsonInvalid, 1, 15),
    ]) func brokenArraysEndWithTheirPlace(text: String, code: SourceCode, line: Int?, column: Int?) {
        for chunk in [1, 5, 1000] {
            let failure = read(HuggingFaceAdapter.self, text, chunk: chunk).failure
            #expect(failure?.code == code)
            #expect(failure?.line == line && failure?.column == column, "\(failure?.description ?? "")")
        }
    }

    @Test func messagesSayWhatToDo() {
        #expect(read(HuggingFaceAdapter.self, "<html>").failure?.message.contains("HTML") == true)
        #expect(read(HuggingFaceAdapter.self, "hf_org,region\n").failure?.message.contains("'regions'") == true)
        #expect(read(HuggingFaceAdapter.self, "[// x\n]").failure?.message.contains("comment") == true)
        #expect(read(HuggingFaceAdapter.self, #"[{"id":"a/b"},]"#).failure?.message.contains("trailing comma") == true)
        let other = read(HuggingFaceAdapter.self, #"{"name":"a/b","revision":"1","n_parameters":5}"#)
        #expect(other.failure?.code == .formatMismatch)
        #expect(other.failure?.message.contains("'mteb', not 'huggingface'") == true)
    }

    @Test func aBrokenLineIsRejectedAndTheNextGoesOn() {
        let text = """
            {"id":"a/b"}
            {"id":"a/c",}
            {"id":"a/d"} // new
            [1]
            {"id":"a/e","id":"a/f"}
            {"id":"a/g","x":"\\u0000"}
            {"id":"a/h","x":"\\ud800"}
            {"id":"a/i","x":01}
            {"id":"a/j"}
            {"id":"a/k","li
            """
        for chunk in [1, 7, 1000] {
            let reading = read(HuggingFaceAdapter.self, text, chunk: chunk)
            #expect(reading.failure == nil)
            #expect(reading.models.map(\.id) == ["a/b", "a/j"])
            #expect(reading.rejects.map(\.line) == [2, 3, 4, 5, 6, 7, 8, 10])
            #expect(reading.rejects.map(\.code).last == .fileTruncated)
            #expect(reading.rejects[0].column == 13)
            #expect(reading.rejects[1].column == 14)
            #expect(reading.entries == 10)
        }
    }

    @Test func whatWasReadBeforeTheFaultStays() {
        let reading = read(HuggingFaceAdapter.self, #"[{"id":"a/b"},{"id":"a/c"},{"id":]"#)
        #expect(reading.models.map(\.id) == ["a/b", "a/c"])
        #expect(reading.failure?.code == .jsonInvalid)
    }

    @Test func depthAndEncodingAreBounded() {
        let deep = String(repeating: "[", count: 100_000)
        #expect(read(HuggingFaceAdapter.self, #"[{"id":"a/b","x":\#(deep)"#).failure?.code == .jsonInvalid)
        var bytes = Array(#"{"id":"a/b","x":"é"}"#.utf8)
        bytes.removeAll { $0 == 0xc3 }
        #expect(read(HuggingFaceAdapter.self, bytes).rejects.first?.code == .jsonInvalid)
    }

    @Test func anEntryOverTheLimitIsNotBufferedForEver() {
        let long = String(repeating: "x", count: SourceLimits.entryBytes + 100_000)
        let reading = read(HuggingFaceAdapter.self, "{\"id\":\"a/b\"}\n{\"x\":\"\(long)\"}\n{\"id\":\"a/c\"}\n")
        #expect(reading.models.map(\.id) == ["a/b", "a/c"])
        #expect(reading.rejects.map(\.code) == [.limitExceeded])
        #expect(reading.rejects.map(\.line) == [2])
        #expect(read(HuggingFaceAdapter.self, "[{\"x\":\"\(long)").failure?.code == .limitExceeded)
    }
}
