import Columns
import Domain
import Measures
import Wire

/// `roots`: each model's adoption handed to its roots, by root, organisation or country.
struct RootsMethod: StateMethod {
    var readsGains: Bool { false }

    func answer(_ parameters: MethodParameters, _ state: AskedState) throws(RPCError) -> Answer {
        let world = state.world
        let weight = parameters.adoptionWeight
        let key = parameters.string("by").flatMap(RootAdoption.Key.init) ?? .model
        let lineage = Lineage(world, try parameters.lineageChoice())
        let offset = try Cursor.offset(parameters, of: state)
        let limit = Int(parameters.integer("limit") ?? 20)
        let adoption = RootAdoption(by: key, weight: weight, in: world, lineage)
        var answer = state.answer(.null, RootAdoption.measure, parameters, lineage)
        // What no organisation or country is known of is no entry of a list, and not in its denominator.
        let known = adoption.known(key)
        let whole = adoption.all.sum.value
        answer.denominator = known.sum.json
        answer.denominatorText = Self.denominator(key, weight)
        answer.coverage = whole > 0 ? known.sum.value / whole : nil
        guard !known.entries.isEmpty else {
            answer.reason =
                whole > 0
                ? "of no root with any \(weight.unit) the \(key.rawValue) is known"
                : "no described model has any \(weight.unit) at this time"
            return answer
        }
        func name(_ key: Int, _ by: RootAdoption.Key) -> String {
            switch by {
            case .model: world.models.name[key]
            case .organization: world.organizations.name[key]
            case .country: Country(rawValue: UInt16(key)).name
            }
        }
        let list = RootAdoption.largest(known.entries, offset + limit) { name($0, key) }
        answer.numerator = known.sum.json
        answer.value = .array(
            list.enumerated().dropFirst(offset).map { place, entry in
                let text = name(entry.key, key)
                var members: [JSONValue.Member] = [.init("rank", .integer(Int64(place + 1)))]
                members += key == .model ? state.node(entry.key) : [.init("id", .string(text))]
                members += [
                    .init("value", .number(entry.sum.value / known.sum.value)), .init("numerator", entry.sum.json),
                ]
                return .object(members)
            })
        if known.entries.count > offset + limit {
            answer.cursor = Cursor.make(offset + limit, parameters, of: state)
        }
        answer.more += [
            .init("roots", .integer(Int64(adoption.roots))),
            .init("models", .integer(Int64(adoption.all.models))),
            .init("counted", .integer(Int64(adoption.all.counted))),
        ]
        return answer
    }

    private static func denominator(_ key: RootAdoption.Key, _ weight: AdoptionWeight) -> String {
        let all = "\(weight.unit) of all described models, handed to their roots"
        return switch key {
        case .model: all
        case .organization: all + " whose organization is known"
        case .country: all + " whose country is known"
        }
    }
}
