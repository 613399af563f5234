import Testing

@testable import Domain

@Suite struct LicenseTableTests {
    @Test func theListIsComplete() {
        let licenses = SPDXLicenseList.licenses
        #expect(licenses.count == 659)
        #expect(Set(licenses.map(\.id)).count == 659)
        #expect(Set(licenses.map { $0.id.lowercased() }).count == 659)
        #expect(licenses.filter(\.isOSIApproved).count == 144)
        #expect(licenses.filter(\.isFSFLibre).count == 127)
        #expect(licenses.filter(\.isDeprecated).count == 31)
        #expect(licenses.allSatisfy { !$0.name.isEmpty })
    }

    @Test func flagsAreTheLists() throws {
        let mit = try #require(SPDXLicenseList.exact("MIT"))
        #expect(mit.isOSIApproved && mit.isFSFLibre && !mit.isDeprecated)
        let clear = try #require(SPDXLicenseList.exact("BSD-3-Clause-Clear"))
        #expect(!clear.isOSIApproved && clear.isFSFLibre)
        let gpl = try #require(SPDXLicenseList.exact("GPL-3.0"))
        #expect(gpl.isDeprecated && gpl.isOSIApproved)
        #expect(SPDXLicenseList.exact("mit") == nil)
        #expect(
            SPDXLicenseList.exact("HPND-sell-MIT-disclaimer-xserver")?.name
                == "Historical Permission Notice and Disclaimer - sell xserver variant with MIT disclaimer")
    }

    @Test func whatTheDefinitionsGrantIsGranted() {
        for license in SPDXLicenseList.licenses where license.isOSIApproved || license.isFSFLibre {
            #expect(license.terms?.access == .openUnrestricted, "\(license.id)")
        }
    }

    @Test func accessAndTermsAgree() {
        for license in LicenseTable.bySpelling.values {
            guard let terms = license.terms else { continue }
            switch terms.access {
            case .openUnrestricted:
                #expect(terms.grants == .all, "\(license.id)")
                #expect(terms.obligations.isDisjoint(with: [.useRestrictions, .userCap]), "\(license.id)")
            case .openNonCommercial: #expect(!terms.grants.contains(.commercialUse), "\(license.id)")
            case .openRestricted:
                #expect(terms.grants != .all || !terms.obligations.isEmpty, "\(license.id)")
            default: Issue.record("\(license.id): a licence cannot say \(terms.access)")
            }
        }
    }

    @Test func everyRowOfEveryTableLeadsSomewhere() {
        #expect(HubLicenseList.rows.split(separator: "\n").count == 83)
        for row in HubLicenseList.rows.split(separator: "\n") {
            let fields = row.split(separator: "|", maxSplits: 3, omittingEmptySubsequences: false)
            #expect(fields.count == 4)
            #expect(fields[1].isEmpty || SPDXLicenseList.exact(String(fields[1])) != nil, "\(row)")
            #expect(fields[1].isEmpty != fields[2].isEmpty, "\(row)")
            #expect(fields[2].isEmpty || fields[2] == "?" || LicenseTerms(code: fields[2]) != nil, "\(row)")
        }
        for (target, spellings) in LicenseTable.targets(of: LicenseAliases.rows) {
            let license = LicenseTable.bySpelling[LicenseTable.key(target)]
            #expect(license?.id == String(target), "\(target)")
            for spelling in spellings {
                #expect(LicenseTable.key(spelling) == spelling, "\(spelling) is not in the form that is compared")
                #expect(LicenseTable.bySpelling[spelling]?.id == license?.id, "\(spelling)")
            }
        }
        for (target, links) in LicenseTable.targets(of: LicenseLinks.rows) {
            #expect(LicenseTable.bySpelling[LicenseTable.key(target)]?.id == String(target), "\(target)")
            for link in links {
                #expect(LicenseTable.linkKey("https://www." + link + "/?x=1#y") == link, "\(link)")
                #expect(LicenseTable.byLink[link]?.id == String(target), "\(link) is in two rows")
            }
        }
    }

    @Test func termsCodesReadBack() throws {
        let terms = try #require(LicenseTerms(code: "R:cr:nu"))
        #expect(terms.access == .openRestricted)
        #expect(terms.grants.names == ["commercialUse", "redistribution"])
        #expect(terms.obligations.names == ["notice", "userCap"])
        #expect(LicenseTerms(code: "U:")?.obligations == [])
        #expect(LicenseTerms(code: "?") == nil)
        #expect(LicenseTerms(code: "") == nil)
    }
}
