import Answers
import Domain
import Measures
import Wire

/// `leadership`: who holds most of a series, period by period.
struct LeadershipMethod: StateMethod {
    var readsGains: Bool { false }

    func answer(_ parameters: MethodParameters, _ state: AskedState) throws(RPCError) -> Answer {
        let by = HolderAnswers.by(parameters)
        let series = HolderAnswers.series(parameters)
        var answer = state.answer(.null, unit: Leadership.measure.unit, definition: Leadership.measure.id, parameters)
        answer.denominatorText = "\(series.words) \(HolderAnswers.attributed(by))"
        answer.numerator = 0
        answer.denominator = 0
        guard var question = try Self.question(parameters, state) else {
            answer.reason = LeaderboardAnswer.noTask
            return answer
        }
        let limit = Int(parameters.integer("limit") ?? 10)
        question.limit = limit
        let result: Leadership
        do {
            result = try Leadership(question, state.facts, state.world)
        } catch {
            answer.reason = "\(error)"
            return answer
        }
        answer.numerator = result.known.json
        answer.denominator = result.known.json
        answer.coverage = result.all > 0 ? result.known.value / result.all.value : nil
        answer.value = .array(result.periods.map { Self.entry($0, result, limit: limit) })
        if result.undated > 0 { answer.more = [.init("undated", .integer(Int64(result.undated)))] }
        return answer
    }

    /// Nil: a task that no model has.
    static func question(
        _ parameters: MethodParameters, _ state: AskedState
    ) throws(RPCError) -> Leadership.Question? {
        guard let filter = try LeaderboardMethod.filter(parameters, state) else { return nil }
        return Leadership.Question(
            series: HolderAnswers.series(parameters), by: HolderAnswers.by(parameters),
            kind: parameters.string("period").flatMap(PeriodKind.init(rawValue:)) ?? .month,
            from: parameters.date("from")?.first.number,
            to: parameters.date("to").map { PeriodKind.lastDay($0).number }, filter: filter)
    }

    private static func entry(_ p: PeriodShares, _ result: Leadership, limit: Int) -> JSONValue {
        var reason: String?
        if !p.isObserved {
            reason = "nothing was observed in this period"
        } else if p.all == 0 {
            reason = "nobody has more than 0 in this period"
        } else if p.known == 0 {
            reason = "nothing in this period is attributed to anybody known"
        }
        let numerator = p.isObserved ? (p.leader?.numerator ?? 0).json : .null
        return [
            "period": .string(p.period.name), "from": .string(UTCDay(number: p.period.first).description),
            "to": .string(UTCDay(number: p.period.last).description),
            "complete": .bool(result.isComplete(p.period)),
            "leader": p.leader.map { .string($0.key) } ?? .null, "lead": HolderAnswers.number(p.lead),
            "shares": p.known > 0 ? HolderAnswers.shares(p.shares.prefix(limit)) : .null, "numerator": numerator,
            "denominator": p.isObserved ? p.known.json : .null, "coverage": HolderAnswers.number(p.coverage),
            "reason": reason.map { .string($0) } ?? .null,
        ]
    }
}
