import Domain
import Measures
import Wire

/// `components`: who shares data and code, of those anybody has looked at.
struct ComponentsMethod: StateMethod {
    var readsGains: Bool { false }

    /// How many models are named.
    private static let named = 20

    func answer(_ parameters: MethodParameters, _ state: AskedState) throws(RPCError) -> Answer {
        let parts = (parameters.strings("parts") ?? []).compactMap(SharedComponents.Part.init(rawValue:))
        let country = try AskedState.country(parameters, "country")
        let access = parameters.strings("access").map { Set($0.compactMap(Access.init(name:))) }
        var organization: Int?
        if let name = parameters.string("organization") { organization = try state.row(ofOrganization: name) }
        let world = state.world
        let shared = SharedComponents(state.facts, world, parts: parts) { row in
            (country.map { world.models.country[row] == $0 } ?? true)
                && (access?.contains(world.models.access[row]) ?? true)
                && (organization.map { world.organizationRow[row] == Int32($0) } ?? true)
        }
        var answer = state.answer(
            .null, unit: SharedComponents.measure.unit, definition: SharedComponents.measure.id, parameters)
        answer.numerator = .integer(Int64(shared.sharing.count))
        answer.denominator = .integer(Int64(shared.stated))
        answer.denominatorText =
            "models that fulfil the conditions and of which every part asked for is stated, there or not"
        answer.coverage = shared.models > 0 ? Double(shared.stated) / Double(shared.models) : nil
        if parts.isEmpty {
            answer.reason = "'parts' is empty: name at least one of weights, data, code and documentation"
        } else if shared.models == 0 {
            answer.reason = "no described model fulfils these conditions"
        } else if shared.stated == 0 {
            answer.reason = "of \(shared.models) models nobody has stated all parts asked for, there or not"
        } else {
            answer.value = .number(Double(shared.sharing.count) / Double(shared.stated))
        }
        answer.more = [
            .init(
                "byPart",
                .object(
                    SharedComponents.Part.allCases.map {
                        .init($0.rawValue, .integer(Int64(shared.byPart[$0] ?? 0)))
                    })),
            .init("models", .array(shared.sharing.prefix(Self.named).map { .string(world.models.name[$0]) })),
        ]
        return answer
    }
}
