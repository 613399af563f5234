import Columns
import Domain
import Measures
import Wire

/// `hIndex`: the foundation h-index of a model or an organisation, or the highest.
struct HIndexMethod: StateMethod {
    var readsGains: Bool { false }

    func answer(_ parameters: MethodParameters, _ state: AskedState) throws(RPCError) -> Answer {
        let world = state.world
        let subject = try state.subject(parameters)
        let lineage = Lineage(world, try parameters.lineageChoice())
        var byOrganization = parameters.string("by") == "organization"
        if case .organization = subject { byOrganization = true }
        if case .model = subject { byOrganization = false }
        let index =
            byOrganization
            ? HIndex(organizations: world, lineage.graph) : HIndex(models: world, lineage.graph)
        var answer = state.answer(.null, HIndex.measure, parameters, lineage)
        answer.denominatorText = "direct children; covered are those whose likes are known"
        switch subject {
        case .model(let row), .organization(let row):
            let (children, counted) = (index.children[row], index.counted[row])
            answer.numerator = .integer(Int64(index.values[row]))
            answer.denominator = .integer(Int64(children))
            answer.coverage = children == 0 ? nil : Double(counted) / Double(children)
            if children > 0, counted == 0 {
                answer.reason = "nobody has counted the likes of any of its \(children) children"
            } else if case .organization(let organization) = subject, !state.hasModels(organization) {
                answer.reason = AskedState.noModels
                answer.numerator = nil
            } else {
                answer.value = .integer(Int64(index.values[row]))
                // Nothing is on record: that is said beside the 0.
                if children == 0 { answer.reason = AskedState.noChild }
            }
        default:
            let limit = Int(parameters.integer("limit") ?? 20)
            let offset = try Cursor.offset(parameters, of: state)
            let rows = index.values.indices.filter { index.values[$0] > 0 }
            func name(_ row: Int) -> String {
                byOrganization ? world.organizations.name[row] : world.models.name[row]
            }
            let sorted = FirstFew.of(rows, offset + limit) { a, b in
                let (x, y) = (index.values[a], index.values[b])
                return x != y ? x > y : name(a) < name(b)
            }
            let children = index.children.reduce(0) { $0 + Int64($1) }
            let counted = index.counted.reduce(0) { $0 + Int64($1) }
            answer.numerator = .integer(Int64(rows.count))
            answer.denominator = .integer(Int64(index.children.count { $0 > 0 }))
            answer.denominatorText =
                "\(byOrganization ? "organizations" : "models") with a child; covered are the "
                + "children whose likes are known"
            answer.coverage = children == 0 ? nil : Double(counted) / Double(children)
            guard !rows.isEmpty else {
                answer.reason = "no child of anybody has a like that is known at this time"
                return answer
            }
            answer.value = .array(
                sorted.enumerated().dropFirst(offset).map { place, row in
                    [
                        "rank": .integer(Int64(place + 1)), "id": .string(name(row)),
                        "value": .integer(Int64(index.values[row])), "children": .integer(Int64(index.children[row])),
                    ]
                })
            if rows.count > offset + limit { answer.cursor = Cursor.make(offset + limit, parameters, of: state) }
        }
        return answer
    }
}
