import Answers
import Columns
import Domain
import Measures
import Wire

/// `records`: every change of the leader by a cumulative figure, or one model's time to the first place.
struct RecordsMethod: StateMethod {
    var readsGains: Bool { false }

    func answer(_ parameters: MethodParameters, _ state: AskedState) throws(RPCError) -> Answer {
        let world = state.world
        let series = try state.counter(parameters.string("series") ?? Series.likes.name)
        let offset = try Cursor.offset(parameters, of: state)
        let model: Int?
        if let name = parameters.string("model") {
            model = try state.row(ofModel: name, path: "model")
        } else {
            model = nil
        }
        var answer = state.answer(
            .null, unit: model == nil ? series.unit : "days", definition: RecordLedger.measure.id, parameters)
        answer.denominatorText = "described models that fulfil the conditions, and placeholders that have a figure"
        var filter = LeaderboardFilter(
            country: parameters.country("country"),
            sizeClass: parameters.string("sizeClass").flatMap(SizeClass.init(name:)))
        if let task = parameters.string("task") {
            guard let index = world.models.words.firstIndex(of: task) else {
                answer.numerator = 0
                answer.denominator = 0
                answer.reason = LeaderboardAnswer.noTask
                return answer
            }
            filter.task = Int32(index)
        }
        guard
            let ledger = RecordLedger(
                state.histories, series: series.name, filter: filter, proceed: { !Task.isCancelled })
        else { throw RPCError(.cancelled, "nobody waits for the answer") }
        answer.numerator = .integer(Int64(ledger.withValue))
        answer.denominator = .integer(Int64(ledger.matching))
        answer.coverage = ledger.matching == 0 ? nil : Double(ledger.withValue) / Double(ledger.matching)
        if let model {
            let time = TimeToFirst(
                ledger, world, row: model, history: state.histories.counter(series, row: model))
            answer.value = time.days.map { .integer(Int64($0)) } ?? .null
            answer.reason = time.reason
            let reigns = ledger.entries.filter { $0.row == model }
            answer.more = [
                .init("upperBound", .bool(time.isUpperBound)),
                .init("daysWithout", time.daysWithout.map { .integer(Int64($0)) } ?? .null),
                .init("reigns", .array(reigns.map { Self.entry($0, world) })),
            ]
            return answer
        }
        if ledger.matching == 0 {
            answer.reason = "no model fulfils these conditions at this time"
        } else if ledger.entries.isEmpty {
            answer.reason = "no model that fulfils these conditions ever had a figure above 0 by this time"
        } else {
            let limit = Int(parameters.integer("limit") ?? 100)
            answer.value = .array(ledger.entries.dropFirst(offset).prefix(limit).map { Self.entry($0, world) })
            if offset + limit < ledger.entries.count {
                answer.cursor = Cursor.make(offset + limit, parameters, of: state)
            }
        }
        return answer
    }

    private static func entry(_ entry: RecordLedger.Entry, _ world: World) -> JSONValue {
        let release = ReleaseDay(world, row: entry.row)
        let days = release.day.map { Timestamp(microseconds: entry.at).day.number - $0 }
        let tenure = Double((entry.until ?? world.asOf) - entry.at) / Double(Timestamp.microsecondsPerDay)
        return [
            "id": .string(world.models.name[entry.row]),
            "predecessor": entry.predecessor.map { .string(world.models.name[$0]) } ?? .null,
            "at": .string(Timestamp(microseconds: entry.at).description), "value": .integer(entry.level),
            "margin": entry.margin.map { .integer($0) } ?? .null,
            "daysSinceRelease": days.map { .integer(Int64($0)) } ?? .null,
            "tenureDays": AskedState.number(tenure),
            "until": entry.until.map { .string(Timestamp(microseconds: $0).description) } ?? .null,
            "current": .bool(entry.until == nil), "seenLeading": .bool(entry.wasSeenLeading),
            "followsReset": .bool(entry.followsReset),
            "country": .string(world.models.country[entry.row].name),
            "reason": release.reason.map { .string($0) } ?? .null,
        ]
    }
}
