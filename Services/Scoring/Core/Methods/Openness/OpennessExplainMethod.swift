import Domain
import Frameworks
import Measures
import Wire

/// `openness.explain`: every verdict on a model, down to who said what of which component and when.
struct OpennessExplainMethod: StateMethod {
    var readsGains: Bool { false }

    static let definition = "openness/1"

    func answer(_ parameters: MethodParameters, _ state: AskedState) throws(RPCError) -> Answer {
        let row = try state.row(ofModel: parameters.string("id") ?? "")
        let reading = state.openness()
        let listing = reading.listing(row)
        let evidence = reading.evidence(row)
        let frameworks =
            parameters.string("framework").flatMap(FrameworkRegistry.framework).map { [$0] }
            ?? FrameworkRegistry.all
        let verdicts = frameworks.map { $0.verdict(on: evidence) }
        let axes = OpennessAxes(evidence.states)
        let organization = state.world.organizationRow[row].orNil.map { state.world.organizations.name[Int($0)] }
        var answer = state.answer(
            [
                "id": .string(state.world.models.name[row]), "organization": .optional(organization),
                "country": .string(state.world.models.country[row].name),
                "access": access(evidence, listing),
                "axes": ["weights": AskedState.number(axes.weights), "science": AskedState.number(axes.science)],
                "verdicts": .array(verdicts.map(\.json)),
                "disagreements": .array(
                    Disagreement.pairs(verdicts).map {
                        [
                            "open": .string($0.open), "closed": .string($0.closed),
                            "clause": $0.clause.map(\.json) ?? .null,
                        ]
                    }),
                "evidence": .array(evidence.components.map(component)),
                "alternatives": .array(
                    WhatWouldChange.alternatives(on: evidence, frameworks: frameworks).map(alternative)),
                "scores": .array(evidence.scores.map(scores)),
            ], unit: "verdicts", definition: Self.definition, parameters)
        let told = evidence.components.count { $0.followed != nil }
        answer.numerator = .integer(Int64(told))
        answer.denominator = .integer(Int64(Component.allCases.count))
        answer.denominatorText = "components of the framework; the numerator: those that a source speaks of"
        answer.coverage = Double(told) / Double(Component.allCases.count)
        if told == 0, evidence.scores.isEmpty {
            answer.reason = "no source says anything of its components: what is missing here may only not be known"
        }
        answer.sources = Set(evidence.sources).union(listing.sources.map(\.name)).sorted()
        return answer
    }

    private func access(_ evidence: Evidence, _ listing: ListedEvidence) -> JSONValue {
        let access = EpochAccess.access(evidence)
        let stated = evidence.access
        return [
            "value": .string(access.name), "label": .string(EpochAccess.label(access)),
            "stated": .optional(stated?.stated?.name), "license": .optional(stated?.license.statement),
            "licenseId": .optional(stated?.license.id), "gated": stated?.gated.map { .bool($0) } ?? .null,
            "source": .optional(stated?.source), "at": .optional(stated?.at),
            "sources": .array(
                listing.sources.map {
                    [
                        "source": .string($0.name), "at": .string($0.at.description), "hub": .bool($0.isHub),
                        "access": .optional($0.access?.name), "license": .optional($0.license),
                        "gated": $0.gated.map { .bool($0) } ?? .null, "evidence": .optional($0.link),
                    ]
                }),
        ]
    }

    private func component(_ settled: SettledComponent) -> JSONValue {
        [
            "component": .integer(Int64(settled.component.id)), "name": .string(settled.component.name),
            "type": .string(settled.component.contentType.rawValue), "state": .string(settled.state.name),
            "license": .optional(settled.license), "followed": settled.followed.map(\.json) ?? .null,
            "others": .array(settled.others.map(\.json)),
        ]
    }

    private func alternative(_ alternative: Alternative) -> JSONValue {
        [
            "component": .integer(Int64(alternative.statement.component.id)),
            "source": .string(alternative.statement.source), "at": .optional(alternative.statement.at),
            "license": .optional(alternative.statement.license), "present": .bool(alternative.statement.isPresent),
            "framework": .string(alternative.framework), "from": .string(alternative.from.word),
            "to": .string(alternative.to.word),
        ]
    }

    private func scores(_ scores: ImportedScores) -> JSONValue {
        [
            "framework": .string(scores.framework), "edition": .string(scores.edition),
            "source": .string(scores.source), "at": .optional(scores.at), "evidence": .optional(scores.link),
            "total": AskedState.number(scores.items.reduce(0) { $0 + ($1.points ?? 0) }),
            "items": .integer(Int64(scores.items.count)),
        ]
    }
}
