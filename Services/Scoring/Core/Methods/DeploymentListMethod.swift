import Domain
import Measures
import Wire

/// `deployment.list`: who serves what at a date.
struct DeploymentListMethod: StateMethod {
    var readsGains: Bool { false }

    func answer(_ parameters: MethodParameters, _ state: AskedState) throws(RPCError) -> Answer {
        var question = Deployments.Question(
            provider: parameters.string("provider"), country: try AskedState.country(parameters, "country"),
            wanted: parameters.string("state").flatMap(Deployments.Wanted.init(rawValue:)) ?? .inForce)
        if let model = parameters.string("model") { question.model = try state.row(ofModel: model, path: "model") }
        let offset = try Cursor.offset(parameters, of: state)
        let limit = Int(parameters.integer("limit") ?? 100)
        let spans = Deployments.spans(question, state.facts, state.world)
        let known = spans.count { $0.begin != nil }
        var answer = state.answer(
            .null, unit: Deployments.measure.unit, definition: Deployments.measure.id, parameters)
        answer.sources = state.sources(with: Set(state.facts.adoptions.rows.map(\.source)))
        answer.numerator = .integer(Int64(known))
        answer.denominator = .integer(Int64(spans.count))
        answer.denominatorText = "offers that fulfil the conditions; covered are those whose begin is known"
        answer.coverage = spans.isEmpty ? nil : Double(known) / Double(spans.count)
        if spans.isEmpty {
            answer.reason =
                state.facts.adoptions.rows.isEmpty
                ? "no source has told of any deployment" : "no offer fulfils these conditions at this time"
        } else {
            answer.value = .array(
                spans.enumerated().dropFirst(offset).prefix(limit).map { place, span in
                    Self.entry(place + 1, span, state)
                })
        }
        answer.more = [
            .init("deployments", .integer(spans.reduce(0) { $0 + ($1.end == nil ? $1.offers : 0) })),
            .init("models", .integer(Int64(Set(spans.map(\.row)).count))),
            .init("providers", .integer(Int64(Set(spans.map { ModelName.key($0.provider) }).count))),
        ]
        if spans.count > offset + limit { answer.cursor = Cursor.make(offset + limit, parameters, of: state) }
        return answer
    }

    private static func entry(_ rank: Int, _ span: Deployments.Span, _ state: AskedState) -> JSONValue {
        func time(_ at: Int64?) -> JSONValue { at.map { .string(Timestamp(microseconds: $0).description) } ?? .null }
        return [
            "rank": .integer(Int64(rank)), "id": .string(state.world.models.name[span.row]),
            "value": .integer(span.offers), "provider": span.provider.isEmpty ? .null : .string(span.provider),
            "country": .string(span.country.name), "begin": time(span.begin), "beginKnown": .bool(span.begin != nil),
            "end": time(span.end), "source": .string(span.source),
        ]
    }
}
