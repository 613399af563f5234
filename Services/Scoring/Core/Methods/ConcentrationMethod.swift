import Answers
import Measures
import Wire

/// `concentration`: how far a figure is in few hands.
struct ConcentrationMethod: StateMethod {
    var readsGains: Bool { false }

    func answer(_ parameters: MethodParameters, _ state: AskedState) throws(RPCError) -> Answer {
        let by = HolderAnswers.by(parameters)
        let figure = parameters.string("measure").flatMap(HeldFigure.init(rawValue:)) ?? .netLikes
        let filter = try LeaderboardMethod.filter(parameters, state)
        let zeros = parameters.boolean("zeros") ?? false
        let k = Int(parameters.integer("k") ?? 4)
        var answer = state.answer(
            .null, unit: Concentration.measure.unit, definition: Concentration.measure.id, parameters)
        answer.denominatorText = "\(figure.words) \(HolderAnswers.attributed(by))"
        answer.numerator = 0
        answer.denominator = 0
        guard let filter else {
            answer.reason = LeaderboardAnswer.noTask
            return answer
        }
        if let reason = filter.contradiction {
            answer.reason = reason
            return answer
        }
        let result = Concentration(
            .init(
                by: by, figure: figure, k: k, zeros: zeros, filter: filter,
                limit: Int(parameters.integer("limit") ?? 20)), state.facts, state.world)
        answer.numerator = result.known.json
        answer.denominator = result.known.json
        answer.coverage = result.all > 0 ? result.known.value / result.all.value : nil
        if result.all == 0 {
            answer.reason = "the sum is 0: no model that fulfils these conditions has any \(figure.words) at this time"
        } else if result.known == 0 {
            answer.reason =
                "none of \(result.all) \(figure.unit) is attributed: nobody has told the \(by.rawValue) of these models"
        } else {
            answer.value = Self.value(result, k: k, zeros: zeros)
            if result.ratio == nil { answer.reason = "crk has no value: \(Self.tooMany(k, result))" }
        }
        return answer
    }

    private static func value(_ result: Concentration, k: Int, zeros: Bool) -> JSONValue {
        .object([
            .init("shares", HolderAnswers.shares(result.shares)),
            .init("hhi", .object(bounded(result.hhi))),
            .init("effectiveNumber", .object(bounded(result.effectiveNumber))),
            .init(
                "crk",
                .object(
                    [.init("k", .integer(Int64(k)))]
                        + bounded(result.ratio ?? Bounded(value: nil, lower: nil, upper: nil)) + [
                            .init("reason", result.ratio == nil ? .string(tooMany(k, result)) : .null)
                        ])),
            .init("gini", .object(bounded(result.gini) + [.init("zeros", .bool(zeros))])),
            .init("holders", .integer(Int64(result.holders))),
            .init("zeroHolders", .integer(Int64(result.zeroHolders))),
        ])
    }

    private static func tooMany(_ k: Int, _ result: Concentration) -> String {
        "k = \(k) is more than the holders there are, \(result.holders)"
    }

    private static func bounded(_ figure: Bounded) -> [JSONValue.Member] {
        [
            .init("value", HolderAnswers.number(figure.value)), .init("lower", HolderAnswers.number(figure.lower)),
            .init("upper", HolderAnswers.number(figure.upper)),
        ]
    }
}
