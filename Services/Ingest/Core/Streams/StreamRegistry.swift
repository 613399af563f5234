import Synchronization

/// Who writes which stream now: one writer at a time.
///
/// A writer that is gone may have rows in a transaction that is under way. Its stream is handed on only when they are
/// settled, so that the position the next writer reads is the true one; who comes meanwhile waits.
final class StreamRegistry: Sendable {
    enum Claim: Sendable, Equatable {
        /// The stream is the claimer's.
        case granted
        /// The last writer is gone, its rows are not settled yet; `whenFree` will be called.
        case waiting
        /// Somebody else writes it.
        case busy
    }

    private struct Entry {
        var holder: UInt64
        var isLeaving = false
        var waiter: (id: UInt64, whenFree: @Sendable () -> Void)?
    }

    private let streams = Mutex<[String: Entry]>([:])

    var count: Int { streams.withLock { $0.count } }

    /// Claims a stream for a connection.
    func claim(_ name: String, by id: UInt64, whenFree: @escaping @Sendable () -> Void) -> Claim {
        streams.withLock { streams in
            guard let entry = streams[name] else {
                streams[name] = Entry(holder: id)
                return .granted
            }
            guard entry.isLeaving, entry.waiter == nil else { return .busy }
            streams[name]?.waiter = (id, whenFree)
            return .waiting
        }
    }

    /// The holder is gone, and its rows are not settled yet.
    func leave(_ name: String, by id: UInt64) {
        streams.withLock { streams in
            if streams[name]?.holder == id { streams[name]?.isLeaving = true }
        }
    }

    /// Nothing of the holder is under way any more; also called by one who waited and is gone.
    func release(_ name: String, by id: UInt64) {
        let next = streams.withLock { streams -> (@Sendable () -> Void)? in
            guard let entry = streams[name] else { return nil }
            if entry.waiter?.id == id {
                streams[name]?.waiter = nil
                return nil
            }
            guard entry.holder == id else { return nil }
            guard let waiter = entry.waiter else {
                streams[name] = nil
                return nil
            }
            streams[name] = Entry(holder: waiter.id)
            return waiter.whenFree
        }
        next?()
    }
}
