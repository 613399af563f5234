import LineSocket
import StoreInbox
import Synchronization
import Wire

/// What all connections share. From any thread.
final class IngestHub: Sendable {
    let inbox: Inbox
    let access: AccessGate
    let wireLimits: WireLimits
    let counters: IngestCounters
    let committer: Committer
    let streams = StreamRegistry()
    let questions: Questions
    private let seats = Mutex(Seats())
    private let serving = Mutex<LineServer?>(nil)

    private struct Seats {
        var handlers: [UInt64: (connection: LineConnection, handler: IngestHandler)] = [:]
        var waiting: [LineConnection] = []
    }

    init(
        inbox: Inbox, access: AccessGate, wireLimits: WireLimits, counters: IngestCounters, committer: Committer,
        questions: Questions
    ) {
        self.inbox = inbox
        self.access = access
        self.wireLimits = wireLimits
        self.counters = counters
        self.committer = committer
        self.questions = questions
        committer.attach(self)
    }

    /// Connections that stand, or have rows under way.
    var connections: Int { seats.withLock { $0.handlers.count } }

    func enter(_ connection: LineConnection, _ handler: IngestHandler) {
        seats.withLock { $0.handlers[connection.id] = (connection, handler) }
    }

    func leave(_ id: UInt64) {
        seats.withLock { $0.handlers[id] = nil }
    }

    /// Remembers a connection that does not read until the open batch has been taken.
    func waitForRoom(_ connection: LineConnection) {
        seats.withLock { $0.waiting.append(connection) }
        // It may have been taken just before.
        if !inbox.isFull { batchTaken() }
    }

    /// The open batch has been taken: who waited for room reads on.
    func batchTaken() {
        let waiting = seats.withLock { seats in
            defer { seats.waiting = [] }
            return seats.waiting
        }
        for connection in waiting {
            connection.perform(with: IngestHandler.self) { $0.resume(.batch, $1) }
        }
    }

    /// Tells every connection of a committed batch what became of its lines.
    func deliver(_ outcome: BatchOutcome) {
        for share in outcome.participants {
            guard let seat = seats.withLock({ $0.handlers[share.participant.connection] }) else { continue }
            seat.connection.perform { seat.handler.committed(share, $0) }
        }
    }

    /// A stream's position is known.
    func deliver(_ position: Int64, to connection: LineConnection) {
        guard let seat = seats.withLock({ $0.handlers[connection.id] }) else { return }
        connection.perform { seat.handler.positionKnown(position, $0) }
    }

    /// The store was put back: every producer has to begin anew.
    func disconnectAll() {
        let all = seats.withLock { Array($0.handlers.values) }
        for seat in all { seat.connection.perform { seat.handler.abandoned($0) } }
    }

    /// The server that all connections came by.
    var server: LineServer? { serving.withLock { $0 } }

    func serves(_ server: LineServer) { serving.withLock { $0 = server } }

    func answer(_ question: RPCRequest, _ connection: LineConnection) {
        if let bytes = questions.answer(question, self) { connection.write(bytes) }
    }
}
