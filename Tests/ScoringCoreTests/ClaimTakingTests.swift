import Measures
import Testing
import Wire

@testable import ScoringCore

@Suite("What claims take out of answers")
struct ClaimTakingTests {
    private func verdict(_ answer: JSONValue, most: Double) throws -> ClaimVerdict {
        let taking = try #require(ClaimTaking(["take": "days"]))
        let predicate = try #require(ClaimPredicate(kind: "record", operator: "<=", value: most))
        return ClaimVerdict.decide(taking.reading(answer, least: most), variants: [], predicate).verdict
    }

    @Test("days to the first place: supported, contradicted either way, or open")
    func days() throws {
        #expect(try verdict(["value": 5, "upperBound": false], most: 30) == .supported)
        #expect(try verdict(["value": 5, "upperBound": true], most: 30) == .supported)
        #expect(try verdict(["value": 40, "upperBound": false], most: 30) == .contradicted)
        // It led when it was first seen: it may have led before.
        #expect(try verdict(["value": 40, "upperBound": true], most: 30) == .notDecidable)
        // Looked for from its release on, and never ahead.
        let never: JSONValue = ["value": .null, "reason": "never led", "daysWithout": 31]
        #expect(try verdict(never, most: 30) == .contradicted)
        #expect(try verdict(["value": .null, "reason": "never led", "daysWithout": 29], most: 30) == .notDecidable)
        #expect(try verdict(["value": .null, "reason": "never led", "daysWithout": .null], most: 30) == .notDecidable)
    }

    @Test("a course inside entries, without the period that is not over; a figure beside the value")
    func paths() throws {
        func period(_ share: Double, isOver: Bool = true) -> JSONValue {
            [
                "period": "p", "complete": .bool(isOver),
                "shares": [
                    ["key": "CN", "value": .number(1 - share), "numerator": 3],
                    ["key": "US", "value": .number(share), "numerator": 1],
                ],
            ]
        }
        let answer: JSONValue = ["value": [period(0.8), period(0.6), period(0.4), period(1, isOver: false)]]
        let trend = try #require(ClaimTaking(["take": "trend", "member": ["shares", "US"]])).reading(answer)
        #expect(abs((trend.number ?? 0) + 0.2) < 1e-12 && trend.coverage == 1)
        // Shares are listed where they are above 0; a period without any has no point.
        let absent = try #require(ClaimTaking(["take": "trend", "member": ["shares", "FR"]])).reading(answer)
        #expect(absent.number == 0)
        let counts = try #require(ClaimTaking(["take": "trend", "member": ["shares", "CN", "numerator"]]))
        #expect(counts.reading(answer).number == 0)
        let gap: JSONValue = ["value": [period(0.8), ["period": "q", "complete": true, "shares": .null], period(0.6)]]
        #expect(try #require(ClaimTaking(["take": "trend", "member": ["shares", "US"]])).reading(gap).number == nil)
        let part = try #require(ClaimTaking(["take": "value", "part": "substitutable"]))
        #expect(part.reading(["value": 0.4, "substitutable": ["value": 0.7, "reason": .null]]).number == 0.7)
        let none = part.reading(["value": 0.4, "substitutable": ["value": .null, "reason": "nobody knows"]])
        #expect(none.found == .absent("nobody knows"))
    }

    @Test("other measures have their own predicate, and stay out of the band where it differs")
    func others() throws {
        let statement: JSONValue = [
            "id": "x", "text": "t", "date": "2025", "measure": "dependence",
            "parameters": [
                "of": "US",
                "others": [
                    ["name": "a", "measure": "roots", "parameters": ["by": "country"]],
                    [
                        "measure": "hIndex", "reading": ["take": "denominator"],
                        "predicate": ["kind": "sign", "operator": "<"],
                    ],
                ],
            ], "predicate": ["kind": "sign", "operator": ">"],
        ]
        let claim = try #require(StatedClaim(statement, id: "x", source: "curated"))
        #expect(claim.sent.map(\.key) == ["of"])
        let others = claim.others
        #expect(others.map(\.name) == ["a", "hIndex"] && others.map(\.claim.measure) == ["roots", "hIndex"])
        #expect(others[0].claim.sent.map(\.key) == ["by"] && others[0].claim.predicate == claim.predicate)
        #expect(others[1].claim.checked?.holds(-1) == true && others[1].claim.parameters["reading"] != nil)
    }

    @Test("a share of which no case is recorded is none")
    func numerator() throws {
        let taking = try #require(ClaimTaking(["take": "value", "needsNumerator": true]))
        guard case .absent(let reason) = taking.reading(["value": 0, "unit": "share"]).found else {
            Issue.record("taken for a figure")
            return
        }
        #expect(reason.contains("no such case"))
        #expect(taking.reading(["value": 0.25, "unit": "share"]).number == 0.25)
    }
}
