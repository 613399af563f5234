import Domain
import Testing

@testable import Frameworks

@Suite struct MOFTests {
    @Test func nothingIsUnclassified() {
        let result = mof(Evidence())
        #expect(result.mofClass == 0)
        #expect(result.progress == [0, 0, 0])
        #expect(result.missing == classI)
        #expect(result.distance(to: 3) == classIII)
    }

    @Test func theClasses() {
        #expect(mof(evidence(classIII)).mofClass == 3)
        #expect(mof(evidence(classII)).mofClass == 2)
        #expect(mof(evidence(classI)).mofClass == 1)
        #expect(mof(evidence(Component.allCases)).progress == [100, 100, 100])
    }

    @Test func optionalComponentsDoNotCount() {
        let optional: [Component] = [.sampleOutputs, .supportingLibraries, .modelMetadata]
        #expect(mof(evidence(optional)).progress == [0, 0, 0])
        let result = mof(evidence(classI.map { ($0, "MIT") } + optional.map { ($0, "CC-BY-NC-4.0") }))
        #expect(result.mofClass == 1)
        #expect(result.invalid == optional.sorted())
        #expect(mof(evidence(optional, "unlicensed")).unlicensed == optional.sorted())
        #expect(result.missing.isEmpty)
    }

    @Test func theComponentsOwnLicenceComesFirst() {
        let defaults = LicenseDefaults(code: "MIT", distribution: "CC-BY-NC-4.0")
        let result = evidence([(.trainingCode, "ISC"), (.inferenceCode, nil), (.modelCard, nil)], defaults: defaults)
        #expect(result[.trainingCode].license == "ISC")
        #expect(result[.inferenceCode].license == "MIT")
        #expect(result[.modelCard].license == "CC-BY-NC-4.0")
    }

    @Test func noLicenceAnywhereIsUnlicensed() {
        #expect(evidence([(.modelCard, nil)])[.modelCard].state == .unlicensed)
        let empty = LicenseDefaults(document: "", distribution: "")
        #expect(evidence([(.modelCard, nil)], defaults: empty)[.modelCard].state == .unlicensed)
    }

    @Test(arguments: [
        "Apache-2.0", "MIT", "GPL-3.0", "LGPL-2.0", "BSD-3-Clause-Clear", "WTFPL", "CC-BY-4.0", "CC-BY-3.0",
        "CC-BY-2.5-AU", "CC-BY-SA-2.1-JP", "CDLA-Sharing-1.0", "ODC-PDDL-1.0", "ODC-By-1.0", "ODbL-1.0", "GFDL-1.3",
        "OGL-UK-3.0", "OpenMDW-1.0", "GPL-2.0+", "CC0-1.0",
    ])
    func openAsWritten(_ license: String) {
        #expect(evidence([(.datasets, license)])[.datasets].state == .included)
    }

    @Test(arguments: [
        "mit", "apache-2.0", "Apache 2.0", "MIT License", " MIT", "MIT ", "MIT OR Apache-2.0", "PDDL-1.0",
        "openmdw-1.0", "OpenMDW-1.1", "CC-BY-NC-4.0", "CC-BY-ND-4.0", "CC-BY-SA-3.0-DE", "OGL-UK-1.0", "C-UDA-1.0",
        "llama2", "Llama-3", "unknown", "Unlicensed", "UNLICENSED", "CC-BY-3.0-FR",
    ])
    func notOpenAsWritten(_ license: String) {
        #expect(evidence([(.datasets, license)])[.datasets].state == .invalid)
    }

    @Test func everyOpenDataIdIsOpen() {
        #expect(MOFLicenses.openData.count == 31)
        for id in MOFLicenses.openData { #expect(MOFLicenses.isOpen(id)) }
    }

    @Test func aLicenceThatReadsOpenIsNamedWithTheClassItWouldGive() throws {
        let result = evidence(
            classIII.map { ($0, $0 == .modelCard ? "mit" : ($0 == .dataCard ? "MIT License" : "MIT")) })
        let evaluation = MOF.evaluate(result)
        #expect(evaluation.classification.mofClass == 0)
        #expect(evaluation.classification.invalid == [.modelCard, .dataCard])
        let warnings = evaluation.warnings.filter { $0.code == .licenseReadsOpen }
        #expect(warnings.map(\.component) == [.modelCard, .dataCard])
        #expect(warnings.allSatisfy { $0.reading == "MIT" && $0.classIfRead == 3 })
        #expect(warnings[0].description.contains("'mit'"))
        #expect(warnings[0].description.contains("Class III"))
    }

    @Test(arguments: [
        ("PDDL-1.0", "ODC-PDDL-1.0"), ("openmdw-1.0", "OpenMDW-1.0"), ("Apache 2.0", "Apache-2.0"),
        ("MIT OR Apache-2.0", "MIT OR Apache-2.0"), ("cc-by-3.0", "CC-BY-3.0"),
    ])
    func readings(_ license: String, _ reading: String) {
        #expect(MOFLicenses.openReading(of: license) == reading)
    }

    @Test(arguments: ["MIT", "llama2", "openrail", "CC-BY-NC-4.0", "nonsense", "MIT AND CC-BY-NC-4.0"])
    func noReading(_ license: String) {
        #expect(MOFLicenses.openReading(of: license) == nil)
    }

    @Test(arguments: [
        (Component.datasets, "MIT", true), (.datasets, "CC-BY-4.0", false), (.modelCard, "MIT", true),
        (.modelCard, "Apache-2.0", false), (.modelCard, "CC0-1.0", false), (.trainingCode, "CC-BY-4.0", true),
        (.trainingCode, "GPL-3.0-only", false), (.trainingCode, "OpenMDW-1.0", false),
        (.modelCard, "GFDL-1.3-only", false),
    ])
    func anUnusualTypeCountsWithAWarning(_ component: Component, _ license: String, _ warns: Bool) {
        let result = MOF.evaluate(evidence([(component, license)]))
        #expect(result.classification.states[component] == .included)
        #expect(result.warnings.contains { $0.code == .unusualLicenseType && $0.component == component } == warns)
    }

    @Test func distanceNamesWhatIsStillToBeOpened() {
        let result = mof(evidence([(.modelCard, "MIT"), (.dataCard, "unlicensed"), (.architecture, "llama2")]))
        #expect(result.distance(to: 3).map(\.id) == [9, 10, 11, 12, 14])
        #expect(
            result.distance(to: 3).map { result.states[$0] } == [.invalid, .missing, .missing, .missing, .unlicensed])
        #expect(result.distance(to: 2).map(\.id) == [7, 8, 9, 10, 11, 12, 14, 18, 19])
    }

    @Test func theVerdictNamesTheNextClassUp() throws {
        let verdict = MOF.verdict(on: evidence(classIII.map { ($0, $0 == .modelCard ? nil : "MIT") }))
        #expect(verdict.outcome == .level(0, of: 3))
        #expect(verdict.next?.to == "Class III, Open Model")
        #expect(verdict.next?.steps.map(\.action) == [.license])
        #expect(MOF.verdict(on: evidence(classIII)).next?.steps.count == 4)
        #expect(MOF.verdict(on: evidence(classI)).next == nil)
        #expect(MOF.verdict(on: evidence(classI)).outcome == .level(3, of: 3))
    }
}
