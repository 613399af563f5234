import Domain

/// The two axes, ours: does a model open its weights, and does it open its science?
public struct OpennessAxes: Sendable, Hashable {
    /// Mean of parameters present and parameters' licence open; 0, 0.5 or 1.
    public var weights: Double
    /// Mean over training data, data card, training code, preprocessing code, intermediate checkpoints and the better
    /// of paper and report: included 1, licensed but not open or unlicensed 0.5, missing 0.
    public var science: Double

    /// Of science, the paper or report apart.
    static let science: [Component] = [
        .datasets, .dataCard, .trainingCode, .preprocessingCode, .intermediateParameters,
    ]

    public init(_ states: ComponentStates) {
        weights =
            ((states[.finalParameters].isPresent ? 1 : 0) + (states[.finalParameters] == .included ? 1 : 0)) / 2
        let paper = max(Self.value(states[.researchPaper]), Self.value(states[.technicalReport]))
        science = (Self.science.reduce(paper) { $0 + Self.value(states[$1]) }) / 6
    }

    static func value(_ state: ComponentState) -> Double {
        switch state {
        case .missing: 0
        case .unlicensed, .invalid: 0.5
        case .included: 1
        }
    }
}

/// The axis *weights* as a framework.
public enum WeightsAxis: Framework {
    public static let id = "weights"
    public static let name = "Axis: weights"
    public static let version = "1"

    public static func verdict(on evidence: Evidence) -> Verdict {
        let state = evidence.states[.finalParameters]
        let value = OpennessAxes(evidence.states).weights
        return Verdict(
            framework: self, outcome: .score(value, of: 1), label: "weights \(Verdict.inWords(value, of: 1))",
            clauses: [
                Clause(
                    id: "present", text: "parameters are there", met: state.isPresent ? 1 : 0,
                    components: [.finalParameters], reason: state.name),
                Clause(
                    id: "open", text: "parameters' licence is open", met: state == .included ? 1 : 0,
                    components: [.finalParameters],
                    reason: evidence[.finalParameters].license ?? "no licence"),
            ],
            next: state == .included
                ? nil : NextStep(to: "open weights", steps: [Step(.finalParameters, evidence.states)]))
    }
}

/// The axis *science* as a framework.
public enum ScienceAxis: Framework {
    public static let id = "science"
    public static let name = "Axis: science"
    public static let version = "1"

    public static func verdict(on evidence: Evidence) -> Verdict {
        let states = evidence.states
        let value = OpennessAxes(states).science
        // Where both are there the better one speaks.
        let paper: Component =
            OpennessAxes.value(states[.technicalReport]) > OpennessAxes.value(states[.researchPaper])
            ? .technicalReport : .researchPaper
        let components = OpennessAxes.science + [paper]
        let clauses = components.map { component in
            Clause(
                id: "component\(component.id)", text: component.name, met: OpennessAxes.value(states[component]),
                components: [component], reason: evidence[component].license ?? states[component].name)
        }
        // What is already published needs only a licence; among equals the lower number.
        let nearest = components.filter { states[$0] != .included }.min { a, b in
            (-OpennessAxes.value(states[a]), a.id) < (-OpennessAxes.value(states[b]), b.id)
        }
        return Verdict(
            framework: self, outcome: .score(value, of: 1), label: "science \(Verdict.inWords(value, of: 1))",
            clauses: clauses,
            next: nearest.map { NextStep(to: "one component more", steps: [Step($0, states)]) })
    }
}
