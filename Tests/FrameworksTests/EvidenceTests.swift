import Domain
import Testing

@testable import Frameworks

@Suite struct EvidenceTests {
    func day(_ n: Int32) -> Timestamp { Timestamp(day: UTCDay(number: n)) }

    func statement(
        _ component: Component, _ license: String?, _ source: String, _ at: Int32, present: Bool = true,
        strength: ComponentStatement.Strength = .stated
    ) -> ComponentStatement {
        ComponentStatement(
            component: component, isPresent: present, license: license, source: source, at: day(at), strength: strength)
    }

    @Test func ofOneSourceTheLatestHolds() {
        let late = statement(.datasets, "MIT", "mof", 9)
        let early = statement(.datasets, "llama2", "mof", 3)
        for order in [[late, early], [early, late]] {
            let settled = Evidence(statements: order)[.datasets]
            #expect(settled.followed == late)
            #expect(settled.others == [early])
        }
    }

    @Test func aStatementBeatsAListingAndACuratorEverybody() {
        let listing = statement(.finalParameters, "Apache-2.0", "huggingface", 99, strength: .listing)
        let index = statement(.finalParameters, "llama2", "mof", 5)
        let curated = statement(.finalParameters, "MIT", "curated", 1)
        let settled = Evidence(statements: [listing, index, curated])[.finalParameters]
        #expect(settled.followed == curated)
        #expect(settled.others == [index, listing])
        #expect(Evidence(statements: [listing, index])[.finalParameters].followed == index)
    }

    @Test func theOrderOfArrivalDoesNotMatter() {
        let all = [
            statement(.modelCard, "MIT", "a", 5), statement(.modelCard, nil, "b", 5),
            statement(.modelCard, "llama2", "c", 7), statement(.modelCard, "MIT", "c", 2),
        ]
        let expected = Evidence(statements: all)[.modelCard].followed
        #expect(expected == all[2])
        for _ in 0..<20 { #expect(Evidence(statements: all.shuffled())[.modelCard].followed == expected) }
    }

    @Test func notReleasedIsMissing() {
        let settled = Evidence(statements: [statement(.datasets, "MIT", "mof", 1, present: false)])[.datasets]
        #expect(settled.state == .missing)
        #expect(settled.followed != nil)
    }

    @Test func defaultsAreTheirSourcesOwn() {
        let evidence = Evidence(
            statements: [statement(.datasets, nil, "mof", 1), statement(.modelCard, nil, "other", 1)],
            defaults: ["mof": LicenseDefaults(distribution: "MIT")])
        #expect(evidence[.datasets].state == .included)
        #expect(evidence[.modelCard].state == .unlicensed)
    }

    @Test func whatWouldChangeNamesTheStatementThatMatters() throws {
        let rest = classIII.filter { $0 != .modelCard }.map { statement($0, "MIT", "mof", 1) }
        let closed = statement(.modelCard, "CC-BY-NC-4.0", "curated", 1)
        let open = statement(.modelCard, "CC-BY-4.0", "mof", 1)
        let evidence = Evidence(statements: rest + [open, closed])
        #expect(mof(evidence).mofClass == 0)
        let alternatives = WhatWouldChange.alternatives(on: evidence, frameworks: [MOF.self, OSAID.self])
        #expect(alternatives.count == 1)
        #expect(alternatives.first?.statement == open)
        #expect(alternatives.first?.framework == "mof")
        #expect(alternatives.first?.to == .level(1, of: 3))
    }
}

@Suite struct HubListingTests {
    @Test func aListingProvesWeightsAndNoMore() {
        let listing = HubListing(
            license: "apache-2.0", gated: false, papers: ["arxiv:2501.00001"], datasets: ["a/b"], source: "huggingface")
        let evidence = listing.evidence
        #expect(evidence[.finalParameters].state == .included)
        #expect(evidence[.finalParameters].followed?.writtenLicense == "apache-2.0")
        #expect(evidence[.finalParameters].followed?.strength == .listing)
        #expect(evidence[.researchPaper].state == .unlicensed)
        #expect(evidence[.datasets].state == .unlicensed)
        #expect(evidence[.datasets].followed?.link == "a/b")
        let claimed = evidence.components.filter { $0.state.isPresent }.map(\.component)
        #expect(claimed == [.finalParameters, .datasets, .researchPaper])
        #expect(G7Levels.level(evidence.states) == 0)
        #expect(evidence.access?.access == .openUnrestricted)
    }

    @Test(arguments: ["mit", "llama2", "other", "cc-by-nc-4.0", nil, "my-own", "gpl"] as [String?])
    func theShortWayAgrees(_ license: String?) {
        for (paper, data) in [(true, false), (false, true)] {
            let listing = HubListing(
                license: license, papers: paper ? ["p"] : [], datasets: data ? ["d"] : [], source: "huggingface")
            #expect(
                HubListing.states(license: listing.resolvedLicense, hasPaper: paper, hasDatasets: data)
                    == listing.evidence.states)
        }
    }

    @Test func gatingIsAccessNotAbsence() {
        let listing = HubListing(license: "mit", gated: true, source: "huggingface")
        #expect(EpochAccess.access(listing.evidence) == .openRestricted)
        let verdict = EpochAccess.verdict(on: listing.evidence)
        #expect(verdict.next?.steps.map(\.text) == ["remove the gate"])
        #expect(verdict.opens == false)
    }

    @Test func withoutAListingTheParametersSpeak() {
        #expect(EpochAccess.access(evidence([(.finalParameters, "MIT")])) == .openUnrestricted)
        #expect(EpochAccess.access(evidence([(.finalParameters, "CC-BY-NC-4.0")])) == .openNonCommercial)
        #expect(EpochAccess.access(evidence([(.finalParameters, nil)])) == .unknown)
        #expect(EpochAccess.access(evidence([(.modelCard, "MIT")])) == .unknown)
    }
}

@Suite struct RegistryTests {
    @Test func everyFrameworkOnceWithAVersion() {
        let ids = FrameworkRegistry.all.map { $0.id }
        #expect(Set(ids).count == ids.count)
        #expect(FrameworkRegistry.all.allSatisfy { !$0.version.isEmpty && !$0.name.isEmpty })
        let verdicts = FrameworkRegistry.verdicts(on: evidence(classII))
        #expect(verdicts.map(\.framework) == ids)
        #expect(FrameworkRegistry.framework("mof") == MOF.self)
    }

    @Test func disagreementsNameTheClause() throws {
        // Class III without any code beyond the architecture: open for one, not for the other.
        let verdicts = FrameworkRegistry.verdicts(on: evidence(classIII))
        let pairs = Disagreement.pairs(verdicts)
        let pair = try #require(pairs.first { $0.open == "mof" && $0.closed == "osaid" })
        #expect(pair.clause?.id == "code")
        #expect(!pairs.contains { $0.open == "osai" || $0.closed == "osai" })
    }

    @Test func theMatrixCountsOverASet() throws {
        var matrix = DisagreementMatrix()
        for components in [classIII, classI + [.supportingLibraries], []] {
            matrix.add(FrameworkRegistry.verdicts(on: evidence(components)))
        }
        let cell = try #require(matrix.cells.first { $0.a == "mof" && $0.b == "osaid" })
        #expect(cell.models == 3)
        #expect(cell.onlyA == 1)
        #expect(cell.onlyB == 0)
        #expect(cell.rate == 1.0 / 3)
        // Nothing known of access: the pair counts where both call.
        #expect(matrix.cells.first { $0.a == "mof" && $0.b == "epoch" }?.models == 2)
    }
}
