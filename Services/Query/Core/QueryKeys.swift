import LineSocket
import Runtime

/// Every setting of `groundswell-query`.
public enum QueryKeys {
    private static let defaults = GatewayConfiguration(sockets: "", database: "")

    static let sockets = ConfigurationKey(
        "sockets", default: "/run/groundswell",
        meaning: "The folder of the sockets: gateway.sock is served there, scoring.sock and ingest.sock are asked.")
    static let database = ConfigurationKey(
        "database", default: "dbname=groundswell user=groundswell_query",
        meaning: "How to reach the store: a libpq connection string or URI.")
    static let readers = ConfigurationKey(
        "access.readers", default: defaults.readers,
        meaning: "Who may ask: uid:N, gid:N, user:NAME, group:NAME; *: every local user who can open the socket.",
        reloads: true)
    static let socketMode = ConfigurationKey(
        "socketMode", default: "660", meaning: "Permissions of the socket file, octal."
    ) { text in UInt32(text, radix: 8).map { $0 <= 0o777 } == true ? nil : "is no octal file mode, as in 660" }
    static let eventLoops = ConfigurationKey(
        "eventLoops", default: defaults.eventLoops, meaning: "Threads that serve connections.", objection: positive)
    static let maximumConnections = ConfigurationKey(
        "limits.connections", default: defaults.maximumConnections, meaning: "Connections served at once.",
        reloads: true, objection: positive)
    static let maximumConnectionsPerUser = ConfigurationKey(
        "limits.connectionsPerUser", default: 512,
        meaning: "Connections of one user at once; 0: no limit of its own.", reloads: true
    ) { $0 < 0 ? "must be 0 or more" : nil }
    static let maximumBytesPerSecond = ConfigurationKey(
        "limits.bytesPerSecond", default: 0,
        meaning: "What one user may send in a second, over all its connections; 0: no limit.", reloads: true
    ) { $0 < 0 ? "must be 0 or more" : nil }
    static let maximumInFlight = ConfigurationKey(
        "limits.inFlight", default: defaults.maximumInFlight,
        meaning: "Questions of one connection under way at once; the rest waits unread.", objection: positive)
    static let maximumQueuedScans = ConfigurationKey(
        "limits.queuedScans", default: defaults.maximumQueuedScans,
        meaning: "Scans over all models that may wait at once, over all connections.", objection: positive)
    static let maximumLineBytes = ConfigurationKey(
        "limits.lineBytes", default: defaults.maximumLineBytes, meaning: "The longest line in bytes.",
        objection: atLeast(4096))
    static let maximumTimelinePoints = ConfigurationKey(
        "limits.timelinePoints", default: defaults.maximumTimelinePoints,
        meaning: "The most points of one timeline.", objection: positive)
    static let maximumWatches = ConfigurationKey(
        "limits.watches", default: defaults.maximumWatches, meaning: "Subscriptions of one connection.",
        objection: positive)
    static let maximumWatchBytes = ConfigurationKey(
        "limits.watchBytes", default: defaults.maximumWatchBytes,
        meaning: "Bytes that may wait for a subscriber who does not read.", objection: positive)
    static let watchPatience = ConfigurationKey(
        "watch.patience", default: defaults.watchPatience,
        meaning: "How long a subscriber who does not read is waited for before the subscription ends.",
        objection: positive)
    static let watchFiguresPause = ConfigurationKey(
        "watch.figures", default: defaults.watchFiguresPause,
        meaning: "Time between two looks at crossovers and verdicts for those who watch.", objection: positive)
    static let timeout = ConfigurationKey(
        "timeout", default: defaults.defaultTimeout,
        meaning: "How long a question may take where it says nothing itself.",
        objection: positive)
    static let storeTimeout = ConfigurationKey(
        "storeTimeout", default: defaults.storeTimeout, meaning: "How long the store may stay silent.",
        objection: positive)
    static let poll = ConfigurationKey(
        "poll", default: defaults.pollInterval,
        meaning: "Time between looks at the store for a new epoch, where scoring does not tell.",
        objection: positive)

    @Sendable private static func positive(_ value: Int) -> String? { value > 0 ? nil : "must be 1 or more" }

    @Sendable private static func positive(_ value: Duration) -> String? {
        value > .zero ? nil : "must be longer than nothing"
    }

    private static func atLeast(_ least: Int) -> @Sendable (Int) -> String? {
        { $0 >= least ? nil : "must be \(least) or more" }
    }

    /// All of them, as the program declares them.
    public static func registry(version: String) -> ConfigurationRegistry {
        ConfigurationRegistry(
            program: "groundswell-query", version: version,
            summary: "The gateway: answers questions about models, organisations and countries on gateway.sock.",
            keys: [
                sockets, database, readers, socketMode, eventLoops, maximumConnections, maximumConnectionsPerUser,
                maximumBytesPerSecond,
                maximumInFlight, maximumQueuedScans, maximumLineBytes, maximumTimelinePoints, maximumWatches,
                maximumWatchBytes, watchPatience, watchFiguresPause, timeout, storeTimeout, poll, ServiceMain.logLevel,
            ]
        ) { settings in
            do throws(AccessPolicyError) {
                _ = try AccessPolicy(administrators: [], writers: [], readers: settings[readers])
                return nil
            } catch { return error.description }
        }
    }
}

extension GatewayConfiguration {
    /// What the settings say.
    public init(_ settings: Settings) {
        self.init(sockets: settings[QueryKeys.sockets], database: settings[QueryKeys.database])
        readers = settings[QueryKeys.readers]
        socketMode = UInt32(settings[QueryKeys.socketMode], radix: 8) ?? socketMode
        eventLoops = settings[QueryKeys.eventLoops]
        maximumConnections = settings[QueryKeys.maximumConnections]
        let perUser = settings[QueryKeys.maximumConnectionsPerUser]
        maximumConnectionsPerUser = perUser == 0 ? nil : perUser
        let bytesPerSecond = settings[QueryKeys.maximumBytesPerSecond]
        maximumBytesPerSecond = bytesPerSecond == 0 ? nil : bytesPerSecond
        maximumInFlight = settings[QueryKeys.maximumInFlight]
        maximumQueuedScans = settings[QueryKeys.maximumQueuedScans]
        maximumLineBytes = settings[QueryKeys.maximumLineBytes]
        maximumResultBytes = maximumLineBytes - 1024
        maximumTimelinePoints = settings[QueryKeys.maximumTimelinePoints]
        maximumWatches = settings[QueryKeys.maximumWatches]
        maximumWatchBytes = settings[QueryKeys.maximumWatchBytes]
        watchPatience = settings[QueryKeys.watchPatience]
        watchFiguresPause = settings[QueryKeys.watchFiguresPause]
        defaultTimeout = settings[QueryKeys.timeout]
        storeTimeout = settings[QueryKeys.storeTimeout]
        pollInterval = settings[QueryKeys.poll]
    }
}
