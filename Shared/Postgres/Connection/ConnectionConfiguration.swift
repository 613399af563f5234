/// How a connection is made and how long it waits.
public struct ConnectionConfiguration: Sendable {
    /// A libpq connection string or URI; several hosts are allowed, with `target_session_attrs`.
    public var conninfo: String
    /// What `pg_stat_activity` shows, unless the connection string names it.
    public var applicationName: String
    /// How long one host may take to accept a connection.
    public var connectTimeout: Duration
    /// How long the server may stay silent during one statement, and during a COPY without a byte moving.
    public var operationTimeout: Duration
    /// The shortest and the longest pause between two connection attempts; doubles from failure to failure.
    public var backoff: ClosedRange<Duration>
    /// Runs on every new connection before any work: timeouts, advisory locks, prepared statements.
    public var onConnect: @Sendable (Connection) throws -> Void

    public init(
        conninfo: String,
        applicationName: String = "groundswell",
        connectTimeout: Duration = .seconds(5),
        operationTimeout: Duration = .seconds(30),
        backoff: ClosedRange<Duration> = .milliseconds(200) ... .seconds(2),
        onConnect: @escaping @Sendable (Connection) throws -> Void = { _ in }
    ) {
        self.conninfo = conninfo
        self.applicationName = applicationName
        self.connectTimeout = connectTimeout
        self.operationTimeout = operationTimeout
        self.backoff = backoff
        self.onConnect = onConnect
    }
}
