import Domain

/// G7 Vision on AI openness, 29 May 2026: four levels.
///
/// 1 Weights Available: weights and deployment code can be had. 2 Open Weights: both under an open licence. 3 Open
/// Source AI: plus training code, and training data or information about it (whether sharing the data is legally or
/// technically impossible cannot be seen from outside, so information is accepted). 4 Open Source AI with Open Data:
/// plus the training data. Deployment code is read as inference code, data information as a data card, a technical
/// report or a research paper under an open licence.
public enum G7Levels: Framework {
    public static let id = "g7"
    public static let name = "G7 Vision on AI openness"
    public static let version = "2026-05-29"

    public static let labels = [
        "no level", "Weights Available", "Open Weights", "Open Source AI", "Open Source AI with Open Data",
    ]

    static let information: [Component] = [.dataCard, .technicalReport, .researchPaper]

    /// The level, 0...4.
    public static func level(_ states: ComponentStates) -> Int { blockers(states).firstIndex { !$0.isEmpty } ?? 4 }

    /// What stands in the way of each level, beyond the levels below it. Level 3 wants data or information on it: where
    /// there is neither, the nearest of the four is named.
    static func blockers(_ states: ComponentStates) -> [[Component]] {
        let deployment: [Component] = [.inferenceCode, .finalParameters]
        func notOpen(_ components: [Component]) -> [Component] { components.filter { states[$0] != .included } }
        var third = notOpen([.trainingCode])
        let data: [Component] = information + [.datasets]
        if notOpen(data).count == data.count,
            let nearest = data.enumerated().max(by: {
                (states[$0.element].rawValue, -$0.offset) < (states[$1.element].rawValue, -$1.offset)
            })
        {
            third.append(nearest.element)
        }
        return [
            deployment.filter { !states[$0].isPresent }, notOpen(deployment), third, notOpen([.datasets]),
        ]
    }

    public static func verdict(on evidence: Evidence) -> Verdict {
        let states = evidence.states
        let blockers = blockers(states)
        let level = level(states)
        let clauses = blockers.enumerated().map { index, components in
            Clause(
                id: "level\(index + 1)", text: labels[index + 1], met: components.isEmpty ? 1 : 0,
                components: components,
                reason: components.isEmpty
                    ? "complete" : "not so: " + components.map { $0.described(states) }.joined(separator: ", "))
        }
        return Verdict(
            framework: self, outcome: .level(level, of: 4), label: labels[level], opens: level >= 2, clauses: clauses,
            next: level == 4
                ? nil
                : NextStep(to: labels[level + 1], steps: blockers[level].map { Step($0, states) }))
    }
}
