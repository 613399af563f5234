import Answers
import Columns
import Domain
import Postgres
import StoreView
import Wire

/// A figure of a model over time, from the daily roll-up.
struct ModelTimelineMethod: GatewayMethod {
    static let definition = "timeline/1"

    func plan(_ question: Question, _ gateway: Gateway) -> Plan {
        do {
            let snapshot = try question.epoch()
            // The roll-up is of everything known now; scoring derives the past from the facts.
            guard question.isAboutNow(snapshot) else { return PassedOnMethod().plan(question, gateway) }
            let name = question.parameters.string("id") ?? ""
            guard let row = snapshot.model(named: name) else {
                return ModelGetMethod.notFound(name, question, snapshot)
            }
            let limit = gateway.configuration.maximumTimelinePoints
            return .read { try Self.answer(question, snapshot, row, limit, $0) }
        } catch {
            return .failure(error)
        }
    }

    private static func answer(
        _ question: Question, _ snapshot: Snapshot, _ row: Int, _ limit: Int, _ store: Connection
    ) throws -> [UInt8] {
        let parameters = question.parameters
        let series = parameters.string("series") ?? Series.likes.name
        let wanted = TimelineWindow(
            model: snapshot.models.id[row], series: series, source: parameters.string("source"),
            from: parameters.instant("from", date: .start)?.day, to: parameters.instant("to", date: .end)?.day,
            limit: limit + 1)
        let read = try store.readTimeline(wanted)
        guard let timeline = read.timeline else {
            let nearest = NearestName.find(series, among: read.seriesNames)
            throw RPCError(
                .seriesUnknown,
                "no series is called '\(shown(series))'; there are \(read.seriesNames.joined(separator: ", "))",
                path: "series", nearest: nearest)
        }
        guard timeline.points.count <= limit else {
            throw RPCError(
                .resultTooLarge, "more than \(limit) days; narrow the time with 'from' and 'to', or name one 'source'")
        }
        let aligned = parameters.string("align") == "release"
        let released = snapshot.models.released[row].orNil
        var reason: String?
        if aligned, released == nil {
            reason = "the model's release date is not known, so nothing can be aligned to it"
        } else if timeline.points.isEmpty {
            reason = "nothing of this series was seen for this model in this time"
        }
        let points = timeline.points.map { point($0, released: aligned ? released : nil) }
        return question.answer(
            snapshot, reason == nil ? .array(points) : .null, unit: timeline.unit, definition: definition,
            reason: reason, knownAt: timeline.batch, more: [.init("kind", .string(timeline.kind.name))])
    }

    private static func point(_ point: DailyPoint, released: Int32?) -> JSONValue {
        var members: [JSONValue.Member] = [.init("at", .string(point.day.description))]
        if let released { members.append(.init("day", .integer(Int64(point.day.number) - Int64(released)))) }
        members.append(.init("value", point.value.map { .integer($0) } ?? .null))
        members.append(.init("amount", point.amount.map { .integer($0) } ?? .null))
        members.append(.init("source", .string(point.source)))
        return .object(members)
    }
}
