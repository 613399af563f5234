import LineSocket
import Postgres
import StoreInbox
import Synchronization

/// What the database threads do for the committer, one turn after the other, and the copying ahead beside them.
final class CommitWork: @unchecked Sendable {
    // Unchecked: `writer` and `current` are touched by who has the turn only, the rest has its locks.
    private let inbox: Inbox
    private let writer: StoreWriter
    /// The batch that is being written; kept until it is known to be committed.
    private var current: RecordBatch?
    private let ahead = Mutex(AheadQueue())
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

    /// Every new connection of the first lane.
    func greet(_ connection: Connection) throws {
        do {
            try writer.greet(connection)
            greeting.withLock { $0 = nil }
        } catch {
            greeting.withLock { $0 = error as? InboxError }
            throw error
        }
    }

    /// Answers what was asked, then writes the batch that waits, if it may be taken; `taken` is called when the next one may
    /// fill.
    func turn(_ connection: Connection, mayTake: () -> Bool, taken: (Int) -> Void) throws -> Turn {
        var turn = Turn()
        if current == nil, mayTake() {
            current = inbox.take()
            if let current { taken(current.count) }
        }
        defer { turnEnds() }
        if current?.leavesTablesAlone == true { turnBegins(on: CommitLanes.first) }
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
        try finish(&turn, connection)
        return turn
    }

    private func finish(_ turn: inout Turn, _ connection: Connection) throws {
        if !writer.hasUnconfirmed { try answer(connection, &turn) }
        turn.committedBatch = writer.lastBatch
        turn.hasMore = turn.hasMore || writer.hasUnconfirmed || questions.withLock { !$0.isEmpty }
    }

    // MARK: Ahead of the turn

    /// The batch that went ahead and whose turn it is now. None while another is still to be written.
    func nextTurn() -> AheadOfTurn? { current == nil ? takeAhead() : nil }

    /// The next batch that went ahead, wherever it is.
    func takeAhead() -> AheadOfTurn? { ahead.withLock { $0.next() } }

    /// How many records went ahead, whose turn will come; nil: none did.
    var countAhead: Int? { ahead.withLock { $0.count } }

    /// What went ahead is taken back, since what was before it is not committed; it is written when its turn comes.
    func abandonAhead() { ahead.withLock { $0.abandon() } }

    /// A batch that went ahead and came back: it is written next.
    func takeBack(_ batch: RecordBatch) { current = batch }

    /// The turn of a batch on a lane begins: the next ones may go ahead on the others.
    func turnBegins(on lane: Int) {
        let footing = writer.footing
        ahead.withLock { $0.turnBegins(on: lane, footing) }
    }

    /// The turn is over: nothing goes ahead of it any more.
    func turnEnds() { ahead.withLock { $0.turnEnds() } }

    /// Takes the open batch, if it is full and may go ahead now. From any thread.
    func startAhead() -> AheadOfTurn? {
        ahead.withLock { $0.join { inbox.takeAhead() } }
    }

    /// Copies a batch ahead, waits for the word, and commits it or takes it back. On the thread of its lane.
    func go(ahead turn: AheadOfTurn, _ connection: Connection) -> AheadOfTurn.End {
        var ahead = BatchAhead(turn.takeBatch(), on: turn.footing, connection, inbox)
        do {
            guard try ahead.copy() else { return .returned(ahead.batch) }
            guard turn.word.heard(by: connection) == .conclude else {
                ahead.takeBack()
                return .returned(ahead.batch)
            }
            guard let outcomes = try writer.conclude(ahead, connection) else { return .returned(ahead.batch) }
            var result = Turn()
            result.outcomes = outcomes
            inbox.recycle(&ahead.batch)
            // It is committed: that nobody could be told a position is no reason to write it again.
            do { try finish(&result, connection) } catch { result.hasMore = true }
            return .stored(result)
        } catch {
            return .returned(ahead.batch)
        }
    }

    private func settle(_ connection: Connection, _ turn: inout Turn) throws {
        if var batch = current.take() {
            do {
                turn.outcomes = try writer.store(&batch, connection)
            } catch {
                current = batch
                throw error
            }
            inbox.recycle(&batch)
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
