import Domain
import Testing

@testable import Frameworks

@Suite struct ImportedFrameworksTests {
    func scores(_ framework: String, _ edition: String, _ items: [(String, Double?)], day: Int32 = 0) -> ImportedScores
    {
        ImportedScores(
            framework: framework, edition: edition, items: items.map { .init(id: $0.0, points: $0.1) },
            source: framework,
            at: Timestamp(day: UTCDay(number: day)))
    }

    @Test func theEuropeanIndexHasTwelveAndItsPredecessorFourteen() {
        #expect(EuropeanIndex.dimensions.count == 12)
        #expect(EuropeanIndex14.dimensions.count == 14)
        #expect(Set(EuropeanIndex14.dimensions).isSuperset(of: ["package", "api"]))
    }

    @Test func anAssessmentIsSummed() {
        let evidence = Evidence(scores: [
            scores("osai", "twelve", [("weights_endmodel", 1), ("paper", 0.5), ("datasheet", 0), ("modelcard", nil)])
        ])
        let verdict = EuropeanIndex.verdict(on: evidence)
        #expect(verdict.outcome == .score(1.5, of: 12))
        #expect(verdict.version == "twelve")
        #expect(verdict.notes.isEmpty)
        #expect(
            EuropeanIndex14.verdict(on: evidence).outcome
                == .none(reason: "no assessment and no component it speaks of"))
    }

    @Test func withoutAnAssessmentTheScoreIsALowerBound() {
        let verdict = EuropeanIndex.verdict(on: evidence([(.finalParameters, "MIT"), (.dataCard, nil)]))
        #expect(verdict.outcome == .score(1.5, of: 12))
        #expect(verdict.notes.contains { $0.contains("between 1.5 and 11.5") })
    }

    @Test func sixItems() {
        #expect(SixItemIndex.verdict(on: evidence(classI)).outcome == .score(100, of: 100))
        let gated = Evidence(
            statements: [ComponentStatement(component: .finalParameters, license: "llama2", source: "huggingface")],
            access: AccessEvidence(gated: true, weightsKnownPresent: true, source: "huggingface"))
        #expect(SixItemIndex.grade(gated) == [2, 2, 0, 0, 0, 0])
        #expect(SixItemIndex.verdict(on: gated).outcome == .score(4.0 / 18 * 100, of: 100))
        let imported = Evidence(scores: [scores("sixItems", "2026", [("weightsAccess", 3), ("dataAccess", 1.5)])])
        #expect(SixItemIndex.verdict(on: imported).outcome == .score(25, of: 100))
        let api = Evidence(access: AccessEvidence(stated: .api, weightsKnownPresent: false, source: "helm"))
        #expect(SixItemIndex.grade(api) == [1, 0, 0, 0, 0, 0])
        if case .none = SixItemIndex.verdict(on: Evidence()).outcome {} else { Issue.record("graded without evidence") }
    }

    @Test func theTransparencyIndexIsImportedByEdition() {
        let items = (1...100).map { ("q\($0)", $0 <= 37 ? 1.0 : 0.0 as Double?) }
        let old = scores("fmti", "2024", items, day: 1)
        let new = scores("fmti", "2025", Array(items.dropFirst(10)), day: 2)
        let verdict = FMTI.verdict(on: Evidence(scores: [new, old]))
        #expect(verdict.version == "2025")
        #expect(verdict.outcome == .score(27, of: 100))
        #expect(verdict.notes.count == 2)
        let before = FMTI.verdict(on: Evidence(scores: [old]))
        #expect(before.outcome == .score(37, of: 100))
        #expect(FMTI.difference(verdict, before).value == nil)
        #expect(FMTI.difference(verdict, before).reason?.contains("2024") == true)
        #expect(FMTI.difference(before, before).value == 0)
        #expect(FMTI.verdict(on: Evidence()).outcome == .none(reason: "no edition names this developer"))
    }
}
