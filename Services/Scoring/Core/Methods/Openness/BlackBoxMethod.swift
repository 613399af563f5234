import Domain
import Measures
import Wire

/// `blackBox`: how far deployers rest on models without released weights.
struct BlackBoxMethod: StateMethod {
    var readsGains: Bool { false }

    func answer(_ parameters: MethodParameters, _ state: AskedState) throws(RPCError) -> Answer {
        let question = BlackBox.Question(
            adopterCountry: try AskedState.country(parameters, "adopterCountry"),
            adopterKind: parameters.string("adopterKind").flatMap(OrganizationKind.init(name:)),
            adopter: parameters.string("adopter"), byLastPart: parameters.string("match") != "id")
        let result = BlackBox.result(question, state.facts, state.world)
        let (known, black) = (result.known, result.blackBoxes)
        var answer = state.answer(.null, unit: BlackBox.measure.unit, definition: BlackBox.measure.id, parameters)
        answer.sources = state.sources(with: Set(state.facts.adoptions.rows.map(\.source)))
        answer.numerator = .integer(Int64(black))
        answer.denominator = .integer(Int64(known))
        answer.denominatorText =
            "deployments offered by \(Self.group(question)) on models of which it is known whether "
            + "their weights are released"
        answer.coverage = result.deployments.isEmpty ? nil : Double(known) / Double(result.deployments.count)
        if result.all == 0 {
            answer.reason = "no deployment is offered at this time, as far as any source says"
        } else if result.deployments.isEmpty {
            answer.reason = "of \(result.all) deployments none is offered by \(Self.group(question))"
        } else if known == 0 {
            answer.reason =
                "of none of the \(result.deployments.count) deployments it is known whether the model's "
                + "weights are released"
        } else {
            answer.value = .number(Double(black) / Double(known))
        }
        let decided = result.decided
        answer.more = [
            .init("deployments", .integer(Int64(result.deployments.count))),
            .init("adopters", .integer(Int64(result.adopters))),
            .init("matchedByName", .integer(Int64(result.deployments.count { $0.byLastPart }))),
            .init(
                "substitutable",
                [
                    "value": decided == 0 ? .null : .number(Double(result.substitutable) / Double(decided)),
                    "numerator": .integer(Int64(result.substitutable)), "denominator": .integer(Int64(decided)),
                    "denominatorText": "deployments without released weights whose model's task and size are known",
                    "coverage": black == 0 ? .null : .number(Double(decided) / Double(black)),
                    "reason": decided > 0
                        ? .null
                        : .string(
                            black == 0
                                ? "no deployment is on a model without released weights"
                                : "task and size are known of none of the \(black) models without released weights"),
                ]),
        ]
        return answer
    }

    private static func group(_ question: BlackBox.Question) -> String {
        if let adopter = question.adopter { return "'\(adopter)'" }
        let kind = question.adopterKind.map { "deployers of the kind '\($0.name)'" } ?? "deployers"
        return kind + (question.adopterCountry.map { " of \($0.name)" } ?? "")
    }
}
