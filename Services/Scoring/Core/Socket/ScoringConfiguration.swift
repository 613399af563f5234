import LineSocket
import Runtime

/// Every setting of groundswell-scoring.
public enum ScoringConfiguration {
    public static let sockets = ConfigurationKey(
        "sockets", default: "/run/groundswell", meaning: "The folder of the services' sockets.")
    public static let database = ConfigurationKey(
        "database", default: "dbname=groundswell user=groundswell_scoring",
        meaning: "The store, as a libpq connection string.")
    public static let maxConnections = ConfigurationKey(
        "limits.connections", default: 256, meaning: "Connections served at once; a further one is told and closed.",
        reloads: true,
        objection: { $0 < 1 ? "must be at least 1" : nil })
    public static let maxQuestions = ConfigurationKey(
        "limits.questions", default: 16_384,
        meaning: "Questions of one connection under way at once; the gateway passes those of all its clients over one.",
        objection: { $0 < 1 ? "must be at least 1" : nil })
    public static let readers = ConfigurationKey(
        "access.readers", default: ["*"],
        meaning: "Who may ask and ring: uid:N, gid:N, user:NAME, group:NAME; *: every local user who can open the "
            + "socket.", reloads: true)
    public static let maxConnectionsPerUser = ConfigurationKey(
        "limits.connectionsPerUser", default: 128, meaning: "Connections of one user at once.", reloads: true,
        objection: { $0 < 1 ? "must be at least 1" : nil })
    public static let bytesPerSecond = ConfigurationKey(
        "limits.bytesPerSecond", default: 0,
        meaning: "What one user may send in a second, over all its connections; 0: no limit.", reloads: true,
        objection: { $0 < 0 ? "must be 0 or more" : nil })
    public static let pollInterval = ConfigurationKey(
        "ledger.poll", default: Duration.seconds(1),
        meaning: "How often the ledger is read without a doorbell; the doorbell only makes it sooner.")
    public static let watchEpochs = ConfigurationKey(
        "limits.watchEpochs", default: 1_024,
        meaning: "Epochs of which what they brought is kept for those who watch; what is older is compared anew.",
        objection: { $0 < 1 ? "must be at least 1" : nil })
    public static let watchEvents = ConfigurationKey(
        "limits.watchEvents", default: 20_000,
        meaning: "Events that are kept of these epochs; those of the newest are kept however many they are.",
        objection: { $0 < 1 ? "must be at least 1" : nil })

    public static let registry = ConfigurationRegistry(
        program: "groundswell-scoring", version: "0.1.0",
        summary: "Holds the world in memory, computes every measure, publishes epochs.",
        keys: [
            sockets, database, readers, maxConnections, maxConnectionsPerUser, bytesPerSecond, maxQuestions,
            pollInterval, watchEpochs, watchEvents, ServiceMain.logLevel,
        ]
    ) { settings in
        do throws(AccessPolicyError) {
            _ = try access(settings)
            return nil
        } catch { return error.description }
    }

    /// Who may ask.
    static func access(_ settings: Settings) throws(AccessPolicyError) -> AccessPolicy {
        try AccessPolicy(administrators: [], writers: [], readers: settings[readers])
    }

    /// The limits of each connection.
    static func lineLimits(_ settings: Settings) -> LineLimits {
        var limits = LineLimits()
        limits.maxBytesPerSecondOfUser = settings[bytesPerSecond] > 0 ? settings[bytesPerSecond] : nil
        return limits
    }
}
