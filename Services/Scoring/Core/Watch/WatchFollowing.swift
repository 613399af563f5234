import Domain
import Measures
import Wire

/// What the gateway feeds its subscriptions with: the log of the last epochs, and what it does not reach back to.
final class WatchFollowing: Sendable {
    private struct Gap: Hashable {
        var from: Int64
        var upTo: Int64
    }

    let log: WatchLog
    private let past: PastStates
    private let gaps = SharedWork<Gap, [WatchEvent]>(count: 8)

    init(log: WatchLog, past: PastStates) {
        self.log = log
        self.past = past
    }

    /// `watch.follow`.
    func follow(_ parameters: MethodParameters, present: LivingWorld.State) async throws -> JSONValue {
        let from = parameters.integer("from") ?? 0
        guard let since = log.since(from, upTo: parameters.integer("upTo")) else {
            throw Self.refusal(from, present)
        }
        let skip = Int(clamping: parameters.integer("skip") ?? 0)
        let limit = Int(parameters.integer("limit") ?? 500)
        var steps = since.steps
        if from < since.start {
            let gap = try await gaps.value(Gap(from: from, upTo: since.start)) { [past] in
                let old = try await past.state(asOf: nil, knownAt: from, of: present)
                let new = try await past.state(asOf: nil, knownAt: since.start, of: present)
                return try await WatchEventsMethod.quick(old, new, past)
            }
            steps.insert(.init(from: from, batch: since.start, epoch: 0, events: gap), at: 0)
        }
        var page: [JSONValue] = []
        var seen = 0
        for step in steps where seen < skip + limit {
            let first = max(0, skip - seen)
            for event in step.events.dropFirst(first).prefix(skip + limit - max(seen, skip)) {
                page.append(Self.told(event, from: step.from, batch: step.batch))
            }
            seen += step.events.count
        }
        let all = steps.reduce(0) { $0 + $1.events.count }
        return [
            "batch": .integer(since.batch), "epoch": .integer(since.epoch), "events": .array(page),
            "skip": skip + page.count < all ? .integer(Int64(skip + page.count)) : .null,
        ]
    }

    /// `watch.figures`.
    func figures(_ parameters: MethodParameters, present: LivingWorld.State) async throws -> JSONValue {
        let from = parameters.integer("from") ?? 0
        guard let world = present.world, from <= world.batch else { throw Self.refusal(from, present) }
        let kinds = Set((parameters.strings("kinds") ?? ["crossover", "claim"]).compactMap(WatchKind.init(rawValue:)))
        let question = ScoringQuestion(parameters: parameters, present: present, past: past)
        let past = past
        // The present is held on to, so that it is not derived again when the world has moved on.
        let new = SlowWatch.Side(batch: world.batch, asOf: nil) {
            AskedState(world: world, facts: present.facts, epoch: present.citedEpoch)
        }
        let old = SlowWatch.Side(batch: from, asOf: nil) {
            try await past.state(asOf: nil, knownAt: from, of: present)
        }
        let events = try await past.slow.events(kinds, old, new, question)
        return [
            "batch": .integer(world.batch), "epoch": present.citedEpoch.map { .integer($0) } ?? .null,
            "events": .array(events.map { Self.told($0, from: from, batch: world.batch) }), "skip": .null,
        ]
    }

    private static func told(_ event: WatchEvent, from: Int64, batch: Int64) -> JSONValue {
        guard case .object(let members) = event.json else { return .null }
        return .object(members + [.init("from", .integer(from)), .init("batch", .integer(batch))])
    }

    private static func refusal(_ from: Int64, _ present: LivingWorld.State) -> RPCError {
        present.world == nil
            ? RPCError(.epochLoading, "nothing has been scored yet: import something, then wait for an epoch")
            : RPCError(
                .knownAtUnknown, "batch \(from) is not in the world yet; the last is \(present.facts.batch)",
                path: "from")
    }
}
