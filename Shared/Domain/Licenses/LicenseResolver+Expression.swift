extension LicenseResolver {
    /// The terms of an expression: `OR` takes the most permissive side, `AND` holds both, a known exception leaves the
    /// licence as it is, `+` too (this version is among those one may choose).
    public static func evaluate(_ expression: LicenseExpression) -> ResolvedLicense {
        switch expression {
        case .license(let id, let orLater): leaf(id, orLater: orLater)
        case .with(let license, let exception): with(evaluate(license), exception)
        case .and(let a, let b): both(evaluate(a), evaluate(b))
        case .or(let a, let b): either(evaluate(a), evaluate(b))
        }
    }

    private static func leaf(_ id: String, orLater: Bool) -> ResolvedLicense {
        // `GPL-2.0+` is an id of its own on the list; `Apache-2.0+` is not.
        let whole = orLater ? LicenseTable.bySpelling[LicenseTable.key(id + "+")] : nil
        guard let known = whole ?? LicenseTable.bySpelling[LicenseTable.key(id)] else {
            return unknown(id, .unknownId)
        }
        return ResolvedLicense(
            status: known.terms == nil ? .unmapped : .mapped, statement: id,
            id: orLater && whole == nil ? known.id + "+" : known.id,
            reason: known.terms == nil ? .termsNotReviewed : nil, terms: known.terms,
            isOSIApproved: known.isOSIApproved, isFSFLibre: known.isFSFLibre)
    }

    private static func with(_ license: ResolvedLicense, _ exception: String) -> ResolvedLicense {
        guard LicenseExceptions.isKnown(exception) else { return unknown(exception, .unknownId) }
        var result = license
        result.id = license.id.map { "\($0) WITH \(exception)" }
        return result
    }

    private static func both(_ a: ResolvedLicense, _ b: ResolvedLicense) -> ResolvedLicense {
        guard let aTerms = a.terms, let bTerms = b.terms else {
            // One side's terms are unknown, so nobody knows what holds: the strictest reading.
            return unknown(a.id, b.id, "AND", a.terms == nil ? a.reason : b.reason)
        }
        return ResolvedLicense(
            status: .mapped, id: joined(a.id, b.id, "AND"), terms: aTerms.and(bTerms),
            isOSIApproved: a.isOSIApproved && b.isOSIApproved, isFSFLibre: a.isFSFLibre && b.isFSFLibre)
    }

    private static func either(_ a: ResolvedLicense, _ b: ResolvedLicense) -> ResolvedLicense {
        let id = joined(a.id, b.id, "OR")
        guard a.terms != nil || b.terms != nil else { return unknown(a.id, b.id, "OR", a.reason) }
        var chosen = a
        if let bTerms = b.terms {
            if let aTerms = a.terms {
                if bTerms.isMorePermissive(than: aTerms) { chosen = b }
            } else {
                chosen = b
            }
        }
        chosen.id = id ?? chosen.id
        chosen.isOSIApproved = a.isOSIApproved || b.isOSIApproved
        chosen.isFSFLibre = a.isFSFLibre || b.isFSFLibre
        return chosen
    }

    /// Operands that need them get parentheses: an `OR` inside an `AND`.
    private static func joined(_ a: String?, _ b: String?, _ word: String) -> String? {
        guard let a, let b else { return nil }
        func operand(_ id: String) -> String { word == "AND" && id.contains(" OR ") ? "(\(id))" : id }
        return "\(operand(a)) \(word) \(operand(b))"
    }

    private static func unknown(_ statement: String, _ reason: ResolvedLicense.Reason) -> ResolvedLicense {
        ResolvedLicense(
            status: .unmapped, statement: statement, reason: reason, isOSIApproved: false, isFSFLibre: false)
    }

    private static func unknown(_ a: String?, _ b: String?, _ word: String, _ reason: ResolvedLicense.Reason?)
        -> ResolvedLicense
    {
        ResolvedLicense(
            status: .unmapped, id: joined(a, b, word), reason: reason ?? .unknownId, isOSIApproved: false,
            isFSFLibre: false)
    }
}
