import Answers
import Domain
import Measures
import Wire

/// A question about a model or an organization that has a name, but is not there at the time asked for: no mistake of the
/// asker's, so it is answered, without a value and with the reason. A name that nobody has at any time stays an error.
enum OfAnotherTime {
    /// What such an answer is called and counted in, for each method that asks for a model or an organization by name.
    static let measures: [String: MeasureDefinition] = [
        MethodDefinition.modelGet.name: MeasureDefinition("model", unit: "model", ""),
        MethodDefinition.organizationGet.name: MeasureDefinition("organization", unit: "organization", ""),
        MethodDefinition.modelLineage.name: MeasureDefinition("lineage", unit: "models", ""),
        MethodDefinition.modelAdoption.name: MeasureDefinition("adoption", unit: "by figure", ""),
        MethodDefinition.modelTimeline.name: Timeline.measure,
        MethodDefinition.descendants.name: DescendantsByDepth.measure,
        MethodDefinition.hIndex.name: HIndex.measure,
        MethodDefinition.removal.name: Removal.measure,
        MethodDefinition.dominators.name: Dominators.measure,
        MethodDefinition.intermediaries.name: Intermediaries.measure,
        MethodDefinition.obligations.name: Obligations.measure,
        MethodDefinition.variants.name: Variants.measure,
        MethodDefinition.records.name: RecordLedger.measure,
        MethodDefinition.leaderboard.name: RankedMeasure.netLikes.definition,
        MethodDefinition.concentration.name: Concentration.measure,
        MethodDefinition.leadership.name: Leadership.measure,
        MethodDefinition.crossover.name: Crossover.measure,
        MethodDefinition.milestoneEffect.name: MilestoneEffect.measure,
        MethodDefinition.components.name: SharedComponents.measure,
        MethodDefinition.deploymentList.name: Deployments.measure,
        MethodDefinition.opennessExplain.name: MeasureDefinition("openness", unit: "verdicts", ""),
        MethodDefinition.opennessDisagreements.name: OpennessDisagreements.measure,
        MethodDefinition.opennessLeaderboard.name: OpennessLeaderboard.measure,
        MethodDefinition.opennessTrend.name: OpennessTrend.measure,
        MethodDefinition.watchEvents.name: WatchEvents.measure,
    ]

    /// The answer to a question that failed because a name is not there; nil: it is there at no time, so the error holds.
    static func answer(_ method: String, _ question: ScoringQuestion, _ error: RPCError) async throws -> Answer? {
        guard question.changed == nil, let world = question.present.world, var measure = measures[method] else {
            return nil
        }
        let parameters = question.parameters
        let names = parameters.string(error.path).map { [$0] } ?? parameters.strings(error.path) ?? []
        let present = AskedState(world: world, facts: question.present.facts, epoch: question.present.citedEpoch)
        let asked = try await question.state(gains: false)
        if method == MethodDefinition.leaderboard.name,
            let ranked = RankedMeasure(rawValue: parameters.string("measure") ?? measure.name)
        {
            measure = ranked.definition
        }
        var answer = asked.answer(.null, unit: measure.unit, definition: measure.id, parameters)
        if MethodRegistry.scoring[method]?.parameters.contains(where: { $0.name == "relations" }) == true {
            answer.parameters = AskedState.parameters(answer.parameters, try parameters.lineageChoice())
        }
        for name in names {
            if error.code == .organizationNotFound {
                // One whose name is known at that time may have no model yet: the error was about its models.
                let isNamed = (try? asked.row(ofOrganization: name)) != nil
                guard !isNamed || names.count == 1 else { continue }
                guard (try? present.row(ofOrganization: name)) != nil else { return nil }
                answer.reason =
                    isNamed
                    ? "no model of organization '\(shown(name))' is there at this time"
                    : "organization '\(shown(name))' is not known at this time: no model of it is, and nobody has described it"
            } else {
                guard (try? asked.row(ofModel: name)) == nil else { continue }
                guard let row = try? present.row(ofModel: name) else { return nil }
                answer.reason = reason(name, row, present, asked)
            }
            return answer
        }
        return nil
    }

    /// Why a model of the present is not there in a state.
    private static func reason(_ name: String, _ row: Int, _ present: AskedState, _ asked: AskedState) -> String {
        let models = present.world.models
        let released = models.released[row].orNil
        let created = models.created[row].orNil.map { Timestamp(microseconds: $0).day.number }
        if asked.world.asOf != .null, let first = [released, created].compactMap(\.self).min(),
            first > Timestamp(microseconds: asked.world.asOf).day.number
        {
            let what = first == released ? "released" : "created"
            return "'\(shown(name))' is not there at this time: it was \(what) on \(UTCDay(number: first))"
        }
        return asked.world.batch < present.world.batch
            ? "nothing was recorded of '\(shown(name))' by batch \(asked.world.batch)"
            : "nothing is known of '\(shown(name))' at this time"
    }
}
