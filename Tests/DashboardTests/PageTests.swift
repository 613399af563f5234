import Foundation
import Presentation
import Testing
import Wire

@testable import DashboardCore

@Suite("Pages")
struct PageTests {
    @Test("Every page is drawn from its answers, with one first heading and its parts labelled")
    func drawn() {
        for (page, place) in Worlds.places {
            let html = Worlds.html(page, place)
            #expect(html.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">"), "\(page.path)")
            #expect(html.components(separatedBy: "<h1>").count == 2, "\(page.path)")
            #expect(html.contains("<main id=\"content\"") && html.contains("class=\"skip\""), "\(page.path)")
            for section in html.components(separatedBy: "<section ").dropFirst() {
                #expect(section.contains("aria-labelledby=\""), "\(page.path)")
            }
            let heads = html.components(separatedBy: "<th").dropFirst().filter { !$0.hasPrefix("ead") }
            #expect(heads.allSatisfy { $0.hasPrefix(" scope=\"") }, "\(page.path)")
        }
    }

    @Test("Every figure names its definition, its query, and where its data are")
    func checkable() {
        for (page, place) in Worlds.places where !page.questions(place).isEmpty {
            let html = Worlds.html(page, place)
            for question in page.questions(place) where page.path != "/search" && question.method.name != "records" {
                #expect(html.contains("/answer/\(question.method.name).csv"), "\(page.path): \(question.method.name)")
                #expect(html.contains(Markup.escaped(question.line)), "\(page.path): \(question.line)")
                #expect(html.contains(Markup.escaped(question.command)), "\(page.path): \(question.command)")
            }
            // What a figure links to exists.
            for part in html.components(separatedBy: "/definition?name=").dropFirst() {
                let name = WebQuery.decoded(part.prefix { !"&\"".contains($0) })
                #expect(DefinitionPage.exists(name), "\(page.path): \(name)")
            }
        }
    }

    @Test("Hostile names are shown harmlessly on every page")
    func hostile() {
        for (page, place) in Worlds.places {
            let bad = Worlds.place(
                place.path,
                [("id", Worlds.hostile), ("q", Worlds.hostile), ("asOf", Worlds.hostile), ("of", Worlds.hostile)])
            for html in [
                Worlds.html(page, place, Worlds.poisoned), Worlds.html(page, bad, Worlds.poisoned),
                Worlds.refused(page, bad, Refusal(Worlds.hostile, code: Worlds.hostile, nearest: [Worlds.hostile])),
            ] {
                #expect(!html.contains("<script"), "\(page.path)")
                #expect(!html.unicodeScalars.contains { $0.value == 0x202e || $0.value == 0 }, "\(page.path)")
                #expect(html.components(separatedBy: "</title>").count >= 2)
                let body = html.components(separatedBy: "</head>").last ?? ""
                #expect(
                    !body.contains("style=\"color") && !body.contains("onerror=\"")
                        && !body.contains(" href=\"javascript:"))
            }
        }
    }

    @Test("What cannot be answered says why, and the page stands")
    func refused() {
        let refusal = Refusal("the scoring service does not answer", code: RPCErrorCode.scoringUnavailable.rawValue)
        for (page, place) in Worlds.places where !page.questions(place).isEmpty {
            #expect(
                Worlds.refused(page, place, refusal).contains("the scoring service does not answer"), "\(page.path)")
        }
    }

    @Test("The times in the address go along in every link and every question")
    func times() {
        for (page, place) in Worlds.places {
            var place = place
            place.query.pairs += [.init(name: "asOf", text: "2025-06-01"), .init(name: "knownAt", text: "30")]
            for question in page.questions(place) where question.method.name != "status" {
                #expect(question.isPinned, "\(page.path): \(question.line)")
                #expect(question.parameters["knownAt"] == 30)
            }
            let html = Worlds.html(page, place)
            for part in html.components(separatedBy: " href=\"/").dropFirst() {
                let link = part.prefix { $0 != "\"" }
                guard !link.hasPrefix("style-"), !link.hasPrefix("icon"), !link.hasPrefix("answer/status"),
                    // An example of a method is what its definition says.
                    page.path != "/definition" || !link.hasPrefix("answer/")
                else {
                    continue
                }
                let isBack = part.dropFirst(link.count).hasPrefix("\">Back to the newest")
                #expect(link.contains("asOf=2025-06-01") != isBack, "\(page.path): \(link)")
            }
        }
    }

    @Test("An address at which nothing stands names those that are near")
    func unknown() {
        let reply = ErrorPages.unknownPath(Worlds.place("/contries"))
        let html = String(decoding: reply.body, as: UTF8.self)
        #expect(reply.status == 404 && html.contains("href=\"/countries\""))
        let definition = ErrorPages.unknownDefinition(Worlds.place("/definition", [("name", "dependense")]))
        #expect(String(decoding: definition.body, as: UTF8.self).contains("name=dependence\""))
    }

    @Test("Who leads since when counts complete periods without interruption")
    func leads() {
        func period(_ name: String, _ leader: String?, _ complete: Bool = true) -> JSONValue {
            ["period": .string(name), "leader": leader.map { .string($0) } ?? .null, "complete": .bool(complete)]
        }
        let run = LeadershipTable.run([
            period("Q1", "US"), period("Q2", "CN"), period("Q3", "US"), period("Q4", "US"), period("Q5", "FR", false),
        ])
        #expect(run == .init(leader: "US", since: "Q3", periods: 2))
        #expect(LeadershipTable.run([period("Q1", "US"), period("Q2", nil)]) == nil)
        #expect(LeadershipTable.run([]) == nil)
    }

    @Test("A lineage that goes round in a circle ends")
    func circle() {
        let answer: JSONValue = [
            "value": [
                ["id": "b", "child": "a", "relation": "finetune"], ["id": "c", "child": "b", "relation": "merge"],
                ["id": "a", "child": "c", "relation": "merge"], ["id": "d", "child": "nowhere", "relation": "merge"],
            ]
        ]
        let html = LineageView.html(answer, place: Worlds.place("/model"), root: "a", up: true).markup
        #expect(html.components(separatedBy: "id=b").count == 2 && html.components(separatedBy: "id=c").count == 2)
        #expect(html.contains("Further, by other ways") && html.contains("id=d"))
    }
}
