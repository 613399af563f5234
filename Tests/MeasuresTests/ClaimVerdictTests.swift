import Testing

@testable import Measures

@Suite struct ClaimVerdictTests {
    private let atLeastThousand = ClaimPredicate(kind: "threshold", operator: ">=", value: 1000)!

    private func verdict(_ reading: ClaimReading, _ predicate: ClaimPredicate) -> ClaimVerdict {
        verdict(reading, [], predicate)
    }

    private func verdict(_ reading: ClaimReading, _ variants: [ClaimReading], _ predicate: ClaimPredicate)
        -> ClaimVerdict
    { ClaimVerdict.decide(reading, variants: variants, predicate).verdict }

    private func exact(_ value: Double) -> ClaimReading { ClaimReading(.number(value)) }
    private func counted(_ value: Double) -> ClaimReading { ClaimReading(.number(value), bound: .atLeast) }

    @Test func predicatesAreReadOrRefused() {
        #expect(ClaimPredicate(kind: "threshold", operator: ">", value: nil) == nil)
        #expect(ClaimPredicate(kind: "threshold", operator: nil, value: 1) == nil)
        #expect(ClaimPredicate(kind: "threshold", operator: "!=", value: 1) == nil)
        #expect(ClaimPredicate(kind: "feeling", operator: nil, value: nil) == nil)
        #expect(ClaimPredicate(kind: "sign", operator: "<", value: nil)?.holds(-0.1) == true)
        #expect(ClaimPredicate(kind: "sign", operator: "<", value: nil)?.holds(0) == false)
        #expect(ClaimPredicate(kind: "exists", operator: nil, value: nil)?.holds(1) == true)
        #expect(ClaimPredicate(kind: "record", operator: nil, value: nil)?.holds(900) == true)
        #expect(ClaimPredicate(kind: "record", operator: "<=", value: 30)?.holds(31) == false)
    }

    @Test func aFigureDecidesAndAChoiceThatTurnsItIsSaid() {
        #expect(verdict(exact(1000), atLeastThousand) == .supported)
        #expect(verdict(exact(999), atLeastThousand) == .contradicted)
        #expect(verdict(exact(1000), [exact(2000)], atLeastThousand) == .supported)
        #expect(verdict(exact(1000), [exact(2000), exact(3)], atLeastThousand) == .dependsOnDefinition)
        #expect(verdict(exact(3), [exact(2000)], atLeastThousand) == .dependsOnDefinition)
        #expect(verdict(exact(1000), [ClaimReading(.absent("gone"))], atLeastThousand) == .supported)
    }

    @Test func aCountOfRecordsShowsEnoughAndNeverTooFew() {
        #expect(verdict(counted(1000), atLeastThousand) == .supported)
        #expect(verdict(counted(8), atLeastThousand) == .notDecidable)
        #expect(verdict(counted(0), ClaimPredicate(kind: "exists", operator: nil, value: nil)!) == .notDecidable)
        let few = ClaimPredicate(kind: "threshold", operator: "<", value: 10)!
        #expect(verdict(counted(8), few) == .notDecidable)
        #expect(verdict(counted(10), few) == .contradicted)
        // Another choice does not decide what the claim's own leaves open, and is mentioned.
        let ruling = ClaimVerdict.decide(counted(8), variants: [counted(5000)], atLeastThousand)
        #expect(ruling.verdict == .notDecidable)
        #expect(ruling.reason.contains("1 of 1 other choices would support it"))
    }

    @Test func anUpperBoundShowsQuickAndNeverSlow() {
        let days = ClaimPredicate(kind: "record", operator: "<=", value: 30)!
        #expect(verdict(ClaimReading(.number(16), bound: .atMost), days) == .supported)
        #expect(verdict(ClaimReading(.number(400), bound: .atMost), days) == .notDecidable)
        #expect(verdict(exact(400), days) == .contradicted)
        #expect(verdict(ClaimReading(.never("it never led")), days) == .contradicted)
    }

    @Test func anIntervalThatHoldsBothAnswersDecidesNothing() {
        let rise = ClaimPredicate(kind: "sign", operator: ">", value: nil)!
        #expect(verdict(ClaimReading(.number(1), low: 0.5, high: 1.5), rise) == .supported)
        #expect(verdict(ClaimReading(.number(1), low: -0.5, high: 2.5), rise) == .notDecidable)
        #expect(verdict(ClaimReading(.number(-1), low: -2, high: -0.5), rise) == .contradicted)
        #expect(verdict(exact(.nan), rise) == .notDecidable)
    }

    /// Against the four rules, stated over all small cases.
    @Test func theRulesHoldForEveryCombination() {
        let predicate = ClaimPredicate(kind: "threshold", operator: ">", value: 1)!
        let all = [exact(0), exact(2), counted(0), counted(2), ClaimReading(.absent("-")), ClaimReading(.never("-"))]
        for own in all {
            for a in all {
                for b in all {
                    let decided = [own, a, b].map { ClaimVerdict.answer($0, predicate) }
                    let expected: ClaimVerdict =
                        if case .open = decided[0] {
                            .notDecidable
                        } else if decided.contains(.yes), decided.contains(.no) {
                            .dependsOnDefinition
                        } else {
                            decided[0] == .yes ? .supported : .contradicted
                        }
                    let ruling = ClaimVerdict.decide(own, variants: [a, b], predicate)
                    #expect(ruling.verdict == expected)
                    #expect(!ruling.reason.isEmpty)
                    #expect(ClaimVerdict.decide(own, variants: [b, a], predicate) == ruling)
                }
            }
        }
    }

    @Test func theWeakestOfSeveralIsTheOneThatCounts() {
        let one = ClaimPredicate(kind: "threshold", operator: ">=", value: 1)!
        #expect(ClaimReading.weakest([exact(2), exact(0), exact(5)], for: one)?.number == 0)
        #expect(ClaimReading.weakest([exact(0), ClaimReading(.absent("x"))], for: one)?.found == .absent("x"))
        #expect(ClaimReading.weakest([], for: one) == nil)
        let below = ClaimPredicate(kind: "sign", operator: "<", value: nil)!
        #expect(ClaimReading.weakest([exact(-1), exact(3)], for: below)?.number == 3)
    }

    @Test func slopes() {
        #expect(Trend.slope([(0, 1), (1, 2)]) == nil)
        #expect(Trend.slope([(0, 1), (1, 3), (2, 5)]) == 2)
        // Slopes 1, 50 and 99: one wild value does not lead the median.
        #expect(Trend.slope([(0, 0), (1, 1), (2, 100)]) == 50)
        #expect(Trend.slope([(0, 0), (1, 1), (2, 2), (3, 90)])! < 31)
        #expect(Trend.slope([(0, 4), (3, 1), (9, -5)]) == -1)
    }
}
