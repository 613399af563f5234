import Domain
import Measures
import Wire

/// `dominators`: ancestors on every path from a model to its roots.
struct DominatorsMethod: StateMethod {
    var readsGains: Bool { false }

    func answer(_ parameters: MethodParameters, _ state: AskedState) throws(RPCError) -> Answer {
        let row = try state.row(ofModel: parameters.string("id") ?? "")
        let lineage = Lineage(state.world, try parameters.lineageChoice())
        let found = Dominators(of: row, in: lineage)
        var answer = state.answer(.null, Dominators.measure, parameters, lineage)
        answer.numerator = .integer(Int64(found.nodes.count))
        answer.denominator = .integer(Int64(found.ancestors))
        answer.denominatorText = "distinct ancestors, a cycle as one"
        guard found.ancestors > 0 else {
            answer.reason = "this model is a root: no source names anything above it by these relations"
            return answer
        }
        answer.value = .array(
            found.nodes.enumerated().map { place, node in
                let members = lineage.members(of: node).map { Int($0) }
                let rank = JSONValue.Member("rank", .integer(Int64(place + 1)))
                let cycle = members.count > 1 ? [JSONValue.Member("cycle", state.names(members))] : []
                return .object([rank] + state.node(lineage.row(of: node)) + cycle)
            })
        answer.more.append(.init("roots", .integer(Int64(found.roots))))
        return answer
    }
}
