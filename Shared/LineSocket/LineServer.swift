import NIOCore
import NIOPosix
import Synchronization

/// Serves lines on one Unix socket.
///
///     let server = try await LineServer.start(.init(listener: .path("/run/groundswell/gateway.sock", mode: 0o660))) {
///         connection in EchoHandler()
///     }
///     ...
///     await server.stop(deadline: .seconds(10))
public final class LineServer: Sendable {
    /// Where a server listens.
    public enum Listener: Sendable, Equatable {
        /// A socket file made by the server: its path (at most 107 bytes) and its permissions.
        case path(String, mode: UInt32)
        /// A socket that already listens, from ``SocketActivation/listeners()``.
        case inherited(descriptor: CInt)
    }

    /// How a server is set up.
    public struct Options: Sendable {
        /// Where it listens.
        public var listener: Listener
        /// Threads that serve connections. Default 1.
        public var eventLoops = 1
        /// Connections the kernel keeps waiting to be accepted. Default 512; inherited sockets have their own.
        public var backlog = 512
        /// Connections served at once. Default 1024. A further one is told and closed.
        public var maxConnections = 1024
        /// Connections of one user served at once. Default nil: no limit of its own.
        public var maxConnectionsPerUser: Int? = nil
        /// The limits of each connection.
        public var limits = LineLimits()
        /// The line (with its LF) that a refused peer is told. Default: nothing.
        public var refusalLine: @Sendable (LineRefusal, PeerCredentials) -> [UInt8] = { _, _ in [] }

        /// Everything by default but the place.
        public init(listener: Listener) { self.listener = listener }
    }

    private let listening: ListeningSocket
    private let channel: any Channel
    private let loops: LineEventLoops
    private let turns: LoopTurns
    private let roster: Roster

    private init(
        listening: ListeningSocket, channel: any Channel, loops: LineEventLoops, turns: LoopTurns, roster: Roster
    ) {
        self.listening = listening
        self.channel = channel
        self.loops = loops
        self.turns = turns
        self.roster = roster
    }

    /// Listens, and makes one handler per connection (called on the connection's event loop).
    /// - Throws: ``LineSocketError`` for every reason why the socket cannot be served.
    public static func start(
        _ options: Options, handler: @escaping @Sendable (LineConnection) -> any LineHandler
    ) async throws(LineSocketError) -> LineServer {
        guard options.maxConnections > 0 else {
            throw .limitInvalid(name: "maxConnections", value: options.maxConnections)
        }
        guard options.limits.maxLineBytes > 0 else {
            throw .limitInvalid(name: "maxLineBytes", value: options.limits.maxLineBytes)
        }
        let listening: ListeningSocket
        switch options.listener {
        case .path(let path, let mode):
            listening = try ListeningSocket(path: path, mode: mode, backlog: CInt(clamping: options.backlog))
        case .inherited(let descriptor): listening = try ListeningSocket(inherited: descriptor)
        }
        let loops = LineEventLoops(count: options.eventLoops)
        let roster = Roster(options: options, makeHandler: handler)
        do {
            let channel = try await ServerBootstrap(group: loops.group)
                // It listens again, with a backlog of its own where none is given.
                .serverChannelOption(.backlog, value: CInt(clamping: options.backlog))
                .childChannelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture { try roster.admit(channel) }
                }
                .withBoundSocket(listening.descriptor).get()
            return LineServer(
                listening: listening, channel: channel, loops: loops, turns: LoopTurns(loops.group), roster: roster)
        } catch {
            listening.removeFile()
            await loops.shutdown()
            let code = (error as? IOError)?.errnoCode ?? 0
            throw .system(call: "listen", path: listening.file ?? "descriptor", errno: code)
        }
    }

    /// Connections served now. From any thread.
    public var connectionCount: Int { roster.count }

    /// Who is connected, by user. From any thread.
    public var peers: [ConnectedPeer] { roster.peers }

    /// Changes how many connections are served and what each may do, for who connects from now on. From any thread.
    public func changeLimits(maxConnections: Int, maxConnectionsPerUser: Int?, limits: LineLimits) {
        roster.change { options in
            options.maxConnections = max(1, maxConnections)
            options.maxConnectionsPerUser = maxConnectionsPerUser
            options.limits = limits
        }
    }

    /// How often the slowest event loop has turned; grows by about four a second. A watchdog that sees it stand still
    /// knows that a loop hangs.
    public var loopTurns: UInt64 { turns.slowest }

    /// Runs `body` for every connection, each on its event loop. From any thread.
    public func forEachConnection(_ body: @escaping @Sendable (LineConnection) -> Void) {
        for connection in roster.all { connection.perform(body) }
    }

    /// Stops: accepts nothing more, removes the socket file made at start, tells every handler
    /// (``LineHandler/shuttingDown(_:)``), waits until all connections are closed, cuts those left at the deadline.
    public func stop(deadline: Duration = .seconds(10)) async {
        // Fails only when it is closed already, which is what is wanted.
        try? await channel.close()
        listening.removeFile()
        roster.beginStop()
        let cut = channel.eventLoop.scheduleTask(in: TimeAmount(deadline)) { [roster] in
            for connection in roster.all { connection.perform { $0.closeNow(.shutdown) } }
        }
        await roster.empty()
        cut.cancel()
        turns.stop()
        await loops.shutdown()
    }
}
