import Glibc
import Logging
import ServiceLifecycle
import UnixSignals

/// What a program gets to build its parts with.
public struct ServiceContext: Sendable {
    /// Its settings.
    public let settings: Settings
    /// Its log.
    public let logger: Logger
    /// Its metrics.
    public let metrics: MetricsRegistry
    /// How it tells systemd that it serves.
    public let readiness: Readiness
    /// Where its parts prove that they turn.
    public let watchdog: Watchdog
    /// Where its parts are told of settings that changed.
    public let reloading: Reloading
}

/// Runs a service from its arguments to its exit code.
public enum ServiceMain {
    /// How a program ends.
    public enum ExitCode: Int32, Sendable {
        /// Drained, or printed what was asked for.
        case success = 0
        /// Something failed; one sentence on standard error says what.
        case failure = 1
        /// Wrong usage or configuration; likewise.
        case usage = 2
    }

    /// Reads the settings, runs the services `makeServices` returns until SIGTERM or SIGINT, and ends the process.
    ///
    /// The services stop in reverse order, so that what serves others comes first in the list. A key of the registry named
    /// `log.level` sets the log's level.
    public static func main(
        _ registry: ConfigurationRegistry, drain: Duration = .seconds(18),
        _ makeServices: @escaping @Sendable (ServiceContext) async throws -> [any Service]
    ) async -> Never {
        let code = await run(
            registry, arguments: Array(CommandLine.arguments.dropFirst()), environment: environment(), drain: drain,
            makeServices)
        LogSink.standard.flush()
        exit(code.rawValue)
    }

    /// The same without ending the process.
    public static func run(
        _ registry: ConfigurationRegistry, arguments: [String], environment: [String: String],
        drain: Duration = .seconds(18), sink: LogSink = .standard,
        _ makeServices: @escaping @Sendable (ServiceContext) async throws -> [any Service]
    ) async -> ExitCode {
        // A peer that is gone is an error of a write, not the end of the process.
        signal(SIGPIPE, SIG_IGN)
        let settings: Settings
        do {
            switch try registry.resolve(arguments: arguments, environment: environment) {
            case .run(let found): settings = found
            case .print(let text):
                print(text, terminator: text.hasSuffix("\n") ? "" : "\n")
                fflush(nil)
                return .success
            }
        } catch {
            sink.write("\(registry.program): \(error)")
            return .usage
        }
        var handler = ServiceLogHandler(program: registry.program, sink: sink)
        let hasLogLevel = registry.keys.contains { $0.name == logLevel.name }
        let level = SharedLogLevel(hasLogLevel ? Self.level(settings) : .info)
        handler.sharedLevel = level
        let logger = Logger(label: registry.program) { [handler] _ in handler }
        let readiness = Readiness(socket: environment["NOTIFY_SOCKET"])
        let watchdog = Watchdog(
            readiness: readiness, timeout: Watchdog.timeout(environment: environment), logger: logger)
        let reloading = Reloading(settings, keys: registry.keys, logger: logger) {
            guard case .run(let next) = try registry.resolve(arguments: arguments, environment: environment) else {
                return settings
            }
            return next
        }
        if hasLogLevel { reloading.register { level.set(Self.level($0)) } }
        let context = ServiceContext(
            settings: settings, logger: logger, metrics: MetricsRegistry(), readiness: readiness, watchdog: watchdog,
            reloading: reloading)
        do {
            try await serve(try await makeServices(context), context, drain)
            return .success
        } catch {
            sink.write(
                lastWord: LogRecord(
                    program: registry.program, level: .error,
                    message: "\(registry.program): \(error)"))
            return .failure
        }
    }

    /// The common setting for how much is logged.
    public static let logLevel = ConfigurationKey(
        "log.level", default: "info",
        meaning: "What is logged: trace, debug, info, notice, warning, error or critical.",
        reloads: true
    ) { Logger.Level(rawValue: $0) == nil ? "is no log level" : nil }

    private static func level(_ settings: Settings) -> Logger.Level {
        Logger.Level(rawValue: settings[logLevel]) ?? .info
    }

    private static func serve(_ services: [any Service], _ context: ServiceContext, _ drain: Duration) async throws {
        var all: [ServiceGroupConfiguration.ServiceConfiguration] = [
            .init(service: context.watchdog, successTerminationBehavior: .ignore),
            .init(service: context.reloading, successTerminationBehavior: .ignore),
        ]
        all += services.map {
            .init(
                service: $0, successTerminationBehavior: .gracefullyShutdownGroup,
                failureTerminationBehavior: .gracefullyShutdownGroup)
        }
        all.append(.init(service: StopTeller(context: context), successTerminationBehavior: .ignore))
        var configuration = ServiceGroupConfiguration(
            services: all, gracefulShutdownSignals: [.sigterm, .sigint], logger: context.logger)
        configuration.maximumGracefulShutdownDuration = drain
        try await ServiceGroup(configuration: configuration).run()
    }

    /// The process's environment.
    public static func environment() -> [String: String] {
        var result: [String: String] = [:]
        var entry = environ
        while let text = entry.pointee {
            let parts = String(cString: text).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2 { result[String(parts[0])] = String(parts[1]) }
            entry += 1
        }
        return result
    }
}

/// Stops first, and so tells systemd at once that the service drains.
private struct StopTeller: Service {
    let context: ServiceContext

    func run() async throws {
        try? await gracefulShutdown()
        context.readiness.stopping()
        context.logger.log(.stopping, "stopping")
    }
}
