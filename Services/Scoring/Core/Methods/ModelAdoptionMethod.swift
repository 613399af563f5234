import Columns
import Domain
import Measures
import Wire

/// `model.adoption`: every adoption figure of one model, and why those that are missing are.
struct ModelAdoptionMethod: StateMethod {
    var readsGains: Bool { false }

    static let definition = "adoption/1"

    func answer(_ parameters: MethodParameters, _ state: AskedState) throws(RPCError) -> Answer {
        let halfLife = parameters.number("halfLife") ?? DecayedAdoption.defaultHalfLife
        guard halfLife > 0, halfLife.isFinite else {
            throw RPCError(
                .invalidParameters, "'halfLife' should be a number of days above 0", path: "halfLife")
        }
        let row = try state.row(ofModel: parameters.string("id") ?? "")
        let attention = try state.counter(parameters.string("attention") ?? Series.likes.name, path: "attention")
        let histories = state.histories
        let gains = LikesGains(histories, row: row)
        let windows = Self.integers(parameters, "windows").map { Int32($0) }
        var answer = state.answer(.null, unit: "by figure", definition: Self.definition, parameters)
        answer.value = [
            "netLikes": netLikes(state, row),
            "velocities": .array(
                windows.map {
                    Velocity.figure(gains, days: $0).json(
                        [.init("days", .integer(Int64($0)))] + Self.of(Velocity.measure))
                }),
            "momenta": .array(
                windows.map {
                    Momentum.figure(gains, days: $0).json(
                        [.init("days", .integer(Int64($0)))] + Self.of(Momentum.measure))
                }),
            "decayedAdoption": decayed(histories, row, halfLife),
            "relativeAdoption": [
                "v1": relative(histories, row, .median, parameters),
                "v2": relative(histories, row, .tenth, parameters),
            ],
            "attentionHalfLife": half(histories, row, attention, Int32(parameters.integer("horizon") ?? 90)),
        ]
        return answer
    }

    private static func integers(_ parameters: MethodParameters, _ name: String) -> [Int64] {
        guard case .array(let list)? = parameters[name] else { return [] }
        return list.compactMap(\.whole)
    }

    private static func of(_ measure: MeasureDefinition) -> [JSONValue.Member] {
        [.init("unit", .string(measure.unit)), .init("definition", .string(measure.id))]
    }

    private func netLikes(_ state: AskedState, _ row: Int) -> JSONValue {
        let likes = state.world.models.netLikes[row].orNil
        return .object(
            Self.of(RankedMeasure.netLikes.definition) + [
                .init("value", likes.map { .integer($0) } ?? .null),
                .init("reason", likes == nil ? "nobody has counted likes of this model by this time" : .null),
            ])
    }

    private func decayed(_ histories: Histories, _ row: Int, _ halfLife: Double) -> JSONValue {
        let figure = DecayedAdoption.figure(histories, row: row, halfLife: halfLife)
        return figure.json([.init("halfLife", .number(halfLife))] + Self.of(RankedMeasure.decayedAdoption.definition))
    }

    private func relative(
        _ histories: Histories, _ row: Int, _ version: RelativeAdoption.Version, _ parameters: MethodParameters
    ) -> JSONValue {
        let series = RelativeAdoptionMethod.series(version, parameters)
        let sizeClass = SizeClass(parameters: histories.world.models.parameters[row])
        let ram = sizeClass.map { RelativeAdoption(histories, sizeClass: $0, series: series) }
        let figures = RelativeAdoption.checkpoints.map { checkpoint in
            let figure =
                ram?.figure(row: row, checkpoint: checkpoint, version)
                ?? ReasonedFigure(reason: "its number of parameters is not known, so it has no size class")
            return figure.json([.init("checkpoint", .integer(Int64(checkpoint)))])
        }
        return .object(
            [
                .init("series", .string(series)),
                .init("sizeClass", sizeClass.map { .string($0.name) } ?? .null),
            ] + Self.of(RelativeAdoption.measure) + [.init("checkpoints", .array(figures))])
    }

    private func half(_ histories: Histories, _ row: Int, _ series: Series, _ horizon: Int32) -> JSONValue {
        let half = AttentionHalfLife(histories, row: row, series: series, horizon: horizon)
        return .object(
            [.init("series", .string(series.name)), .init("horizon", .integer(Int64(horizon)))]
                + Self.of(AttentionHalfLife.measure) + [
                    .init("value", half.days.map { .integer(Int64($0)) } ?? .null),
                    .init("atMost", half.atMost.map { .integer(Int64($0)) } ?? .null),
                    .init("censored", .bool(half.isCensored)),
                    .init("atHorizon", half.atHorizon.map { .integer($0) } ?? .null),
                    .init("reason", half.reason.map { .string($0) } ?? .null),
                ])
    }
}
