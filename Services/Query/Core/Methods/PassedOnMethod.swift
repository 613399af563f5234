import Answers
import Columns
import Domain
import Wire

/// Questions about the whole graph: checked here, answered by scoring, handed back byte for byte.
struct PassedOnMethod: GatewayMethod {
    func plan(_ question: Question, _ gateway: Gateway) -> Plan {
        .wait {
            do {
                return try await gateway.scoring.ask(question.method, question.asked)
            } catch let error as RPCError {
                throw error.withNearest(question)
            }
        }
    }
}

extension RPCError {
    /// The same with what was probably meant, where a name was not found: scoring has no index of names, the gateway has.
    fileprivate func withNearest(_ question: Question) -> RPCError {
        guard nearest.isEmpty, let snapshot = question.snapshot, let name = question.parameters.string(path) else {
            return self
        }
        switch code {
        case .modelNotFound where snapshot.model(named: name) == nil:
            return ModelAnswer.notFound(name, in: snapshot, path: path) { question.isWanted() }
        case .organizationNotFound where snapshot.organization(named: name) == nil:
            return OrganizationAnswer.notFound(name, snapshot, path: path)
        default: return self
        }
    }
}

extension Question {
    /// Whether the snapshot answers for the times that were asked for: no recorded time, and its newest observation, to
    /// the microsecond, for windows are counted back from there. Any other valid time is derived by scoring; and what
    /// cites a recorded time, the present's too, so that the same citation is always answered by the same code.
    func isAboutNow(_ snapshot: Snapshot) -> Bool {
        guard parameters.knownAt == nil else { return false }
        guard let asOf = parameters.asOf else { return true }
        return asOf == snapshot.header.asOf
    }

    /// The envelope around a value.
    func answer(
        _ snapshot: Snapshot, _ value: JSONValue, unit: String, definition: String, numerator: Int? = nil,
        denominator: Int? = nil, denominatorText: String? = nil, coverage: Double? = nil, reason: String? = nil,
        cursor: String? = nil, knownAt: Int64? = nil, more: [JSONValue.Member] = []
    ) -> [UInt8] {
        snapshot.answer(
            parameters, value, unit: unit, definition: definition, numerator: numerator, denominator: denominator,
            denominatorText: denominatorText, coverage: coverage, reason: reason, cursor: cursor, knownAt: knownAt,
            more: more
        ).bytes
    }
}

extension Answer {
    /// As a result on the wire.
    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        json.write(into: &bytes)
        return bytes
    }
}
