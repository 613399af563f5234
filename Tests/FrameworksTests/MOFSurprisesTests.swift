import Domain
import Testing

@testable import Frameworks

/// What a naive reading of the framework gets wrong.
@Suite struct MOFSurprisesTests {
    @Test func unlicensedDoesNotFallBack() {
        let defaults = LicenseDefaults(code: "MIT", data: "CC0-1.0", document: "CC-BY-4.0", distribution: "Apache-2.0")
        for none in ["unlicensed", ""] {
            let result = evidence([(.trainingCode, none), (.datasets, nil)], defaults: defaults)
            #expect(result[.trainingCode].state == .unlicensed)
            #expect(result[.trainingCode].license == nil)
            #expect(result[.datasets].license == "CC0-1.0")
        }
    }

    @Test func anUnlicensedTypeStopsTheWalkBeforeTheDistribution() {
        let defaults = LicenseDefaults(code: "unlicensed", data: "", distribution: "Apache-2.0")
        let result = evidence([(.trainingCode, nil), (.datasets, nil), (.modelCard, nil)], defaults: defaults)
        #expect(result[.trainingCode].state == .unlicensed)
        #expect(result[.datasets].license == "Apache-2.0")
        #expect(result[.modelCard].license == "Apache-2.0")
        let distribution = evidence([(.modelCard, nil)], defaults: LicenseDefaults(distribution: "unlicensed"))
        #expect(distribution[.modelCard].state == .unlicensed)
    }

    @Test func progressAboveAnUnmetClassIsZero() {
        // All of class II's own, five of class III's six.
        let components = classII.filter { $0 != .modelCard }
        let result = mof(evidence(components))
        #expect(result.progress == [0, 0, 5.0 / 6.0 * 100])
        #expect(result.mofClass == 0)
    }

    @Test func aClassIsPartialInItself() {
        let result = mof(evidence(classIII + [.trainingCode, .inferenceCode, .datasets]))
        #expect(result.progress == [0, 8.0 / 10.0 * 100, 100])
        #expect(result.mofClass == 3)
    }

    @Test func thePaperTakesTheReportsPlace() {
        let components = classII.filter { $0 != .technicalReport } + [.researchPaper]
        let result = mof(evidence(components))
        #expect(result.progress(3) == 100)
        #expect(result.progress(2) == 100)
        #expect(result.mofClass == 2)
        #expect(result.paperStandsForReport)
        #expect(!result.missing.contains(.technicalReport))
    }

    @Test func withAPaperAloneClassIAsksThirteen() {
        let all = classI.filter { $0 != .technicalReport }
        #expect(all.count == 13)
        let result = mof(evidence(all))
        #expect(result.progress == [100, 100, 100])
        #expect(result.mofClass == 1)
        let without = mof(evidence(all.filter { $0 != .datasets }))
        #expect(without.progress(1) == 12.0 / 13.0 * 100)
        #expect(without.mofClass == 2)
    }

    @Test func aReportWithoutAPaperDoesNotGiveClassI() {
        let result = mof(evidence(classI.filter { $0 != .researchPaper }))
        #expect(result.progress == [13.0 / 14.0 * 100, 100, 100])
        #expect(result.mofClass == 2)
        #expect(result.missing == [.researchPaper])
        #expect(result.distance(to: 1) == [.researchPaper])
    }

    @Test func theStandInKeepsItsOwnStatus() {
        // No report, a paper that is not open: the paper is what blocks, the report is not missing.
        let components = classIII.filter { $0 != .technicalReport }.map { ($0, "Apache-2.0" as String?) }
        for (license, list) in [("CC-BY-NC-4.0", "invalid"), ("unlicensed", "unlicensed")] {
            let result = mof(evidence(components + [(.researchPaper, license)]))
            #expect(result.progress(3) == 5.0 / 6.0 * 100)
            #expect(result.mofClass == 0)
            #expect(!result.missing.contains(.technicalReport))
            #expect(result.distance(to: 3) == [.researchPaper])
            #expect((list == "invalid" ? result.invalid : result.unlicensed) == [.researchPaper])
        }
    }

    @Test func aClosedReportBlocksNothingBesideAnOpenPaper() {
        let rest = classI.filter { $0 != .technicalReport }.map { ($0, "Apache-2.0" as String?) }
        for (license, list) in [("CC-BY-NC-4.0", "invalid"), ("unlicensed", "unlicensed")] {
            let result = mof(evidence(rest + [(.technicalReport, license)]))
            #expect(result.mofClass == 1)
            #expect(result.progress == [100, 100, 100])
            #expect((list == "invalid" ? result.invalid : result.unlicensed) == [.technicalReport])
            #expect((1...3).allSatisfy { result.distance(to: $0).isEmpty })
        }
    }

    @Test func aClosedReportIsReplacedByAClosedPaper() {
        let rest = classIII.filter { $0 != .technicalReport }.map { ($0, "Apache-2.0" as String?) }
        let result = mof(evidence(rest + [(.technicalReport, "unlicensed"), (.researchPaper, "other")]))
        #expect(result.progress(3) == 5.0 / 6.0 * 100)
        #expect(result.distance(to: 3) == [.researchPaper])
        #expect(result.unlicensed == [.technicalReport])
        #expect(result.invalid == [.researchPaper])
    }

    @Test func anOpenReportIsNotReplaced() {
        let result = mof(evidence(classIII.map { ($0, "Apache-2.0") } + [(.researchPaper, "unlicensed")]))
        #expect(!result.paperStandsForReport)
        #expect(result.progress(3) == 100)
        #expect(result.distance(to: 1).contains(.researchPaper))
    }

    @Test func bothOpenIsNotMoreThanAll() {
        let result = mof(evidence(classIII + [.researchPaper]))
        #expect(result.progress(3) == 100)
        #expect(mof(evidence(classI)).progress == [100, 100, 100])
    }

    @Test func neitherReportNorPaperMissesBoth() {
        let result = mof(evidence(classIII.filter { $0 != .technicalReport }))
        #expect(result.missing.contains(.technicalReport))
        #expect(result.missing.contains(.researchPaper))
        #expect(result.progress(3) == 5.0 / 6.0 * 100)
    }

    @Test func theLastEntryOfAComponentWinsWhole() {
        let twice = evidence(
            [(.datasets, "MIT"), (.datasets, nil)], defaults: LicenseDefaults(data: "CC-BY-NC-4.0"))
        #expect(twice[.datasets].license == "CC-BY-NC-4.0")
        #expect(twice[.datasets].state == .invalid)
        #expect(MOF.evaluate(twice).warnings.contains { $0.code == .repeatedComponent && $0.component == .datasets })
        #expect(evidence([(.datasets, nil), (.datasets, "MIT")])[.datasets].state == .included)
    }

    @Test func anUnknownComponentIsIgnoredAndReported() {
        let result = Evidence(
            statements: [ComponentStatement(component: .modelCard, license: "MIT", source: "mof")],
            unknownComponents: ["Model weights"])
        let evaluation = MOF.evaluate(result)
        #expect(evaluation.classification.progress(3) == 1.0 / 6.0 * 100)
        #expect(evaluation.warnings.contains { $0.code == .unknownComponent && $0.text == "Model weights" })
    }
}
