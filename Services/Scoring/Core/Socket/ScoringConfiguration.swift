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
        objection: { $0 < 1 ? "must be at least 1" : nil })
    public static let maxQuestions = ConfigurationKey(
        "limits.questions", default: 16_384,
        meaning: "Questions of one connection under way at once; the gateway passes those of all its clients over one.",
        objection: { $0 < 1 ? "must be at least 1" : nil })
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
        keys: [sockets, database, maxConnections, maxQuestions, pollInterval, watchEpochs, watchEvents, ServiceMain.logLevel])
}
