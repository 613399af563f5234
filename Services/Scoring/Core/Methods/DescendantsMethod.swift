import Domain
import Measures
import Wire

/// `descendants`: what comes from a model, a family or an organisation, by depth.
struct DescendantsMethod: StateMethod {
    var readsGains: Bool { false }

    func answer(_ parameters: MethodParameters, _ state: AskedState) throws(RPCError) -> Answer {
        let subject = try state.requiredSubject(parameters, "id and organization")
        let family = parameters.boolean("family") ?? false
        let lineage = Lineage(state.world, try parameters.lineageChoice())
        var rows: [Int] = []
        switch subject {
        case .model(let row):
            if family {
                throw RPCError(
                    .invalidParameters, "a family is an organization's: leave out 'family', or ask by organization",
                    path: "family")
            }
            rows = [row]
        case .organization(let organization):
            rows = DescendantsByDepth.rows(
                ofOrganization: organization, rootsOnly: family, in: state.world, lineage)
        case .country: break
        }
        let found = DescendantsByDepth(of: rows, in: state.world, lineage)
        var answer = state.answer(.null, DescendantsByDepth.measure, parameters, lineage)
        answer.denominatorText = "distinct descendants; covered are those that a source describes"
        if rows.isEmpty {
            answer.reason =
                family ? "no model of this organization is a root of this lineage" : AskedState.noModels
            return answer
        }
        answer.value = .integer(Int64(found.count))
        // Nothing is on record: that is said beside the 0.
        if found.count == 0 { answer.reason = AskedState.noChild }
        answer.numerator = .integer(Int64(found.count))
        answer.denominator = .integer(Int64(found.count))
        answer.coverage = found.count == 0 ? nil : Double(found.described) / Double(found.count)
        answer.more += [
            .init("direct", .integer(Int64(found.byDepth.first ?? 0))),
            .init(
                "byDepth",
                .object(found.byDepth.enumerated().map { .init(String($0.offset + 1), .integer(Int64($0.element))) })),
            .init("of", .integer(Int64(found.starts))), .init("own", .integer(Int64(found.own))),
        ]
        return answer
    }
}
