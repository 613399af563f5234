import Columns
import Domain
import Frameworks

/// What a row says of itself, before lineage and figures.
struct Attributes {
    /// The id whose name it goes by.
    var name: Int32
    var organization: Int32
    var flags: ModelFlags
    var country: Country
    var access: ResolvedAccess
    var merged: MergedStatement
    var details: String?
    var joint: JointRelease?
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
        if hasSeveralRepositories(canonical) { flags.insert(.severalRepositories) }
        let joint = facts.joint.isEmpty ? nil : joint(found)
        if let joint, joint.countries.count > 1 { flags.insert(.jointRelease) }
        return Attributes(
            name: newest, organization: publisher == .null ? .null : organizations.id[Int(publisher)],
            flags: flags,
            country: publisher == .null ? .unreviewed : organizations.country[Int(publisher)],
            access: resolved, merged: merged,
            details: isJoined || merged.hasDetails || joint != nil ? details(canonical, merged, joint) : nil,
            joint: joint)
    }

    /// Whether one source gave an identity several hub ids by then.
    @inline(__always)
    private func hasSeveralRepositories(_ canonical: Int32) -> Bool {
        guard !isJoined(canonical) else { return hasSeveral(of: members(canonical)) }
        let group = facts.statements.group(canonical)
        guard group.count > 1 else { return false }
        // The statements of a source stand together.
        var first: Statement?
        for s in group where s.hubId != 0 && s.at <= factsAsOf {
            if let first, first.source == s.source {
                if first.hubId != s.hubId { return true }
            } else {
                first = s
            }
        }
        return false
    }

    private func hasSeveral(of ids: [Int32]) -> Bool {
        var given: [Int16: Int64] = [:]
        for id in ids {
            for s in facts.statements.group(id) where s.hubId != 0 && s.at <= factsAsOf {
                if given[s.source, default: s.hubId] != s.hubId { return true }
                given[s.source] = s.hubId
            }
        }
        return false
    }

    /// The organisations of a joint release, as the most trusted source has them that names a publisher.
    private func joint(_ found: UnsafeBufferPointer<Statement>) -> JointRelease? {
        guard let statement = found.first(where: { $0.organization != .null }),
            let stated = facts.joint[statement.model]?.first(where: { $0.belongs(to: statement) })
        else { return nil }
        return JointRelease(stated.organizations.map { organizationRows[Int($0)] }, organizations)
    }

    func word(_ id: Int32) -> String? { id == .null ? nil : facts.words[Int(id)] }

    /// What only few models have: other names, a licence's name and link, several publishers.
    private func details(_ canonical: Int32, _ merged: MergedStatement, _ joint: JointRelease?) -> String? {
        var members: [String] = []
        if let ids = joined[canonical] {
            let newest = newestName[canonical] ?? canonical
            let names = ids.filter { $0 != newest }.map { facts.modelNames[Int($0)] }.sorted()
            members.append("\"aliases\":" + JSONText.array(names.map(JSONText.string)))
        }
        if let name = word(merged.licenseName) { members.append("\"licenseName\":" + JSONText.string(name)) }
        if let link = word(merged.licenseLink) { members.append("\"licenseLink\":" + JSONText.string(link)) }
        if let joint {
            let names = joint.organizations.map { JSONText.string(organizations.name[Int($0)]) }
            members.append("\"organizations\":" + JSONText.array(names))
            members.append("\"countries\":" + JSONText.array(joint.countries.map { JSONText.string($0.name) }))
        }
        guard !members.isEmpty else { return nil }
        return "{" + members.joined(separator: ",") + "}"
    }
}
