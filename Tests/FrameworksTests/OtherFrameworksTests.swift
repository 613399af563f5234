import Domain
import Testing

@testable import Frameworks

@Suite struct OSAIDTests {
    let code: [Component] = [.preprocessingCode, .trainingCode, .inferenceCode, .supportingLibraries]
    var all: [Component] { code + [.architecture, .finalParameters, .dataCard] }

    func failed(_ evidence: Evidence) -> [String] { OSAID.verdict(on: evidence).failedClauses.map(\.id) }

    @Test func allClausesMet() {
        let verdict = OSAID.verdict(on: evidence(all))
        #expect(verdict.outcome == .decision(true))
        #expect(verdict.failedClauses.isEmpty)
        #expect(verdict.next == nil)
    }

    @Test(arguments: [Component.datasets, .researchPaper, .technicalReport, .dataCard])
    func oneOfFourIsEnoughForData(_ one: Component) {
        let without = all.filter { $0 != .dataCard }
        #expect(failed(evidence(without)) == ["data"])
        #expect(failed(evidence(without + [one])) == [])
    }

    @Test(arguments: [Component.preprocessingCode, .trainingCode, .inferenceCode, .supportingLibraries])
    func everyCodeIsNeeded(_ one: Component) {
        #expect(failed(evidence(all.filter { $0 != one })) == ["code"])
    }

    @Test func codeAndArchitectureMustBeOSIApproved() {
        // FSF-libre, not OSI-approved: open for the framework of classes, not for this one.
        func with(_ component: Component, _ license: String) -> Evidence {
            evidence(all.map { ($0, $0 == component ? license : "MIT") })
        }
        #expect(failed(with(.trainingCode, "WTFPL")) == ["code"])
        #expect(failed(with(.architecture, "CC-BY-4.0")) == ["model"])
        #expect(failed(with(.finalParameters, "CC-BY-4.0")) == [])
        #expect(failed(with(.finalParameters, "CC-BY-NC-4.0")) == ["model"])
    }

    @Test func theCheapestWayUpStartsFromWhatIsThere() throws {
        let components = all.map { ($0, $0 == .dataCard ? nil : "MIT" as String?) }
        let next = try #require(OSAID.verdict(on: evidence(components)).next)
        #expect(next.steps.map(\.component) == [.dataCard])
        #expect(next.steps.map(\.action) == [.license])
    }

    @Test func versionOneAsksForNeitherArchitectureNorLibraries() {
        let components: [Component] = [
            .preprocessingCode, .trainingCode, .inferenceCode, .finalParameters, .technicalReport,
        ]
        #expect(OSAID10.verdict(on: evidence(components)).opens == true)
        #expect(OSAID.verdict(on: evidence(components)).opens == false)
        #expect(
            OSAID10.verdict(on: evidence(Array(components.dropLast(2)))).failedClauses.map(\.id) == [
                "data", "parameters",
            ])
    }
}

@Suite struct G7LevelsTests {
    func level(_ components: [(Component, String?)]) -> Int { G7Levels.level(evidence(components).states) }

    @Test func theLadder() {
        let weights: [(Component, String?)] = [(.finalParameters, "llama2"), (.inferenceCode, "MIT")]
        let open: [(Component, String?)] = [(.finalParameters, "MIT"), (.inferenceCode, "MIT")]
        let training: [(Component, String?)] = open + [(.trainingCode, "MIT")]
        #expect(level([]) == 0)
        #expect(level([(.finalParameters, "MIT")]) == 0)
        #expect(level(weights) == 1)
        #expect(level([(.finalParameters, nil), (.inferenceCode, nil)]) == 1)
        #expect(level(open) == 2)
        #expect(level(training) == 2)
        #expect(level(training + [(.dataCard, "CC-BY-4.0")]) == 3)
        #expect(level(training + [(.datasets, "CC-BY-4.0")]) == 4)
        #expect(level(weights + [(.trainingCode, "MIT"), (.datasets, "CC0-1.0")]) == 1)
        #expect(level(training + [(.dataCard, "CC-BY-4.0"), (.datasets, "CC-BY-NC-4.0")]) == 3)
    }

    @Test func theNextStepIsTheNextLevels() throws {
        let verdict = G7Levels.verdict(
            on: evidence([(.finalParameters, "MIT"), (.inferenceCode, "MIT"), (.technicalReport, nil)]))
        #expect(verdict.label == "Open Weights")
        #expect(verdict.next?.to == "Open Source AI")
        #expect(verdict.next?.steps.map(\.component) == [.trainingCode, .technicalReport])
    }
}

@Suite struct OpennessAxesTests {
    @Test func weights() {
        #expect(OpennessAxes(evidence([(.finalParameters, "MIT")]).states).weights == 1)
        #expect(OpennessAxes(evidence([(.finalParameters, "llama2")]).states).weights == 0.5)
        #expect(OpennessAxes(evidence([(.finalParameters, nil)]).states).weights == 0.5)
        #expect(OpennessAxes(ComponentStates()).weights == 0)
    }

    @Test func science() {
        #expect(OpennessAxes(evidence(classI).states).science == 1)
        #expect(OpennessAxes(ComponentStates()).science == 0)
        let some = evidence([
            (.datasets, "MIT"), (.dataCard, nil), (.trainingCode, "llama2"), (.technicalReport, "MIT"),
            (.researchPaper, nil), (.modelCard, "MIT"),
        ])
        #expect(OpennessAxes(some.states).science == (1 + 0.5 + 0.5 + 1) / 6)
    }

    @Test func aLabelIsRoundedAndTheScoreIsNot() {
        let verdict = ScienceAxis.verdict(on: evidence([(.trainingCode, "llama2")]))
        #expect(verdict.label == "science 0.083" && verdict.outcome == .score(0.5 / 6, of: 1))
        #expect(Verdict.inWords(38.88888888888889, of: 100) == "38.9" && Verdict.inWords(1.5, of: 12) == "1.5")
        #expect(Verdict.inWords(1, of: 1) == "1.0" && Verdict.inWords(0, of: 100) == "0.0")
    }

    @Test func whatIsPublishedIsNearest() throws {
        let verdict = ScienceAxis.verdict(on: evidence([(.trainingCode, "llama2"), (.datasets, "MIT")]))
        #expect(verdict.next?.steps.map(\.component) == [.trainingCode])
        #expect(verdict.next?.steps.map(\.action) == [.relicense])
    }
}
