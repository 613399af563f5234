import Columns
import Domain
import Measures
import Wire

/// `model.timeline` at another time than the epoch's: the gateway answers the present from the store's roll-up and passes
/// the past on to here, where it is derived from the facts. The shape is the same.
struct ModelTimelineMethod: StateMethod {
    var readsGains: Bool { false }

    /// The most points of an answer; the gateway's default.
    static let maximumPoints = 20_000

    func answer(_ parameters: MethodParameters, _ state: AskedState) throws(RPCError) -> Answer {
        let row = try state.row(ofModel: parameters.string("id") ?? "")
        let number = try state.series(parameters.string("series") ?? Series.likes.name)
        let series = state.facts.series[number]
        let source = parameters.string("source")
        let from = parameters.instant("from", date: .start)?.day.number ?? .min
        let to = parameters.instant("to", date: .end)?.day.number ?? .max
        let days = Timeline.days(state.histories, row: row, series: number).filter {
            $0.day >= from && $0.day <= to && (source == nil || state.facts.sources[Int($0.source)] == source)
        }
        guard days.count <= Self.maximumPoints else {
            throw RPCError(
                .resultTooLarge,
                "more than \(Self.maximumPoints) days; narrow the time with 'from' and 'to', or name one 'source'")
        }
        let isAligned = parameters.string("align") == "release"
        let released = state.world.models.released[row].orNil
        var answer = state.answer(.null, unit: series.unit, definition: Timeline.measure.id, parameters)
        if isAligned, released == nil {
            answer.reason = "the model's release date is not known, so nothing can be aligned to it"
        } else if days.isEmpty {
            answer.reason = "nothing of this series was seen for this model in this time"
        } else {
            answer.value = .array(
                days.map { day in
                    var members: [JSONValue.Member] = [.init("at", .string(UTCDay(number: day.day).description))]
                    if isAligned, let released {
                        members.append(.init("day", .integer(Int64(day.day) - Int64(released))))
                    }
                    members += [
                        .init("value", .integer(day.value)),
                        .init("amount", day.amount.map { .integer($0) } ?? .null),
                        .init("source", .string(state.facts.sources[Int(day.source)])),
                    ]
                    return .object(members)
                })
        }
        answer.more = [.init("kind", .string(series.kind.name))]
        return answer
    }
}
