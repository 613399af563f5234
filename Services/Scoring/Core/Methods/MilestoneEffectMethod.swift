import Domain
import Measures
import Wire

/// `milestone.effect`: what changed in a daily series at a milestone, beside placebo dates.
struct MilestoneEffectMethod: StateMethod {
    var readsGains: Bool { false }

    func answer(_ parameters: MethodParameters, _ state: AskedState) throws(RPCError) -> Answer {
        let by = HolderAnswers.by(parameters)
        let series = HolderAnswers.series(parameters)
        let figure = parameters.string("figure").flatMap(MilestoneEffect.Figure.init(rawValue:)) ?? .amount
        let of = try HolderAnswers.holder(parameters, "of", by, state)
        let (date, name) = try Self.date(parameters, state)
        var answer = state.answer(
            .null, unit: figure == .share ? "share" : series.unit, definition: MilestoneEffect.measure.id, parameters)
        answer.denominatorText = "\(series.words) \(HolderAnswers.attributed(by)), over both windows"
        if date.precision != .day {
            answer.reason = "\(name) is dated \(date), and the test needs a day: give one as 'date'"
            return answer
        }
        answer.reason = of.flatMap { HolderAnswers.reason($0, by) }
        if answer.reason != nil { return answer }
        let before = Int(parameters.integer("before") ?? 90)
        let after = Int(parameters.integer("after") ?? 90)
        let result: MilestoneEffect
        do {
            result = try MilestoneEffect(
                .init(
                    date: date.first, series: series, by: by, of: of, figure: figure, before: before, after: after,
                    every: Int(parameters.integer("placeboEvery") ?? 30)), state.facts, state.world)
        } catch {
            answer.reason = "\(error)"
            return answer
        }
        answer.numerator = result.own.json
        answer.denominator = result.known.json
        answer.coverage = result.all > 0 ? result.known.value / result.all.value : nil
        answer.value = Self.value(result)
        answer.more = [
            .init("date", .string(date.description)), .init("daysObserved", .integer(Int64(result.days))),
            .init("days", .integer(Int64(before + after))), .init("lags", .integer(Int64(result.result.lags))),
        ]
        return answer
    }

    /// The date that is asked about, and how to call it.
    private static func date(
        _ parameters: MethodParameters, _ state: AskedState
    ) throws(RPCError) -> (PartialDate, String) {
        switch (parameters.string("milestone"), parameters.date("date")) {
        case (nil, let date?): return (date, "the milestone")
        case (let id?, nil):
            let known = Milestone.all(state)
            guard let milestone = known.first(where: { $0.id == id }) else {
                throw RPCError(
                    .invalidParameters, "no milestone is called '\(id)' at this time; milestone.list tells them",
                    path: "milestone", nearest: NearestName.find(id, among: known.map(\.id)))
            }
            return (milestone.date, "'\(id)'")
        case (nil, nil):
            throw RPCError(.invalidParameters, "milestone.effect needs 'milestone' or 'date'", path: "milestone")
        case (_?, _?):
            throw RPCError(
                .invalidParameters, "give 'milestone' or 'date', not both: they may name two days", path: "date")
        }
    }

    private static func value(_ result: MilestoneEffect) -> JSONValue {
        let fitted = result.fitted
        func change(_ part: (InterruptedSeries) -> InterruptedSeries.Estimate) -> JSONValue {
            let own = part(result.result)
            return .object(
                members(own) + [
                    .init(
                        "placebosAsLarge",
                        .integer(Int64(fitted.count { abs(part($0).value) >= abs(own.value) }))),
                    .init("placebosOutsideZero", .integer(Int64(fitted.count { part($0).excludesZero }))),
                ])
        }
        return [
            "level": change { $0.level }, "slope": change { $0.slope },
            "placebos": [
                "tested": .integer(Int64(fitted.count)),
                "untested": .integer(Int64(result.placebos.count - fitted.count)),
                "dates": .array(
                    result.placebos.map { placebo in
                        [
                            "date": .string(placebo.date.description),
                            "level": placebo.result.map { .object(members($0.level)) } ?? .null,
                            "slope": placebo.result.map { .object(members($0.slope)) } ?? .null,
                        ]
                    }),
            ],
        ]
    }

    private static func members(_ e: InterruptedSeries.Estimate) -> [JSONValue.Member] {
        [
            .init("value", .number(e.value)), .init("low", .number(e.low)), .init("high", .number(e.high)),
            .init("standardError", .number(e.standardError)),
        ]
    }
}
