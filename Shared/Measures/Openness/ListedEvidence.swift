import Columns
import Domain
import Frameworks

/// What catalogues and hubs say of a model, as evidence of that strength.
public struct ListedEvidence: Sendable {
    /// Of listing strength.
    public var statements: [Frameworks.ComponentStatement] = []
    /// How it can be had; nil: nobody describes it.
    public var access: AccessEvidence?
    /// What each source says of it, the most trusted first.
    public var sources: [Source] = []

    /// One source's statement.
    public struct Source: Sendable, Hashable {
        public var name: String
        public var at: Timestamp
        public var isHub: Bool
        public var access: Access?
        public var license: String?
        public var gated: Bool?
        public var link: String?
    }
}

extension OpennessReading {
    /// The statements that hold for a row, one a source, the most trusted first: as the world's attributes are chosen.
    func statements(_ row: Int) -> [Statement] {
        var found: [Statement] = []
        for id in members(row) {
            for s in facts.statements.group(id) {
                if let other = found.firstIndex(where: { $0.source == s.source }) {
                    if stands(s, against: found[other]) { found[other] = s }
                } else {
                    found.append(s)
                }
            }
        }
        guard isThere(found) else { return [] }
        if found.count > 1 {
            found.sort { a, b in
                let (x, y) = (order.ranks[Int(a.source)], order.ranks[Int(b.source)])
                if x != y { return x < y }
                return a.at != b.at ? a.at > b.at : order.isBefore(a.source, b.source)
            }
        }
        return found
    }

    private func stands(_ a: Statement, against b: Statement) -> Bool {
        let (isMade, otherIsMade) = (a.at <= factsAsOf, b.at <= factsAsOf)
        if isMade != otherIsMade { return isMade }
        if a.at != b.at { return isMade ? a.at > b.at : a.at < b.at }
        return a.batch >= b.batch
    }

    private func isThere(_ found: some Collection<Statement>) -> Bool {
        factsAsOf == .max
            || found.contains { s in
                s.at <= factsAsOf || (s.created != .null && s.created <= factsAsOf)
                    || (s.released != .null && Int64(s.released) * Timestamp.microsecondsPerDay <= factsAsOf)
            }
    }

    /// What catalogues and hubs say of a row.
    public func listing(_ row: Int) -> ListedEvidence {
        var listed = ListedEvidence()
        let statements = statements(row)
        guard !statements.isEmpty else { return listed }
        var stated: Statement?
        var license: Statement?
        var gated: Statement?
        var hub: Statement?
        for s in statements {
            let isHub = order.ranks[Int(s.source)] == .hub
            listed.sources.append(source(s, isHub: isHub))
            listed.statements += components(of: s, isHub: isHub)
            if stated == nil, s.access >= 0 { stated = s }
            if license == nil, s.license != .null { license = s }
            if gated == nil, s.gated >= 0 { gated = s }
            if hub == nil, isHub { hub = s }
        }
        let speaker = stated ?? license ?? hub ?? statements[0]
        listed.access = AccessEvidence(
            stated: stated.flatMap { Access(rawValue: $0.access) },
            license: license.map(resolved) ?? LicenseResolver.resolve(license: nil),
            gated: gated.map { $0.gated == 1 }, weightsKnownPresent: hub != nil,
            source: facts.sources[Int(speaker.source)], at: Timestamp(microseconds: speaker.at))
        return listed
    }

    /// The papers and data sets that a statement names as its bases.
    func artifacts(of s: Statement) -> (papers: [String], datasets: [String]) {
        guard s.bases > 0, !artifactTypes.isEmpty else { return ([], []) }
        var papers: [String] = []
        var datasets: [String] = []
        for base in facts.bases.group(s.model) where base.belongs(to: s) {
            let name = facts.modelNames[Int(base.parent)]
            switch artifactTypes[base.parent] {
            case "paper": papers.append(name)
            case "dataset": datasets.append(name)
            default: break
            }
        }
        return (papers.sorted(), datasets.sorted())
    }

    /// What of a row's listings the frameworks can tell apart: rows of one key have the same verdicts, unless reviewed.
    func listedKey(_ row: Int) -> [ListedKey] {
        statements(row).map { s in
            let isHub = order.ranks[Int(s.source)] == .hub
            let artifacts = isHub ? artifacts(of: s) : ([], [])
            return ListedKey(
                isHub: isHub, access: s.access, gated: s.gated, license: s.license, name: s.licenseName,
                link: s.licenseLink, hasPaper: !artifacts.0.isEmpty, hasDataset: !artifacts.1.isEmpty)
        }
    }

    /// The key of a row that one statement of one id speaks of, as of most; nil for any other.
    func singleKey(_ row: Int) -> ListedKey? {
        let id = world.models.id[row]
        let group = facts.statements.group(id)
        guard group.count == 1, world.members.isEmpty || world.members[id] == nil else { return nil }
        let s = group[0]
        guard s.bases == 0 || artifactTypes.isEmpty, isThere(CollectionOfOne(s)) else { return nil }
        return ListedKey(
            isHub: order.ranks[Int(s.source)] == .hub, access: s.access, gated: s.gated, license: s.license,
            name: s.licenseName, link: s.licenseLink, hasPaper: false, hasDataset: false)
    }

    private func resolved(_ s: Statement) -> ResolvedLicense {
        LicenseResolver.resolve(license: word(s.license), name: word(s.licenseName), link: word(s.licenseLink))
    }

    private func source(_ s: Statement, isHub: Bool) -> ListedEvidence.Source {
        ListedEvidence.Source(
            name: facts.sources[Int(s.source)], at: Timestamp(microseconds: s.at), isHub: isHub,
            access: s.access < 0 ? nil : Access(rawValue: s.access), license: resolved(s).statement,
            gated: s.gated < 0 ? nil : s.gated == 1, link: link(s, isHub: isHub))
    }

    private func link(_ s: Statement, isHub: Bool) -> String? {
        isHub && facts.sources[Int(s.source)].hasPrefix("huggingface")
            ? "https://huggingface.co/" + facts.modelNames[Int(s.model)] : nil
    }

    /// A hub's repository proves its weights; another catalogue proves what it states of how the weights can be had.
    private func components(of s: Statement, isHub: Bool) -> [Frameworks.ComponentStatement] {
        let (name, at) = (facts.sources[Int(s.source)], Timestamp(microseconds: s.at))
        if isHub {
            let artifacts = artifacts(of: s)
            return HubListing(
                license: word(s.license), licenseName: word(s.licenseName), licenseLink: word(s.licenseLink),
                gated: s.gated < 0 ? nil : s.gated == 1, papers: artifacts.papers, datasets: artifacts.datasets,
                source: name, at: at, link: link(s, isHub: true)
            ).statements
        }
        guard s.access >= 0, let access = Access(rawValue: s.access), access != .unknown else { return [] }
        let license = resolved(s)
        return [
            Frameworks.ComponentStatement(
                component: .finalParameters, isPresent: access.hasWeights,
                license: access.hasWeights ? license.id ?? license.statement : nil,
                writtenLicense: access.hasWeights ? license.statement : nil, source: name, at: at, strength: .listing)
        ]
    }
}

/// What of a listing the frameworks can tell apart.
struct ListedKey: Hashable {
    var isHub: Bool
    var access, gated: Int8
    var license, name, link: Int32
    var hasPaper, hasDataset: Bool
}
