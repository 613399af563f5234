import Logging
import ServiceLifecycle
import Synchronization
import UnixSignals

/// Reads the settings again at SIGHUP, and hands them to the parts that can change while they run. A file that is wrong
/// changes nothing: the service goes on with what it has and says so.
public final class Reloading: Service {
    private struct State {
        var settings: Settings
        var parts: [@Sendable (Settings) throws -> Void] = []
    }

    private let state: Mutex<State>
    private let reloadable: Set<String>
    private let read: @Sendable () throws -> Settings
    private let logger: Logger

    /// - Parameters:
    ///   - settings: those in force.
    ///   - keys: the program's.
    ///   - read: reads the settings anew.
    public init(
        _ settings: Settings, keys: [any DeclaredKey], logger: Logger, read: @escaping @Sendable () throws -> Settings
    ) {
        state = Mutex(State(settings: settings))
        reloadable = Set(keys.filter(\.isReloadable).map(\.name))
        self.read = read
        self.logger = logger
    }

    /// Registers a part: `take` gets the new settings, and throws a sentence where it cannot use them.
    public func register(_ take: @escaping @Sendable (Settings) throws -> Void) {
        state.withLock { $0.parts.append(take) }
    }

    /// Reads the settings once and hands them over; returns the names of those that changed and were taken over.
    @discardableResult
    public func reload() -> [String] {
        do {
            let next = try read()
            let (changed, parts) = state.withLock { ($0.settings.changes(to: next), $0.parts) }
            for part in parts { try part(next) }
            state.withLock { $0.settings = next }
            let taken = changed.filter(reloadable.contains)
            let late = changed.filter { !reloadable.contains($0) }
            logger.log(
                .settingsReloaded, "settings are reloaded", metadata: ["changed": .string(taken.joined(separator: ","))]
            )
            if !late.isEmpty {
                logger.log(
                    .settingsNeedRestart,
                    "settings that changed are taken over by a restart only",
                    metadata: ["settings": .string(late.joined(separator: ","))])
            }
            return taken
        } catch {
            logger.log(
                .settingsRefused, "settings are not reloaded, those in force stay",
                metadata: ["problem": .string("\(error)")])
            return []
        }
    }

    public func run() async throws {
        for await _ in await UnixSignalsSequence(trapping: .sighup).cancelOnGracefulShutdown() { reload() }
    }
}
