import Foundation
import TestSupport
import Testing
import Wire

@testable import Presentation
@testable import ToolCore

#if canImport(FoundationXML)
    import FoundationXML
#endif

@Suite("Tables, charts and pages")
struct OutputTests {
    private func isXML(_ text: String) -> Bool { XMLParser(data: Data(text.utf8)).parse() }

    private let hostile = "<script>alert('x')</script>\u{202e}evil & \"quoted\""

    @Test("Every list of the methods' examples is CSV with a header and as many cells in each row")
    func csv() {
        let shares: JSONValue = [
            "definition": "x/1",
            "value": [["key": "A,B", "value": 0.5, "by": ["n": 1]], ["key": "say \"no\"\n", "list": ["a", "b"]]],
        ]
        #expect(
            CSVText.text(shares) == "key,value,by.n,list\r\n\"A,B\",0.5,1,\r\n\"say \"\"no\"\"\n\",,,a; b\r\n")
        let matrix = CSVText.text(MethodDefinition.dependenceMatrix.example.result)
        #expect(matrix == "key,denominator,coverage,shares.key,shares.value,shares.numerator\r\nUS,20,1,CN,0.75,15\r\n")
        let figure = CSVText.text(MethodDefinition.dependence.example.result)
        #expect(figure.hasPrefix("value,unit,numerator,denominator,denominatorText,coverage,reason,asOf"))
        #expect(figure.contains("\r\n0.341,share,85,249,"))
    }

    @Test("--csv and --json are not both given")
    func arguments() throws {
        #expect(try AskArguments.parse(["coverage", "--csv"]).isCSV)
        #expect(try AskArguments.parse(["--csv", "coverage"]).method == "coverage")
        #expect(throws: ToolError.self) { _ = try AskArguments.parse(["coverage", "--csv", "--json"]) }
        let taken = try OutputOption.take(from: ["a", "-o", "f.svg", "--of", "US"], command: "chart")
        #expect(taken.rest == ["a", "--of", "US"] && taken.output == "f.svg")
    }

    @Test("A table of more columns than fit becomes names and values")
    func blocks() {
        let wide: JSONValue = [.object((0..<20).map { .init("column\($0)", .integer($0 * 1_000_000)) })]
        #expect(ValueView.lines(wide).count == 2)
        let fitted = ValueView.lines(wide, width: 60)
        #expect(fitted.count == 20 && fitted.allSatisfy { DisplayWidth.of($0) <= 60 })
    }

    @Test("Colours change nothing but colours")
    func colors() {
        let lines = AnswerView.lines(MethodDefinition.leaderboard.example.result)
        let painted = Paint.answer(lines)
        #expect(painted != lines)
        let plain = painted.map { line in
            ["\u{1b}[0m", "\u{1b}[1m", "\u{1b}[2m", "\u{1b}[33m"].reduce(line) {
                $0.replacingOccurrences(of: $1, with: "")
            }
        }
        #expect(plain == lines)
    }

    @Test(
        "Series, matrices, ladders and lists are drawn as well-formed SVG with title and description",
        arguments: [
            MethodDefinition.modelTimeline, .dependenceMatrix, .dependenceCourse, .leaderboard, .leadership,
            .crossover, .concentration, .roots, .records,
        ].map(\.name))
    func charts(name: String) throws {
        let method = try #require(MethodRegistry.gateway[name])
        let svg = try #require(Chart(method.example.result, method: method)).svg()
        #expect(isXML(svg), "\(svg)")
        #expect(svg.contains("<title id=\"chart-title\">") && svg.contains("<desc id=\"chart-desc\">"))
        #expect(svg.contains("role=\"img\"") && !svg.contains("nan") && !svg.contains("inf\""))
        #expect(svg == Chart(method.example.result, method: method)?.svg())
    }

    @Test("A ladder shows the rungs reached; a zero and a missing row are told apart; nothing is nothing")
    func shapes() throws {
        let verdicts: JSONValue = [
            "definition": "openness/1",
            "value": ["verdicts": [["name": "G7", "label": "level 2", "outcome": ["level": 2, "of": 5]]]],
        ]
        #expect(ChartData(verdicts) == .ladder([.init(name: "G7", value: 2, label: "level 2", of: 5)]))
        let svg = try #require(Chart(verdicts, method: .opennessExplain)).svg()
        #expect(svg.components(separatedBy: "fill-opacity=\"0.15\"").count == 4)
        let matrix: JSONValue = [
            "value": [
                ["key": "US", "shares": [["key": "CN", "value": 0.5]]], ["key": "CN", "shares": .null],
                ["key": "FR", "shares": []],
            ]
        ]
        #expect(ChartData(matrix) == .matrix(rows: ["US", "CN", "FR"], columns: ["CN"], cells: [[0.5], [nil], [0]]))
        #expect(ChartData(["value": .null]) == nil && ChartData(["value": 3]) == nil && ChartData(["value": []]) == nil)
    }

    @Test("Marks are round, and hold the figures between them")
    func marks() {
        for (low, high) in [(0.0, 1.0), (0, 0.341), (0, 13_317), (-5, 7), (0, 0), (3, 3), (0, 9.99e8), (-2, -1)] {
            let marks = ChartScale.marks(low, high)
            #expect(marks.count >= 2 && marks.count <= 12, "\(low) \(high): \(marks)")
            #expect(marks[0] <= min(low, 0) && (marks.last ?? 0) >= high)
        }
        #expect(ChartTime.days("1970-01-02T12:00:00Z") == 1.5 && ChartTime.date(1.5) == "1970-01-02")
    }

    @Test("A drawing says whose its lines are, wraps its title, and counts in whole steps")
    func captions() throws {
        let crossover: JSONValue = [
            "value": .null, "unit": "quarter", "definition": "crossover/1", "parameters": ["of": "CN", "over": "US"],
            "course": [
                ["period": "2025-Q1", "of": 0.25, "over": 0.5], ["period": "2025-Q2", "of": 0.5, "over": 0.25],
            ],
        ]
        let shares = try #require(Chart(crossover, method: .crossover)).svg()
        #expect(shares.contains(">CN</text>") && shares.contains(">US</text>") && shares.contains(">50.0 %</text>"))
        // One line without a name has no legend, and its title stands on as many lines as it needs.
        let named = "acme/" + String(repeating: "long-", count: 12) + "name"
        let course: JSONValue = [
            "unit": "share", "parameters": ["id": .string(named), "of": "US", "on": "CN", "measure": "netLikes"],
            "value": [["period": "2025", "value": 0.1], ["period": "2026", "value": 0.2, "complete": false]],
        ]
        let one = try #require(Chart(course, method: .dependenceCourse)).svg()
        #expect(!one.contains(">value</text>") && one.contains("2026 is not over"))
        #expect(one.components(separatedBy: "font-weight=\"600\"").count == 4 && one.contains("viewBox=\"0 -40 "))
        let counts: JSONValue = [
            "unit": "models", "value": [["within": "1 h", "value": 0], ["within": "30 d", "value": 1]],
        ]
        let bars = try #require(Chart(counts, method: .variants)).svg()
        #expect(bars.contains(">1</text>") && !bars.contains(">0.2</text>"))
    }

    @Test("Figures of every two frameworks are a matrix, the same both ways")
    func pairs() throws {
        let answer: JSONValue = [
            "unit": "share", "definition": "opennessDisagreements/1",
            "value": [["a": "mof", "b": "osaid", "value": 0.5], ["a": "mof", "b": "g7", "value": .null]],
        ]
        let names = ["mof", "osaid", "g7"]
        #expect(
            ChartData(answer)
                == .matrix(rows: names, columns: names, cells: [[nil, 0.5, nil], [0.5, nil, nil], [nil, nil, nil]]))
        let svg = try #require(Chart(answer, method: .opennessDisagreements)).svg()
        #expect(svg.contains("mof and osaid: 50.0 %") && !svg.contains("on \u{2192}"))
    }

    @Test("A share below nothing keeps its sign")
    func percents() {
        #expect(Quantity.percent(-0.004) == "-0.4 %" && Quantity.percent(-0.125) == "-12.5 %")
        #expect(Quantity.percent(0.0004) == "0.0 %" && Quantity.percent(1) == "100.0 %")
    }

    @Test("A page is whole, escaped, and says what it could not find")
    func report() throws {
        var answer = MethodDefinition.leaderboard.example.result
        if case .object(var members) = answer {
            members[0].value = [["rank": 1, "id": .string(hostile), "value": 5, "url": "https://a.b/?x=1&y=\"2"]]
            answer = .object(members)
        }
        let page = ReportPage(
            title: hostile,
            sections: [
                .init(question: .init("One", .leaderboard, ["country": "CN"]), answer: .success(answer)),
                .init(
                    question: .init("Two", .dependence, ["of": "US"]),
                    answer: .success(MethodDefinition.dependence.example.result)),
                .init(
                    question: .init("Three", .removal, ["country": "CN"]),
                    answer: .failure(.init(sentence: "scoring does not answer"))),
            ])
        let html = page.html()
        #expect(!html.contains("<script") && !html.contains("\u{202e}") && html.contains("&lt;script&gt;"))
        #expect(!html.contains("<link") && !html.contains("src="))
        #expect(html.contains("34.1 %") && html.contains("249") && html.contains("61.0 %"))
        #expect(html.contains("dependence/1") && html.contains("groundswell ask dependence --of US"))
        #expect(html.contains("No answer: scoring does not answer"))
        let body =
            try #require(html.range(of: "<main>")).lowerBound..<(try #require(html.range(of: "</main>"))).upperBound
        #expect(isXML(String(html[body])))
        // A country's report begins with its figures, and their shares are in percent.
        #expect(ReportPlan.questions(.country, "CN").first?.method.name == "country.get")
        let kinds = HTMLText.value(["kinds": [["key": "company", "value": 0.6, "numerator": 18]]])
        #expect(kinds.contains(">60.0 %</td>") && kinds.contains(">18</td>"))
        for subject in ReportPlan.Subject.allCases {
            for question in ReportPlan.questions(subject, "CN") {
                #expect(throws: Never.self) { _ = try MethodParameters(question.parameters, for: question.method) }
                #expect(MethodRegistry.gateway[question.method.name] != nil)
            }
        }
    }
}
