import Domain
import Measures
import Testing
import Wire

@testable import ScoringCore

@Suite("Rows as text")
struct ExportFormatTests {
    @Test("CSV by RFC 4180: null and the empty string differ, quotes are doubled, breaks stay inside")
    func csv() {
        let values: [JSONValue] = [
            .null, "", "plain", "a,b", "say \"so\"", "two\r\nlines", .integer(-3), .number(0.5), .bool(true), ["x", 1],
            ["k": .null],
        ]
        let line = ExportFormat.csv.line(values.map { _ in "c" }, values)
        #expect(
            line
                == ",\"\",plain,\"a,b\",\"say \"\"so\"\"\",\"two\r\nlines\",-3,0.5,true,\"[\"\"x\"\",1]\",\"{\"\"k\"\":null}\""
        )
        #expect(ExportFormat.csv.header(["a", "b"]) == "a,b")
        #expect(ExportFormat.ndjson.header(["a"]) == nil)
        #expect(ExportFormat.ndjson.line(["a", "b"], [.null, "x\n"]) == #"{"a":null,"b":"x\n"}"#)
    }

    @Test("what later entries have beyond the first stands in a column of its own")
    func rows() {
        var answer = Answer(
            value: [["key": "CN", "value": 0.5]], unit: "share", asOf: nil, knownAt: 1, epoch: nil, definition: "x/1",
            parameters: [:])
        let first = ResultRows(answer, known: [])
        #expect(first.columns == ["key", "value", "further"])
        answer.value = [["key": "US", "value": 0.25, "odd": true]]
        let second = ResultRows(answer, known: first.columns)
        #expect(second.columns == first.columns)
        #expect(second.rows == [["US", 0.25, ["odd": true]]])
        answer.value = .null
        answer.reason = "nothing"
        let none = ResultRows(answer, known: [])
        #expect(none.rows.count == 1 && none.rows[0].last == "nothing")
        answer.value = ["a": 1, "b": ["c": 2, "d": [:]]]
        #expect(ResultRows(answer, known: []).rows == [["a", 1], ["b.c", 2], ["b.d", [:]]])
    }

    @Test("a cursor reads back, and no other text does")
    func cursor() throws {
        let definition = MethodDefinition.export
        let asked = try MethodParameters(["method": "coverage"], for: definition)
        let cursor = ExportCursor(
            knownAt: 12, asOf: 1_700_000_000_000_000, hash: asked.questionHash, offset: 7, inner: "1-2-3-4",
            columns: ["a", "b"])
        func read(_ text: String) throws -> ExportCursor? {
            try ExportCursor.read(
                try MethodParameters(["method": "coverage", "cursor": .string(text)], for: definition))
        }
        let back = try #require(try read(cursor.text))
        #expect(back.text == cursor.text && back.offset == 7 && back.inner == "1-2-3-4" && back.columns == ["a", "b"])
        for text in ["", "x", "~~~~~", cursor.text + "~", cursor.text.replacing("c~", with: "-c~"), "c~!~1~1~~"] {
            #expect(throws: RPCError.self) { try read(text) }
        }
    }

    @Test("every source that has terms names them, and an unknown one has none")
    func terms() {
        #expect(SourceTerms.of("mteb")?.license == "Apache-2.0")
        #expect(SourceTerms.of("epoch")?.license == "CC-BY-4.0")
        #expect(SourceTerms.of("models-dev")?.license == "MIT")
        #expect(SourceTerms.of("somebody") == nil)
        for name in SourceTerms.names {
            #expect(SourceTerms.of(name).map { !$0.license.isEmpty && !$0.citation.isEmpty } == true, "\(name)")
        }
    }
}
