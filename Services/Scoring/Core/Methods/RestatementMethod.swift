import Columns
import Domain
import Measures
import StoreLedger
import Wire

/// `restatement`: a figure of one valid time at two recorded times, and the records that came between them.
struct RestatementMethod: ScoringMethod {
    func answer(_ question: ScoringQuestion) async throws -> Answer {
        let parameters = question.parameters
        let figure = try Figure(parameters)
        let from = parameters.integer("knownAtBefore") ?? 0
        let upTo = parameters.integer("knownAtAfter") ?? question.present.facts.batch
        guard from <= upTo else {
            throw RPCError(
                .invalidParameters, "knownAtBefore (\(from)) is after knownAtAfter (\(upTo))", path: "knownAtBefore")
        }
        let after = try await question.past.state(
            asOf: parameters.asOf, knownAt: upTo, of: question.present, gains: figure.readsGains)
        let asOf = after.world.asOf == .null ? nil : Timestamp(microseconds: after.world.asOf)
        let before = try await question.past.facts(knownAt: from, question.present.facts)
        let (old, oldAnswer) = try await figure.reading(question, asOf: asOf, knownAt: from)
        let (new, newAnswer) = try await figure.reading(question, asOf: asOf, knownAt: upTo)
        let changes = try await Self.changes(before, after.facts, question.past)
        let past = question.past
        let attribution = try await Attribution(
            changes.records, before, after.facts, first: old, last: new
        ) { mixed in
            try await figure.reading(question, asOf: asOf, knownAt: upTo) { state in
                let world = try await past.derive(
                    mixed, asOf: state.world.asOf == .null ? nil : state.world.asOf, gains: figure.readsGains)
                return AskedState(world: world, facts: mixed, epoch: state.epoch)
            }.reading
        }
        let list = ChangeList(changes, attribution, after.facts)
        let offset = try Cursor.offset(parameters, of: after)
        let limit = Int(parameters.integer("limit") ?? 100)
        var answer = after.answer(
            .null, unit: newAnswer?.unit ?? oldAnswer?.unit ?? figure.definition.name,
            definition: Restatement.definition, parameters)
        if parameters.integer("knownAtAfter") != nil { answer.epoch = nil }
        let difference = old.number.flatMap { a in new.number.map { AskedState.number($0 - a) } }
        answer.value = ["old": old.value, "new": new.value, "difference": difference ?? .null]
        if difference == nil {
            let sentences = [(from, old), (upTo, new)].filter { $0.1.number == nil }
                .map { "at batch \($0.0): \($0.1.reason ?? "no value")" }
            answer.reason = sentences.joined(separator: "; ")
        }
        answer.numerator = .integer(Int64(list.relevant))
        answer.denominator = .integer(Int64(list.count))
        answer.denominatorText = "records between the two batches; counted above: those of groups that moved the figure"
        if offset + limit < list.count { answer.cursor = Cursor.make(offset + limit, parameters, of: after) }
        answer.more = [
            .init("of", (newAnswer ?? oldAnswer).map { .string($0.definition) } ?? .null),
            .init("knownAtBefore", .integer(from)), .init("knownAtAfter", .integer(upTo)),
            .init("groups", list.groups), .init("attributionComplete", .bool(attribution.isComplete)),
            .init("changes", list.page(offset, limit)), .init("changesCut", .bool(changes.isCut)),
        ]
        return answer
    }

    private static func changes(_ before: Facts, _ after: Facts, _ past: PastStates) async throws -> Changes {
        guard before.batch < after.batch else { return Changes(before, after, events: [], retractions: []) }
        let (from, upTo) = (before.batch, after.batch)
        let reader = ChangesReader()
        let events = try await past.read {
            try reader.events(after: from, upTo: upTo, limit: Changes.maximumEvents + 1, $0)
        }
        let retractions = try await past.read { try reader.retractions(after: from, upTo: upTo, $0) }
        return try await past.compute { Changes(before, after, events: events, retractions: retractions) }
    }
}
