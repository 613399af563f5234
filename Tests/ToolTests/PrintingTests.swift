import Testing
import Wire

@testable import Presentation
@testable import ToolCore

@Suite("Text for people")
struct PrintingTests {
    @Test("Widths are those of a terminal")
    func widths() {
        #expect(DisplayWidth.of("Qwen") == 4)
        #expect(DisplayWidth.of("深度求索") == 8)
        #expect(DisplayWidth.of("e\u{301}") == 1)
        #expect(DisplayWidth.of("🚀") == 2)
        #expect(DisplayWidth.of("naïve") == 5)
        #expect(DisplayWidth.cut("深度求索", to: 5) == "深度…")
        #expect(DisplayWidth.cut("Qwen", to: 4) == "Qwen")
        #expect(DisplayWidth.cut("Qwen3", to: 4) == "Qwe…")
        #expect(DisplayWidth.pad("深", to: 4) == "深  ")
        #expect(DisplayWidth.pad("7", to: 3, right: true) == "  7")
    }

    @Test("Columns line up, numbers at the right, and the widest gives way")
    func table() {
        let table = Table(
            columns: [.init(title: "rank", isRight: true), .init(title: "id"), .init(title: "value", isRight: true)],
            rows: [["1", "deepseek-ai/DeepSeek-R1", "13,317"], ["10", "深度/求索", "7"]])
        #expect(
            table.lines() == [
                "rank  id                        value", "   1  deepseek-ai/DeepSeek-R1  13,317",
                "  10  深度/求索                     7",
            ])
        let narrow = table.lines(width: 28)
        #expect(narrow[1] == "   1  deepseek-ai/D…  13,317")
        #expect(narrow.allSatisfy { DisplayWidth.of($0) <= 28 })
    }

    @Test("Nothing in foreign text can move the cursor or hide anything")
    func plain() {
        #expect(Plain.line("a\u{1b}[2Jb\nc") == "a\\u{1b}[2Jb c")
        #expect(Plain.line("right\u{202e}left") == "right\\u{202e}left")
        #expect(Plain.lines("a\nb\u{7}") == "a\nb\\u{7}")
        #expect(Plain.line("深度 👩‍🚀") == "深度 👩‍🚀")
    }

    @Test("Numbers are written for reading")
    func numbers() {
        #expect(Quantity.whole(1_234_567) == "1,234,567")
        #expect(Quantity.whole(-1000) == "-1,000")
        #expect(Quantity.whole(12) == "12")
        #expect(Quantity.real(0.341365461847) == "0.341365")
        #expect(Quantity.real(1234567.5) == "1234568.0")
        #expect(Quantity.real(17) == "17")
        #expect(Quantity.percent(0.7058823) == "70.6 %")
        #expect(Quantity.percent(1) == "100.0 %")
        #expect(Quantity.clock(seconds: 65) == "1:05")
        #expect(Quantity.clock(seconds: 7389) == "2:03:09")
    }

    @Test("A share comes with what it counts, its coverage and its time")
    func share() throws {
        let lines = AnswerView.lines(MethodDefinition.dependence.example.result)
        #expect(lines[0] == "0.341 (34.1 %)")
        #expect(lines.contains("counted     85 of 249 edges with a US-published child whose parent's country is known"))
        #expect(lines.contains("coverage    61.0 %"))
        #expect(lines.contains("as of       2026-05-04T04:10:37Z, known at batch 1,234, epoch 57"))
        #expect(lines.contains("parameters  of US, on CN"))
        #expect(lines.contains("sources     huggingface, atom"))
    }

    @Test("Lists are tables, objects names and values, no answer its reason")
    func answers() {
        let list = AnswerView.lines(MethodDefinition.leaderboard.example.result)
        #expect(list[0] == "rank  id                        value")
        #expect(list[1] == "   1  deepseek-ai/DeepSeek-R1  13,317")
        #expect(list.contains("next page   --cursor eyJyIjoxfQ"))
        let model = AnswerView.lines(MethodDefinition.modelGet.example.result)
        #expect(model.contains("organization  deepseek-ai"))
        #expect(model.contains("    latest  13,317"))
        let none: JSONValue = ["value": .null, "reason": "nothing known", "definition": "x/1", "asOf": .null]
        #expect(AnswerView.lines(none)[0] == "no answer: nothing known")
        #expect(AnswerView.lines(["value": [], "unit": "models", "definition": "x/1"])[0] == "nothing (models)")
        #expect(AnswerView.lines("# TYPE a counter\na 1\n") == ["# TYPE a counter", "a 1", ""])
    }

    @Test("Status is one screen, and says what is wrong")
    func status() {
        let status: JSONValue = [
            "services": [
                "query": ["reachable": true, "state": "serving"],
                "ingest": ["reachable": true, "storeReachable": true, "committedBatch": 12],
                "scoring": ["reachable": false, "reason": "nobody listens"],
            ], "committedBatch": 12, "epochBatch": 10, "epoch": 3, "asOf": "2026-05-04T04:10:37Z", "stale": true,
        ]
        let lines = StatusView.lines(status, coverage: ["value": ["models": 1392, "edges": ["total": 796]]])
        #expect(lines[1].hasPrefix("ingest") && lines[2].hasPrefix("scoring") && lines[3].hasPrefix("query"))
        #expect(lines[2].contains("down"))
        #expect(lines.contains("! scoring does not answer (nobody listens)"))
        #expect(lines[3].split(separator: " ") == ["query", "serving", "10", "2", "-"])
        #expect(lines.contains("coverage   1,392 models, 796 edges"))
        let waiting = WaitCommand.Progress(status).sentence(wanted: 12, after: 2)
        #expect(
            waiting
                == "after 2 s the answers rest on batch 10, not yet on batch 12: scoring does not answer (nobody listens)"
        )
    }
}
