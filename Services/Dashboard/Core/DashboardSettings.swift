import Runtime

/// The settings of `groundswell-dashboard`.
public enum DashboardSettings {
    static let sockets = ConfigurationKey(
        "sockets", default: "/run/groundswell",
        meaning: "The folder of the sockets; questions go to gateway.sock in it, /metrics asks all three.")
    static let listen = ConfigurationKey(
        "listen", default: "127.0.0.1:8436",
        meaning: "Where to listen, behind a reverse proxy: a loopback ADDRESS:PORT (port 0: any that is free), or "
            + "unix:PATH; with socket activation the unit's."
    ) { ListenAddress($0) == nil ? "is neither a loopback ADDRESS:PORT nor unix:PATH" : nil }
    static let socketMode = ConfigurationKey(
        "socket.mode", default: "660", meaning: "Permissions of a Unix socket made here, octal."
    ) { UInt32($0, radix: 8) == nil ? "is no octal number such as 660" : nil }
    static let portFile = ConfigurationKey(
        "portFile", default: "", meaning: "A file to write the port to, for whoever asked for port 0; empty: none.")
    static let connections = ConfigurationKey(
        "limit.connections", default: 256, meaning: "Connections served at once; more are closed."
    ) { (1...10_000).contains($0) ? nil : "should be 1 to 10000" }
    static let pages = ConfigurationKey(
        "limit.pages", default: 32, meaning: "Pages worked on at once; who comes then is told to come again."
    ) { (1...1_000).contains($0) ? nil : "should be 1 to 1000" }
    static let questions = ConfigurationKey(
        "limit.questions", default: 64, meaning: "Questions to the gateway under way at once; the others wait."
    ) { (1...1_000).contains($0) ? nil : "should be 1 to 1000" }
    static let memory = ConfigurationKey(
        "limit.memoryBytes", default: 64 << 20, meaning: "Bytes of answers that are kept while their epoch lasts."
    ) { (1 << 20...1 << 40).contains($0) ? nil : "should be 1048576 or more" }
    static let idle = ConfigurationKey(
        "request.timeout", default: Duration.seconds(30),
        meaning: "How long a connection may be silent, or take to send a request, before it is closed.")
    static let timeout = ConfigurationKey(
        "gateway.timeout", default: Duration.seconds(20), meaning: "How long the gateway may take to answer a question."
    )
    static let look = ConfigurationKey(
        "gateway.interval", default: Duration.seconds(1),
        meaning: "How often the gateway is asked how it is doing; a new epoch shows after at most this.")
    static let claims = ConfigurationKey(
        "claims.interval", default: Duration.seconds(30), meaning: "The least time between two checks of all claims.")

    /// Everything a person can set.
    public static let registry = ConfigurationRegistry(
        program: "groundswell-dashboard", version: DashboardProgram.version,
        summary: "Shows the open-model world as web pages: a client of the gateway that only reads.",
        keys: [
            sockets, listen, socketMode, portFile, connections, pages, questions, memory, idle, timeout, look, claims,
            ServiceMain.logLevel,
        ])
}
