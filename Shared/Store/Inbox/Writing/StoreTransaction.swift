import Domain
import Postgres
import Wire

/// One transaction that stores a batch: names become ids, what is known is left out, rows are copied, the stream
/// positions and the ledger follow last.
struct StoreTransaction {
    let inbox: Inbox
    let connection: Connection
    /// The partitions that are known to exist.
    let partitions: [Partition: String]
    /// Whether those that are missing may be made.
    var mayMakePartitions = true
    /// The number the batch gets, if it stores anything.
    var number: Int64 = 0
    var ids = NextIds(model: 0, organization: 0, adopter: 0, word: 0, source: 0, series: 0)
    /// From which block on the batch's rows stand in each partition it writes to.
    var extents: [(table: String, block: Int64)] = []
    /// What becomes known once the transaction is committed.
    var learned = Learned()

    /// Names and partitions that this transaction made.
    struct Learned {
        /// Places of new models in the batch's list, and the ids of all of that list.
        var models: [Int] = []
        var modelIds: [Int32] = []
        /// Whether the caches knew all names of the store when the batch began.
        var areAllModels = false
        var areAllOrganizations = false
        var organizations: [(String, Int32)] = []
        var adopters: [(Adopter, Int32)] = []
        var words: [(String, Int32)] = []
        var sources: [(String, Int32)] = []
        var series: [(SeriesRecord, Int32)] = []
        var partitions: [Partition: String] = [:]

        /// After the commit of a batch: what was given out is known from now on.
        ///
        /// - Parameter next: the ids that the next new names will get.
        func remember(_ batch: RecordBatch, _ inbox: Inbox, _ next: NextIds) {
            inbox.withKnown { known in
                if areAllModels { known.models.becomesWhole(next: next.model) }
                if areAllOrganizations { known.organizations.becomesWhole(next: next.organization) }
                for place in models {
                    batch.models.withBytes(place) { name in
                        if known.models.find(name) == nil { known.models.insert(name, modelIds[place]) }
                    }
                }
                for (name, id) in organizations where known.organizations.find(name) == nil {
                    known.organizations.insert(name, id)
                }
                for (adopter, id) in adopters {
                    adopter.withKey { if known.adopters.find($0) == nil { known.adopters.insert($0, id) } }
                }
                for (word, id) in words { known.learn(word: word, id) }
                for (source, id) in sources { known.learn(source: source, Int16(id)) }
                for (record, id) in series { known.learn(series: record, Int16(id)) }
            }
        }
    }

    init(inbox: Inbox, connection: Connection, partitions: [Partition: String]) {
        self.inbox = inbox
        self.connection = connection
        self.partitions = partitions
    }

    /// Writes everything; the caller commits or rolls back.
    ///
    /// - Parameters:
    ///   - lastBatch: the last that is known to be committed.
    ///   - nextIds: nil where the store must be asked.
    mutating func write(
        _ batch: inout RecordBatch, after lastBatch: Int64, nextIds: NextIds?, token: Int64, isConfirmation: Bool
    ) throws -> BatchOutcome {
        number = try lockLedger(after: lastBatch) + 1
        ids = try nextIds ?? NextIds.read(connection)
        try fill(&batch)
        return try enter(batch, token, isConfirmation)
    }

    /// Stores the records under the batch's number.
    mutating func fill(_ batch: inout RecordBatch) throws {
        let hashes = batch.cold.map { $0.isDropped ? Hash128(high: 0, low: 0) : RecordIdentity.hash($0.record) }
        let smallIds = try resolveSmall(&batch)
        try dropDuplicates(&batch, hashes)
        if batch.remaining > 0 {
            let names = try resolveNames(&batch, smallIds)
            try copyFacts(batch, hashes, names)
            try copyRows(batch, names)
            try writeRetractions(&batch, names)
            try noteCurators(batch)
        }
    }

    /// Moves the streams and writes the ledger.
    func enter(_ batch: RecordBatch, _ token: Int64, _ isConfirmation: Bool) throws -> BatchOutcome {
        let stores = batch.remaining > 0 || isConfirmation
        try movePositions(batch, stores ? number : number - 1)
        let outcome = batch.outcome(number: stores ? number : nil)
        if stores { try writeLedger(outcome, token) }
        return outcome
    }

    /// Number order is commit order: the lock is held until the commit.
    /// - Returns: the number of the ledger's last batch.
    func lockLedger(after known: Int64) throws -> Int64 {
        try connection.execute(Statement(name: "batch_lock", sql: "SELECT pg_advisory_xact_lock(7305, 1)"))
        let last =
            try connection.queryFirst(
                Statement(name: "batch_last", sql: "SELECT coalesce(max(number), 0) FROM groundswell.batch")
            ) { try $0.int8(0) } ?? 0
        guard last >= known else { throw InboxError.storeRewound(known: known, found: last) }
        return last
    }

    private func movePositions(_ batch: RecordBatch, _ number: Int64) throws {
        let moved = batch.participants.filter { $0.stream != nil && $0.position != nil }
        guard !moved.isEmpty else { return }
        try connection.execute(
            Statement(
                name: "stream_move",
                sql: """
                    INSERT INTO groundswell.stream (name, position, batch)
                    SELECT name, position, $3 FROM unnest($1::text[], $2::int8[]) AS moved (name, position)
                    ON CONFLICT (name) DO UPDATE SET position = excluded.position, batch = excluded.batch
                    WHERE stream.position < excluded.position
                    """),
            [
                .textArray(moved.map { $0.stream ?? "" }), .int8Array(moved.map { $0.position ?? 0 }),
                .int8(number),
            ])
    }

    private func writeLedger(_ outcome: BatchOutcome, _ token: Int64) throws {
        try connection.execute(
            Statement(
                name: "batch_write",
                sql: """
                    INSERT INTO groundswell.batch (number, observations, events, facts, token, tables, blocks)
                    VALUES ($1, $2, $3, $4, $5, $6, $7)
                    """),
            [
                .int8(number), .int4(Int32(outcome.observations)), .int4(Int32(outcome.events)),
                .int4(Int32(outcome.facts)), .int8(token), .textArray(extents.map(\.table)),
                .int8Array(extents.map(\.block)),
            ])
    }
}
