import Domain
import Measures
import Wire

/// `openness.trend`: which way the openness of a body's releases goes.
struct OpennessTrendMethod: StateMethod {
    var readsGains: Bool { false }

    func answer(_ parameters: MethodParameters, _ state: AskedState) throws(RPCError) -> Answer {
        var question = OpennessTrend.Question(
            country: try AskedState.country(parameters, "country"),
            foundationsOnly: parameters.string("releases") == "foundations",
            adoption: parameters.string("adoption").flatMap(OpennessTrend.Adoption.init(rawValue:)) ?? .likes,
            minimumRun: Int(parameters.integer("minimumRun") ?? 3))
        if let name = parameters.string("organization") {
            question.organization = Int32(try state.row(ofOrganization: name))
        }
        var answer = state.answer(
            .null, unit: OpennessTrend.measure.unit, definition: OpennessTrend.measure.id, parameters)
        answer.sources = state.opennessSources
        guard (question.country == nil) != (question.organization == nil) else {
            answer.reason =
                question.country == nil
                ? "name an organization or a country"
                : "name an organization or a country, not both: an organization has one country"
            return answer
        }
        let axes =
            parameters.string("axis").flatMap(OpennessTrend.Axis.init(rawValue:)).map { [$0] }
            ?? OpennessTrend.Axis.allCases
        let reading = state.openness()
        var results: [OpennessTrend.Result] = []
        for axis in axes {
            guard let result = OpennessTrend.trend(question, axis, reading, proceed: { !Task.isCancelled }) else {
                throw RPCError(.cancelled, "nobody waits for the answer")
            }
            results.append(result)
        }
        let all = results.first?.all ?? 0
        answer.denominator = .integer(Int64(all))
        answer.denominatorText = "described releases; the numerator: those with a date of which an axis is known"
        answer.numerator = .integer(Int64(results.map(\.releases.count).max() ?? 0))
        answer.coverage = all == 0 ? nil : Double(results.map(\.releases.count).max() ?? 0) / Double(all)
        if results.allSatisfy({ $0.trends.allSatisfy { $0.slope == nil } }) {
            answer.reason =
                all == 0
                ? "no model of this \(question.country == nil ? "organization" : "country") is described at this time"
                : results.first?.trends.first?.reason
        } else {
            answer.value = .array(results.flatMap { result in result.trends.map { Self.json($0, result) } })
        }
        answer.more = [
            .init("regimeChanges", .array(results.flatMap { r in r.changes.map { Self.json($0, r.axis) } }))
        ]
        return answer
    }

    private static func json(_ trend: OpennessTrend.Trend, _ result: OpennessTrend.Result) -> JSONValue {
        let coverage = result.all == 0 ? nil : Double(result.releases.count) / Double(result.all)
        return [
            "axis": .string(trend.axis.rawValue), "weighting": .string(trend.weighting.rawValue),
            "value": trend.slope.map { .number($0) } ?? .null, "s": .optional(trend.test?.s),
            "z": .optional(trend.test?.z), "p": .optional(trend.test?.p),
            "releases": .integer(Int64(trend.releases)),
            "withReleaseDate": .integer(Int64(result.releases.count { $0.isReleaseDate })),
            "first": .optional(result.releases.first.map { UTCDay(number: $0.day).description }),
            "last": .optional(result.releases.last.map { UTCDay(number: $0.day).description }),
            "grain": .string(result.byMonth ? "month" : "day"), "coverage": coverage.map { .number($0) } ?? .null,
            "reason": .optional(trend.reason),
        ]
    }

    private static func json(_ change: RegimeChange, _ axis: OpennessTrend.Axis) -> JSONValue {
        [
            "axis": .string(axis.rawValue), "date": .string(UTCDay(number: change.day).description),
            "direction": .string(change.direction.rawValue), "before": .integer(Int64(change.before)),
            "openBefore": .integer(Int64(change.openBefore)), "after": .integer(Int64(change.after)),
            "openAfter": .integer(Int64(change.openAfter)), "p": .number(change.p),
        ]
    }
}
