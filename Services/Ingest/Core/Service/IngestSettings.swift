import LineSocket
import Postgres
import Runtime
import StoreInbox
import Wire

/// The settings of `groundswell-ingest`.
public enum IngestSettings {
    static let sockets = ConfigurationKey(
        "sockets", default: "/run/groundswell", meaning: "The folder of the sockets; ingest.sock is made here.")
    static let socketMode = ConfigurationKey(
        "socket.mode", default: "660", meaning: "Permissions of ingest.sock, octal; with socket activation the unit's."
    ) { UInt32($0, radix: 8) == nil ? "is no octal number such as 660" : nil }
    static let database = ConfigurationKey(
        "database", default: "dbname=groundswell user=groundswell_ingest",
        meaning: "How to connect to the store: a libpq connection string or URI.")
    static let databaseTimeout = ConfigurationKey(
        "database.timeout", default: Duration.seconds(30),
        meaning: "How long the store may stay silent before the connection is given up.")
    static let administrators = ConfigurationKey(
        "access.administrators", default: [String](),
        meaning: "Who may say everything, curated facts too: uid:N, gid:N, user:NAME, group:NAME.",
        reloads: true)
    static let writers = ConfigurationKey(
        "access.writers", default: [String](),
        meaning: "Who may speak for which sources: WHO=SOURCE+SOURCE, or WHO=* for every source but 'curated'.",
        reloads: true)
    static let readers = ConfigurationKey(
        "access.readers", default: [String](),
        meaning: "Who may ask questions only: uid:N, gid:N, user:NAME, group:NAME, *.",
        reloads: true)
    static let connections = ConfigurationKey(
        "limit.connections", default: 128,
        meaning: "Connections served at once; each may hold one unfinished line.", reloads: true
    ) { (1...10_000).contains($0) ? nil : "should be 1 to 10000" }
    static let connectionsPerUser = ConfigurationKey(
        "limit.connectionsPerUser", default: 64, meaning: "Connections of one user served at once.", reloads: true
    ) { $0 > 0 ? nil : "should be 1 or more" }
    static let bytesPerSecond = ConfigurationKey(
        "limit.bytesPerSecond", default: 0,
        meaning: "What one user may send in a second, over all its connections; 0: no limit.", reloads: true
    ) { $0 >= 0 ? nil : "should be 0 or more" }
    static let lineBytes = ConfigurationKey(
        "limit.lineBytes", default: 1 << 20, meaning: "The longest line, in bytes."
    ) { (1024...(64 << 20)).contains($0) ? nil : "should be 1024 to 67108864" }
    static let batchRows = ConfigurationKey(
        "batch.rows", default: BatchLimits().rows, meaning: "The most records of one transaction."
    ) { (1...10_000_000).contains($0) ? nil : "should be 1 to 10000000" }
    static let batchBytes = ConfigurationKey(
        "batch.bytes", default: BatchLimits().bytes, meaning: "The most bytes of lines in one transaction."
    ) { (1024...(1 << 30)).contains($0) ? nil : "should be 1024 to 1073741824" }

    static let answersLag = ConfigurationKey(
        "answers.lag", default: Duration.zero,
        meaning:
            "How far answers may fall behind what is acked before producers are held back; 0s: as far as they will.",
        reloads: true
    ) { $0 == .zero || $0 >= .milliseconds(100) ? nil : "should be 0s, or 100ms or more" }

    /// Everything a person can set.
    public static let registry = ConfigurationRegistry(
        program: "groundswell-ingest", version: IngestProgram.version,
        summary: "Takes records from producers over a Unix socket and makes them durable in Postgres.",
        keys: [
            sockets, socketMode, database, databaseTimeout, administrators, writers, readers, connections,
            connectionsPerUser, bytesPerSecond, lineBytes, batchRows, batchBytes, answersLag, ServiceMain.logLevel,
        ]
    ) { settings in
        do throws(AccessPolicyError) {
            _ = try access(settings)
            return nil
        } catch { return error.description }
    }

    /// Who may say what.
    static func access(_ settings: Settings) throws(AccessPolicyError) -> AccessPolicy {
        try AccessPolicy(
            administrators: settings[administrators], writers: settings[writers], readers: settings[readers])
    }

    static func wireLimits(_ settings: Settings) -> WireLimits {
        var limits = WireLimits()
        limits.maximumLineBytes = settings[lineBytes]
        return limits
    }

    static func batchLimits(_ settings: Settings) -> BatchLimits {
        var limits = BatchLimits()
        limits.rows = settings[batchRows]
        limits.bytes = settings[batchBytes]
        return limits
    }

    static func lineLimits(_ settings: Settings) -> LineLimits {
        var limits = LineLimits()
        limits.maxLineBytes = settings[lineBytes]
        // What a hundred producers may have waiting here together must stay small.
        limits.receiveBufferBytes = 128 << 10
        limits.maxPendingWriteBytes = 256 << 10
        limits.abandonPendingWriteBytes = 8 << 20
        limits.maxBytesPerSecondOfUser = settings[bytesPerSecond] > 0 ? settings[bytesPerSecond] : nil
        return limits
    }

    /// For `status`: every limit that is in force.
    static func limits(_ settings: Settings) -> [JSONValue.Member] {
        let wire = wireLimits(settings)
        let lines = lineLimits(settings)
        func number(_ name: String, _ value: Int) -> JSONValue.Member { .init(name, .integer(Int64(value))) }
        return [
            number(connections.name, settings[connections]),
            number(connectionsPerUser.name, settings[connectionsPerUser]),
            number(bytesPerSecond.name, settings[bytesPerSecond]), number(lineBytes.name, wire.maximumLineBytes),
            number("depth", wire.maximumDepth), number("stringBytes", wire.maximumStringBytes),
            number("listCount", wire.maximumListCount), number(batchRows.name, settings[batchRows]),
            number(batchBytes.name, settings[batchBytes]), number("pendingWriteBytes", lines.maxPendingWriteBytes),
        ]
    }
}
