import Glibc
import LineSocket
import Logging
import Postgres
import Runtime
import ServiceLifecycle
import StoreInbox
import Wire

/// The service: its parts and how they hang together.
public enum IngestProgram {
    /// The version that `--version` and `rpc.discover` tell.
    public static let version = "0.1.0"

    /// The name of the inherited socket, as the socket unit gives it.
    static let socketName = "ingest.sock"

    /// Runs the service from the process's arguments to its end.
    public static func main() async -> Never {
        await ServiceMain.main(IngestSettings.registry) { try await services($0) }
    }

    /// The parts, those that serve others first.
    static func services(_ context: ServiceContext) async throws -> [any Service] {
        let settings = context.settings
        let folder = settings[IngestSettings.sockets]
        let access = AccessGate(try IngestSettings.access(settings))
        let inbox = Inbox(limits: IngestSettings.batchLimits(settings))
        let counters = IngestCounters(context.metrics)
        let pacing = Pacing(most: settings[IngestSettings.answersLag], metrics: context.metrics)
        let doorbell = Doorbell(path: "\(folder)/scoring.sock", pacing: pacing, logger: context.logger)
        let committer = Committer(
            database: ConnectionConfiguration(
                conninfo: settings[IngestSettings.database], applicationName: "groundswell-ingest",
                operationTimeout: settings[IngestSettings.databaseTimeout],
                onConnect: { try SchemaFit.check($0, needed: 8, known: 11) }),
            inbox: inbox, counters: counters, pacing: pacing, logger: context.logger
        ) { doorbell.ring($0, isHeldBack: $1) }
        let hub = IngestHub(
            inbox: inbox, access: access, wireLimits: IngestSettings.wireLimits(settings), counters: counters,
            committer: committer,
            questions: Questions(version: version, limits: LimitList(IngestSettings.limits(settings))))
        let server = try await LineServer.start(options(settings, folder)) { _ in IngestHandler(hub: hub) }
        hub.serves(server)
        context.reloading.register { settings in
            access.replace(try IngestSettings.access(settings))
            server.changeLimits(
                maxConnections: settings[IngestSettings.connections],
                maxConnectionsPerUser: settings[IngestSettings.connectionsPerUser],
                limits: IngestSettings.lineLimits(settings))
            pacing.replace(most: settings[IngestSettings.answersLag])
            hub.questions.limits.replace(IngestSettings.limits(settings))
        }
        context.watchdog.watch("connections") { server.loopTurns }
        context.watchdog.watch("store") { committer.lastTurn }
        return [
            committer, doorbell,
            ServerService(server: server, readiness: context.readiness, committer: committer, logger: context.logger),
        ]
    }

    private static func options(_ settings: Settings, _ folder: String) throws -> LineServer.Options {
        let listener: LineServer.Listener
        if let descriptor = try SocketActivation.listener(named: socketName) {
            listener = .inherited(descriptor: descriptor)
        } else {
            let mode = UInt32(settings[IngestSettings.socketMode], radix: 8) ?? 0o660
            listener = .path("\(folder)/\(socketName)", mode: mode)
        }
        var options = LineServer.Options(listener: listener)
        options.maxConnections = settings[IngestSettings.connections]
        options.maxConnectionsPerUser = settings[IngestSettings.connectionsPerUser]
        options.limits = IngestSettings.lineLimits(settings)
        options.refusalLine = { refusal, _ in
            let reject =
                switch refusal {
                case .tooManyConnections(let limit):
                    Reject(
                        code: .limitExceeded,
                        message: "\(limit) connections are served already (limit.connections): try again later")
                case .tooManyConnectionsOfUser(let limit):
                    Reject(
                        code: .limitExceeded,
                        message: "this user has \(limit) connections already (limit.connectionsPerUser): close one")
                case .stopping:
                    Reject(code: .serviceStopping, message: "the service is stopping: connect again in a moment")
                }
            var line: [UInt8] = []
            ReplyWriter.write(reject, into: &line)
            return line
        }
        return options
    }
}

/// Serves the socket until the service stops, and then drains: what is committed is acked, the rest is left.
struct ServerService: Service {
    let server: LineServer
    let readiness: Readiness
    let committer: Committer
    let logger: Logger

    func run() async throws {
        readiness.ready()
        logger.log(.serving, "serving")
        let teller = Task {
            while !Task.isCancelled {
                readiness.status(committer.status.database ?? "storing")
                // A store that went away is noticed without work for it.
                committer.ring()
                try? await Task.sleep(for: .seconds(5))
            }
        }
        try? await gracefulShutdown()
        teller.cancel()
        await server.stop(deadline: .seconds(10))
    }
}
