import Postgres

/// What a batch may build on whose rows are copied before the batch before it is committed.
public struct Footing: Sendable {
    /// The number it will have if that one is committed.
    let number: Int64
    /// The partitions that are known to exist.
    let partitions: [Partition: String]

    /// For a batch with some others between.
    public func later(by others: Int) -> Footing {
        Footing(number: number + Int64(others), partitions: partitions)
    }
}

/// A batch whose rows are copied ahead of its turn, in a transaction of another session. Nobody sees them before
/// `StoreWriter.conclude` commits them, which it does only directly after the batch before.
public struct BatchAhead {
    public var batch: RecordBatch
    private(set) var transaction: StoreTransaction

    public init(_ batch: RecordBatch, on footing: Footing, _ connection: Connection, _ inbox: Inbox) {
        self.batch = batch
        transaction = StoreTransaction(inbox: inbox, connection: connection, partitions: footing.partitions)
        transaction.number = footing.number
        transaction.mayMakePartitions = false
    }

    /// Begins the transaction and copies the rows. False where that needs more than is known: nothing has begun then.
    public mutating func copy() throws -> Bool {
        guard batch.isPlain else { return false }
        try transaction.connection.execute("BEGIN")
        batch.prepareAttempt()
        do {
            try transaction.fill(&batch)
        } catch {
            takeBack()
            if error is PartitionMissing { return false }
            throw error
        }
        return true
    }

    /// Takes back what was copied.
    public func takeBack() { transaction.connection.rollBack() }
}

extension RecordBatch {
    /// Whether its rows need nothing that the batch before may bring or change: no new name, no look for duplicates,
    /// nothing but observations and events.
    var isPlain: Bool {
        cold.isEmpty && identities.isEmpty && models.isEmpty && sources.isEmpty && series.isEmpty && adopters.isEmpty
            && refused.isEmpty
    }

    /// Whether another batch may be copied beside it: facts and retractions may lock whole tables.
    public var leavesTablesAlone: Bool { cold.isEmpty }
}
