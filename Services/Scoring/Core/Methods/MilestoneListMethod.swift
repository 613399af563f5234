import Measures
import Wire

/// `milestone.list`: the milestones that are known.
struct MilestoneListMethod: StateMethod {
    var readsGains: Bool { false }

    static let definition = "milestoneList/1"

    func answer(_ parameters: MethodParameters, _ state: AskedState) throws(RPCError) -> Answer {
        let country = try AskedState.country(parameters, "country")?.name
        let kind = parameters.string("kind")
        let limit = Int(parameters.integer("limit") ?? 100)
        let offset = try Cursor.offset(parameters, of: state)
        let known = Milestone.all(state)
        let all = known.filter { milestone in
            (country.map { milestone.countries.contains($0) } ?? true) && (kind.map { milestone.kind == $0 } ?? true)
        }
        var answer = state.answer(.null, unit: "milestones", definition: Self.definition, parameters)
        answer.numerator = .integer(Int64(all.count))
        answer.denominator = .integer(Int64(all.count))
        answer.denominatorText = "milestones that fulfil the conditions"
        guard !all.isEmpty else {
            answer.reason =
                known.isEmpty
                ? "no milestone is known at this time; a record of kind milestone brings one"
                : "none of the \(known.count) milestones known fulfils these conditions"
            return answer
        }
        answer.coverage = 1
        answer.value = .array(
            all.enumerated().dropFirst(offset).prefix(limit).map { place, m in
                [
                    "rank": .integer(Int64(place + 1)), "id": .string(m.id), "value": .string(m.date.description),
                    "title": .string(m.title), "kind": .string(m.kind),
                    "countries": .array(m.countries.map { .string($0) }), "citation": .string(m.citation),
                    "source": .string(m.source),
                ]
            })
        if offset + limit < all.count { answer.cursor = Cursor.make(offset + limit, parameters, of: state) }
        return answer
    }
}
