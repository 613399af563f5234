import Domain

/// What a hub's listing says of a repository, and what that proves.
///
/// | in the listing | evidence |
/// |---|---|
/// | the repository itself | final parameters present, under the licence tag |
/// | licence tag | the parameters' licence, nothing else's: code and documents may have another |
/// | gating | how the parameters can be had |
/// | a linked paper | research paper present, licence not given |
/// | a declared data set | datasets present, licence not given: a name, not the whole training data |
///
/// A model card, a report or inference code cannot be seen in a listing and is not claimed.
public struct HubListing: Sendable, Hashable {
    public var license: String?
    public var licenseName: String?
    public var licenseLink: String?
    public var gated: Bool?
    /// Ids of papers the repository links.
    public var papers: [String]
    /// Ids of data sets the repository declares.
    public var datasets: [String]
    public var source: String
    public var at: Timestamp?
    public var link: String?

    public init(
        license: String? = nil, licenseName: String? = nil, licenseLink: String? = nil, gated: Bool? = nil,
        papers: [String] = [], datasets: [String] = [], source: String, at: Timestamp? = nil, link: String? = nil
    ) {
        self.license = license
        self.licenseName = licenseName
        self.licenseLink = licenseLink
        self.gated = gated
        self.papers = papers
        self.datasets = datasets
        self.source = source
        self.at = at
        self.link = link
    }

    public var resolvedLicense: ResolvedLicense {
        LicenseResolver.resolve(license: license, name: licenseName, link: licenseLink)
    }

    /// The component statements, of listing strength.
    public var statements: [ComponentStatement] {
        let resolved = resolvedLicense
        func statement(_ component: Component, license: String? = nil, link: String?) -> ComponentStatement {
            ComponentStatement(
                component: component, license: license, writtenLicense: license == nil ? nil : resolved.statement,
                source: source, at: at, link: link, strength: .listing)
        }
        // The hub's ids are its own spelling of SPDX ids; the frameworks judge the SPDX id they stand for.
        var found = [statement(.finalParameters, license: resolved.id ?? resolved.statement, link: link)]
        if let paper = papers.first { found.append(statement(.researchPaper, link: paper)) }
        if let dataset = datasets.first { found.append(statement(.datasets, link: dataset)) }
        return found
    }

    public var access: AccessEvidence {
        AccessEvidence(
            license: resolvedLicense, gated: gated, weightsKnownPresent: true, source: source, at: at)
    }

    /// The states this listing alone leads to, without building the evidence: for whole worlds of models.
    public static func states(license: ResolvedLicense, hasPaper: Bool, hasDatasets: Bool) -> ComponentStates {
        var states = ComponentStates()
        states[.finalParameters] =
            switch license.id ?? license.statement {
            case nil, "", "unlicensed": .unlicensed
            case let id?: MOFLicenses.isOpen(id) ? .included : .invalid
            }
        if hasPaper { states[.researchPaper] = .unlicensed }
        if hasDatasets { states[.datasets] = .unlicensed }
        return states
    }

    /// Evidence of this listing alone.
    public var evidence: Evidence { Evidence(statements: statements, access: access) }
}
