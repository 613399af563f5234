import LineSocket
import Logging
import QueryCore
import Runtime
import TestSupport
import Wire

/// A gateway that serves a socket, and one connection to it.
final class RunningGateway {
    let gateway: Gateway
    let asker: Asker
    let path: String
    private let following: Task<Void, Never>

    init(_ fixture: ScoreFixture, _ change: (inout GatewayConfiguration) -> Void = { _ in }) async throws {
        var configuration = GatewayConfiguration(sockets: fixture.folder.path, database: fixture.conninfo)
        configuration.pollInterval = .milliseconds(20)
        configuration.drainTimeout = .seconds(2)
        change(&configuration)
        path = configuration.sockets + "/gateway.sock"
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let gateway = try Gateway(configuration, version: "0", logger: logger, metrics: MetricsRegistry())
        try await gateway.listen()
        self.gateway = gateway
        following = Task { await gateway.follow() }
        asker = try await Asker(path)
    }

    /// Waits until answers come from an epoch.
    func epoch(_ number: Int64) async throws {
        for _ in 0..<1_000 {
            if try await asker.ask("status")["epoch"] == .integer(number) { return }
            try await Task.sleep(for: .milliseconds(10))
        }
        throw TestFailure("epoch \(number) was not taken over")
    }

    func stop() async {
        await asker.close()
        await gateway.stop()
        following.cancel()
        await following.value
    }

    /// Runs `body` beside a gateway that has taken over an epoch; 0: none yet.
    static func with(
        _ fixture: ScoreFixture, epoch: Int64 = 1, _ change: (inout GatewayConfiguration) -> Void = { _ in },
        _ body: (RunningGateway) async throws -> Void
    ) async throws {
        let running = try await RunningGateway(fixture, change)
        do {
            try await running.epoch(epoch)
            try await body(running)
        } catch {
            await running.stop()
            throw error
        }
        await running.stop()
    }
}

/// A client that asks one question after the other, or many at once.
final class Asker {
    private let client: LineClient
    private var blocks: LineBlocks.AsyncIterator
    private var lines: [[UInt8]] = []
    private var next: Int64 = 1

    init(_ path: String) async throws {
        var limits = LineLimits()
        limits.maxLineBytes = 8 << 20
        client = try await LineClient.connect(to: path, limits: limits)
        blocks = client.blocks.makeAsyncIterator()
    }

    func send(_ bytes: [UInt8]) async throws { try await client.send(bytes) }

    func send(_ text: String) async throws { try await client.send(Array(text.utf8)) }

    /// The next line; nil at the end.
    func line() async throws -> [UInt8]? {
        while lines.isEmpty {
            guard let block = try await blocks.next() else { return nil }
            lines = Array(block).split(separator: 10).map(Array.init)
        }
        return lines.removeFirst()
    }

    /// The next answer, whatever it is.
    func answer() async throws -> RPCAnswer {
        guard let line = try await line() else { throw TestFailure("the gateway closed the connection") }
        var limits = WireLimits()
        limits.maximumLineBytes = 8 << 20
        limits.maximumStringBytes = 8 << 20
        return try line.withUnsafeBytes { bytes in try RPCAnswer.parse(bytes, limits: limits) }
    }

    /// Asks and waits for the result; errors are thrown.
    @discardableResult
    func ask(_ method: String, _ parameters: JSONValue = .object([])) async throws -> JSONValue {
        let id = next
        next += 1
        var line: [UInt8] = []
        RPCRequest(id: .integer(id), method: method, parameters: parameters).write(into: &line)
        try await client.send(line)
        switch try await answer() {
        case .result(.integer(id), let value, _): return value
        case .error(_, let error): throw error
        case let other: throw TestFailure("an answer to another question: \(other)")
        }
    }

    /// Asks and expects a failure.
    func refusal(_ method: String, _ parameters: JSONValue = .object([])) async throws -> RPCError {
        do {
            let value = try await ask(method, parameters)
            throw TestFailure("answered instead of refused: \(value.jsonText)")
        } catch let error as RPCError {
            return error
        }
    }

    func closeOutput() { client.closeOutput() }

    func close() async { await client.close() }
}
