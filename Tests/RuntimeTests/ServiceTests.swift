import Glibc
import Logging
import ServiceLifecycle
import Synchronization
import Testing

@testable import Runtime

@Suite("Service", .serialized)
struct ServiceTests {
    @Test("systemd is told through a path and through an abstract socket", arguments: [false, true])
    func notify(abstract: Bool) throws {
        let observer = try Observer(abstract: abstract)
        let readiness = Readiness(socket: observer.address)
        #expect(readiness.ready())
        #expect(readiness.status("loading\nthe world"))
        #expect(readiness.alive())
        #expect(readiness.stopping())
        #expect(observer.received() == ["READY=1", "STATUS=loading\\nthe world", "WATCHDOG=1", "STOPPING=1"])
        #expect(!Readiness(socket: nil).ready())
        #expect(!Readiness(socket: "/nonexistent/notify").ready())
    }

    @Test("the watchdog is fed only while every part turns")
    func watchdog() throws {
        let observer = try Observer(abstract: true)
        let dog = Watchdog(
            readiness: Readiness(socket: observer.address), timeout: .seconds(1), logger: Logger(label: "test"))
        let turns = Turns()
        dog.watch("loop") { turns.count.load(ordering: .relaxed) }
        #expect(dog.check() == [])
        #expect(dog.check() == ["loop"])
        #expect(observer.received() == ["WATCHDOG=1"])
        turns.count.wrappingAdd(1, ordering: .relaxed)
        #expect(dog.check() == [])
        #expect(observer.received() == ["WATCHDOG=1"])
        dog.forget("loop")
        #expect(dog.check() == [])
    }

    @Test("the watchdog's time is this process's or nobody's")
    func watchdogTimeout() {
        #expect(Watchdog.timeout(environment: ["WATCHDOG_USEC": "2000000"], process: 7) == .seconds(2))
        #expect(
            Watchdog.timeout(environment: ["WATCHDOG_USEC": "2000000", "WATCHDOG_PID": "7"], process: 7) == .seconds(2))
        #expect(Watchdog.timeout(environment: ["WATCHDOG_USEC": "2000000", "WATCHDOG_PID": "8"], process: 7) == nil)
        #expect(Watchdog.timeout(environment: ["WATCHDOG_USEC": "x"], process: 7) == nil)
        #expect(Watchdog.timeout(environment: [:], process: 7) == nil)
    }

    static let registry = ConfigurationRegistry(
        program: "groundswell-test", version: "1", summary: "Tests.", keys: [ServiceMain.logLevel])

    @Test(
        "SIGTERM drains and ends with 0 at once, however patient the watchdog; systemd hears ready, alive, stopping",
        .timeLimit(.minutes(1)), arguments: ["20000", "600000000"])
    func drains(watchdog: String) async throws {
        let observer = try Observer(abstract: true)
        let order = Order()
        let code = await ServiceMain.run(
            Self.registry, arguments: ["--log-level", "critical"],
            environment: ["NOTIFY_SOCKET": observer.address, "WATCHDOG_USEC": watchdog], drain: .seconds(600)
        ) { context in
            [Part(name: "store", order: order, context: context), Part(name: "socket", order: order, context: context)]
        }
        #expect(code == .success)
        #expect(order.names.withLock { $0 } == ["socket", "store"])
        let told = observer.received()
        #expect(told.filter { $0 != "WATCHDOG=1" } == ["READY=1", "STOPPING=1"])
        #expect(told.contains("WATCHDOG=1"))
    }

    @Test("a failure is one sentence and exit code 1, wrong usage 2")
    func codes() async throws {
        struct Broken: Error, CustomStringConvertible { var description: String { "The part\nis broken." } }
        var ends: [CInt] = [0, 0]
        #expect(pipe(&ends) == 0)
        let sink = LogSink(descriptor: ends[1], format: .priority)
        let failed = await ServiceMain.run(
            Self.registry, arguments: ["--log-level", "critical"], environment: [:], sink: sink
        ) { _ in throw Broken() }
        #expect(failed == .failure)
        let usage = await ServiceMain.run(Self.registry, arguments: ["--lgo-level"], environment: [:], sink: sink) {
            _ in
            []
        }
        #expect(usage == .usage)
        sink.flush(within: .seconds(10))
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = read(ends[0], &bytes, bytes.count)
        let expected = """
            <3>groundswell-test: The part\\nis broken.
            groundswell-test: There is no flag --lgo-level; did you mean --log-level?

            """
        #expect(String(decoding: bytes.prefix(max(count, 0)), as: UTF8.self) == expected)
        close(ends[0])
    }

    @Test("the monotonic clock goes forward")
    func clock() {
        let (_, taken) = MonotonicClock.measure { usleep(2000) }
        #expect(taken >= .milliseconds(2))
    }
}

private final class Turns: Sendable {
    let count = Atomic<UInt64>(0)
}

private final class Order: Sendable {
    let names = Mutex<[String]>([])
}

/// A service that sends its own process SIGTERM once it runs, and notes when it stops.
private struct Part: Service {
    let name: String
    let order: Order
    let context: ServiceContext

    func run() async throws {
        if name == "socket" {
            context.readiness.ready()
            try await Task.sleep(for: .milliseconds(80))
            kill(getpid(), SIGTERM)
        }
        try? await gracefulShutdown()
        order.names.withLock { $0.append(name) }
    }
}
