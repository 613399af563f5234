import Domain
import Measures
import Wire

/// Crossovers and verdicts of states, by batch: they take longer than a comparison of columns, so they are worked out only
/// where somebody asks, and kept for the next comparison.
final class SlowWatch: Sendable {
    fileprivate struct Key: Hashable {
        var batch: Int64
        var asOf: Int64?
    }

    /// A state that is derived only if nothing of it is kept.
    struct Side: Sendable {
        var batch: Int64
        /// Nil: the newest observation of that batch.
        var asOf: Timestamp?
        var state: @Sendable () async throws -> AskedState

        fileprivate var key: Key { Key(batch: batch, asOf: asOf?.microseconds) }
    }

    private let crossings = SharedWork<Key, Crossings>(count: 8)
    private let verdicts = SharedWork<Key, [String: String]>(count: 8)

    /// The events of some kinds between two states, in their order.
    func events(
        _ kinds: Set<WatchKind>, _ old: Side, _ new: Side, _ question: ScoringQuestion
    ) async throws -> [WatchEvent] {
        var events: [WatchEvent] = []
        if kinds.contains(.crossover) {
            let (before, after) = (try await crossings(old, question), try await crossings(new, question))
            events += Crossings.events(before, after)
        }
        if kinds.contains(.claim) {
            let (before, after) = (try await verdicts(old, question), try await verdicts(new, question))
            for (id, verdict) in after {
                guard let was = before[id], was != verdict else { continue }
                events.append(
                    WatchEvent(
                        .claim, id, before: .text(was), after: .text(verdict),
                        at: new.asOf?.microseconds,
                        text: "the claim \(id) is now \(verdict), before \(was)"))
            }
        }
        return events.sorted(by: WatchEvent.isBefore)
    }

    private func crossings(_ side: Side, _ question: ScoringQuestion) async throws -> Crossings {
        try await crossings.value(side.key) {
            let state = try await side.state()
            return try await question.past.compute {
                guard let found = Crossings(state.facts, state.world, proceed: { !Task.isCancelled }) else {
                    throw CancellationError()
                }
                return found
            }
        }
    }

    private func verdicts(_ side: Side, _ question: ScoringQuestion) async throws -> [String: String] {
        try await verdicts.value(side.key) {
            let state = try await side.state()
            var found: [String: String] = [:]
            for claim in StatedClaim.all(state) {
                try Task.checkCancellation()
                found[claim.id] = try await ClaimCheck(verdictOf: claim, question, state).ruling.verdict.rawValue
            }
            return found
        }
    }
}
