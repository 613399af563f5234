import Domain

@testable import Frameworks

/// Evidence of one framework file: components present with the licence as written (nil: not given).
func evidence(
    _ components: [(Component, String?)], defaults: LicenseDefaults? = nil, source: String = "mof"
) -> Evidence {
    Evidence(
        statements: components.map { ComponentStatement(component: $0.0, license: $0.1, source: source) },
        defaults: defaults.map { [source: $0] } ?? [:])
}

/// These components, all under one licence.
func evidence(_ components: [Component], _ license: String? = "Apache-2.0") -> Evidence {
    evidence(components.map { ($0, license) })
}

func mof(_ evidence: Evidence) -> MOFClassification { MOF.evaluate(evidence).classification }

let classIII = Component.required(upTo: 3)
let classII = Component.required(upTo: 2)
let classI = Component.required(upTo: 1)
