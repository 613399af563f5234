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
