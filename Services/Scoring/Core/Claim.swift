import Postgres
import Synchronization

/// One scoring at a time: a lock of the store's session.
final class Claim: Sendable {
    /// How long the session of an instance that has just died may hold the lock; as Postgres writes it.
    static let patience = "5s"
    /// The newest migration this code was written with.
    static let known: Int32 = 11
    /// The newest that it needs.
    static let needed: Int32 = 10

    private let state = Mutex((wasOurs: false, isTaken: false))

    /// Another instance has held the store since we began. After a session of ours was lost, its lock may linger: that is
    /// no other instance.
    var isTaken: Bool { state.withLock { $0.isTaken } }

    /// Takes the lock for a new session.
    @Sendable func take(_ connection: Connection) throws {
        try SchemaFit.check(connection, needed: Self.needed, known: Self.known)
        try connection.execute("SET lock_timeout = '\(Self.patience)'")
        guard try Self.lock(connection) else {
            state.withLock { $0.isTaken = !$0.wasOurs }
            throw ScoringService.StartError.anotherInstance
        }
        try connection.execute("RESET lock_timeout")
        state.withLock { $0 = (true, false) }
    }

    // A condition on the catch clause itself crashes the compiler (6.3.1).
    private static func lock(_ connection: Connection) throws(PostgresError) -> Bool {
        do {
            try connection.execute("SELECT pg_advisory_lock(7305, 4)")
            return true
        } catch {
            guard error.state == .lockNotAvailable else { throw error }
            return false
        }
    }
}
