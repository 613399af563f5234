import Answers
import Frameworks
import Measures
import Wire

/// `openness.leaderboard`: models by the verdict of one framework.
struct OpennessLeaderboardMethod: StateMethod {
    var readsGains: Bool { false }

    func answer(_ parameters: MethodParameters, _ state: AskedState) throws(RPCError) -> Answer {
        guard let framework = FrameworkRegistry.framework(parameters.string("framework") ?? MOF.id) else {
            throw RPCError(.internalError, "this framework is described but not served")
        }
        var answer = state.answer(
            .null, unit: Self.unit(framework), definition: OpennessLeaderboard.measure.id, parameters)
        answer.denominatorText =
            "described models that fulfil the conditions; the numerator: those that "
            + "\(framework.name) can judge"
        answer.sources = state.opennessSources
        let limit = Int(parameters.integer("limit") ?? 20)
        let offset = try Cursor.offset(parameters, of: state)
        guard let filter = try LeaderboardMethod.filter(parameters, state) else {
            answer.numerator = 0
            answer.denominator = 0
            answer.reason = LeaderboardAnswer.noTask
            return answer
        }
        guard
            let ranking = OpennessLeaderboard.rank(
                framework, state.openness(), filter: filter, limit: offset + limit + 1,
                proceed: { !Task.isCancelled })
        else { throw RPCError(.cancelled, "nobody waits for the answer") }
        answer.numerator = .integer(Int64(ranking.judged))
        answer.denominator = .integer(Int64(ranking.matching))
        answer.coverage = ranking.matching == 0 ? nil : Double(ranking.judged) / Double(ranking.matching)
        answer.more = [.init("framework", .string(framework.id)), .init("version", .string(framework.version))]
        if ranking.matching == 0 {
            answer.reason = filter.contradiction ?? "no model fulfils these conditions at this time"
        } else if ranking.judged == 0 {
            answer.reason = "\(framework.name) can judge none of these models: nothing it reads is known of them"
        } else {
            let page = ranking.entries.dropFirst(offset).prefix(limit)
            answer.value = .array(
                page.enumerated().map { place, entry in
                    [
                        "rank": .integer(Int64(offset + place + 1)),
                        "id": .string(state.world.models.name[entry.row]), "value": AskedState.number(entry.figure),
                        "label": .string(entry.label),
                        "country": .string(state.world.models.country[entry.row].name),
                    ]
                })
            if ranking.entries.count > offset + limit {
                answer.cursor = Cursor.make(offset + limit, parameters, of: state)
            }
        }
        return answer
    }

    private static func unit(_ framework: any Framework.Type) -> String {
        switch framework.id {
        case MOF.id, G7Levels.id: "level"
        case OSAID.id, OSAID10.id: "open"
        case EpochAccess.id: "access"
        default: "points"
        }
    }
}
