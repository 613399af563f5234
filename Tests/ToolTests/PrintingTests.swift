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

    @Test("A name that must be cut keeps its end, in which names of one family differ")
    func cutInside() {
        let name = "deepseek-ai/DeepSeek-R1-Distill-Qwen-1.5B"
        let cut = DisplayWidth.cutInside(name, to: 38)
        #expect(DisplayWidth.of(cut) == 38 && cut.hasPrefix("deepseek-ai/Deep") && cut.hasSuffix("Qwen-1.5B"))
        #expect(DisplayWidth.cutInside("short", to: 38) == "short")
        #expect(DisplayWidth.of(DisplayWidth.cutInside(String(repeating: "深", count: 30), to: 20)) <= 20)
    }

    @Test("Shares are in percent, in a cell too; columns that nobody fills give way, and are told")
    func shares() {
        let share: JSONValue = ["key": "CN", "value": 0.25, "numerator": 1]
        #expect(ValueView.lines([share]) == ["key   value  numerator", "CN   25.0 %          1"])
        let within: JSONValue = ["within": "1 h", "value": 1, "kinds": [share]]
        #expect(ValueView.lines([within]) == ["within  value  kinds", "1 h         1  CN 25.0 %"])
        let wide: JSONValue = ["id": "acme/model", "predecessor": .null, "note": .null, "value": 1]
        #expect(ValueView.lines([wide], width: 60)[0].contains("predecessor"))
        let narrow = ValueView.lines([wide], width: 24)
        #expect(narrow == ["id          value", "acme/model      1", "(in no entry:", "predecessor, note)"])
    }

    @Test("What a method says beside its value is shown, once")
    func parts() {
        let answer: JSONValue = [
            "value": .null, "unit": "quarter", "reason": "never", "definition": "crossover/1", "asOf": .null,
            "course": [["period": "2025-Q1", "of": 0.5, "over": 0.25]],
        ]
        let lines = AnswerView.lines(answer)
        #expect(lines.contains("course") && lines.contains("  2025-Q1  0.5  0.25"))
        #expect(!AnswerView.lines(answer, hasParts: false).contains("course"))
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
        var progress = WaitCommand.Progress(status)
        #expect(progress.hasReached(10) && !progress.hasReached(11))
        // Time series follow the epoch at their own pace.
        progress.rollUpBatch = 9
        #expect(progress.hasReached(9) && !progress.hasReached(10))
        #expect(
            progress.sentence(wanted: 10, after: 2).hasPrefix(
                "after 2 s time series rest on batch 9, not yet on batch 10"))
    }
}
