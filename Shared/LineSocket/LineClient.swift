import CLinux
import Glibc
import NIOCore
import NIOPosix
import Synchronization

/// The client's side of a line socket, for async code.
///
///     let client = try await LineClient.connect(to: path)
///     try await client.send(Array("{\"id\":1}\n".utf8))
///     for try await block in client.blocks { ... }      // one or more complete lines at a time
///     await client.close()
///
/// Code that lives on the event loop itself gives a ``LineHandler`` instead (``connect(to:deadline:limits:loops:handler:)``).
public final class LineClient: Sendable {
    /// The connection, for its peer and for work on its event loop.
    public let connection: LineConnection
    /// What is received, as blocks of complete lines. Reading pauses while nobody takes them. For one reader.
    public let blocks: LineBlocks

    private init(connection: LineConnection, blocks: LineBlocks) {
        self.connection = connection
        self.blocks = blocks
    }

    /// Connects to the service at `path`, waiting up to `deadline` where its backlog is full.
    /// - Throws: ``LineSocketError``: socketAbsent, nobodyListens, permissionDenied, pathTooLong, connectDeadline, ...
    public static func connect(
        to path: String, deadline: Duration = .seconds(5), limits: LineLimits = .client,
        loops: LineEventLoops = .shared
    ) async throws(LineSocketError) -> LineClient {
        let blocks = LineBlocks(maxBufferedBytes: limits.maxPendingWriteBytes, maxLineBytes: limits.maxLineBytes)
        let connection = try await connect(to: path, deadline: deadline, limits: limits, loops: loops) { _ in
            BlockCollector(blocks)
        }
        return LineClient(connection: connection, blocks: blocks)
    }

    /// Connects, with a handler that is called on the connection's event loop.
    public static func connect(
        to path: String, deadline: Duration = .seconds(5), limits: LineLimits = .client,
        loops: LineEventLoops = .shared, handler: @escaping @Sendable (LineConnection) -> any LineHandler
    ) async throws(LineSocketError) -> LineConnection {
        let descriptor = try await ConnectingSocket.connect(to: path, deadline: deadline)
        do {
            let loop = loops.group.next()
            // Kept here, because a service that closes at once takes the handler out of its pipeline again.
            let made = MadeConnection()
            _ = try await ClientBootstrap(group: loop)
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        let connection = try LineConnection.attach(to: channel, limits: limits, side: .client)
                        connection.handler = handler(connection)
                        made.connection.withLock { $0 = connection }
                    }
                }
                .withConnectedSocket(descriptor).get()
            guard let connection = made.connection.withLock({ $0 }) else { throw LineSocketError.closed(.byPeer) }
            return connection
        } catch let error as LineSocketError {
            throw error
        } catch {
            throw .system(call: "connect", path: path, errno: (error as? IOError)?.errnoCode ?? 0)
        }
    }

    /// Sends whole lines, each with its LF, and waits while the service does not keep up.
    /// - Throws: ``LineSocketError/closed(_:)`` when the connection is gone.
    public func send(_ bytes: some Sequence<UInt8>) async throws(LineSocketError) {
        guard let waiting = connection.enqueue(bytes) else { throw .closed(blocks.closeReason ?? .byUs) }
        guard waiting >= connection.limits.flushThresholdBytes || !connection.channel.isWritable else { return }
        await connection.writable()
    }

    /// Tells the service that no more comes (half-close), after everything sent before. Answers still arrive.
    public func closeOutput() { connection.perform { $0.closeOutput() } }

    /// Ends the connection after everything sent before, and returns once it is gone.
    public func close() async {
        connection.perform { $0.close(afterFlush: true) }
        // Fails with the error the channel was closed by, which ``LineBlocks`` has told already.
        try? await connection.channel.closeFuture.get()
    }
}

/// Where the event loop leaves the connection it made.
private final class MadeConnection: Sendable {
    let connection = Mutex<LineConnection?>(nil)
}

/// Connecting to a Unix socket without blocking a thread.
enum ConnectingSocket {
    static func connect(to path: String, deadline: Duration) async throws(LineSocketError) -> CInt {
        guard path.utf8.count <= longestPath else { throw .pathTooLong(path: path, bytes: path.utf8.count) }
        let end = ContinuousClock.now + deadline
        while true {
            let descriptor = clinux_unix_socket(true)
            guard descriptor >= 0 else { throw .system(call: "socket", path: path, errno: -descriptor) }
            let code = -clinux_connect_unix(descriptor, path, path.utf8.count, false)
            if code == 0 { return descriptor }
            Glibc.close(descriptor)
            switch code {
            case EAGAIN, EINTR:  // the backlog is full: the service is busy accepting
                guard ContinuousClock.now < end else { throw .connectDeadline(path: path, after: deadline) }
                do {
                    try await Task.sleep(for: .milliseconds(5))
                } catch { throw .connectDeadline(path: path, after: deadline) }
            case ENOENT, ENOTDIR: throw .socketAbsent(path: path)
            case ECONNREFUSED: throw .nobodyListens(path: path)
            case EACCES, EPERM: throw .permissionDenied(path: path)
            case ENOTSOCK, EPROTOTYPE: throw .notASocket(path: path)
            default: throw .system(call: "connect", path: path, errno: code)
            }
        }
    }
}
