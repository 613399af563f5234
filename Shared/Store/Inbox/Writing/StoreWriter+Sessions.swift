import Postgres
import Synchronization

extension StoreWriter {
    /// To be run on every new connection of the other threads.
    public static func greetBeside(_ connection: Connection) throws {
        try connection.checkInboxSchema()
        try connection.execute(plainPlans)
    }

    /// Whether a session of ours holds the lock of the one ingest. Asked under the ledger's lock, which the next ingest
    /// awaits before it reads anything.
    func isTheOneIngest(_ connection: Connection) throws -> Bool {
        guard let holder = holder.withLock({ $0 }) else { return false }
        return try connection.queryFirst(
            Statement(
                name: "one_ingest",
                sql: """
                    SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid = 7305 AND objid = 3
                        AND objsubid = 2 AND granted AND pid = $1
                        AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))
                    """),
            [.int4(holder)]
        ) { try $0.bool(0) } ?? false
    }

    /// Every look-up of ours is by index; a planner without statistics of a young table would read it whole.
    static let plainPlans =
        "SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off; SET jit = off"

    /// The migration that this code was written for; later ones only add.
    static let neededSchema: Int32 = 8
}

extension Connection {
    /// Looks whether the store has the schema that this code was written for, or a later one, which only adds.
    func checkInboxSchema() throws {
        let exists =
            try queryFirst("SELECT to_regclass('public.groundswell_migration') IS NOT NULL") {
                try $0.bool(0)
            } ?? false
        guard exists else { throw InboxError.schemaMissing(needed: StoreWriter.neededSchema, found: 0) }
        let found =
            try queryFirst("SELECT coalesce(max(number), 0) FROM public.groundswell_migration") {
                try $0.int4(0)
            } ?? 0
        guard found >= StoreWriter.neededSchema else {
            throw InboxError.schemaMissing(needed: StoreWriter.neededSchema, found: found)
        }
    }

    /// Waits until no session is at a transaction that holds the ledger's lock, and so may still commit.
    func awaitLedger() throws { try execute("SELECT pg_advisory_xact_lock(7305, 1)") }

    /// Takes the transaction back; where that fails, the session goes and takes it along.
    func rollBack() {
        guard isOpen else { return }
        do { try execute("ROLLBACK") } catch { close() }
    }
}
