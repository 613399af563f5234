import LineSocket
import Logging
import Runtime
import ServiceLifecycle

/// The gateway as a service of its process: serves at once, follows epochs, drains when told to stop.
public struct QueryService: Service {
    private let gateway: Gateway
    private let context: ServiceContext

    /// Takes the socket; fails with one sentence where that cannot be.
    public static func start(_ context: ServiceContext, version: String) async throws -> QueryService {
        let configuration = GatewayConfiguration(context.settings)
        let gateway = try Gateway(configuration, version: version, logger: context.logger, metrics: context.metrics)
        let inherited = try SocketActivation.listener(named: "gateway.sock")
        do {
            try await gateway.listen(inherited: inherited)
        } catch {
            await gateway.stop()
            throw error
        }
        context.reloading.register { try gateway.reload(GatewayConfiguration($0)) }
        context.watchdog.watch("event loop") { gateway.loopTurns }
        context.watchdog.watch("epoch thread") { gateway.storeTurn }
        context.readiness.ready()
        context.logger.log(.serving, "serving", metadata: ["socket": .string(configuration.sockets + "/gateway.sock")])
        return QueryService(gateway: gateway, context: context)
    }

    public func run() async throws {
        let following = Task { await gateway.follow() }
        try? await gracefulShutdown()
        await gateway.stop()
        following.cancel()
        await following.value
    }
}
