import Columns
import Domain
import Frameworks

/// What a row says of itself, before lineage and figures.
struct Attributes {
    /// The id whose name it goes by.
    var name: Int32
    var organization: Int32
    var organizationRow: Int32
    var flags: ModelFlags
    var country: Country
    var access: ResolvedAccess
    var merged: MergedStatement
    var details: String?
}

extension StateReader {
    /// Attributes of a row: of each the most trusted source that states it; country from the publisher; access from what
    /// is stated, the licence and gating.
    @inline(__always)
    func describe(
        _ canonical: Int32, _ found: UnsafeBufferPointer<Statement>, _ cache: inout AccessCache
    ) -> Attributes {
        let isJoined = isJoined(canonical)
        let newest = isJoined ? newestName[canonical] ?? canonical : canonical
        let merged = MergedStatement(found, order.ranks, asOf: factsAsOf)
        let stated = merged.organization != .null ? merged.organization : facts.modelOrganization[Int(newest)]
        let publisher: Int32 = stated == .null ? .null : organizationRows[Int(stated)]
        var flags: ModelFlags = []
        let resolved = cache.access(of: merged, self)
        if resolved.unmapped >= 0 { flags.insert(.licenseUnmapped) }
        if !facts.artifacts.isEmpty, members(canonical).contains(where: facts.artifacts.contains) {
            flags.insert(.artifact)
        }
        if merged.count == 0, !flags.contains(.artifact), !hasFigures(canonical) { flags.insert(.placeholder) }
        if merged.contradicted { flags.insert(.contradicted) }
        if !deleted.isEmpty, let at = deleted[canonical], at >= merged.latestAt { flags.insert(.deleted) }
        return Attributes(
            name: newest, organization: publisher == .null ? .null : organizations.id[Int(publisher)],
            organizationRow: publisher, flags: flags,
            country: publisher == .null ? .unreviewed : organizations.country[Int(publisher)],
            access: resolved, merged: merged,
            details: isJoined || merged.hasDetails ? details(canonical, merged) : nil)
    }

    func word(_ id: Int32) -> String? { id == .null ? nil : facts.words[Int(id)] }

    /// What only few models have: other names, a licence's name and link.
    private func details(_ canonical: Int32, _ merged: MergedStatement) -> String? {
        var members: [String] = []
        if let ids = joined[canonical] {
            let newest = newestName[canonical] ?? canonical
            let names = ids.filter { $0 != newest }.map { facts.modelNames[Int($0)] }.sorted()
            members.append("\"aliases\":" + JSONText.array(names.map(JSONText.string)))
        }
        if let name = word(merged.licenseName) { members.append("\"licenseName\":" + JSONText.string(name)) }
        if let link = word(merged.licenseLink) { members.append("\"licenseLink\":" + JSONText.string(link)) }
        guard !members.isEmpty else { return nil }
        return "{" + members.joined(separator: ",") + "}"
    }
}
