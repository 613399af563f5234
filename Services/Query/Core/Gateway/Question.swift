import Answers
import Postgres
import Synchronization
import Wire

/// One question that is being answered: its parameters, the epoch it is answered from, and whether anybody still waits.
public final class Question: Sendable {
    let id: RPCID
    let method: String
    /// Checked, defaults filled in.
    let parameters: MethodParameters
    /// As they came, for questions that are passed on.
    let asked: JSONValue
    /// The epoch that was current when the question came; nil: none is loaded.
    let snapshot: Snapshot?
    /// When the asker gives up.
    let deadline: ContinuousClock.Instant?

    private let ended = Atomic(Ending.open.rawValue)

    /// Why nobody waits any more.
    enum Ending: UInt8 {
        case open, cancelled, expired, answered
    }

    init(
        id: RPCID, method: String, parameters: MethodParameters, asked: JSONValue, snapshot: Snapshot?,
        deadline: ContinuousClock.Instant?
    ) {
        self.id = id
        self.method = method
        self.parameters = parameters
        self.asked = asked
        self.snapshot = snapshot
        self.deadline = deadline
    }

    /// Ends the question; false where it had ended before.
    func end(_ why: Ending) -> Bool {
        ended.compareExchange(
            expected: Ending.open.rawValue, desired: why.rawValue, ordering: .acquiringAndReleasing
        ).exchanged
    }

    /// Whether somebody waits for the answer. Long work asks now and then.
    func isWanted() -> Bool {
        guard ended.load(ordering: .acquiring) == Ending.open.rawValue else { return false }
        guard let deadline else { return true }
        return ContinuousClock.now < deadline
    }

    /// The epoch, or the error that says there is none yet.
    func epoch() throws(RPCError) -> Snapshot {
        guard let snapshot else {
            throw RPCError(
                .epochLoading,
                "nothing has been scored yet: import something, then wait for an epoch; 'status' tells how far it is")
        }
        return snapshot
    }
}

/// How a question gets its answer.
enum Plan: Sendable {
    /// It is here already: the result as JSON.
    case answer([UInt8])
    case failure(RPCError)
    /// By work that takes longer than a turn of the event loop may.
    case compute(@Sendable () throws(RPCError) -> [UInt8])
    /// From time series in the store.
    case read(@Sendable (Connection) throws -> [UInt8])
    /// By somebody else: the store, or another service.
    case wait(@Sendable () async throws -> [UInt8])
    /// By a subscription of this connection.
    case watch(WatchFilter, from: Int64)
    case unwatch(Int64)
}

/// A method of the gateway: one a file.
protocol GatewayMethod: Sendable {
    /// Decides how a question is answered, within a turn of the event loop.
    func plan(_ question: Question, _ gateway: Gateway) -> Plan
}

extension GatewayMethod {
    /// A plan from work that is quick but may fail.
    func now(_ body: () throws(RPCError) -> [UInt8]) -> Plan {
        do { return .answer(try body()) } catch { return .failure(error) }
    }
}
