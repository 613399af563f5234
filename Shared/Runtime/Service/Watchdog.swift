import Glibc
import Logging
import ServiceLifecycle
import Synchronization

/// Feeds systemd's watchdog, as long as every registered probe proves that its part still turns.
public final class Watchdog: Service {
    private struct Probe {
        let name: String
        let isAlive: @Sendable () -> Bool
    }

    private let readiness: Readiness
    private let interval: Duration?
    private let logger: Logger
    private let probes = Mutex<[Probe]>([])

    /// - Parameter timeout: systemd's patience (`WATCHDOG_USEC`); nil when it does not watch. Fed twice in that time.
    public init(readiness: Readiness, timeout: Duration?, logger: Logger) {
        self.readiness = readiness
        interval = timeout.map { $0 / 2 }
        self.logger = logger
    }

    /// What `WATCHDOG_USEC` and `WATCHDOG_PID` say to this process.
    public static func timeout(environment: [String: String], process: Int32 = getpid()) -> Duration? {
        if let meant = environment["WATCHDOG_PID"], meant != String(process) { return nil }
        guard let text = environment["WATCHDOG_USEC"], let micro = Int64(text), micro > 0 else { return nil }
        return .microseconds(micro)
    }

    /// Registers a part of the program: `isAlive` must answer at once, and true only if the part has turned since the last
    /// time it was asked.
    public func watch(_ name: String, isAlive: @escaping @Sendable () -> Bool) {
        probes.withLock { $0.append(Probe(name: name, isAlive: isAlive)) }
    }

    /// Registers a part by a number that grows while it turns, for example `LineServer.loopTurns`.
    public func watch(_ name: String, turns: @escaping @Sendable () -> UInt64) {
        let last = LastTurn()
        watch(name) { last.moved(to: turns()) }
    }

    /// Unregisters a part that stops on purpose, so that the rest can drain.
    public func forget(_ name: String) { probes.withLock { $0.removeAll { $0.name == name } } }

    /// Asks all probes once; feeds the watchdog if all are alive. Returns the names of those that are not.
    @discardableResult
    public func check() -> [String] {
        let dead = probes.withLock { $0 }.filter { !$0.isAlive() }.map(\.name)
        if dead.isEmpty { readiness.alive() }
        return dead
    }

    public func run() async throws {
        guard let interval else { return try await gracefulShutdown() }
        // First in the group, so last to stop: it goes on while the others drain, and a drain that hangs is ended too.
        while true {
            let dead = check()
            if !dead.isEmpty {
                logger.log(
                    .watchdogUnfed, "the watchdog is not fed",
                    metadata: ["standing": .string(dead.joined(separator: ","))])
            }
            do {
                try await cancelWhenGracefulShutdown { try await Task.sleep(for: interval) }
            } catch { return }
        }
    }
}

/// Remembers a number and says whether it changed.
private final class LastTurn: Sendable {
    private let last = Mutex<UInt64?>(nil)

    func moved(to turn: UInt64) -> Bool {
        last.withLock { last in
            defer { last = turn }
            return last != turn
        }
    }
}
