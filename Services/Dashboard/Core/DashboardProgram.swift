import Glibc
import LineSocket
import Logging
import Runtime
import ServiceLifecycle

/// The service: its parts and how they hang together.
public enum DashboardProgram {
    /// The version that `--version` tells.
    public static let version = "0.1.0"

    /// Runs the service from the process's arguments to its end.
    public static func main() async -> Never {
        await ServiceMain.main(DashboardSettings.registry) { context in
            let settings = context.settings
            guard let address = ListenAddress(settings[DashboardSettings.listen]) else {
                throw StartError("listen is no address")
            }
            let folder = settings[DashboardSettings.sockets]
            let gateway = Gateway(
                folder: folder,
                limits: .init(
                    timeout: settings[DashboardSettings.timeout], questions: settings[DashboardSettings.questions],
                    bytes: settings[DashboardSettings.memory]), metrics: context.metrics)
            let site = Site(gateway: gateway, metrics: MetricsPage(folder: folder, own: context.metrics))
            let requests = Requests(
                site: site, most: settings[DashboardSettings.pages], metrics: context.metrics, logger: context.logger)
            let inherited = try SocketActivation.listener(named: "dashboard.sock", internet: true)
            let server = PageServer(
                options: .init(
                    address: address, inherited: inherited,
                    mode: mode_t(settings[DashboardSettings.socketMode], radix: 8) ?? 0o660,
                    portFile: settings[DashboardSettings.portFile],
                    connections: settings[DashboardSettings.connections], idle: settings[DashboardSettings.idle]),
                requests: requests, logger: context.logger)
            try await server.start()
            context.watchdog.watch("event loop") { server.loopTurns }
            context.readiness.ready()
            let watch = GatewayWatch(
                gateway: gateway, interval: settings[DashboardSettings.look],
                claimsInterval: settings[DashboardSettings.claims], readiness: context.readiness,
                logger: context.logger)
            return [watch, server]
        }
    }
}

/// Why the service does not start, in a sentence.
struct StartError: Error, CustomStringConvertible {
    let description: String

    init(_ sentence: String) { description = sentence }
}
