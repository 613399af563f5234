import Domain
import Measures
import Wire

/// `dependence.course`: dependence at each period's end, and the first day above zero.
struct DependenceCourseMethod: StateMethod {
    var readsGains: Bool { false }

    /// The most periods of one answer.
    static let most = 5_000

    func answer(_ parameters: MethodParameters, _ state: AskedState) throws(RPCError) -> Answer {
        let of = try AskedState.country(parameters, "of") ?? .unknown
        let on = try AskedState.country(parameters, "on") ?? .unknown
        let question = try DependenceMethod.question(parameters, of: of)
        let lineage = Lineage(state.world, question.lineage)
        let length = parameters.string("period").flatMap(PeriodKind.init(rawValue:)) ?? .month
        var answer = state.answer(.null, DependenceCourse.measure, parameters, lineage)
        answer.denominatorText =
            DependenceMethod.denominator(question, of) + ", there by the period's end"
            + (question.weight == .count ? "" : " (as counted at asOf)")
        if !on.isKnown {
            answer.reason = "'\(on.name)' is no country that can be known; shares are over parents of known country"
            return answer
        }
        let whole = DependenceCourse(question, on: on, periods: [], in: state.world, lineage)
        answer.coverage = whole.all > 0 ? (whole.all - whole.undated) / whole.all : nil
        guard let span = whole.span else {
            answer.reason =
                whole.all > 0
                ? "of these edges none has a child whose creation or release is known"
                : "no edge of these relations and scope has a child published in \(of.name)"
            return answer
        }
        // What the present knows is no forecast: no period begins after the time of the answer. Where nothing was observed
        // yet, that time is unknown, and the course ends with the last dated edge.
        let today =
            state.world.asOf == .null
            ? UTCDay(number: span.upperBound) : Timestamp(microseconds: state.world.asOf).day
        let from = parameters.date("from")?.first ?? UTCDay(number: min(span.lowerBound, today.number))
        let asked = parameters.date("to").map(PeriodKind.lastDay)
        let to = min(asked ?? today, today)
        if let asked, from > asked {
            answer.reason = "\(Leadership.Refusal.backwards)"
            return answer
        }
        guard from <= to else {
            answer.reason = "\(Leadership.Refusal.future(asOf: today.number))"
            return answer
        }
        guard let periods = Period.cover(from.number...to.number, length, limit: Self.most) else {
            answer.reason =
                "the window has more than \(Self.most) periods; give 'from' and 'to', or a longer period"
            return answer
        }
        let course = DependenceCourse(question, on: on, periods: periods, in: state.world, lineage)
        answer.value = .array(course.values.map { Self.value($0, today) })
        if let last = course.values.last {
            answer.numerator = AskedState.number(last.numerator)
            answer.denominator = AskedState.number(last.known)
        }
        answer.more += [
            .init("undated", AskedState.number(course.undated)),
            .init(
                "firstAboveZero",
                course.first.map { first -> JSONValue in
                    .object([
                        .init("date", .string(first.day.description)),
                        .init("child", .string(state.world.models.name[first.child])),
                        .init(
                            question.attribution == .root ? "root" : "parent",
                            .string(state.world.models.name[first.parent])),
                    ])
                } ?? .null),
        ]
        return answer
    }

    private static func value(_ value: DependenceCourse.Value, _ today: UTCDay) -> JSONValue {
        var members: [JSONValue.Member] = [
            .init("period", .string(value.period.name)),
            .init("end", .string(UTCDay(number: value.period.last).description)),
            .init("complete", .bool(value.period.last <= today.number)),
            .init("value", value.share.map { .number($0) } ?? .null),
            .init("numerator", AskedState.number(value.numerator)),
            .init("denominator", AskedState.number(value.known)),
            .init("coverage", value.all > 0 ? .number(value.known / value.all) : .null),
        ]
        if value.share == nil {
            let why = value.all > 0 ? "no parent's country is known yet" : "no such edge was there yet"
            members.append(.init("reason", .string(why)))
        }
        return .object(members)
    }
}
