import Answers
import Measures
import Wire

/// `crossover`: when one holder's share came to exceed another's.
struct CrossoverMethod: StateMethod {
    var readsGains: Bool { false }

    func answer(_ parameters: MethodParameters, _ state: AskedState) throws(RPCError) -> Answer {
        let by = HolderAnswers.by(parameters)
        let series = HolderAnswers.series(parameters)
        let k = Int(parameters.integer("k") ?? Int64(Crossover.defaultRun))
        let a = try HolderAnswers.holder(parameters, "of", by, state) ?? ""
        let b = try HolderAnswers.holder(parameters, "over", by, state) ?? ""
        var answer = state.answer(
            .null, unit: parameters.string("period") ?? "month", definition: Crossover.measure.id, parameters)
        answer.denominatorText = "\(series.words) \(HolderAnswers.attributed(by)), in that period"
        guard var question = try LeadershipMethod.question(parameters, state) else {
            answer.reason = LeaderboardAnswer.noTask
            return answer
        }
        answer.reason =
            HolderAnswers.reason(a, by) ?? HolderAnswers.reason(b, by)
            ?? (a == b ? "'of' and 'over' are the same holder, \(a): a share does not exceed itself" : nil)
        if answer.reason != nil { return answer }
        question.limit = 2
        question.watched = [a, b]
        let leadership: Leadership
        do {
            leadership = try Leadership(question, state.facts, state.world)
        } catch {
            answer.reason = "\(error)"
            return answer
        }
        let result = Crossover(of: a, over: b, run: k, in: leadership.periods)
        if let place = result.place {
            let period = leadership.periods[place]
            answer.value = .string(period.period.name)
            answer.numerator = (result.course[place].of?.numerator ?? 0).json
            answer.denominator = period.known.json
            answer.coverage = period.coverage
        } else {
            answer.numerator = 0
            answer.denominator = leadership.known.json
            answer.denominatorText = "\(series.words) \(HolderAnswers.attributed(by)), in all periods"
            answer.coverage = leadership.all > 0 ? leadership.known.value / leadership.all.value : nil
            answer.reason =
                "\(a) exceeded \(b) in \(result.longestRun) periods in a row at most, not in \(k), of "
                + "\(result.course.count)"
        }
        answer.more = [
            .init("k", .integer(Int64(k))),
            .init("fromStart", .bool(result.isFromStart)),
            .init(
                "provisional",
                .bool(result.place.map { !leadership.isComplete(leadership.periods[$0 + k - 1].period) } ?? false)),
            .init("longestRun", .integer(Int64(result.longestRun))),
            .init(
                "course",
                .array(
                    result.course.map {
                        [
                            "period": .string($0.period.name), "of": HolderAnswers.number($0.of?.value),
                            "over": HolderAnswers.number($0.over?.value),
                        ]
                    })),
        ]
        return answer
    }
}
