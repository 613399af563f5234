import Runtime

/// The settings of `groundswell-hook`.
public enum HookSettings {
    static let sockets = ConfigurationKey(
        "sockets", default: "/run/groundswell", meaning: "The folder of the sockets; records go to ingest.sock in it.")
    static let listen = ConfigurationKey(
        "listen", default: "127.0.0.1:8437",
        meaning: "Where to listen, behind a reverse proxy: a loopback ADDRESS:PORT, or unix:PATH; with socket "
            + "activation the unit's."
    ) { ListenAddress($0) == nil ? "is neither a loopback ADDRESS:PORT nor unix:PATH" : nil }
    static let socketMode = ConfigurationKey(
        "socket.mode", default: "660", meaning: "Permissions of a Unix socket made here, octal."
    ) { UInt32($0, radix: 8) == nil ? "is no octal number such as 660" : nil }
    static let path = ConfigurationKey(
        "path", default: "/webhook", meaning: "The path of the hub's requests; the only one to be reached from outside."
    ) {
        $0.hasPrefix("/") && !["/health", "/metrics"].contains($0)
            ? nil : "should begin with '/', and be neither /health nor /metrics"
    }
    static let secretFile = ConfigurationKey(
        "secret.file", default: "",
        meaning: "The file that holds the webhook's secret; empty: the systemd credential 'webhook-secret'.")
    static let source = ConfigurationKey(
        "source", default: "huggingface-webhook", meaning: "The source the records name."
    ) { source in
        (1...100).contains(source.utf8.count)
            && source.utf8.allSatisfy {
                (97...122).contains($0) || (48...57).contains($0) || [45, 46, 95].contains($0)
            } ? nil : "should be 1 to 100 of a-z, 0-9, '.', '-', '_'"
    }
    static let bodyBytes = ConfigurationKey(
        "limit.bodyBytes", default: 1 << 20, meaning: "The largest payload, in bytes."
    ) { (1024...(64 << 20)).contains($0) ? nil : "should be 1024 to 67108864" }
    static let connections = ConfigurationKey(
        "limit.connections", default: 64, meaning: "Connections served at once."
    ) { (1...10_000).contains($0) ? nil : "should be 1 to 10000" }
    static let perSecond = ConfigurationKey(
        "limit.perSecond", default: 20, meaning: "Payloads with the right secret that are taken in a second."
    ) { (1...100_000).contains($0) ? nil : "should be 1 to 100000" }
    static let burst = ConfigurationKey(
        "limit.burst", default: 100, meaning: "Payloads that are taken at once after a quiet time."
    ) { (1...100_000).contains($0) ? nil : "should be 1 to 100000" }
    static let requestTimeout = ConfigurationKey(
        "request.timeout", default: Duration.seconds(10),
        meaning: "How long a request may take to arrive as a whole, and its answer to be taken.")
    static let patience = ConfigurationKey(
        "ingest.patience", default: Duration.seconds(10),
        meaning: "How long to wait for the ingest service before the hub is told to come again.")

    /// Everything a person can set.
    public static let registry = ConfigurationRegistry(
        program: "groundswell-hook", version: HookProgram.version,
        summary: "Takes the hub's webhooks over HTTP and sends what they say to the ingest service.",
        keys: [
            sockets, listen, socketMode, path, secretFile, source, bodyBytes, connections, perSecond, burst,
            requestTimeout, patience, ServiceMain.logLevel,
        ])
}
