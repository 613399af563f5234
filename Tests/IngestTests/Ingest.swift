import LineSocket
import Postgres
import StoreSchema
import TestSupport
import Testing
import Wire

/// A store of its own and the real program in front of it.
final class Ingest: Sendable {
    let folder: TemporaryFolder
    let conninfo: String
    let arguments: [String]

    /// - Parameter conninfo: how to connect as the superuser; nil: a new database of the shared server.
    init(_ name: String, conninfo: String? = nil, migrate: Bool = true, arguments: [String] = []) throws {
        folder = try TemporaryFolder()
        self.conninfo = try conninfo ?? TestCluster.shared.database(name)
        self.arguments = arguments
        if migrate { try Migrator.migrate(try connect()) }
    }

    var socket: String { folder.path("ingest.sock") }

    func connect() throws -> Connection { try Connection(ConnectionConfiguration(conninfo: conninfo)) }

    /// Starts the program, and waits until its socket is served.
    func start() async throws -> ServiceProcess {
        let process = try launch()
        while true {
            if let client = try? await LineClient.connect(to: socket) {
                await client.close()
                return process
            }
            guard process.isRunning else { throw TestFailure("ingest ended: \(process.printed)") }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    /// Starts the program and waits for nothing.
    func launch() throws -> ServiceProcess {
        try ServiceProcess(
            "groundswell-ingest",
            ["--sockets", folder.path, "--database", conninfo + " user=groundswell_ingest"] + arguments,
            log: folder.path("log"))
    }

    func producer() async throws -> Producer { Producer(try await LineClient.connect(to: socket)) }

    /// Sends lines on a connection of their own, half-closes, and returns every reply.
    func send(_ lines: [String]) async throws -> [Reply] {
        let producer = try await producer()
        try await producer.send(lines)
        return try await producer.finish()
    }

    /// The first column of the first row.
    func number(_ sql: String) throws -> Int64 {
        try connect().queryFirst("SELECT (\(sql))::int8") { try $0.int8(0) } ?? 0
    }

    func texts(_ sql: String) throws -> [String] { try connect().query(sql) { try $0.text(0) } }

    /// The answer of `status`.
    func status() async throws -> JSONValue {
        let producer = try await producer()
        try await producer.send([#"{"jsonrpc":"2.0","id":1,"method":"status"}"#])
        let reply = try await producer.next()
        await producer.client.close()
        guard case .answer(.result(_, let value, _))? = reply else { throw TestFailure("no status: \(reply as Any)") }
        return value
    }
}

/// One connection of a producer.
final class Producer: @unchecked Sendable {
    // Unchecked: used by one task at a time.
    let client: LineClient
    private var replies: [Reply] = []

    init(_ client: LineClient) { self.client = client }

    func send(_ lines: [String]) async throws {
        try await client.send(lines.joined(separator: "\n").utf8 + [10])
    }

    func send(bytes: [UInt8]) async throws { try await client.send(bytes) }

    /// The next reply; nil at the end.
    func next() async throws -> Reply? {
        while replies.isEmpty {
            guard let block = try await client.blocks.next() else { return nil }
            replies = try block.split(separator: 10).map { try Reply.parse(Array($0)) }
        }
        return replies.removeFirst()
    }

    /// All replies up to the first that fits, it included.
    func replies(until fits: (Reply) -> Bool) async throws -> [Reply] {
        var all: [Reply] = []
        while let reply = try await next() {
            all.append(reply)
            if fits(reply) { return all }
        }
        throw TestFailure("the connection ended before the reply that was waited for: \(all.suffix(3))")
    }

    /// The next ack that covers a line.
    @discardableResult
    func ack(of line: Int64) async throws -> Ack {
        let all = try await replies { if case .ack(let ack) = $0 { ack.line >= line } else { false } }
        return try #require(all.last?.ack)
    }

    /// Half-closes and returns every reply up to the end.
    func finish() async throws -> [Reply] {
        client.closeOutput()
        var all: [Reply] = []
        while let reply = try await next() { all.append(reply) }
        return all
    }
}

extension Reply {
    var ack: Ack? { if case .ack(let ack) = self { ack } else { nil } }
    var reject: Reject? { if case .reject(let reject) = self { reject } else { nil } }
    var resume: Resume? { if case .resume(let resume) = self { resume } else { nil } }
}

extension [Reply] {
    var rejects: [Reject] { compactMap(\.reject) }
    var lastAck: Ack? { compactMap(\.ack).last }
}

extension Ack {
    /// Line, stored, duplicate, rejected, and 1 for the last: all but the batch's number, which depends on how the lines
    /// fell into reads.
    var figures: [Int64] { [line, stored, duplicate, rejected, end ? 1 : 0] }
}
