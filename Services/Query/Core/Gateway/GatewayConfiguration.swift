import LineSocket

/// Every setting of the gateway, with its default.
public struct GatewayConfiguration: Sendable {
    /// The folder of the sockets.
    public var sockets: String
    /// A libpq connection string.
    public var database: String
    /// Threads that serve connections. One serves hundreds of thousands of questions a second.
    public var eventLoops = 1
    /// Connections served at once.
    public var maximumConnections = 1024
    /// Connections of one user served at once; nil: no limit of its own.
    public var maximumConnectionsPerUser: Int?
    /// Questions of one connection that may be under way at once; the rest waits unread.
    public var maximumInFlight = 256
    /// Scans over all models that may wait at once, over all connections.
    public var maximumQueuedScans = 1024
    /// The longest line, of questions as of answers.
    public var maximumLineBytes = 1 << 20
    /// The longest result in bytes; a longer one is an error that says how to ask for less.
    public var maximumResultBytes = (1 << 20) - 1024
    /// How far into a search pages go.
    public var maximumSearchOffset = 10_000
    /// The most days times sources in one timeline.
    public var maximumTimelinePoints = 20_000
    /// Subscriptions of one connection.
    public var maximumWatches = 16
    /// Bytes that may wait for a subscriber who does not read; beyond them it is waited for, and then the subscription ends.
    public var maximumWatchBytes = 256 << 10
    /// How long such a subscriber is waited for.
    public var watchPatience: Duration = .seconds(10)
    /// The time between two looks at crossovers and verdicts, which take scoring longer than all other events.
    public var watchFiguresPause: Duration = .seconds(10)
    /// How long a question may take where it says nothing itself.
    public var defaultTimeout: Duration = .seconds(30)
    /// How long `status` waits for the other services.
    public var statusTimeout: Duration = .milliseconds(500)
    /// How often the store is looked at for a new epoch: the truth, where a notification was lost.
    public var pollInterval: Duration = .seconds(1)
    /// How long the store may stay silent.
    public var storeTimeout: Duration = .seconds(30)
    /// What all connections of one user may send in a second; nil: no limit.
    public var maximumBytesPerSecond: Int?
    /// Who may ask, as the access lists say it; `*`: any local peer that can open the socket.
    public var readers = ["*"]
    /// The permissions of the socket file.
    public var socketMode: UInt32 = 0o660
    /// How long connections may take to finish when the service stops.
    public var drainTimeout: Duration = .seconds(10)

    public init(sockets: String, database: String) {
        self.sockets = sockets
        self.database = database
    }

    var gatewayPath: String { sockets + "/gateway.sock" }
    var scoringPath: String { sockets + "/scoring.sock" }
    var ingestPath: String { sockets + "/ingest.sock" }

    var lineLimits: LineLimits {
        var limits = LineLimits()
        limits.maxLineBytes = maximumLineBytes
        limits.maxBytesPerSecondOfUser = maximumBytesPerSecond
        return limits
    }
}
