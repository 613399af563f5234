import Columns
import Domain
import Wire

/// Questions about the whole graph: checked here, answered by scoring, handed back byte for byte.
struct PassedOnMethod: GatewayMethod {
    func plan(_ question: Question, _ gateway: Gateway) -> Plan {
        .wait { try await gateway.scoring.ask(question.method, question.asked) }
    }
}

extension Question {
    /// Whether the snapshot answers for the times that were asked for: its own batch, and a moment of the day of its
    /// newest observation that is not before it (measures count whole UTC days).
    func isAboutNow(_ snapshot: Snapshot) -> Bool {
        if let knownAt = parameters.knownAt, knownAt != snapshot.header.batch { return false }
        guard let asOf = parameters.asOf else { return true }
        guard let newest = snapshot.header.asOf else { return false }
        return asOf >= newest && asOf.day == newest.day
    }

    /// The envelope around a value.
    func answer(
        _ snapshot: Snapshot, _ value: JSONValue, unit: String, definition: String, numerator: Int? = nil,
        denominator: Int? = nil, denominatorText: String? = nil, coverage: Double? = nil, reason: String? = nil,
        cursor: String? = nil, knownAt: Int64? = nil, more: [JSONValue.Member] = []
    ) -> [UInt8] {
        let answer = Answer(
            value: value, unit: unit, asOf: parameters.asOf ?? snapshot.header.asOf,
            knownAt: knownAt ?? snapshot.header.batch, epoch: snapshot.header.number, definition: definition,
            parameters: parameters.used, numerator: numerator.map { .integer(Int64($0)) },
            denominator: denominator.map { .integer(Int64($0)) }, denominatorText: denominatorText,
            coverage: coverage, reason: reason, sources: snapshot.header.sources, cursor: cursor, more: more)
        var bytes: [UInt8] = []
        answer.json.write(into: &bytes)
        return bytes
    }
}
