/// What a licence lets everyone do.
public struct LicenseGrants: OptionSet, Sendable, Hashable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Use in business.
    public static let commercialUse = LicenseGrants(rawValue: 1)
    /// Changing it: finetuning, merging, quantizing.
    public static let modification = LicenseGrants(rawValue: 2)
    /// Passing it on.
    public static let redistribution = LicenseGrants(rawValue: 4)
    /// Training other models with it or with what it puts out.
    public static let derivativeTraining = LicenseGrants(rawValue: 8)

    public static let all: LicenseGrants = [.commercialUse, .modification, .redistribution, .derivativeTraining]

    static let letters: [(Character, LicenseGrants, String)] = [
        ("c", .commercialUse, "commercialUse"), ("m", .modification, "modification"),
        ("r", .redistribution, "redistribution"), ("t", .derivativeTraining, "derivativeTraining"),
    ]

    /// The words of messages, in a fixed order.
    public var names: [String] { Self.letters.filter { contains($0.1) }.map(\.2) }
}

/// What a licence asks of those who use it.
public struct LicenseObligations: OptionSet, Sendable, Hashable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The licence or copyright notice goes along.
    public static let notice = LicenseObligations(rawValue: 1)
    /// The author is credited where users see it.
    public static let attribution = LicenseObligations(rawValue: 2)
    /// What is derived carries the same licence.
    public static let shareAlike = LicenseObligations(rawValue: 4)
    /// What is derived must, or must not, carry a certain name.
    public static let naming = LicenseObligations(rawValue: 8)
    /// Some uses, fields or places are forbidden.
    public static let useRestrictions = LicenseObligations(rawValue: 16)
    /// Above a number of users or an amount of revenue another licence is needed.
    public static let userCap = LicenseObligations(rawValue: 32)

    static let letters: [(Character, LicenseObligations, String)] = [
        ("n", .notice, "notice"), ("a", .attribution, "attribution"), ("s", .shareAlike, "shareAlike"),
        ("N", .naming, "naming"), ("r", .useRestrictions, "useRestrictions"), ("u", .userCap, "userCap"),
    ]

    /// The words of messages, in a fixed order.
    public var names: [String] { Self.letters.filter { contains($0.1) }.map(\.2) }
}

/// A licence's terms, as far as somebody has read them.
public struct LicenseTerms: Sendable, Hashable {
    /// How a model under this licence can be had once its weights are public: one of the three open values.
    public var access: Access
    public var grants: LicenseGrants
    public var obligations: LicenseObligations

    public init(access: Access, grants: LicenseGrants, obligations: LicenseObligations) {
        self.access = access
        self.grants = grants
        self.obligations = obligations
    }

    /// Reads a table's short form: `U:OBLIGATIONS` (unrestricted, every grant), `R:GRANTS:OBLIGATIONS` (restricted),
    /// `N:GRANTS:OBLIGATIONS` (non-commercial); letters as in ``LicenseGrants`` and ``LicenseObligations``.
    /// `?`: nobody has reviewed the terms; nil.
    init?(code: Substring) {
        let parts = code.split(separator: ":", omittingEmptySubsequences: false)
        switch (parts.first, parts.count) {
        case ("U", 2): self.init(access: .openUnrestricted, grants: .all, obligations: Self.obligations(parts[1]))
        case ("R", 3):
            self.init(access: .openRestricted, grants: Self.grants(parts[1]), obligations: Self.obligations(parts[2]))
        case ("N", 3):
            self.init(
                access: .openNonCommercial, grants: Self.grants(parts[1]), obligations: Self.obligations(parts[2]))
        default: return nil
        }
    }

    private static func grants(_ letters: Substring) -> LicenseGrants {
        LicenseGrants(LicenseGrants.letters.filter { letters.contains($0.0) }.map(\.1))
    }

    private static func obligations(_ letters: Substring) -> LicenseObligations {
        LicenseObligations(LicenseObligations.letters.filter { letters.contains($0.0) }.map(\.1))
    }

    /// Both licences hold at once (`AND`): the stricter access, what both grant, what either asks.
    public func and(_ other: LicenseTerms) -> LicenseTerms {
        LicenseTerms(
            access: max(access, other.access, by: \.rawValue), grants: grants.intersection(other.grants),
            obligations: obligations.union(other.obligations))
    }

    /// Whether the taker, free to choose (`OR`), is better off here: wider access, then more grants, then fewer
    /// obligations; on a tie, not.
    public func isMorePermissive(than other: LicenseTerms) -> Bool {
        if access != other.access { return access.rawValue < other.access.rawValue }
        let (mine, theirs) = (grants.rawValue.nonzeroBitCount, other.grants.rawValue.nonzeroBitCount)
        if mine != theirs { return mine > theirs }
        return obligations.rawValue.nonzeroBitCount < other.obligations.rawValue.nonzeroBitCount
    }
}

private func max(_ a: Access, _ b: Access, by key: (Access) -> Int8) -> Access { key(a) >= key(b) ? a : b }
