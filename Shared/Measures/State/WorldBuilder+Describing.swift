import Columns
import Domain
import Frameworks

extension WorldBuilder {
    /// Attributes of each row: of each the most trusted source that states it; country from the publisher; access from
    /// what is stated, the licence and gating.
    mutating func describe() {
        let n = models.count
        models.words = facts.words
        models.name = StringColumn(capacity: n, bytesCapacity: n * 28)
        organizationRow.reserveCapacity(n)
        var accessOf: [AccessKey: (access: Access, unmapped: String?)] = [:]
        let deleted = Dictionary(
            facts.deletions.filter { $0.at <= factsAsOf }.map { (identities.canonical[Int($0.model)], $0.at) },
            uniquingKeysWith: max)
        for row in 0..<n {
            let canonical = models.id[row]
            let newest = identities.newestName[canonical] ?? canonical
            facts.modelNames.withBytes(Int(newest)) { models.name.append($0) }
            var flags: ModelFlags = []
            let rows = facts.statements.rows
            let merged = MergedStatement(statements(canonical).lazy.map { rows[Int($0)] }, order.ranks, asOf: factsAsOf)
            let stated = merged.organization != .null ? merged.organization : facts.modelOrganization[Int(newest)]
            let publisher: Int32 = stated == .null ? .null : publishers.rowOfId[Int(stated)]
            organizationRow.append(publisher)
            models.organization.append(publisher == .null ? .null : publishers.table.id[Int(publisher)])
            models.country.append(publisher == .null ? .unreviewed : publishers.table.country[Int(publisher)])

            let key = AccessKey(
                stated: merged.access, license: merged.license, name: merged.licenseName, link: merged.licenseLink,
                gated: merged.gated, weights: merged.fromHub)
            let resolved: (access: Access, unmapped: String?)
            if let known = accessOf[key] {
                resolved = known
            } else {
                resolved = access(key)
                accessOf[key] = resolved
            }
            models.access.append(resolved.access)
            if let word = resolved.unmapped {
                flags.insert(.licenseUnmapped)
                tallies.unmappedLicenses[word, default: 0] += 1
            }
            models.gated.append(merged.gated)
            models.released.append(merged.released)
            models.releasedPrecision.append(merged.releasedPrecision)
            models.created.append(merged.created)
            models.parameters.append(merged.parameters)
            models.activeParameters.append(merged.activeParameters)
            models.license.append(merged.license)
            models.task.append(merged.task)
            models.library.append(merged.library)
            if !facts.artifacts.isEmpty, members(canonical).contains(where: facts.artifacts.contains) {
                flags.insert(.artifact)
            }
            if merged.count == 0, !flags.contains(.artifact), !hasFigures(canonical) { flags.insert(.placeholder) }
            if merged.contradicted { flags.insert(.contradicted) }
            if let at = deleted[canonical], at >= merged.latestAt { flags.insert(.deleted) }
            models.flags.append(flags)
            if let details = details(canonical, merged) { models.details[Int32(row)] = details }
        }
    }

    /// Whether any source has seen a figure or an event of it by then.
    private func hasFigures(_ canonical: Int32) -> Bool { members(canonical).contains(where: hasFigures(id:)) }

    private struct AccessKey: Hashable {
        var stated: Int8
        var license, name, link: Int32
        var gated: Int8
        var weights: Bool
    }

    private func word(_ id: Int32) -> String? { id == .null ? nil : facts.words[Int(id)] }

    private func access(_ key: AccessKey) -> (Access, String?) {
        let license = LicenseResolver.resolve(license: word(key.license), name: word(key.name), link: word(key.link))
        let access = AccessRule.access(
            stated: key.stated < 0 ? nil : Access(rawValue: key.stated), license: license,
            gated: key.gated < 0 ? nil : key.gated == 1, weightsKnownPresent: key.weights)
        return (access, license.status == .unmapped ? license.statement : nil)
    }

    /// What only few models have: other names, a licence's name and link, sources that contradict each other.
    private func details(_ canonical: Int32, _ merged: MergedStatement) -> String? {
        var members: [String] = []
        if let ids = identities.members[canonical] {
            let newest = identities.newestName[canonical] ?? canonical
            let names = ids.filter { $0 != newest }.map { facts.modelNames[Int($0)] }.sorted()
            members.append("\"aliases\":" + JSONText.array(names.map(JSONText.string)))
        }
        if let name = word(merged.licenseName) { members.append("\"licenseName\":" + JSONText.string(name)) }
        if let link = word(merged.licenseLink) { members.append("\"licenseLink\":" + JSONText.string(link)) }
        guard !members.isEmpty else { return nil }
        return "{" + members.joined(separator: ",") + "}"
    }
}

/// One identity's attributes, each from the most trusted source that states it.
struct MergedStatement {
    var count = 0
    var access: Int8 = -1
    var gated: Int8 = -1
    var released: Int32 = .null
    var releasedPrecision: Int8 = -1
    var created: Int64 = .null
    var parameters: Int64 = .null
    var activeParameters: Int64 = .null
    var organization: Int32 = .null
    var license: Int32 = .null
    var licenseName: Int32 = .null
    var licenseLink: Int32 = .null
    var task: Int32 = .null
    var library: Int32 = .null
    /// A hub describes it, so its weights are there.
    var fromHub = false
    var latestAt: Int64 = .min
    /// Two sources state different access or licence.
    var contradicted = false

    /// - Parameter asOf: what was said later is carried back, and says nothing of when the model was still there.
    init(_ statements: some Sequence<Statement>, _ ranks: [SourceRank], asOf: Int64) {
        for s in statements {
            count += 1
            if s.at <= asOf { latestAt = max(latestAt, s.at) }
            if ranks[Int(s.source)] == .hub { fromHub = true }
            if access >= 0, s.access >= 0, s.access != access { contradicted = true }
            if license != .null, s.license != .null, s.license != license { contradicted = true }
            if access < 0 { access = s.access }
            if gated < 0 { gated = s.gated }
            if released == .null {
                released = s.released
                releasedPrecision = s.releasedPrecision
            }
            if created == .null { created = s.created }
            if parameters == .null { parameters = s.parameters }
            if activeParameters == .null { activeParameters = s.activeParameters }
            if organization == .null { organization = s.organization }
            if license == .null {
                license = s.license
                licenseName = s.licenseName
                licenseLink = s.licenseLink
            }
            if task == .null { task = s.task }
            if library == .null { library = s.library }
        }
    }
}
