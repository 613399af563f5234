import Glibc
import LineSocket
import Logging
import NIOCore
import Runtime
import ServiceLifecycle

/// The service: its parts and how they hang together.
public enum HookProgram {
    /// The version that `--version` tells.
    public static let version = "0.1.0"
    /// The systemd credential that holds the webhook's secret.
    static let credential = "webhook-secret"
    /// A shorter secret can be guessed.
    static let shortestSecret = 16

    /// Runs the service from the process's arguments to its end.
    public static func main() async -> Never {
        await ServiceMain.main(HookSettings.registry) { context in
            let settings = context.settings
            let secret = try Credential.read(
                file: settings[HookSettings.secretFile], credential: credential,
                environment: ServiceMain.environment())
            guard let secret else {
                throw HookStartError(
                    "no secret: give secret.file, or the systemd credential '\(credential)' (LoadCredential=)")
            }
            guard secret.value.utf8.count >= shortestSecret else {
                throw HookStartError("the webhook's secret is shorter than \(shortestSecret) characters")
            }
            let deliveries = Deliveries(
                folder: settings[HookSettings.sockets], source: settings[HookSettings.source],
                patience: settings[HookSettings.patience], logger: context.logger)
            let server = HookServer(
                settings, secret: secret.value, deliveries: deliveries, metrics: context.metrics)
            guard let address = ListenAddress(settings[HookSettings.listen]) else {
                throw HookStartError("listen is no address")
            }
            let inherited = try SocketActivation.listener(named: "hook.sock", internet: true)
            let port = try await server.start(
                address, inherited: inherited,
                mode: mode_t(settings[HookSettings.socketMode], radix: 8) ?? 0o660)
            context.watchdog.watch("event loop") { server.loopTurns }
            context.readiness.ready()
            context.logger.log(
                .serving, "serving",
                metadata: [
                    "listen": "\(settings[HookSettings.listen])", "port": "\(port ?? 0)",
                    "path": "\(settings[HookSettings.path])",
                ])
            return [HookService(server: server)]
        }
    }
}

/// Serves until the process is told to stop, and then lets what has begun end.
struct HookService: Service {
    let server: HookServer

    func run() async throws {
        try? await gracefulShutdown()
        await server.stop(within: .seconds(15))
    }
}
