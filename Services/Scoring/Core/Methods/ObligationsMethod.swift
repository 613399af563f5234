import Domain
import Measures
import Wire

/// `obligations`: what the licences of a model's ancestors ask, with the paths that bring it.
struct ObligationsMethod: StateMethod {
    var readsGains: Bool { false }

    func answer(_ parameters: MethodParameters, _ state: AskedState) throws(RPCError) -> Answer {
        let row = try state.row(ofModel: parameters.string("id") ?? "")
        let lineage = Lineage(state.world, try parameters.lineageChoice())
        let found = Obligations(of: row, in: state.world, lineage)
        var answer = state.answer(.null, Obligations.measure, parameters, lineage)
        answer.numerator = .integer(Int64(found.inherited.count))
        answer.denominator = .integer(Int64(found.known))
        answer.denominatorText = "distinct ancestors whose licence is known"
        answer.coverage = found.ancestors == 0 ? nil : Double(found.known) / Double(found.ancestors)
        answer.more += [
            .init("license", found.statement(row).map { .string($0) } ?? .null),
            .init("own", found.own.map { LicenseConflictsMethod.words($0.obligations.names) } ?? .null),
        ]
        if found.ancestors == 0 {
            answer.reason = "this model is a root: no source names anything above it by these relations"
        } else if found.known == 0 {
            answer.reason = "of its \(found.ancestors) ancestors none has a licence that is known"
        } else {
            answer.value = .array(
                found.inherited.map { inherited in
                    let from = inherited.path[inherited.path.count - 1]
                    return .object([
                        .init("obligation", .string(inherited.obligation.names.joined())),
                        .init("from", .string(state.world.models.name[from])),
                        .init("license", found.statement(from).map { .string($0) } ?? .null),
                        .init("path", state.names(inherited.path)),
                        .init("inOwnLicense", .bool(found.own?.obligations.contains(inherited.obligation) ?? false)),
                    ])
                })
        }
        return answer
    }
}
