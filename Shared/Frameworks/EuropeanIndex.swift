import Domain

/// European Open Source AI Index: twelve dimensions, open 1, partial 0.5, closed 0, summed.
///
/// Its own assessments are imported. Without one, what components say fills the dimensions they speak of, and the rest
/// is not known: the score is then a lower bound, and the note gives the upper one.
public enum EuropeanIndex: Framework {
    public static let id = "osai"
    public static let name = "European Open Source AI Index"
    public static let version = "twelve"

    /// Ids as the index's files write them.
    public static let dimensions = [
        "datasources_basemodel", "datasources_endmodel", "weights_basemodel", "weights_endmodel", "trainingcode",
        "code", "hardware_architecture", "preprint", "paper", "modelcard", "datasheet", "licenses",
    ]

    public static func verdict(on evidence: Evidence) -> Verdict {
        EuropeanIndexSum.verdict(
            self, evidence, dimensions,
            components: [
                "datasources_endmodel": .datasets, "weights_endmodel": .finalParameters, "trainingcode": .trainingCode,
                "preprint": .technicalReport, "paper": .researchPaper, "modelcard": .modelCard, "datasheet": .dataCard,
            ])
    }
}

/// The index's predecessor: fourteen dimensions, with package and api, under names of its own.
public enum EuropeanIndex14: Framework {
    public static let id = "osai14"
    public static let name = "European Open Source AI Index, predecessor"
    public static let version = "fourteen"

    public static let dimensions = [
        "opencode", "llmdata", "llmweights", "rldata", "rlweights", "license", "code", "architecture", "preprint",
        "paper", "modelcard", "datasheet", "package", "api",
    ]

    public static func verdict(on evidence: Evidence) -> Verdict {
        EuropeanIndexSum.verdict(
            self, evidence, dimensions,
            components: [
                "opencode": .trainingCode, "llmdata": .datasets, "llmweights": .finalParameters,
                "architecture": .architecture, "preprint": .technicalReport, "paper": .researchPaper,
                "modelcard": .modelCard, "datasheet": .dataCard,
            ])
    }
}

enum EuropeanIndexSum {
    static func verdict(
        _ framework: any Framework.Type, _ evidence: Evidence, _ dimensions: [String],
        components: [String: Component]
    ) -> Verdict {
        let imported = evidence.scores("osai", edition: framework.version)
        let clauses = dimensions.map { id -> Clause in
            if let imported {
                // A dimension the assessment leaves empty is not applicable, and has no points there either.
                let points = imported.items.last { $0.id == id }?.points
                return Clause(
                    id: id, text: id, met: points ?? nil, components: components[id].map { [$0] } ?? [],
                    reason: word(points))
            }
            guard let component = components[id], evidence[component].followed != nil else {
                return Clause(id: id, text: id, met: nil, reason: "not known")
            }
            let points = OpennessAxes.value(evidence.states[component])
            return Clause(id: id, text: id, met: points, components: [component], reason: word(points))
        }
        let known = clauses.compactMap(\.met)
        let total = Double(dimensions.count)
        guard !known.isEmpty else {
            return Verdict(
                framework: framework, outcome: .none(reason: "no assessment and no component it speaks of"),
                label: "not assessed", clauses: clauses)
        }
        let sum = known.reduce(0, +)
        let unknown = Double(clauses.count - known.count)
        var notes: [String] = []
        if imported == nil {
            notes.append("derived from components, not the index's own assessment")
            if unknown > 0 { notes.append("\(Int(unknown)) dimensions not known: between \(sum) and \(sum + unknown)") }
        }
        let nearest = clauses.filter { $0.met.map { $0 < 1 } ?? false }.max { ($0.met ?? 0) < ($1.met ?? 0) }
        return Verdict(
            framework: framework, outcome: .score(sum, of: total), label: "\(sum) of \(dimensions.count)",
            clauses: clauses,
            next: nearest.map { NextStep(to: "more points", steps: [Step(nil, .other, "open \($0.id)")]) },
            notes: notes)
    }

    private static func word(_ points: Double?) -> String {
        switch points {
        case nil: "not assessed"
        case 1: "open"
        case 0: "closed"
        default: "partial"
        }
    }
}
