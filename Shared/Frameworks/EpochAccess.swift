import Domain

/// How a model can be had, in Epoch AI's vocabulary: every model has exactly one value.
///
/// | stated | weights | licence | gated | access |
/// |---|---|---|---|---|
/// | `api`, `hosted`, `limited`, `unreleased` | any | any | any | as stated |
/// | `openUnrestricted`, `openNonCommercial` | any | any | any | as stated |
/// | `openRestricted` | any | mapped | any | as the licence says, then gating |
/// | `openRestricted` | any | none, unmapped | any | `openRestricted` |
/// | nothing, `unknown` | there | mapped | no | as the licence says |
/// | nothing, `unknown` | there | unrestricted | yes | `openRestricted` |
/// | nothing, `unknown` | there | restricted, non-commercial | yes | as the licence says |
/// | nothing, `unknown` | there | none, unmapped | yes | `openRestricted` |
/// | nothing, `unknown` | there | none, unmapped | no | `unknown` |
/// | nothing, `unknown` | not known | any | any | `unknown` |
///
/// A source that only says "the weights can be had" (HELM's `open`) states `openRestricted`: the one stated value that
/// a licence refines, in either direction. Weights without known terms are never taken for open.
public enum AccessRule {
    public static let version = "1"

    /// - Parameters:
    ///   - stated: what a source says outright.
    ///   - gated: whether downloads need an agreement or approval (`auto` and `manual` alike).
    ///   - weightsKnownPresent: a hub repository, or a source that says so.
    public static func access(
        stated: Access?, license: ResolvedLicense, gated: Bool?, weightsKnownPresent: Bool
    ) -> Access {
        switch stated {
        case .openRestricted: fromLicense(license, gated: gated, otherwise: .openRestricted)
        case .none, .unknown:
            weightsKnownPresent
                ? fromLicense(license, gated: gated, otherwise: gated == true ? .openRestricted : .unknown) : .unknown
        case .some(let access): access
        }
    }

    private static func fromLicense(_ license: ResolvedLicense, gated: Bool?, otherwise: Access) -> Access {
        guard let access = license.terms?.access else { return otherwise }
        return gated == true && access == .openUnrestricted ? .openRestricted : access
    }
}

/// Epoch AI's access vocabulary as a framework.
public enum EpochAccess: Framework {
    public static let id = "epoch"
    public static let name = "Epoch AI access vocabulary"
    public static let version = "2026"

    /// The words Epoch AI uses.
    public static func label(_ access: Access) -> String {
        switch access {
        case .openUnrestricted: "Open weights (unrestricted)"
        case .openRestricted: "Open weights (restricted use)"
        case .openNonCommercial: "Open weights (non-commercial)"
        case .api: "API access"
        case .hosted: "Hosted access (no API)"
        case .limited: "Limited access"
        case .unreleased: "Unreleased"
        case .unknown: "unknown"
        }
    }

    /// The access of the evidence: what sources say of it; else what the parameters' licence says, where there are
    /// parameters.
    public static func access(_ evidence: Evidence) -> Access {
        if let access = evidence.access?.access, access != .unknown { return access }
        let parameters = evidence[.finalParameters]
        guard parameters.state.isPresent else { return .unknown }
        return AccessRule.access(
            stated: nil, license: LicenseResolver.resolve(license: parameters.license), gated: evidence.access?.gated,
            weightsKnownPresent: true)
    }

    public static func verdict(on evidence: Evidence) -> Verdict {
        let access = access(evidence)
        let license = evidence.access?.license
        let clauses = [
            Clause(
                id: "weights", text: "the weights can be had",
                met: access == .unknown ? nil : (access.hasWeights ? 1 : 0), components: [.finalParameters],
                reason: label(access)),
            Clause(
                id: "unrestricted", text: "the licence restricts neither use nor users, no gate",
                met: access == .unknown ? nil : (access == .openUnrestricted ? 1 : 0),
                components: [.finalParameters],
                reason: [
                    license?.id ?? license?.statement ?? evidence[.finalParameters].license ?? "no licence stated",
                    evidence.access?.gated == true ? "gated" : nil,
                ].compactMap { $0 }.joined(separator: ", ")),
        ]
        let step: Step? =
            switch access {
            case .openUnrestricted: nil
            case .openRestricted where evidence.access?.gated == true && license?.access == .openUnrestricted:
                Step(.finalParameters, .other, "remove the gate")
            case .openRestricted, .openNonCommercial, .unknown:
                Step(.finalParameters, .relicense, "put the weights under a licence without restrictions of use")
            default: Step(.finalParameters, .release, "release the weights under a licence without restrictions of use")
            }
        return Verdict(
            framework: self, outcome: .access(access), label: label(access),
            opens: access == .unknown ? nil : access == .openUnrestricted, clauses: clauses,
            next: step.map { NextStep(to: label(.openUnrestricted), steps: [$0]) })
    }
}
