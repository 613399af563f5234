import Answers
import Domain
import Measures
import Wire

/// `watch.events`: what happened between two batches.
struct WatchEventsMethod: ScoringMethod {
    func answer(_ question: ScoringQuestion) async throws -> Answer {
        let parameters = question.parameters
        let new = try await question.state()
        let from = parameters.integer("from") ?? 0
        guard from <= new.world.batch else {
            throw RPCError(.invalidParameters, "'from' (\(from)) is after 'knownAt' (\(new.world.batch))", path: "from")
        }
        let old = try await question.state(asOf: parameters.asOf ?? question.pinned?.asOf, knownAt: from)
        let filter = WatchFilter(
            parameters,
            model: try parameters.string("model").map { name throws(RPCError) in
                new.world.models.name[try new.row(ofModel: name, path: "model")]
            },
            organization: try parameters.string("organization").map { name throws(RPCError) in
                new.world.organizations.name[try new.row(ofOrganization: name)]
            })
        let offset = try Cursor.offset(parameters, of: new)
        let limit = Int(parameters.integer("limit") ?? 100)
        let all = try await Self.events(old, new, filter, question)
        let passed = all.filter(filter.passes)
        var answer = new.answer(.null, unit: WatchEvents.measure.unit, definition: WatchEvents.measure.id, parameters)
        answer.numerator = .integer(Int64(passed.count))
        answer.denominator = .integer(Int64(all.count))
        answer.denominatorText =
            "events between the two batches of the kinds asked for; counted: those that pass the filters"
        answer.coverage = 1
        answer.value = .array(
            passed.enumerated().dropFirst(offset).prefix(limit).map { place, event in
                guard case .object(let members) = event else { return event }
                return .object([.init("rank", .integer(Int64(place + 1)))] + members)
            })
        if offset + limit < passed.count { answer.cursor = Cursor.make(offset + limit, parameters, of: new) }
        return answer
    }

    private static func events(
        _ old: AskedState, _ new: AskedState, _ filter: WatchFilter, _ question: ScoringQuestion
    ) async throws -> [JSONValue] {
        guard old.world.batch < new.world.batch else { return [] }
        let kinds = Set(WatchKind.allCases.filter { filter.wants($0.rawValue) })
        var events: [WatchEvent] = []
        if kinds.contains(where: \.isQuick) {
            events = try await quick(old, new, question.past).filter { kinds.contains($0.kind) }
        }
        // Without a time of its own the newest is meant, by which the live ones are kept too.
        let asOf = question.parameters.asOf ?? question.pinned?.asOf
        events += try await question.past.slow.events(
            kinds, .init(batch: old.world.batch, asOf: asOf) { old }, .init(batch: new.world.batch, asOf: asOf) { new },
            question)
        return events.sorted(by: WatchEvent.isBefore).map(\.json)
    }

    /// The kinds that a comparison of columns finds.
    static func quick(_ old: AskedState, _ new: AskedState, _ past: PastStates) async throws -> [WatchEvent] {
        try await past.compute {
            let events = WatchEvents.between(
                .init(whole: .init(old.facts, old.world, WatchMark(old.world))),
                .init(new.facts, new.world, WatchMark(new.world)),
                proceed: { !Task.isCancelled })
            guard let events else { throw CancellationError() }
            return events
        }
    }
}
