import Synchronization

/// Where records wait for their transaction: event loops append to the open batch, the database thread takes it.
public final class Inbox: Sendable {
    /// How much one transaction takes.
    public let limits: BatchLimits
    private let open = Mutex(OpenBatch())

    public init(limits: BatchLimits = BatchLimits()) { self.limits = limits }

    /// Appends to the open batch; the lock is held meanwhile, so `body` takes one block of lines at most.
    /// Returns what `body` returns, and whether the batch is full now.
    public func append<T>(_ body: (inout OpenBatch) throws -> T) rethrows -> (T, isFull: Bool) {
        try open.withLock { open in
            let result = try body(&open)
            return (result, isFull(open))
        }
    }

    /// Takes the open batch; nil when nothing waits.
    public func take() -> RecordBatch? {
        open.withLock { open in
            guard !open.batch.isEmpty else { return nil }
            return open.take()
        }
    }

    /// Takes the open batch if it is full and its rows may be copied ahead of their turn; see `BatchAhead`.
    public func takeAhead() -> RecordBatch? {
        open.withLock { open in
            guard isFull(open), open.batch.isPlain else { return nil }
            return open.take()
        }
    }

    /// Takes a batch back whose memory is to be used again: nobody else may hold it, or its memory is new.
    public func recycle(_ batch: inout RecordBatch) {
        var emptied = RecordBatch()
        swap(&emptied, &batch)
        emptied.removeAll()
        open.withLock { open in
            if open.spares.count < OpenBatch.maximumSpares { open.spares.append(emptied) }
        }
    }

    /// See ``OpenBatch/generation``.
    public var generation: Int { open.withLock { $0.generation } }

    /// No further block of lines should be added to the open batch.
    public var isFull: Bool { open.withLock { isFull($0) } }

    private func isFull(_ open: OpenBatch) -> Bool {
        open.batch.isFull(limits) || open.batch.count >= open.mostRecords
    }

    /// From now on a batch is full with so many records already, where the limits allow more.
    public func narrow(to records: Int) { open.withLock { $0.mostRecords = max(1, records) } }

    /// Forgets what waits and what is known of the store, which was put back to an earlier state.
    public func reset() {
        open.withLock { open in
            open.batch.removeAll()
            open.known.removeAll()
            open.generation += 1
        }
    }

    /// The records that wait, and what the caches take, in bytes.
    public var load: (records: Int, cacheBytes: Int) {
        open.withLock { ($0.batch.count, $0.known.byteCount) }
    }

    func withKnown<T>(_ body: (inout KnownNames) throws -> T) rethrows -> T {
        try open.withLock { try body(&$0.known) }
    }
}
