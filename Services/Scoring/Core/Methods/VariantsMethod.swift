import Domain
import Measures
import Wire

/// `variants`: how many children a model had within hours and days of its release, and whose.
struct VariantsMethod: StateMethod {
    var readsGains: Bool { false }

    func answer(_ parameters: MethodParameters, _ state: AskedState) throws(RPCError) -> Answer {
        let row = try state.row(ofModel: parameters.string("id") ?? "")
        let choice = try parameters.lineageChoice()
        let start = parameters.string("from").flatMap(Variants.Start.init(rawValue:)) ?? .release
        let variants = Variants(state.histories, row: row, relations: choice.relations, from: start)
        var answer = state.answer(
            .null, unit: Variants.measure.unit, definition: Variants.measure.id, parameters)
        answer.parameters = AskedState.parameters(answer.parameters, choice)
        answer.numerator = .integer(Int64(variants.children - variants.undated))
        answer.denominator = .integer(Int64(variants.children))
        answer.denominatorText =
            "distinct children by these relations; coverage: those whose creation or release is known"
        answer.coverage = variants.children == 0 ? nil : Double(variants.dated) / Double(variants.children)
        answer.reason = variants.reason
        if variants.reason == nil {
            answer.value = .array(variants.counts.map(Self.json))
            // Nothing is on record: that is said beside the zeros.
            if variants.children == 0 { answer.reason = AskedState.noChild }
        }
        answer.more = [
            .init(
                "start", variants.start.map { .string(Timestamp(microseconds: $0).description) } ?? .null),
            .init("startIsDay", .bool(variants.isDayOnly)), .init("before", .integer(Int64(variants.before))),
            .init("undated", .integer(Int64(variants.undated))),
        ]
        return answer
    }

    private static func json(_ count: Variants.Count) -> JSONValue {
        let kinds = count.kinds.sorted {
            $0.value != $1.value
                ? $0.value > $1.value : $0.key.name.utf8.lexicographicallyPrecedes($1.key.name.utf8)
        }
        return [
            "within": .string(count.window.name), "hours": .integer(count.window.rawValue),
            "value": count.value.map { .integer(Int64($0)) } ?? .null, "atLeast": .integer(Int64(count.atLeast)),
            "atMost": .integer(Int64(count.atMost)), "organizations": .integer(Int64(count.organizations)),
            "kinds": .array(
                kinds.map {
                    [
                        "key": .string($0.key.name), "value": .number(Double($0.value) / Double(count.organizations)),
                        "numerator": .integer(Int64($0.value)),
                    ]
                }),
            "reason": count.reason.map { .string($0) } ?? .null,
        ]
    }
}
