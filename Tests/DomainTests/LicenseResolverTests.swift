import Testing

@testable import Domain

@Suite struct LicenseResolverTests {
    func id(_ license: String?, _ name: String? = nil, _ link: String? = nil) -> String? {
        LicenseResolver.resolve(license: license, name: name, link: link).id
    }

    func access(_ license: String?, _ name: String? = nil, _ link: String? = nil) -> Access {
        LicenseResolver.resolve(license: license, name: name, link: link).access
    }

    @Test func caseAndBlanksDoNotCount() {
        for text in [
            "Apache-2.0", "apache-2.0", "APACHE-2.0", "Apache 2.0", " apache_2.0 ", "apache2", "Apache License 2.0",
        ] {
            #expect(id(text) == "Apache-2.0", "\(text)")
        }
        #expect(id("MIT License") == "MIT")
        #expect(id("BSD 3-Clause \"New\" or \"Revised\" License") == "BSD-3-Clause")
    }

    @Test func aliasesComeFromTheTable() {
        #expect(id("ODC-PDDL-1.0") == "PDDL-1.0")
        #expect(id("bsl-1.0") == "BSL-1.0")
        #expect(access("bsl-1.0") == .openUnrestricted)
        #expect(access("BSL 1.1") == .openRestricted)
        #expect(id("gpl-3.0") == "GPL-3.0")
        #expect(id("GNU General Public License v3.0 only") == "GPL-3.0-only")
    }

    @Test(arguments: [
        ("llama2", Access.openRestricted), ("llama3.1", .openRestricted), ("gemma", .openRestricted),
        ("openrail", .openRestricted), ("bigscience-bloom-rail-1.0", .openRestricted), ("deepseek", .openRestricted),
        ("cc-by-nc-4.0", .openNonCommercial), ("cc-by-nc-nd-4.0", .openNonCommercial),
        ("cc-by-nd-4.0", .openRestricted), ("cc-by-4.0", .openUnrestricted), ("cc-by-sa-4.0", .openUnrestricted),
        ("apple-amlr", .openNonCommercial), ("fair-noncommercial-research-license", .openNonCommercial),
        ("openmdw-1.1", .openUnrestricted), ("agpl-3.0", .openUnrestricted), ("pddl", .openUnrestricted),
    ])
    func hubIds(_ id: String, _ expected: Access) {
        #expect(access(id) == expected)
        #expect(access(id.uppercased()) == expected)
    }

    @Test(arguments: [
        ("modified-mit", Access.openRestricted), ("nvidia-open-model-license", .openRestricted),
        ("deepseek-license", .openRestricted), ("qwen", .openRestricted), ("qwen-research", .openNonCommercial),
        ("llama4", .openRestricted), ("mistral-ai-research-licence", .openNonCommercial), ("mnpl", .openNonCommercial),
        ("stabilityai-ai-community", .openRestricted), ("flux-1-dev-non-commercial-license", .openNonCommercial),
        ("lfm1.0", .openRestricted), ("health-ai-developer-foundations", .openRestricted),
        ("cc-by-nc-4.0", .openNonCommercial), ("exaone", .openNonCommercial), ("tongyi-qianwen", .openRestricted),
        ("tencent-hunyuan-community", .openRestricted), ("apache-2.0", .openUnrestricted),
    ])
    func otherByName(_ name: String, _ expected: Access) {
        let resolved = LicenseResolver.resolve(license: "other", name: name, link: "LICENSE")
        #expect(resolved.access == expected)
        #expect(resolved.status == .mapped)
        #expect(resolved.basis == .name)
        #expect(access(nil, name) == expected)
    }

    @Test func otherByLink() {
        let resolved = LicenseResolver.resolve(
            license: "other", name: "my-own-words", link: "https://ai.google.dev/gemma/terms?hl=en#top")
        #expect(resolved.id == "gemma")
        #expect(resolved.basis == .link)
        #expect(id("https://www.llama.com/llama3_1/license/") == "llama3.1")
        #expect(id("other", nil, "https://huggingface.co/someone/model/blob/main/LICENSE") == nil)
    }

    @Test func nameAndLinkThatDisagreeGiveTheStricter() {
        let resolved = LicenseResolver.resolve(
            license: "other", name: "mit", link: "https://creativecommons.org/licenses/by-nc/4.0/")
        #expect(resolved.access == .openNonCommercial)
        #expect(resolved.id == "CC-BY-NC-4.0")
    }

    @Test func anIdStandsForItself() {
        #expect(id("mit", "cc-by-nc-4.0", "https://creativecommons.org/licenses/by-nc/4.0/") == "MIT")
    }

    @Test func nothingStatedIsNotUnknown() {
        for nothing in [nil, "", "  "] as [String?] {
            #expect(LicenseResolver.resolve(license: nothing) == .notStated)
        }
        #expect(access(nil) == .unknown)
    }

    @Test(arguments: [
        ("other", ResolvedLicense.Reason.otherWithoutKnownName), ("unknown", .otherWithoutKnownName),
        ("cc", .termsNotReviewed), ("Adobe-2006", .termsNotReviewed), ("apache-7.0", .unknownId),
        ("do as you like", .unknownId), ("MIT AND", .malformedExpression), ("not specified", .unknownId),
        ("https://example.org/license", .unknownId), ("free to use or not", .malformedExpression),
    ])
    func whatNobodyMappedIsNeverOpen(_ license: String, _ reason: ResolvedLicense.Reason) {
        let resolved = LicenseResolver.resolve(license: license)
        #expect(resolved.status == .unmapped)
        #expect(resolved.reason == reason)
        #expect(resolved.access == .unknown)
        #expect(resolved.statement == license)
        #expect(!resolved.isOSIApproved && !resolved.isFSFLibre)
    }

    @Test func orPicksTheMostPermissive() {
        let resolved = LicenseResolver.resolve(license: "CC-BY-NC-4.0 OR Apache-2.0")
        #expect(resolved.access == .openUnrestricted)
        #expect(resolved.isOSIApproved)
        #expect(resolved.id == "CC-BY-NC-4.0 OR Apache-2.0")
        #expect(access("LicenseRef-own OR MIT") == .openUnrestricted)
    }

    @Test func andHoldsBoth() {
        let resolved = LicenseResolver.resolve(license: "apache-2.0 AND llama2")
        #expect(resolved.access == .openRestricted)
        #expect(resolved.terms?.obligations.contains(.userCap) == true)
        #expect(resolved.terms?.grants.contains(.derivativeTraining) == false)
        #expect(access("MIT AND LicenseRef-own") == .unknown)
        #expect(access("(MIT OR GPL-3.0-only) AND CC-BY-NC-4.0") == .openNonCommercial)
    }

    @Test func exceptionsAndPlus() {
        #expect(access("GPL-2.0-only WITH Classpath-exception-2.0") == .openUnrestricted)
        #expect(access("Apache-2.0 WITH LLVM-exception") == .openUnrestricted)
        #expect(access("Apache-2.0 WITH my-exception") == .unknown)
        #expect(id("GPL-2.0+") == "GPL-2.0+")
        #expect(id("Apache-2.0+") == "Apache-2.0+")
        #expect(access("Apache-2.0+") == .openUnrestricted)
    }
}
