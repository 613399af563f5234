import Domain

/// An index of six items of 0 to 3 (access and licence of weights, of data, of methodology), sum / 18 * 100, after the
/// published one of Artificial Analysis.
///
/// Points that the index itself gave are imported. Without them, components are graded: access 3 open to all, 2 behind
/// a gate, 1 through an interface or (data) described in a card, 0 not at all; licence 3 open, 2 commercial use with
/// restrictions, 1 non-commercial or unknown terms, 0 none; disclosure of methodology by half of code and paper: 3
/// both, 2 training code, 1 a report or paper alone.
public enum SixItemIndex: Framework {
    public static let id = "sixItems"
    public static let name = "Six-item openness index"
    public static let version = "1"

    public static let items = [
        "weightsAccess", "weightsLicense", "dataAccess", "dataLicense", "methodologyDisclosure", "methodologyLicense",
    ]

    public static func verdict(on evidence: Evidence) -> Verdict {
        let imported = evidence.scores(id)
        let points = imported.map { scores in items.map { item in scores.items.last { $0.id == item }?.points ?? nil } }
        let graded: [Double?] = points ?? grade(evidence)
        let clauses = zip(items, graded).map { item, points in
            Clause(
                id: item, text: item, met: points.map { $0 / 3 }, components: components[item] ?? [],
                reason: points.map { "\($0) of 3" } ?? "not assessed")
        }
        guard imported != nil || !evidence.statements.isEmpty || evidence.access != nil else {
            return Verdict(
                framework: self, outcome: .none(reason: "nothing known of the model"), label: "not assessed",
                clauses: clauses)
        }
        let value = graded.reduce(0) { $0 + ($1 ?? 0) } / 18 * 100
        let nearest = zip(items, graded).filter { ($0.1 ?? 0) < 3 }.max { ($0.1 ?? 0) < ($1.1 ?? 0) }
        return Verdict(
            framework: self, outcome: .score(value, of: 100), label: "\(Verdict.inWords(value, of: 100)) of 100",
            clauses: clauses,
            next: nearest.map { NextStep(to: "more points", steps: [Step(nil, .other, "raise \($0.0)")]) },
            notes: imported == nil ? ["graded from components, not the index's own assessment"] : [])
    }

    private static let components: [String: [Component]] = [
        "weightsAccess": [.finalParameters], "weightsLicense": [.finalParameters],
        "dataAccess": [.datasets, .dataCard], "dataLicense": [.datasets],
        "methodologyDisclosure": [.trainingCode, .technicalReport, .researchPaper],
        "methodologyLicense": [.trainingCode, .technicalReport, .researchPaper],
    ]

    static func grade(_ evidence: Evidence) -> [Double] {
        let states = evidence.states
        let code = states[.trainingCode].isPresent
        let text = states[.technicalReport].isPresent || states[.researchPaper].isPresent
        let methods: [Component] = [.trainingCode, .technicalReport, .researchPaper]
        return [
            weightsAccess(evidence), license(evidence[.finalParameters]),
            states[.datasets].isPresent ? 3 : (states[.dataCard].isPresent ? 1 : 0), license(evidence[.datasets]),
            code && text ? 3 : (code ? 2 : (text ? 1 : 0)),
            methods.map { license(evidence[$0]) }.max() ?? 0,
        ]
    }

    private static func weightsAccess(_ evidence: Evidence) -> Double {
        if evidence.states[.finalParameters].isPresent { return evidence.access?.gated == true ? 2 : 3 }
        return switch evidence.access?.access {
        case .openUnrestricted?, .openRestricted?, .openNonCommercial?: evidence.access?.gated == true ? 2 : 3
        case .api?: 1
        default: 0
        }
    }

    private static func license(_ settled: SettledComponent) -> Double {
        guard settled.state.isPresent, let license = settled.license else { return 0 }
        if settled.state == .included { return 3 }
        return switch LicenseResolver.resolve(license: license).access {
        case .openUnrestricted: 3
        case .openRestricted: 2
        default: 1
        }
    }
}
