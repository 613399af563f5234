/// What a stated licence turned out to be.
public struct ResolvedLicense: Sendable, Hashable {
    public enum Status: String, Sendable, CaseIterable {
        /// The source says nothing of a licence.
        case notStated
        /// Terms are known.
        case mapped
        /// Something is stated, its terms are not known here: counted, never taken for open.
        case unmapped
    }

    /// What the resolution followed.
    public enum Basis: String, Sendable, CaseIterable { case id, name, link, expression }

    /// Why a stated licence has no terms.
    public enum Reason: String, Sendable, CaseIterable {
        /// No table has it.
        case unknownId
        /// On a list, terms not reviewed, or a family without one set of terms.
        case termsNotReviewed
        /// `other` or `unknown`, without a name or link that a table has.
        case otherWithoutKnownName
        /// Has operators, but is no licence expression.
        case malformedExpression
    }

    public var status: Status
    /// As the source writes it: the id, or for `other` its name or link.
    public var statement: String?
    /// The licence's id in our tables, or the expression with such ids; nil unless a table has it.
    public var id: String?
    public var basis: Basis?
    public var reason: Reason?
    public var terms: LicenseTerms?
    public var isOSIApproved: Bool
    public var isFSFLibre: Bool

    /// How weights under it can be had: `unknown` unless mapped.
    public var access: Access { terms?.access ?? .unknown }

    /// No licence stated.
    public static let notStated = ResolvedLicense(status: .notStated, isOSIApproved: false, isFSFLibre: false)
}

/// From a source's words to a licence, by table only.
public enum LicenseResolver {
    /// - Parameters:
    ///   - license: an SPDX id or expression, a Hub id, another spelling of one, or a link; case and blanks do not
    ///     count. `other` and `unknown` (and nil, where a name or link is there) leave it to the next two.
    ///   - name: `license_name`. - link: `license_link`.
    /// - Returns: never more open than what a table says: an id stands for itself, whatever name and link say; where
    ///   name and link are both known and differ, the stricter terms hold.
    public static func resolve(license: String?, name: String? = nil, link: String? = nil) -> ResolvedLicense {
        let (license, name, link) = (stated(license), stated(name), stated(link))
        let key = license.map { LicenseTable.key($0) }
        if let license, let key, key != "other", key != "unknown" { return resolve(text: license, key: key) }
        guard license != nil || name != nil || link != nil else { return .notStated }
        var found: [ResolvedLicense] = []
        if let name {
            var byName = resolve(text: name, key: LicenseTable.key(name))
            if byName.basis == .id { byName.basis = .name }
            found.append(byName)
        }
        if let link, let known = LicenseTable.linkKey(link).flatMap({ LicenseTable.byLink[$0] }) {
            found.append(resolved(known, link, .link))
        }
        let mapped = found.filter { $0.status == .mapped }
        if var first = mapped.first {
            if mapped.count > 1, mapped[1].id != first.id, let a = first.terms, let b = mapped[1].terms {
                first = b.isMorePermissive(than: a) ? first : mapped[1]
                first.terms = a.and(b)
            }
            return first
        }
        let reason = found.first?.reason == .termsNotReviewed ? ResolvedLicense.Reason.termsNotReviewed : nil
        return ResolvedLicense(
            status: .unmapped, statement: name ?? link ?? license, id: found.first?.id,
            reason: reason ?? .otherWithoutKnownName, isOSIApproved: false, isFSFLibre: false)
    }

    /// Absent, empty and blank are the same: not stated.
    private static func stated(_ text: String?) -> String? {
        guard let text, text.contains(where: { !$0.isWhitespace }) else { return nil }
        return text
    }

    private static func resolve(text: String, key: String) -> ResolvedLicense {
        if let known = LicenseTable.bySpelling[key] { return resolved(known, text, .id) }
        if let link = LicenseTable.linkKey(text) {
            return LicenseTable.byLink[link].map { resolved($0, text, .link) } ?? unmapped(text, .unknownId)
        }
        let operators: Set<Substring> = ["AND", "OR", "WITH", "and", "or", "with"]
        let words = text.split(whereSeparator: { $0.isWhitespace || $0 == "(" || $0 == ")" })
        guard text.contains("(") || text.contains("+") || words.contains(where: operators.contains) else {
            return unmapped(text, .unknownId)
        }
        guard let expression = try? LicenseExpression(parsing: text) else {
            return unmapped(text, .malformedExpression)
        }
        var result = evaluate(expression)
        result.statement = text
        result.basis = result.status == .mapped ? .expression : nil
        return result
    }

    private static func resolved(_ known: KnownLicense, _ text: String, _ basis: ResolvedLicense.Basis)
        -> ResolvedLicense
    {
        ResolvedLicense(
            status: known.terms == nil ? .unmapped : .mapped, statement: text, id: known.id, basis: basis,
            reason: known.terms == nil ? .termsNotReviewed : nil, terms: known.terms,
            isOSIApproved: known.isOSIApproved, isFSFLibre: known.isFSFLibre)
    }

    private static func unmapped(_ text: String, _ reason: ResolvedLicense.Reason) -> ResolvedLicense {
        ResolvedLicense(
            status: .unmapped, statement: text, reason: reason, isOSIApproved: false, isFSFLibre: false)
    }
}
