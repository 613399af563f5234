import Domain
import Foundation
import Measures
import Presentation
import Testing
import Wire

@testable import DashboardCore

@Suite("Parts of the dashboard")
struct PartsTests {
    @Test("Interpolated text is escaped, markup of ours is not")
    func escaping() {
        let text = "<b>\"x\"</b> & 'y'\u{202e}\u{7}"
        let html: HTML = "<p title=\"\(text)\">\(text)</p>\(["<br>", "<hr>"] as [HTML])"
        let safe = "&lt;b&gt;&quot;x&quot;&lt;/b&gt; &amp; &#39;y&#39;\\u{202e}\\u{7}"
        #expect(html.markup == "<p title=\"\(safe)\">\(safe)</p><br><hr>")
    }

    @Test("An address's parameters survive being written and read")
    func queries() {
        let pairs = [("id", "a/b c&d=e?f#g%h+i"), ("name", "日本語 \u{202e}"), ("x", "\"'<>")]
        let query = WebQuery(pairs)
        #expect(WebQuery(parsing: query.text) == query)
        #expect(!query.text.contains { " \"<>#".contains($0) })
        #expect(WebQuery(parsing: "a=1&b=&c&a=2").all("a") == ["1", "2"])
        #expect(WebQuery(parsing: "b=&c").pairs.isEmpty)
        #expect(WebQuery(parsing: "a=%zz%4")["a"] == "%zz%4")
        #expect(WebQuery(parsing: "a=%ff%00%0a")["a"] == "\u{fffd}\u{fffd}\u{fffd}")
        #expect(WebQuery(parsing: String(repeating: "a=1&", count: 1000)).pairs.count == WebQuery.mostPairs)
    }

    @Test("Choices of a form become parameters of the types the method has")
    func chosen() {
        let place = Worlds.place(
            "/dependence",
            [("relations", "finetune"), ("relations", "merge"), ("excludeFlagged", "true"), ("scope", "nonsense")])
        let members = place.chosen(.dependenceMatrix, ["relations", "excludeFlagged", "scope", "weight"])
        #expect(
            JSONValue.object(members)
                == ["relations": ["finetune", "merge"], "excludeFlagged": true, "scope": "nonsense"])
    }

    @Test("Answers are kept while their epoch lasts, those of both times for good, and never more than may be")
    func shelf() {
        var shelf = AnswerShelf(mostBytes: 1000)
        shelf.put("a", 1, bytes: 100, epoch: 7)
        shelf.put("b", 2, bytes: 100, epoch: nil)
        #expect(shelf.take("a", epoch: 7) == 1 && shelf.take("a", epoch: 8) == nil && shelf.take("b", epoch: 8) == 2)
        #expect(shelf.takeAnyEpoch("a") == 1)
        shelf.put("huge", 3, bytes: 251, epoch: nil)
        #expect(shelf.takeAnyEpoch("huge") == nil)
        for number in 0..<50 {
            shelf.put("n\(number)", 4, bytes: 90, epoch: 8)
            _ = shelf.take("b", epoch: 8)
        }
        #expect(shelf.bytes <= 1000 && shelf.take("b", epoch: 9) == 2 && shelf.takeAnyEpoch("a") == nil)
        #expect(shelf.take("n49", epoch: 8) == 4)
    }

    @Test("No more pass the turnstile at once than it is wide, and all pass")
    func turnstile() async {
        let turnstile = Turnstile(3)
        let count = Count()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<50 {
                group.addTask {
                    await turnstile.pass {
                        await count.enter()
                        try? await Task.sleep(for: .milliseconds(1))
                        await count.leave()
                    }
                }
            }
        }
        #expect(await count.most == 3)
        #expect(await count.total == 50)
    }

    private actor Count {
        var now = 0
        var most = 0
        var total = 0

        func enter() {
            now += 1
            total += 1
            most = max(most, now)
        }
        func leave() { now -= 1 }
    }

    @Test("Each family of metrics stands once, its samples told apart by service")
    func metrics() {
        let one = """
            # HELP a_total What a counts.
            # TYPE a_total counter
            a_total 1
            # HELP h_seconds Times.
            # TYPE h_seconds histogram
            h_seconds_bucket{method="x y",le="+Inf"} 2
            h_seconds_sum{method="x y"} 0.5
            h_seconds_count{method="x y"} 2
            rubbish
            """
        var all = Exposition()
        all.add(one, service: "ingest")
        all.add("# TYPE a_total counter\na_total{k=\"v\"} 5\n", service: "scoring")
        all.add("# TYPE a_total gauge\na_total 7\n", service: "query")
        all.add("up", "gauge", "Whether.", [("ingest", "1")])
        #expect(
            all.text == """
                # HELP a_total What a counts.
                # TYPE a_total counter
                a_total{service="ingest"} 1
                a_total{service="scoring",k="v"} 5
                # HELP h_seconds Times.
                # TYPE h_seconds histogram
                h_seconds_bucket{service="ingest",method="x y",le="+Inf"} 2
                h_seconds_sum{service="ingest",method="x y"} 0.5
                h_seconds_count{service="ingest",method="x y"} 2
                # HELP up Whether.
                # TYPE up gauge
                up{service="ingest"} 1

                """)
    }

    @Test("Every measure has its page here; a new one is a line in MeasurePages")
    func measures() {
        for measure in MeasureRegistry.all {
            #expect(MeasurePages.all[measure.name] != nil, "MeasurePages lacks \(measure.name)")
        }
        for name in MeasurePages.all.keys {
            let html = Worlds.html(DefinitionPage.self, Worlds.place("/definition", [("name", name)]))
            #expect(html.contains("<h2>Formula</h2>"), "\(name)")
            #expect(!html.contains("```") && !html.contains("## ") && !html.contains("**"), "\(name)")
        }
    }

    @Test("Markdown: lists, tables, code, emphasis; what is foreign is escaped")
    func markdown() {
        let text =
            "# T\n\nA **bold** `c<d` & word.\n\n- one\n  more\n- two\n\n| a | b |\n|---|---|\n| 1 | `2` |\n\n    code <x>\n"
        let html = Markdown.html(text).markup
        #expect(html.contains("<p>A <strong>bold</strong> <code>c&lt;d</code> &amp; word.</p>"))
        #expect(html.contains("<li>one more</li>") && html.contains("<li>two</li>"))
        #expect(html.contains("<th scope=\"col\">a </th>") && html.contains("<td><code>2</code> </td>"))
        #expect(html.contains("<code>code &lt;x&gt;</code>") && !html.contains("<h1>"))
    }

    @Test("A chart in a page brings no style of its own")
    func charts() throws {
        let method = MethodDefinition.dependenceMatrix
        let chart = try #require(Chart(method.example.result, method: method))
        #expect(chart.svg().contains("<style>"))
        let bare = chart.svg(id: "x", isCaptioned: false)
        #expect(!bare.contains("<style>") && bare.contains("x-title") && !bare.contains("style=\""))
    }
}
