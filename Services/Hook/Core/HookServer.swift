import Glibc
import Metrics
import NIOCore
import NIOHTTP1
import NIOPosix
import Runtime
import Synchronization

/// The HTTP endpoint: its socket, its limits, and what its connections share.
final class HookServer: Sendable {
    let check: RequestCheck
    let deliveries: Deliveries
    let requestTimeout: Duration
    private let metrics: MetricsRegistry
    private let maximumConnections: Int
    private let connections = Mutex(0)
    private let bucket: Mutex<TokenBucket>
    private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    private let turns = Atomic<UInt64>(0)
    private let listener = Mutex<(any Channel)?>(nil)

    init(_ settings: Settings, secret: String, deliveries: Deliveries, metrics: MetricsRegistry) {
        check = RequestCheck(
            path: settings[HookSettings.path], secret: SecretCheck(secret),
            maximumBytes: settings[HookSettings.bodyBytes])
        self.deliveries = deliveries
        requestTimeout = settings[HookSettings.requestTimeout]
        self.metrics = metrics
        maximumConnections = settings[HookSettings.connections]
        bucket = Mutex(
            TokenBucket(
                perSecond: settings[HookSettings.perSecond], burst: settings[HookSettings.burst], now: .now))
        metrics.describe("groundswell_hook_requests_total", "Requests by their outcome.")
    }

    /// Grows while the event loop turns.
    var loopTurns: UInt64 { turns.load(ordering: .relaxed) }

    /// Binds, or takes over an inherited socket, and serves. Returns the port, where there is one.
    func start(_ address: ListenAddress, inherited: CInt?, mode: mode_t) async throws -> Int? {
        let bootstrap = ServerBootstrap(group: group)
            .serverChannelOption(ChannelOptions.backlog, value: 256)
            .serverChannelOption(ChannelOptions.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline(
                        withPipeliningAssistance: false, withErrorHandling: true)
                    try channel.pipeline.syncOperations.addHandler(HookHandler(self))
                }
            }
        let channel: any Channel
        if let inherited {
            channel = try await bootstrap.withBoundSocket(inherited).get()
        } else {
            switch address {
            case .unix(let path):
                channel = try await bootstrap.bind(unixDomainSocketPath: path, cleanupExistingSocketFile: true).get()
                guard chmod(path, mode) == 0 else { throw HookStartError(path, errno) }
            case .loopback(let host, let port): channel = try await bootstrap.bind(host: host, port: port).get()
            }
        }
        listener.withLock { $0 = channel }
        group.next().scheduleRepeatedTask(initialDelay: .zero, delay: .milliseconds(200)) { [weak self] _ in
            self?.turns.wrappingAdd(1, ordering: .relaxed)
        }
        return channel.localAddress?.port
    }

    /// Takes no more connections, and waits for those that are served, at most so long.
    func stop(within limit: Duration) async {
        try? await listener.withLock { $0 }?.close().get()
        let end = ContinuousClock.now + limit
        while connections.withLock({ $0 }) > 0, ContinuousClock.now < end {
            try? await Task.sleep(for: .milliseconds(20))
        }
        try? await group.shutdownGracefully()
    }

    /// Counts a connection; false where there are too many.
    func enter() -> Bool {
        connections.withLock { count in
            guard count < maximumConnections else { return false }
            count += 1
            return true
        }
    }

    func leave() { connections.withLock { $0 -= 1 } }

    /// Nil where a payload may come, else how long to wait.
    func admit() -> Duration? { bucket.withLock { $0.take(now: .now) } }

    func count(_ answer: HookAnswer) {
        Counter(
            label: "groundswell_hook_requests_total", dimensions: [("outcome", answer.code.rawValue)],
            factory: metrics
        ).increment()
    }

    func metricsText() -> String { metrics.exposition() }
}

/// Why a Unix socket could not be given its permissions.
struct HookStartError: Error, CustomStringConvertible {
    let description: String

    init(_ path: String, _ code: CInt) {
        description = "'\(path)' cannot be given its permissions: \(String(cString: strerror(code)))"
    }

    init(_ sentence: String) { description = sentence }
}
