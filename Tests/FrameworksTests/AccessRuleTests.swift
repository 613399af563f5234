import Domain
import Testing

@testable import Frameworks

/// One test case a row of the rule's table.
@Suite struct AccessRuleTests {
    func access(_ stated: Access?, _ license: String?, gated: Bool? = false, weights: Bool = true) -> Access {
        AccessRule.access(
            stated: stated, license: LicenseResolver.resolve(license: license), gated: gated,
            weightsKnownPresent: weights)
    }

    @Test(arguments: [Access.api, .hosted, .limited, .unreleased, .openUnrestricted, .openNonCommercial])
    func statedAccessStands(_ stated: Access) {
        for license in ["mit", "llama2", "cc-by-nc-4.0", "other", nil] as [String?] {
            #expect(access(stated, license, gated: true) == stated)
            #expect(access(stated, license, weights: false) == stated)
        }
    }

    @Test func helmsOpenIsRefinedByALicence() {
        #expect(access(.openRestricted, "mit", weights: false) == .openUnrestricted)
        #expect(access(.openRestricted, "mit", gated: true) == .openRestricted)
        #expect(access(.openRestricted, "llama2") == .openRestricted)
        #expect(access(.openRestricted, "cc-by-nc-4.0") == .openNonCommercial)
        #expect(access(.openRestricted, nil) == .openRestricted)
        #expect(access(.openRestricted, "other") == .openRestricted)
    }

    @Test(arguments: [nil, Access.unknown])
    func theLicenceDecides(_ stated: Access?) {
        #expect(access(stated, "apache-2.0") == .openUnrestricted)
        #expect(access(stated, "apache-2.0", gated: nil) == .openUnrestricted)
        #expect(access(stated, "llama3.1") == .openRestricted)
        #expect(access(stated, "cc-by-nc-4.0") == .openNonCommercial)
    }

    @Test func gatingRestricts() {
        #expect(access(nil, "apache-2.0", gated: true) == .openRestricted)
        #expect(access(nil, "llama3.1", gated: true) == .openRestricted)
        #expect(access(nil, "cc-by-nc-4.0", gated: true) == .openNonCommercial)
        #expect(access(nil, nil, gated: true) == .openRestricted)
        #expect(access(nil, "other", gated: true) == .openRestricted)
    }

    @Test func withoutKnownTermsNothingIsOpen() {
        #expect(access(nil, nil) == .unknown)
        #expect(access(nil, "other") == .unknown)
        #expect(access(nil, "my-own-license") == .unknown)
    }

    @Test func withoutWeightsALicenceSaysNothing() {
        #expect(access(nil, "mit", weights: false) == .unknown)
        #expect(access(nil, nil, gated: true, weights: false) == .unknown)
    }
}
