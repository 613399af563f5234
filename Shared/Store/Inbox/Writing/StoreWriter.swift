import Domain
import Postgres
import Wire

/// Writes batches into the store, exactly once. Confined to the database thread, like the connection it is given.
public final class StoreWriter: @unchecked Sendable {
    // Unchecked: made anywhere, then touched on the database thread only; what is shared lies in the inbox's lock.
    let inbox: Inbox
    /// The next free ids; nil until they have been read from the store.
    var nextIds: NextIds?
    /// The partitions that are known to exist.
    var partitions: [Partition: String] = [:]
    /// The last batch that this process knows to be committed.
    public private(set) var lastBatch: Int64 = 0
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

    /// How often a transaction is begun again after a serialization failure or deadlock.
    public static let maximumAttempts = 5

    public init(inbox: Inbox) { self.inbox = inbox }

    /// Whether a commit here still waits to be confirmed by a replica.
    public var hasUnconfirmed: Bool { mayPrecedeReplica || !unconfirmed.isEmpty }

    /// To be run on every new connection, before any work: looks at the schema and becomes the one ingest of the store.
    public func greet(_ connection: Connection) throws {
        try Self.checkSchema(connection)
        // Every look-up of ours is by index; a planner without statistics of a young table would read it whole.
        try connection.execute(
            "SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off; SET jit = off")
        let isAlone =
            try connection.queryFirst("SELECT pg_try_advisory_lock(7305, 3)") { try $0.bool(0) } ?? false
        guard isAlone else { throw InboxError.anotherInstance }
        let last =
            try connection.queryFirst("SELECT coalesce(max(number), 0) FROM groundswell.batch") { try $0.int8(0) } ?? 0
        // A store that ends before is found out by the next batch, which must not be lost quietly.
        if lastBatch == 0 { lastBatch = last }
        let waitsForReplica =
            try connection.queryFirst("SELECT current_setting('synchronous_standby_names') <> ''") { try $0.bool(0) }
            ?? false
        mayPrecedeReplica = waitsForReplica && last > 0
    }

    /// Forgets everything: the store was put back to an earlier state.
    public func reset() {
        connectionChanged()
        lastBatch = 0
        doubtful = nil
        unconfirmed = []
        mayPrecedeReplica = false
    }

    /// Forgets what was read from the store, which may have changed with the connection.
    public func connectionChanged() {
        nextIds = nil
        partitions = [:]
    }

    /// Stores a batch. Call it again with the same batch after an error: it then looks first whether the batch was
    /// stored after all.
    ///
    /// Returns the outcomes that may be told now: none where the commit is not confirmed yet (`hasUnconfirmed`), several
    /// where this commit confirmed earlier ones.
    public func store(_ batch: inout RecordBatch, _ connection: Connection) throws -> [BatchOutcome] {
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
        var empty = RecordBatch()
        defer { doubtful = nil }
        guard try write(&empty, connection, isConfirmation: true) != nil else { return [] }
        return takeUnconfirmed()
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
                connectionChanged()
                attempts += 1
                // Once more as it is: what was assumed of the store may have been out of date.
                guard error.state?.isRetryable != true, attempts > 2 else { continue }
                try SetAside.find(in: &batch, because: error) { batch, range in
                    try rehearse(&batch, range, connection)
                }
            } catch {
                connectionChanged()
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
        var transaction = StoreTransaction(writer: self, connection: connection)
        let token = Int64.random(in: .min ... .max)
        let outcome: BatchOutcome
        do {
            outcome = try transaction.write(&batch, token: token, isConfirmation: isConfirmation)
        } catch {
            rollBack(connection)
            throw error
        }
        doubtful = Doubtful(token: token, outcome: outcome)
        do {
            let tag = try connection.execute("COMMIT")
            guard tag.text == "COMMIT" else { throw PostgresError.rolledBack }
        } catch PostgresError.synchronousCommitCancelled {
            doubtful = nil
            transaction.remember(batch)
            committed(outcome)
            if !isConfirmation { unconfirmed.append(outcome) }
            return nil
        }
        doubtful = nil
        transaction.remember(batch)
        committed(outcome)
        return outcome
    }

    /// Runs part of a batch and takes it back: does the database take these records?
    private func rehearse(_ batch: inout RecordBatch, _ range: Range<Int>, _ connection: Connection) throws {
        batch.prepareAttempt(only: range)
        try connection.execute("BEGIN")
        defer {
            rollBack(connection)
            connectionChanged()
        }
        var transaction = StoreTransaction(writer: self, connection: connection)
        _ = try transaction.write(&batch, token: 0, isConfirmation: false)
    }

    private func rollBack(_ connection: Connection) {
        guard connection.isOpen else { return }
        do { try connection.execute("ROLLBACK") } catch { connection.close() }
    }

    private func committed(_ outcome: BatchOutcome) {
        if let number = outcome.number { lastBatch = max(lastBatch, number) }
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

    private static func checkSchema(_ connection: Connection) throws {
        let exists =
            try connection.queryFirst("SELECT to_regclass('public.groundswell_migration') IS NOT NULL") {
                try $0.bool(0)
            } ?? false
        guard exists else { throw InboxError.schemaMissing(needed: neededSchema, found: 0) }
        let found =
            try connection.queryFirst("SELECT coalesce(max(number), 0) FROM public.groundswell_migration") {
                try $0.int4(0)
            } ?? 0
        guard found >= neededSchema else { throw InboxError.schemaMissing(needed: neededSchema, found: found) }
    }

    /// The migration that this code was written for; later ones only add.
    static let neededSchema: Int32 = 5
}

extension PostgresError {
    /// The same batch may be taken at another attempt.
    fileprivate func mayPass(again batch: RecordBatch) -> Bool {
        state?.isRetryable == true || (SetAside.concerns(self) && batch.count > 0)
    }
}
