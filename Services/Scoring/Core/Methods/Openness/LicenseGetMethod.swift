import Columns
import Domain
import Frameworks
import Measures
import Wire

/// `license.get`: what a licence's words mean, and how many models state them.
struct LicenseGetMethod: StateMethod {
    var readsGains: Bool { false }

    static let definition = "license/1"

    func answer(_ parameters: MethodParameters, _ state: AskedState) throws(RPCError) -> Answer {
        let written = parameters.string("id") ?? ""
        let resolved = LicenseResolver.resolve(
            license: written, name: parameters.string("name"), link: parameters.string("link"))
        let spdx = resolved.id.flatMap(SPDXLicenseList.exact)
        let terms = resolved.terms
        let models = Self.models(resolved, state.world)
        var answer = state.answer(
            [
                "written": .string(written), "id": .optional(resolved.id), "status": .string(resolved.status.rawValue),
                "basis": .optional(resolved.basis?.rawValue), "reason": .optional(resolved.reason?.rawValue),
                "name": .optional(spdx?.name), "spdx": .bool(spdx != nil),
                "deprecated": spdx.map { .bool($0.isDeprecated) } ?? .null,
                "osiApproved": .bool(resolved.isOSIApproved), "fsfLibre": .bool(resolved.isFSFLibre),
                "mofOpen": .bool(MOFLicenses.isOpen(written)),
                "mofReading": .optional(MOFLicenses.openReading(of: written)),
                "access": .string(resolved.access.name),
                "grants": terms.map { .array($0.grants.names.map { .string($0) }) } ?? .null,
                "obligations": terms.map { .array($0.obligations.names.map { .string($0) }) } ?? .null,
                "models": .integer(Int64(models)),
            ], unit: "license", definition: Self.definition, parameters)
        if resolved.status != .mapped { answer.reason = Self.reason(resolved) }
        return answer
    }

    private static func reason(_ resolved: ResolvedLicense) -> String {
        switch resolved.reason {
        case .termsNotReviewed:
            "the licence is known by name, its terms have not been reviewed: it is never taken for open"
        case .otherWithoutKnownName: "'other' needs a name or a link that a table has"
        case .malformedExpression: "this has operators but is no licence expression"
        case .unknownId, nil: "no table has this licence: it is counted as unmapped and never taken for open"
        }
    }

    /// Models whose stated licence resolves to the same one.
    private static func models(_ resolved: ResolvedLicense, _ world: World) -> Int {
        guard let id = resolved.id else { return 0 }
        let alike = Set(world.models.license).filter { word in
            word != .null && LicenseResolver.resolve(license: world.models.words[Int(word)]).id == id
        }
        return world.models.license.count { alike.contains($0) }
    }
}
