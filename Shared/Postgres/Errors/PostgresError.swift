/// Everything that can go wrong between this room and a Postgres server.
public enum PostgresError: Error, Sendable, Equatable {
    /// No connection could be made; the next attempt is made no sooner than `retryAfter` from now.
    case connectionFailed(reason: String, retryAfter: Duration)
    /// The connection broke. Whether `during` took effect is unknown if it was a COMMIT or ran outside a transaction.
    case connectionLost(during: String, reason: String)
    /// The server did not answer in time; the connection was closed. Whether `during` took effect is unknown.
    case deadlineExceeded(during: String, after: Duration)
    /// The server refused a statement.
    case server(ServerError)
    /// A value did not have the type or form that was asked for.
    case decode(DecodeFailure)
    /// The server sent something that the protocol does not allow here.
    case protocolViolation(String)
    /// A call that cannot work as written, e.g. a COPY row with a field missing.
    case usage(String)
    /// COMMIT was answered with ROLLBACK, because a statement of the transaction had failed.
    case rolledBack
    /// The wait for the synchronous replica was cancelled: committed on the primary, perhaps nowhere else. Not durable.
    case synchronousCommitCancelled
    /// The database thread was stopped before the work began.
    case stopped
}

extension PostgresError {
    /// The stable code of the case, for logs, metrics and answers.
    public var code: String {
        switch self {
        case .connectionFailed: "postgres.connection.failed"
        case .connectionLost: "postgres.connection.lost"
        case .deadlineExceeded: "postgres.deadline"
        case .server: "postgres.server"
        case .decode: "postgres.decode"
        case .protocolViolation: "postgres.protocol"
        case .usage: "postgres.usage"
        case .rolledBack: "postgres.rolledBack"
        case .synchronousCommitCancelled: "postgres.commit.unsynchronised"
        case .stopped: "postgres.stopped"
        }
    }

    /// The server's condition code, where the server answered.
    public var state: SQLState? {
        if case .server(let error) = self { error.state } else { nil }
    }

    /// The same work may succeed later without anybody changing anything.
    public var isTransient: Bool {
        switch self {
        case .connectionFailed, .connectionLost, .deadlineExceeded: true
        case .server(let error): error.state.isTransient
        case .synchronousCommitCancelled: true
        case .decode, .protocolViolation, .usage, .rolledBack, .stopped: false
        }
    }

    /// The session is gone; the next work gets a new one.
    public var isConnectionLoss: Bool {
        switch self {
        case .connectionFailed, .connectionLost, .deadlineExceeded: true
        case .server(let error): error.isFatal || error.state.isConnectionException
        case .decode, .protocolViolation, .usage, .rolledBack, .synchronousCommitCancelled, .stopped: false
        }
    }
}

extension PostgresError: CustomStringConvertible {
    /// One sentence without row data or passwords.
    public var description: String {
        switch self {
        case .connectionFailed(let reason, let retryAfter):
            "cannot connect to Postgres: \(reason) (next attempt in \(retryAfter))"
        case .connectionLost(let during, let reason): "lost the connection to Postgres during \(during): \(reason)"
        case .deadlineExceeded(let during, let after):
            "Postgres did not answer \(during) within \(after); the connection was closed"
        case .server(let error): error.description
        case .decode(let failure): failure.description
        case .protocolViolation(let what): "Postgres broke the protocol: \(what)"
        case .usage(let what): "wrong use of the database connection: \(what)"
        case .rolledBack: "COMMIT was answered with ROLLBACK because a statement of the transaction had failed"
        case .synchronousCommitCancelled:
            "the wait for the synchronous replica was cancelled: the commit is not known to be on a replica"
        case .stopped: "the database thread was stopped"
        }
    }
}

/// Where a value of a row could not be read as what was asked for. Holds no value, only its place and type.
public struct DecodeFailure: Error, Sendable, Equatable, CustomStringConvertible {
    /// The column's name, or its number in a COPY stream, from 0.
    public var column: String
    /// What was asked for, e.g. `int8`.
    public var expected: String
    /// What was there, e.g. `NULL` or `type 1700`.
    public var found: String

    public init(column: String, expected: String, found: String) {
        self.column = column
        self.expected = expected
        self.found = found
    }

    public var description: String { "column \(column) holds \(found) where \(expected) was expected" }
}
