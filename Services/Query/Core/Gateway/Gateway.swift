import Columns
import LineSocket
import Logging
import Postgres
import Runtime
import StoreView
import Synchronization
import Wire

/// What all connections share: the current epoch, the methods, and the ways to the store and the other services.
public final class Gateway: Sendable {
    let configuration: GatewayConfiguration
    let version: String
    let logger: Logger
    let access: AccessGate
    let holder = SnapshotHolder()
    let store: GatewayStore
    let worker: Worker
    let metrics: GatewayMetrics
    let ingest: PeerLink
    let scoring: PeerLink
    let follower: EpochFollower
    let watches = WatchHub()
    let registry = MethodRegistry.gateway
    private let methods: [String: any GatewayMethod]
    private let serving = Mutex<LineServer?>(nil)

    /// - Throws: `AccessPolicyError`, where the list of readers cannot be one.
    public init(
        _ configuration: GatewayConfiguration, version: String, logger: Logger, metrics: MetricsRegistry
    ) throws(AccessPolicyError) {
        access = AccessGate(try AccessPolicy(administrators: [], writers: [], readers: configuration.readers))
        self.configuration = configuration
        self.version = version
        self.logger = logger
        let store = GatewayStore(conninfo: configuration.database, timeout: configuration.storeTimeout)
        let counts = GatewayMetrics(metrics, methods: MethodRegistry.gateway.methods.map(\.name))
        let follower = EpochFollower(
            store: store, holder: holder, metrics: counts, logger: logger, interval: configuration.pollInterval)
        self.store = store
        self.metrics = counts
        self.follower = follower
        worker = Worker(maximumQueued: configuration.maximumQueuedScans)
        ingest = PeerLink(name: "ingest", path: configuration.ingestPath, limits: configuration.lineLimits)
        scoring = PeerLink(
            name: "scoring", path: configuration.scoringPath, limits: configuration.lineLimits,
            subscription: MethodDefinition.subscribe.name
        ) { [watches] news in
            switch news.method {
            case "epoch.published": follower.wake()
            case "watch.logged": watches.wake()
            default: break
            }
        }
        // What is not the gateway's own and scoring knows is passed on.
        var methods = GatewayMethods.all
        for method in MethodRegistry.gateway.methods where methods[method.name] == nil {
            if MethodRegistry.scoring[method.name] != nil { methods[method.name] = PassedOnMethod() }
        }
        self.methods = methods
    }

    /// The handler of a method that the registry has let pass.
    func method(_ name: String) -> (any GatewayMethod)? { methods[name] }

    /// Connections served now.
    var connectionCount: Int { serving.withLock { $0?.connectionCount ?? 0 } }

    /// Who is connected, by user.
    var peers: [ConnectedPeer] { serving.withLock { $0?.peers ?? [] } }

    /// Takes over what may change while it runs: who may ask, how many connections, how fast.
    public func reload(_ next: GatewayConfiguration) throws(AccessPolicyError) {
        access.replace(try AccessPolicy(administrators: [], writers: [], readers: next.readers))
        let server = serving.withLock { $0 }
        server?.changeLimits(
            maxConnections: next.maximumConnections, maxConnectionsPerUser: next.maximumConnectionsPerUser,
            limits: next.lineLimits)
    }

    /// How often the slowest event loop has turned.
    public var loopTurns: UInt64 { serving.withLock { $0?.loopTurns ?? 0 } }

    /// When the thread that follows epochs last turned.
    public var storeTurn: UInt64 { store.epochs.lastTurn }

    /// Serves the socket; questions are answered from now on, whatever the store says.
    /// - Throws: `LineSocketError`, one sentence: another instance, no folder, no permission.
    public func listen(inherited descriptor: Int32? = nil) async throws {
        var options = LineServer.Options(
            listener: descriptor.map { .inherited(descriptor: $0) }
                ?? .path(configuration.gatewayPath, mode: configuration.socketMode))
        options.eventLoops = configuration.eventLoops
        options.maxConnections = configuration.maximumConnections
        options.maxConnectionsPerUser = configuration.maximumConnectionsPerUser
        options.limits = configuration.lineLimits
        options.refusalLine = { refusal, _ in
            let error =
                switch refusal {
                case .tooManyConnections(let limit):
                    RPCError(
                        .limitExceeded,
                        "\(limit) connections are served already (limits.connections): try again later")
                case .tooManyConnectionsOfUser(let limit):
                    RPCError(
                        .limitExceeded,
                        "this user has \(limit) connections already (limits.connectionsPerUser): close one")
                case .stopping:
                    RPCError(.serviceStopping, "the gateway is stopping; ask again when it is back")
                }
            var line: [UInt8] = []
            RPCResponse.write(id: nil, error: error, into: &line)
            return line
        }
        let server = try await LineServer.start(options) { [self] _ in GatewayHandler(self) }
        serving.withLock { $0 = server }
    }

    /// Follows epochs and keeps up the connections to the other services until the task is cancelled.
    public func follow() async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.follower.run() }
            group.addTask { await self.scoring.run() }
            group.addTask { await self.ingest.run() }
            group.addTask {
                // What scoring told and nobody heard costs an interval.
                while (try? await Task.sleep(for: self.configuration.pollInterval)) != nil { self.watches.wake() }
            }
        }
    }

    /// Answers what is under way, closes the connections, lets go of the store.
    public func stop() async {
        let server = serving.withLock { server in
            defer { server = nil }
            return server
        }
        await server?.stop(deadline: configuration.drainTimeout)
        store.stop()
    }

    /// What an error means to the asker.
    static func refusal(_ error: any Error) -> RPCError {
        switch error {
        case let error as RPCError: error
        case is CancellationError: RPCError(.cancelled, "the question was taken back")
        case PostgresError.decode, PostgresError.usage, PostgresError.protocolViolation:
            RPCError(.internalError, "the store answered what this version does not understand: \(error)")
        case let error as PostgresError:
            RPCError(.storeUnavailable, "this question needs the store, which does not answer: \(error)")
        case let error as ViewError: RPCError(.internalError, error.description)
        default: RPCError(.internalError, "\(error)")
        }
    }
}
