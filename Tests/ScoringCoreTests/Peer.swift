import LineSocket
import Logging
import Postgres
import ServiceLifecycle
import TestSupport
import Testing
import Wire

@testable import Runtime
@testable import ScoringCore

/// A client of the scoring socket: lines out, answers in.
actor Peer {
    private let client: LineClient
    private var waiting: [JSONValue] = []

    init(_ path: String) async throws {
        client = try await LineClient.connect(to: path)
    }

    func send(_ line: String) async throws { try await client.send(Array((line + "\n").utf8)) }

    func closeOutput() { client.closeOutput() }

    /// The next line that comes; nil when the connection has ended.
    func next() async throws -> JSONValue? {
        while waiting.isEmpty {
            guard let block = try await client.blocks.next() else { return nil }
            for line in block.split(separator: UInt8(ascii: "\n")) { waiting.append(try JSONValue.parse(Array(line))) }
        }
        return waiting.removeFirst()
    }

    /// Asks, and waits for the answer of this id; other lines before it are left out.
    func ask(_ method: String, _ parameters: String = "{}", id: Int = 1) async throws -> JSONValue {
        try await send(#"{"jsonrpc":"2.0","id":\#(id),"method":"\#(method)","params":\#(parameters)}"#)
        while let line = try await next() {
            if line["id"] == .integer(Int64(id)) { return line }
        }
        throw TestFailure("the connection ended before the answer to \(method)")
    }
}

/// The service on a socket of its own, until the test lets go of it.
func serving(_ conninfo: String, _ body: (_ socket: String) async throws -> Void) async throws {
    let folder = try TemporaryFolder()
    let (group, _) = try service(conninfo, folder.path)
    let run = Task { try await group.run() }
    defer { withExtendedLifetime(folder) {} }
    do {
        try await body(folder.path("scoring.sock"))
    } catch {
        await group.triggerGracefulShutdown()
        _ = await run.result
        throw error
    }
    await group.triggerGracefulShutdown()
    try await run.value
}

/// The service, not yet run.
func service(_ conninfo: String, _ folder: String) throws -> (ServiceGroup, Logger) {
    let outcome = try ScoringConfiguration.registry.resolve(
        arguments: [
            "--sockets", folder, "--database", conninfo + " user=groundswell_scoring", "--ledger-poll", "50ms",
        ],
        environment: [:], defaultFile: folder + "/absent.yaml")
    guard case .run(let settings) = outcome else { throw TestFailure("no settings") }
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    let readiness = Readiness(socket: nil)
    let context = ServiceContext(
        settings: settings, logger: logger, metrics: MetricsRegistry(), readiness: readiness,
        watchdog: Watchdog(readiness: readiness, timeout: nil, logger: logger),
        reloading: Reloading(settings, keys: [], logger: logger) { settings })
    let group = ServiceGroup(
        configuration: .init(
            services: [
                .init(
                    service: ScoringService(context), successTerminationBehavior: .gracefullyShutdownGroup,
                    failureTerminationBehavior: .cancelGroup)
            ], logger: logger))
    return (group, logger)
}

/// Connects as soon as the socket is there.
func connect(_ path: String) async throws -> Peer {
    while true {
        // Not there yet, or bound and not listening yet.
        do { return try await Peer(path) } catch LineSocketError.socketAbsent, LineSocketError.nobodyListens {
            try await Task.sleep(for: .milliseconds(10))
        }
    }
}

/// Waits until a batch is in the answers.
func waitFor(batch: Int64, _ peer: Peer) async throws {
    while true {
        if case .integer(let done)? = try await peer.ask("status", id: 900)["result"]?["epochBatch"], done >= batch {
            return
        }
        try await Task.sleep(for: .milliseconds(10))
    }
}
