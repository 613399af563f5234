import Glibc
import HummingbirdCore
import Logging
import NIOCore
import NIOPosix
import Runtime
import ServiceLifecycle
import Synchronization

/// Hummingbird's HTTP/1 on a socket: one it makes, or one that systemd hands over, which Hummingbird's own server
/// cannot take.
final class PageServer: Service, Sendable {
    struct Options: Sendable {
        var address: ListenAddress
        /// A listening socket made by somebody else.
        var inherited: CInt?
        /// Permissions of a Unix socket made here.
        var mode: mode_t
        /// Where to write the port; empty: nowhere.
        var portFile: String
        var connections: Int
        /// How long a connection may be silent.
        var idle: Duration
    }

    private typealias Child = HTTP1Channel.Value
    private let options: Options
    private let http: HTTP1Channel
    private let logger: Logger
    private let group = MultiThreadedEventLoopGroup(numberOfThreads: 2)
    private let turns = Atomic<UInt64>(0)
    private let listener = Mutex<NIOAsyncChannel<Child, Never>?>(nil)
    private let children = Mutex<[ObjectIdentifier: any Channel]>([:])

    init(options: Options, requests: Requests, logger: Logger) {
        self.options = options
        self.logger = logger
        http = HTTP1Channel(
            responder: { request, writer, _ in
                let response = await requests.respond(to: request)
                try await writer.write(response: response.head, body: response.body)
            }, configuration: .init(idleTimeout: TimeAmount(options.idle)))
    }

    /// Grows while the event loop turns.
    var loopTurns: UInt64 { turns.load(ordering: .relaxed) }

    /// Binds, or takes over the inherited socket.
    func start() async throws {
        let bootstrap = ServerBootstrap(group: group)
            .serverChannelOption(ChannelOptions.backlog, value: 256)
            .serverChannelOption(ChannelOptions.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(ChannelOptions.allowRemoteHalfClosure, value: true)
        let bound: NIOAsyncChannel<Child, Never>
        if let inherited = options.inherited {
            bound = try await bootstrap.bind(inherited) { self.accept($0) }
        } else {
            switch options.address {
            case .unix(let path):
                bound = try await bootstrap.bind(unixDomainSocketPath: path, cleanupExistingSocketFile: true) {
                    self.accept($0)
                }
                guard chmod(path, options.mode) == 0 else {
                    throw StartError("'\(path)' cannot be given its permissions: \(String(cString: strerror(errno)))")
                }
            case .loopback(let host, let port):
                do {
                    bound = try await bootstrap.bind(host: host, port: port) { self.accept($0) }
                } catch { throw StartError("cannot listen on \(host):\(port): \(error)") }
            }
        }
        listener.withLock { $0 = bound }
        let port = bound.channel.localAddress?.port
        if !options.portFile.isEmpty { try write(port ?? 0, to: options.portFile) }
        logger.log(
            .serving, "serving", metadata: ["address": "\(bound.channel.localAddress?.description ?? "inherited")"])
        group.next().scheduleRepeatedTask(initialDelay: .zero, delay: .milliseconds(200)) { [weak self] _ in
            self?.turns.wrappingAdd(1, ordering: .relaxed)
        }
    }

    func run() async throws {
        guard let bound = listener.withLock({ $0 }) else { return }
        await withGracefulShutdownHandler {
            await withDiscardingTaskGroup { tasks in
                do {
                    try await bound.executeThenClose { inbound in
                        for try await child in inbound {
                            tasks.addTask { await self.http.handle(value: child, logger: self.logger) }
                        }
                    }
                } catch { logger.error("no more connections are taken", metadata: ["reason": "\(error)"]) }
            }
        } onGracefulShutdown: {
            // No new connections; those there are end after the answer under way.
            bound.channel.close(promise: nil)
            for child in self.children.withLock({ Array($0.values) }) {
                child.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
            }
        }
        try? await group.shutdownGracefully()
    }

    private func accept(_ channel: any Channel) -> EventLoopFuture<Child> {
        let isFull = children.withLock { children in
            guard children.count < options.connections else { return true }
            children[ObjectIdentifier(channel)] = channel
            return false
        }
        guard !isFull else { return channel.close().flatMapThrowing { throw ChannelError.ioOnClosedChannel } }
        channel.closeFuture.whenComplete { _ in
            self.children.withLock { $0[ObjectIdentifier(channel)] = nil }
        }
        return http.setup(channel: channel, logger: logger)
    }

    /// A whole file or none: whoever waits for it reads a number.
    private func write(_ port: Int, to file: String) throws {
        guard let stream = fopen(file + ".new", "w") else { throw StartError("'\(file)' cannot be written") }
        fputs("\(port)\n", stream)
        guard fclose(stream) == 0, rename(file + ".new", file) == 0 else {
            throw StartError("'\(file)' cannot be written")
        }
    }
}
