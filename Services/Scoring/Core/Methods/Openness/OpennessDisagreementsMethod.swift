import Answers
import Domain
import Frameworks
import Measures
import Wire

/// `openness.disagreements`: how often each pair of frameworks disagrees over a set of models.
struct OpennessDisagreementsMethod: StateMethod {
    var readsGains: Bool { false }

    func answer(_ parameters: MethodParameters, _ state: AskedState) throws(RPCError) -> Answer {
        var answer = state.answer(.null, unit: "share", definition: OpennessDisagreements.measure.id, parameters)
        answer.denominatorText =
            "models that fulfil the conditions; the numerator: those that two frameworks call open "
            + "or not"
        answer.sources = state.opennessSources
        var rows: [Int]?
        if let ids = parameters.strings("ids") {
            let found = state.rows(ofModels: ids)
            if let absent = ids.first(where: { found[ModelName.key($0)] == nil }) {
                throw RPCError(
                    .modelNotFound, "no model is called '\(absent)' at this time; model.search finds names", path: "ids"
                )
            }
            rows = Set(found.values).sorted()
        }
        guard let filter = try LeaderboardMethod.filter(parameters, state) else {
            answer.numerator = 0
            answer.denominator = 0
            answer.reason = LeaderboardAnswer.noTask
            return answer
        }
        guard
            let result = OpennessDisagreements.matrix(
                state.openness(), rows: rows, filter: filter, proceed: { !Task.isCancelled })
        else { throw RPCError(.cancelled, "nobody waits for the answer") }
        answer.numerator = .integer(Int64(result.called))
        answer.denominator = .integer(Int64(result.matching))
        answer.coverage = result.matching == 0 ? nil : Double(result.called) / Double(result.matching)
        let cells = result.matrix.cells.filter { $0.models > 0 }
        if result.matching == 0 {
            answer.reason = filter.contradiction ?? "no model fulfils these conditions at this time"
        } else if cells.isEmpty {
            answer.reason = "no two frameworks call any of these models open or not"
        } else {
            answer.value = .array(cells.map { Self.json($0, result, state) })
        }
        return answer
    }

    private static func json(
        _ cell: DisagreementMatrix.Cell, _ result: OpennessDisagreements.Result, _ state: AskedState
    ) -> JSONValue {
        func example(_ open: String, _ closed: String) -> JSONValue {
            .optional(
                result.examples[.init(open: open, closed: closed)].map { state.world.models.name[$0] } as String?)
        }
        return [
            "a": .string(cell.a), "b": .string(cell.b), "value": cell.rate.map { .number($0) } ?? .null,
            "numerator": .integer(Int64(cell.onlyA + cell.onlyB)), "denominator": .integer(Int64(cell.models)),
            "onlyA": .integer(Int64(cell.onlyA)), "onlyB": .integer(Int64(cell.onlyB)),
            "exampleA": example(cell.a, cell.b),
            "exampleB": example(cell.b, cell.a),
        ]
    }
}
