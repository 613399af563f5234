import LineSocket
import Postgres
import StoreInbox
import Synchronization

/// What the database thread does for the committer.
final class CommitWork: @unchecked Sendable {
    // Unchecked: `writer` and `current` are touched on the database thread only, the rest has its locks.
    private let inbox: Inbox
    private let writer: StoreWriter
    /// The batch that is being written; kept until it is known to be committed.
    private var current: RecordBatch?
    private let questions = Mutex<[(stream: String, connection: LineConnection)]>([])
    private let greeting = Mutex<InboxError?>(nil)

    /// What one turn brought.
    struct Turn: Sendable {
        var outcomes: [BatchOutcome] = []
        var positions: [(LineConnection, Int64)] = []
        var committedBatch: Int64 = 0
        /// Call again without waiting for anybody.
        var hasMore = false
        var isRewound = false
    }

    init(inbox: Inbox) {
        self.inbox = inbox
        writer = StoreWriter(inbox: inbox)
    }

    /// Why the store did not let us in at the last attempt, if it answered; told once.
    func takeGreetingFailure() -> InboxError? { greeting.withLock { $0.take() } }

    func ask(_ stream: String, _ connection: LineConnection) {
        questions.withLock { $0.append((stream, connection)) }
    }

    /// Every new connection.
    func greet(_ connection: Connection) throws {
        writer.connectionChanged()
        do {
            try writer.greet(connection)
            greeting.withLock { $0 = nil }
        } catch {
            greeting.withLock { $0 = error as? InboxError }
            throw error
        }
    }

    /// Answers what was asked, then writes the batch that waits; `taken` is called when the next one may fill.
    func turn(_ connection: Connection, taken: (Int) -> Void) throws -> Turn {
        var turn = Turn()
        if current == nil {
            current = inbox.take()
            if let current { taken(current.count) }
        }
        do {
            try settle(connection, &turn)
        } catch let error as InboxError {
            guard case .storeRewound = error else { throw error }
            current = nil
            inbox.reset()
            writer.reset()
            taken(0)
            turn.isRewound = true
        }
        if !writer.hasUnconfirmed { try answer(connection, &turn) }
        turn.committedBatch = writer.lastBatch
        turn.hasMore = turn.hasMore || writer.hasUnconfirmed || questions.withLock { !$0.isEmpty }
        return turn
    }

    private func settle(_ connection: Connection, _ turn: inout Turn) throws {
        if var batch = current.take() {
            do {
                turn.outcomes = try writer.store(&batch, connection)
            } catch {
                current = batch
                throw error
            }
            inbox.recycle(batch)
        } else if writer.hasUnconfirmed {
            turn.outcomes = try writer.confirm(connection)
        }
    }

    private func answer(_ connection: Connection, _ turn: inout Turn) throws {
        let asked = questions.withLock { asked in
            defer { asked = [] }
            return asked
        }
        for (index, question) in asked.enumerated() {
            do {
                turn.positions.append((question.connection, try writer.position(of: question.stream, connection)))
            } catch {
                questions.withLock { $0 = asked[index...] + $0 }
                // What was stored is told in any case; the rest is asked again.
                guard turn.outcomes.isEmpty, turn.positions.isEmpty else {
                    turn.hasMore = true
                    return
                }
                throw error
            }
        }
    }
}
