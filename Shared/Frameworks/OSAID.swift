import Domain

/// Open Source AI Definition, checklist 0.0.9.
///
/// Data: at least one of datasets, research paper, technical report and data card, openly licensed. Code: all of data
/// preprocessing, training, inference and supporting libraries, OSI-approved. Model: architecture OSI-approved,
/// parameters on open terms.
public enum OSAID: Framework {
    public static let id = "osaid"
    public static let name = "Open Source AI Definition, checklist"
    public static let version = "0.0.9"

    /// In the checklist's order of importance.
    static let data: [Component] = [.datasets, .researchPaper, .technicalReport, .dataCard]

    public static func verdict(on evidence: Evidence) -> Verdict {
        OSAIDClauses.verdict(
            self, evidence,
            code: [.preprocessingCode, .trainingCode, .inferenceCode, .supportingLibraries], architecture: true)
    }
}

/// Open Source AI Definition 1.0: data information, code and parameters. The definition names no list of components;
/// data information is read as any of the checklist's four, code as what trains and runs the model.
public enum OSAID10: Framework {
    public static let id = "osaid10"
    public static let name = "Open Source AI Definition"
    public static let version = "1.0"

    public static func verdict(on evidence: Evidence) -> Verdict {
        OSAIDClauses.verdict(
            self, evidence, code: [.preprocessingCode, .trainingCode, .inferenceCode], architecture: false)
    }
}

enum OSAIDClauses {
    static func verdict(
        _ framework: any Framework.Type, _ evidence: Evidence, code: [Component], architecture: Bool
    ) -> Verdict {
        let data = anyOpen(OSAID.data, evidence)
        let codeMissing = code.filter { !isOSIApproved($0, evidence) }.sorted()
        var modelMissing: [Component] = []
        if architecture, !isOSIApproved(.architecture, evidence) { modelMissing.append(.architecture) }
        if evidence.states[.finalParameters] != .included { modelMissing.append(.finalParameters) }
        let clauses = [
            Clause(
                id: "data", text: "at least one of datasets, research paper, technical report, data card",
                met: data.isEmpty ? 0 : 1, components: data.isEmpty ? OSAID.data.sorted() : data,
                reason: data.isEmpty ? "none under an open licence" : data.map(\.name).joined(separator: ", ")),
            clause("code", "all code under OSI-approved licences", codeMissing, evidence),
            clause(
                architecture ? "model" : "parameters",
                architecture ? "architecture OSI-approved, parameters on open terms" : "parameters on open terms",
                modelMissing, evidence),
        ]
        let isOpen = clauses.allSatisfy(\.isMet)
        var steps: [Step] = []
        // One of the four is enough: the one that is furthest already.
        if data.isEmpty,
            let nearest = OSAID.data.enumerated().max(by: {
                (evidence.states[$0.element].rawValue, -$0.offset) < (evidence.states[$1.element].rawValue, -$1.offset)
            })
        {
            steps.append(Step(nearest.element, evidence.states))
        }
        steps += codeMissing.map { Step($0, evidence.states, terms: "an OSI-approved licence") }
        steps += modelMissing.map {
            Step(
                $0, evidence.states,
                terms: $0 == .architecture ? "an OSI-approved licence" : "an open licence")
        }
        return Verdict(
            framework: framework, outcome: .decision(isOpen), label: isOpen ? "Open Source AI" : "not Open Source AI",
            opens: isOpen, clauses: clauses, next: isOpen ? nil : NextStep(to: "Open Source AI", steps: steps))
    }

    private static func isOSIApproved(_ component: Component, _ evidence: Evidence) -> Bool {
        let settled = evidence[component]
        return settled.state == .included && settled.license.map(MOFLicenses.isOSIApproved) == true
    }

    private static func anyOpen(_ components: [Component], _ evidence: Evidence) -> [Component] {
        components.filter { evidence.states[$0] == .included }
    }

    private static func clause(_ id: String, _ text: String, _ missing: [Component], _ evidence: Evidence) -> Clause {
        Clause(
            id: id, text: text, met: missing.isEmpty ? 1 : 0, components: missing,
            reason: missing.isEmpty
                ? "complete"
                : "not so: "
                    + missing.map { component in
                        let license = evidence[component].license.map { ", \($0)" } ?? ""
                        return "\(component.name) (\(component.id), \(evidence.states[component].name)\(license))"
                    }.joined(separator: ", "))
    }
}
