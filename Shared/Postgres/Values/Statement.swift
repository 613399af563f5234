/// A statement that is prepared once on every connection that uses it.
///
/// The types of its parameters are those of the first binds it is used with.
public struct Statement: Sendable, Hashable {
    /// Unique among the statements of a connection.
    public let name: String
    /// One statement, with `$1`, `$2`, ... for its parameters.
    public let sql: String

    public init(name: String, sql: String) {
        self.name = name
        self.sql = sql
    }
}

/// What a statement that returns no rows did.
public struct CommandTag: Sendable, Equatable {
    /// The server's words, e.g. `INSERT 0 5` or `CREATE TABLE`.
    public let text: String
    /// How many rows were inserted, changed, deleted, selected or copied; 0 for other commands.
    public let rows: Int

    public init(text: String, rows: Int) {
        self.text = text
        self.rows = rows
    }
}

/// A message that the server sent beside an answer (NOTICE, WARNING, ...).
public struct Notice: Sendable, Equatable {
    public let severity: String
    public let state: SQLState
    public let message: String
    /// The server's function that sent it: does not depend on the server's language.
    let function: String

    /// A commit did not wait for its synchronous replica to the end.
    var isCancelledSynchronousWait: Bool {
        severity == "WARNING"
            && (function == "SyncRepWaitForLSN"
                || ((state.rawValue == "01000" || state == .adminShutdown)
                    && message.contains("wait for synchronous replication")))
    }
}
