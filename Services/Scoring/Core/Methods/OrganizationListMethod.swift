import Columns
import Domain
import Measures
import Wire

/// `organization.list`: organisations by what hangs on them.
struct OrganizationListMethod: StateMethod {
    var readsGains: Bool { false }

    func answer(_ parameters: MethodParameters, _ state: AskedState) throws(RPCError) -> Answer {
        let world = state.world
        let organizations = world.organizations
        let hanging = HangingAdoption(world, Lineage(world).graph)
        var answer = state.answer(
            .null, unit: HangingAdoption.measure.unit, definition: HangingAdoption.measure.id, parameters)
        let limit = Int(parameters.integer("limit") ?? 20)
        let offset = try Cursor.offset(parameters, of: state)
        let country = parameters.country("country")
        let kind = parameters.string("kind").flatMap(OrganizationKind.init(name:))
        let rows = (0..<organizations.count).filter { row in
            (country == nil || organizations.country[row] == country)
                && (kind == nil || organizations.kind[row] == kind)
        }
        let valued = rows.count { hanging.values[$0] != .null }
        answer.numerator = .integer(Int64(valued))
        answer.denominator = .integer(Int64(rows.count))
        answer.denominatorText = "organizations that fulfil the conditions; covered are those with a value"
        answer.coverage = rows.isEmpty ? nil : Double(valued) / Double(rows.count)
        guard !rows.isEmpty else {
            answer.reason = "no organization fulfils these conditions at this time"
            return answer
        }
        let key: (Int) -> Int64 =
            switch parameters.string("order") ?? "adoption" {
            case "models": { Int64(hanging.models[$0]) }
            case "derivatives": { Int64(hanging.children[$0]) }
            case "id": { _ in 0 }
            default: { hanging.values[$0] }
            }
        let sorted = FirstFew.of(rows, offset + limit) { a, b in
            let (x, y) = (key(a), key(b))
            // Nothing known stands below any figure.
            if x != y { return y == .null || (x != .null && x > y) }
            return organizations.name[a].utf8.lexicographicallyPrecedes(organizations.name[b].utf8)
        }
        answer.value = .array(
            sorted.enumerated().dropFirst(offset).map { place, row in
                [
                    "rank": .integer(Int64(place + 1)), "id": .string(organizations.name[row]),
                    "value": hanging.values[row].orNil.map { .integer($0) } ?? .null,
                    "country": .string(organizations.country[row].name),
                    "kind": .string(organizations.kind[row].name),
                    "models": .integer(Int64(hanging.models[row])),
                    "derivatives": .integer(Int64(hanging.children[row])),
                ]
            })
        if rows.count > offset + limit { answer.cursor = Cursor.make(offset + limit, parameters, of: state) }
        return answer
    }
}
