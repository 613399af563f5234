import Domain
import Measures
import Wire

/// `intermediaries`: the share of adoption that goes to re-uploads by other organisations.
struct IntermediariesMethod: StateMethod {
    var readsGains: Bool { false }

    func answer(_ parameters: MethodParameters, _ state: AskedState) throws(RPCError) -> Answer {
        let subject = try state.subject(parameters)
        let weight = parameters.adoptionWeight
        let lineage = Lineage(state.world, try parameters.lineageChoice())
        let found = Intermediaries(subject, weight: weight, in: state.world, lineage)
        var answer = state.answer(.null, Intermediaries.measure, parameters, lineage)
        answer.numerator = found.numerator.json
        answer.denominator = found.all.sum.json
        let whose = subject == nil ? "all described models" : "the described models asked for and of their re-uploads"
        answer.denominatorText = "\(weight.unit) of \(whose)" + (weight == .count ? "" : " with a figure")
        answer.coverage = found.all.coverage
        if !lineage.choice.relations.contains(.quantized) {
            answer.reason = "the relations asked for leave out 'quantized', by which re-uploads are told"
        } else if let share = found.share {
            answer.value = .number(share)
            let limit = Int(parameters.integer("limit") ?? 20)
            let list = found.largest(limit, name: state.organizationName)
            answer.more += [
                .init("models", .integer(Int64(found.models))),
                .init(
                    "byOrganization",
                    .array(
                        list.map {
                            [
                                "key": $0.key < 0 ? .null : .string(state.organizationName($0.key)),
                                "value": .number($0.sum.value / found.all.sum.value), "numerator": $0.sum.json,
                            ]
                        })),
            ]
        } else {
            answer.reason = "no such model has any \(weight.unit) at this time"
        }
        if answer.value == .null { answer.numerator = nil }
        return answer
    }
}
