import Postgres
import Synchronization
import TestSupport
import Testing

/// One thread, one connection, many callers.
@Suite struct ThreadTests {
    let configuration: ConnectionConfiguration

    init() throws { configuration = ConnectionConfiguration(conninfo: try TestCluster.shared.database("thread")) }

    @Test func manyCallersShareOneConnection() async throws {
        let thread = PostgresThread(configuration)
        #expect(thread.status == PostgresThread.Status())
        let answers = try await withThrowingTaskGroup(of: (Int64, Int64).self) { group in
            for number in 0..<500 {
                group.addTask {
                    let found = try await thread.run { connection in
                        try connection.queryFirst("SELECT $1 + 1, pg_backend_pid()", [.int8(Int64(number))]) {
                            (try $0.int8(0), try $0.int8(1))
                        }
                    }
                    let (answer, backend) = try #require(found)
                    #expect(answer == Int64(number) + 1)
                    return (answer, backend)
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(answers.map(\.0)).count == 500)
        #expect(Set(answers.map(\.1)).count == 1)
        #expect(thread.status.connections == 1)
    }

    @Test func workIsDoneInOrder() async throws {
        let thread = PostgresThread(configuration)
        let order = Order()
        for number in 0..<100 {
            thread.submit { _ in order.numbers.withLock { $0.append(number) } }
        }
        try await thread.run { _ in }
        #expect(order.numbers.withLock { $0 } == Array(0..<100))
    }

    private final class Order: Sendable { let numbers = Mutex<[Int]>([]) }

    @Test func errorsReachTheCallerAndTheThreadGoesOn() async throws {
        let thread = PostgresThread(configuration)
        await #expect(throws: PostgresError.self) { try await thread.run { try $0.execute("SELECT nonsense") } }
        let one = try await thread.run { try $0.queryFirst("SELECT 1") { try $0.int4(0) } }
        #expect(one == 1)
    }

    @Test func workIsDoneAside() async throws {
        let (thread, other) = (PostgresThread(configuration), PostgresThread(configuration))
        let sum = try await thread.run { connection in
            let work = other.aside { try $0.queryFirst("SELECT pg_sleep(0.2), 1") { try $0.int4(1) } }
            let own = try connection.queryFirst("SELECT 2") { try $0.int4(0) }
            return (own ?? 0) + (try work.value(awaitedBy: connection) ?? 0)
        }
        #expect(sum == 3)
        await #expect(throws: PostgresError.self) {
            try await thread.run { connection in
                try other.aside { try $0.execute("SELECT nonsense") }.value(awaitedBy: connection)
            }
        }
    }

    @Test func whoWaitsForWorkAsideTurns() async throws {
        let (thread, other) = (PostgresThread(configuration), PostgresThread(configuration))
        let turns = try await thread.run { connection in
            let work = other.aside { try $0.execute("SELECT pg_sleep(1.5)") }
            let before = thread.lastTurn
            _ = try work.value(awaitedBy: connection)
            return thread.lastTurn - before
        }
        #expect(turns > 0)
    }

    @Test func workAsideIsGivenUp() async throws {
        let (thread, other) = (PostgresThread(configuration), PostgresThread(configuration))
        let seconds = try await thread.run { connection in
            let started = Mutex(false)
            let work = other.aside { connection in
                try connection.execute("SELECT 1")
                started.withLock { $0 = true }
                try connection.execute("SELECT pg_sleep(60)")
            }
            while !started.withLock({ $0 }) { try connection.execute("SELECT pg_sleep(0.01)") }
            try connection.execute("SELECT pg_sleep(0.1)")
            let start = ContinuousClock.now
            work.giveUp(awaitedBy: connection)
            return (ContinuousClock.now - start) / .seconds(1)
        }
        #expect(seconds < 30)
        #expect(try await other.run { try $0.queryFirst("SELECT 1") { try $0.int4(0) } } == 1)
    }

    @Test func theHookRunsOnEveryConnection() async throws {
        var configuration = configuration
        configuration.backoff = .zero ... .zero
        configuration.onConnect = { try $0.execute("SET application_name = 'hooked'") }
        let thread = PostgresThread(configuration)
        let name = "SHOW application_name"
        #expect(try await thread.run { try $0.queryFirst(name) { try $0.text(0) } } == "hooked")
        try await thread.run { $0.close() }
        #expect(try await thread.run { try $0.queryFirst(name) { try $0.text(0) } } == "hooked")
        #expect(thread.status.connections == 2)
    }

    @Test func aHookThatThrowsMeansNoConnection() async throws {
        struct Occupied: Error {}
        var configuration = configuration
        configuration.onConnect = { _ in throw Occupied() }
        let thread = PostgresThread(configuration)
        let error = await #expect(throws: PostgresError.self) { try await thread.run { _ in } }
        #expect(error == .connectionFailed(reason: "Occupied()", retryAfter: .milliseconds(200)))
        #expect(!thread.status.isConnected)
    }

    @Test func aTransactionLeftOpenIsRolledBack() async throws {
        var configuration = configuration
        configuration.backoff = .zero ... .zero
        let thread = PostgresThread(configuration)
        try await thread.run { try $0.execute("CREATE TABLE t (a int)") }
        try await thread.run { connection in
            try connection.execute("BEGIN")
            try connection.execute("INSERT INTO t VALUES (1)")
        }
        #expect(try await thread.run { try $0.queryFirst("SELECT count(*) FROM t") { try $0.int8(0) } } == 0)
    }

    @Test func stoppingFailsWhatWaits() async throws {
        let thread = PostgresThread(configuration)
        let results = AsyncStream.makeStream(of: PostgresError?.self)
        thread.submit { _ in
            thread.stop()
            results.continuation.yield(nil)
        }
        thread.submit { result in
            if case .failure(let error) = result { results.continuation.yield(error) }
            results.continuation.finish()
        }
        var seen: [PostgresError?] = []
        for await result in results.stream { seen.append(result) }
        #expect(seen.first == .some(nil) && seen.last == .stopped)
        let late = await #expect(throws: PostgresError.self) { try await thread.run { _ in } }
        #expect(late == .stopped)
    }

    @Test func drainingDoesWhatWaits() throws {
        let thread = PostgresThread(configuration)
        let counter = Counter()
        for _ in 0..<50 { thread.submit { if case .success = $0 { counter.count.add(1, ordering: .relaxed) } } }
        thread.stopAndWait(drain: true)
        #expect(counter.count.load(ordering: .relaxed) == 50)
        #expect(thread.status.queued == 0)
    }

    private final class Counter: Sendable { let count = Atomic(0) }

    @Test func aRunningStatementIsCancelledFromOutside() async throws {
        let thread = PostgresThread(configuration)
        try await thread.run { _ in }
        let slow = Task { try await thread.run { try $0.execute("SELECT pg_sleep(60)") } }
        let watcher = try Connection(configuration)
        let running =
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'"
        while try watcher.queryFirst(running, [], { try $0.int8(0) }) == 0 { await Task.yield() }
        try thread.cancelCurrent()
        let error = await #expect(throws: PostgresError.self) { try await slow.value }
        #expect(error?.state == .queryCanceled)
        #expect(try await thread.run { try $0.queryFirst("SELECT 1") { try $0.int4(0) } } == 1)
        #expect(thread.status.connections == 1)
    }

    @Test func aCancelledTaskIsNotRun() async throws {
        let thread = PostgresThread(configuration)
        let gate = Counter()
        thread.submit { _ in while gate.count.load(ordering: .acquiring) == 0 {} }
        let task = Task { try await thread.run { _ in Issue.record("ran after its task was cancelled") } }
        task.cancel()
        gate.count.add(1, ordering: .releasing)
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test func theThreadShowsThatItTurns() async throws {
        let thread = PostgresThread(configuration)
        try await thread.run { _ in }
        let before = thread.lastTurn
        let slow = Task { try await thread.run { try $0.execute("SELECT pg_sleep(1.2)") } }
        while thread.lastTurn <= before { await Task.yield() }
        #expect(thread.lastTurn <= monotonicNanoseconds())
        _ = try await slow.value
    }
}
