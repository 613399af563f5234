import Domain
import Postgres
import Synchronization
import Wire

/// Writes batches into the store, exactly once and one after the other.
///
/// Of several database threads each may write in its turn, the next when the one before has ended; `greet` may be called
/// meanwhile.
public final class StoreWriter: @unchecked Sendable {
    // Unchecked: touched by whoever has the turn; what greetings found, and what is shared with others, lies in locks.
    let inbox: Inbox
    /// The next free ids; nil until they have been read from the store.
    private var nextIds: NextIds?
    /// The partitions that are known to exist.
    private var partitions: [Partition: String] = [:]
    /// The last batch that this process knows to be committed.
    private var last: Int64 = 0
    /// What the last greeting found, until the next turn takes note of it.
    private let greeting = Mutex<Greeting?>(nil)
    /// The server's process that holds the lock of the one ingest.
    let holder = Mutex<Int32?>(nil)
    /// The batch at work when the connection was lost in its COMMIT: was it committed?
    private var doubtful: Doubtful?
    /// Batches committed here whose wait for the synchronous replica was cancelled: not to be acked until a later
    /// commit is confirmed.
    private var unconfirmed: [BatchOutcome] = []
    /// Whether what was committed before this connection may still wait for its replica: a predecessor was killed in that
    /// wait, or the connection was lost in it. No position is to be told until a later commit is confirmed.
    private var mayPrecedeReplica = false

    private struct Doubtful {
        var token: Int64
        var outcome: BatchOutcome
    }

    private struct Greeting {
        var last: Int64
        var mayPrecedeReplica: Bool
    }

    /// How often a transaction is begun again after a serialization failure or deadlock.
    public static let maximumAttempts = 5

    public init(inbox: Inbox) { self.inbox = inbox }

    /// The last batch that this process knows to be committed.
    public var lastBatch: Int64 {
        noteGreeting()
        return last
    }

    /// Whether a commit here still waits to be confirmed by a replica.
    public var hasUnconfirmed: Bool {
        noteGreeting()
        return mayPrecedeReplica || !unconfirmed.isEmpty
    }

    /// What the batch after the next one may build on; nil where that is not sure.
    public var footing: Footing? {
        noteGreeting()
        guard last > 0, doubtful == nil, !hasUnconfirmed else { return nil }
        return Footing(number: last + 2, partitions: partitions)
    }

    /// To be run on every new connection, before any work: looks at the schema and becomes the one ingest of the store.
    public func greet(_ connection: Connection) throws {
        try connection.checkInboxSchema()
        try connection.execute(Self.plainPlans)
        let isAlone =
            try connection.queryFirst("SELECT pg_try_advisory_lock(7305, 3)") { try $0.bool(0) } ?? false
        guard isAlone else { throw InboxError.anotherInstance }
        // Another session of a predecessor may still be at its COMMIT: what is read from here on comes after it.
        try connection.awaitLedger()
        let found = try connection.queryFirst(
            """
            SELECT pg_backend_pid(), current_setting('synchronous_standby_names') <> '',
                coalesce((SELECT max(number) FROM groundswell.batch), 0)
            """
        ) { (try $0.int4(0), try $0.bool(1), try $0.int8(2)) }
        guard let found else { throw PostgresError.protocolViolation("no row for a greeting") }
        holder.withLock { $0 = found.0 }
        greeting.withLock { $0 = Greeting(last: found.2, mayPrecedeReplica: found.1 && found.2 > 0) }
    }

    private func noteGreeting() {
        guard let found = greeting.withLock({ $0.take() }) else { return }
        forgetStore(namesToo: true)
        // A store that ends before is found out by the next batch, which must not be lost quietly.
        if last == 0 { last = found.last }
        mayPrecedeReplica = found.mayPrecedeReplica
    }

    /// Forgets everything: the store was put back to an earlier state.
    public func reset() {
        noteGreeting()
        forgetStore(namesToo: true)
        last = 0
        doubtful = nil
        unconfirmed = []
        mayPrecedeReplica = false
    }

    /// Forgets what was read from the store, which may have changed with the connection.
    ///
    /// - Parameter namesToo: it may hold names that did not come through this process: of new ones it is to be asked.
    private func forgetStore(namesToo: Bool = false) {
        nextIds = nil
        partitions = [:]
        if namesToo { inbox.withKnown { $0.doubt() } }
    }

    /// Stores a batch. Call it again with the same batch after an error: it then looks first whether the batch was
    /// stored after all.
    ///
    /// Returns the outcomes that may be told now: none where the commit is not confirmed yet (`hasUnconfirmed`), several
    /// where this commit confirmed earlier ones.
    public func store(_ batch: inout RecordBatch, _ connection: Connection) throws -> [BatchOutcome] {
        noteGreeting()
        if let known = try settled(connection) {
            // It may have been lost in its wait for the replica.
            unconfirmed.append(known)
            return []
        }
        guard let outcome = try write(&batch, connection) else { return [] }
        return confirmed(with: outcome)
    }

    /// Commits something harmless, so that the replica confirms what was committed before; returns what may now be told.
    public func confirm(_ connection: Connection) throws -> [BatchOutcome] {
        noteGreeting()
        var empty = RecordBatch()
        defer { doubtful = nil }
        guard try write(&empty, connection, isConfirmation: true) != nil else { return [] }
        return takeUnconfirmed()
    }

    /// Commits a batch whose rows were copied ahead, now that it is its turn.
    ///
    /// Returns what `store` returns; nil where the ledger does not end with the batch before, or where the lock of the one
    /// ingest is not ours any more: the rows are taken back, and the batch is to be stored anew. So it is after an error.
    public func conclude(_ ahead: BatchAhead, _ connection: Connection) throws -> [BatchOutcome]? {
        noteGreeting()
        let outcome: BatchOutcome
        let token = Int64.random(in: .min ... .max)
        do {
            guard doubtful == nil, last == ahead.transaction.number - 1,
                try ahead.transaction.lockLedger(after: last) == last, try isTheOneIngest(connection)
            else {
                connection.rollBack()
                return nil
            }
            outcome = try ahead.transaction.enter(ahead.batch, token, false)
        } catch {
            connection.rollBack()
            throw error
        }
        guard try commit(outcome, token, connection, isConfirmation: false, remember: {}) else { return [] }
        return confirmed(with: outcome)
    }

    /// Up to where a stream is stored.
    public func position(of stream: String, _ connection: Connection) throws -> Int64 {
        try connection.queryFirst(
            Statement(name: "stream", sql: "SELECT position FROM groundswell.stream WHERE name = $1"), [.text(stream)]
        ) { try $0.int8(0) } ?? 0
    }

    // MARK: Once

    /// The doubtful batch's outcome if it is in the ledger after all.
    private func settled(_ connection: Connection) throws -> BatchOutcome? {
        guard let doubtful else { return nil }
        var isThere = false
        if let number = doubtful.outcome.number {
            // The session that was lost may be of another thread, and still be at its COMMIT: it holds the ledger's lock.
            try connection.awaitLedger()
            isThere =
                try connection.queryFirst(
                    "SELECT true FROM groundswell.batch WHERE number = $1 AND token = $2",
                    [.int8(number), .int8(doubtful.token)]
                ) { try $0.bool(0) } ?? false
        }
        self.doubtful = nil
        guard isThere else { return nil }
        committed(doubtful.outcome)
        return doubtful.outcome
    }

    /// The outcome; nil where it was committed here and no replica has confirmed it.
    private func write(
        _ batch: inout RecordBatch, _ connection: Connection, isConfirmation: Bool = false
    ) throws -> BatchOutcome? {
        var attempts = 1
        while true {
            do {
                return try attempt(&batch, connection, isConfirmation)
            } catch let error as PostgresError where attempts < Self.maximumAttempts && error.mayPass(again: batch) {
                forgetStore(namesToo: error.state == .uniqueViolation)
                attempts += 1
                // Once more as it is: what was assumed of the store may have been out of date.
                guard error.state?.isRetryable != true, attempts > 2 else { continue }
                try SetAside.find(in: &batch, because: error) { batch, range in
                    try rehearse(&batch, range, connection)
                }
            } catch {
                forgetStore()
                throw error
            }
        }
    }

    private func attempt(
        _ batch: inout RecordBatch, _ connection: Connection, _ isConfirmation: Bool
    ) throws -> BatchOutcome? {
        batch.prepareAttempt()
        guard batch.count > 0 || batch.movesStreams || isConfirmation else { return batch.outcome(number: nil) }
        try connection.execute("BEGIN")
        var transaction = transaction(connection)
        let token = Int64.random(in: .min ... .max)
        let outcome: BatchOutcome
        do {
            outcome = try transaction.write(
                &batch, after: last, nextIds: nextIds, token: token, isConfirmation: isConfirmation)
        } catch {
            connection.rollBack()
            throw error
        }
        let isConfirmed = try commit(outcome, token, connection, isConfirmation: isConfirmation) {
            nextIds = transaction.ids
            partitions.merge(transaction.learned.partitions) { $1 }
            transaction.learned.remember(batch, inbox, transaction.ids)
        }
        return isConfirmed ? outcome : nil
    }

    /// Ends a transaction that wrote its ledger; `remember` is called once it is committed.
    ///
    /// Returns whether it may be told; false where no replica has confirmed it.
    private func commit(
        _ outcome: BatchOutcome, _ token: Int64, _ connection: Connection, isConfirmation: Bool, remember: () -> Void
    ) throws -> Bool {
        doubtful = Doubtful(token: token, outcome: outcome)
        var isConfirmed = true
        do {
            let tag = try connection.execute("COMMIT")
            guard tag.text == "COMMIT" else { throw PostgresError.rolledBack }
        } catch PostgresError.synchronousCommitCancelled {
            if !isConfirmation { unconfirmed.append(outcome) }
            isConfirmed = false
        }
        doubtful = nil
        remember()
        committed(outcome)
        return isConfirmed
    }

    private func transaction(_ connection: Connection) -> StoreTransaction {
        StoreTransaction(inbox: inbox, connection: connection, partitions: partitions)
    }

    /// Runs part of a batch and takes it back: does the database take these records?
    private func rehearse(_ batch: inout RecordBatch, _ range: Range<Int>, _ connection: Connection) throws {
        batch.prepareAttempt(only: range)
        try connection.execute("BEGIN")
        defer {
            connection.rollBack()
            forgetStore()
        }
        var transaction = transaction(connection)
        _ = try transaction.write(&batch, after: last, nextIds: nextIds, token: 0, isConfirmation: false)
    }

    private func committed(_ outcome: BatchOutcome) {
        if let number = outcome.number { last = max(last, number) }
    }

    private func confirmed(with outcome: BatchOutcome) -> [BatchOutcome] {
        if unconfirmed.isEmpty, !mayPrecedeReplica { return [outcome] }
        unconfirmed.append(outcome)
        // A commit that wrote nothing waited for nobody.
        guard outcome.number != nil else { return [] }
        return takeUnconfirmed()
    }

    /// A commit has been confirmed, and with it all before.
    private func takeUnconfirmed() -> [BatchOutcome] {
        defer { unconfirmed = [] }
        mayPrecedeReplica = false
        return unconfirmed
    }
}

extension PostgresError {
    /// The same batch may be taken at another attempt.
    fileprivate func mayPass(again batch: RecordBatch) -> Bool {
        state?.isRetryable == true || (SetAside.concerns(self) && batch.count > 0)
    }
}
