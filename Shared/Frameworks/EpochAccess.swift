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
