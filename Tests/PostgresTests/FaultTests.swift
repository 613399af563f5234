import Postgres
import TestSupport
import Testing

/// A server that freezes, stops, dies and comes back.
@Suite(.serialized) struct FaultTests {
    let server: PostgresServer
    let configuration: ConnectionConfiguration

    init() throws {
        server = try freshClusterForFaults()
        configuration = ConnectionConfiguration(
            conninfo: server.conninfo(), backoff: .milliseconds(1) ... .milliseconds(10))
    }

    /// Runs `body` until it no longer fails with a loss; every other failure is the test's.
    @discardableResult
    private func eventually<T: Sendable>(
        _ thread: PostgresThread, _ body: @escaping @Sendable (Connection) throws -> T
    ) async throws -> T {
        while true {
            do {
                return try await thread.run(body)
            } catch let error as PostgresError where error.isConnectionLoss {
                await Task.yield()
            }
        }
    }

    @Test func aFrozenServerDoesNotHangUs() throws {
        var configuration = configuration
        configuration.operationTimeout = .milliseconds(300)
        configuration.connectTimeout = .milliseconds(300)
        let connection = try Connection(configuration)
        let copying = try Connection(configuration)
        let writing = try Connection(configuration)
        try connection.execute("CREATE TABLE t (a int8)")
        // Compiling the plan may take longer than the deadline, which is for the freezing.
        try copying.withTimeout(.seconds(30)) { try copying.execute("SET jit = off") }
        var isFrozen = false
        let during = #expect(throws: PostgresError.self) {
            try copying.copyOut("COPY (SELECT generate_series(1, 100000000)) TO STDOUT (FORMAT binary)", columns: 1) {
                row in
                _ = try row.int4()
                if !isFrozen { server.freeze() }
                isFrozen = true
            }
        }
        #expect(during == .deadlineExceeded(during: "COPY", after: .milliseconds(300)))
        let error = #expect(throws: PostgresError.self) { try connection.execute("SELECT 1") }
        #expect(error == .deadlineExceeded(during: "SELECT", after: .milliseconds(300)))
        #expect(isFrozen && !connection.isOpen)
        #expect(try code { try connection.execute("SELECT 1") } == "postgres.connection.lost")
        let copy = #expect(throws: PostgresError.self) {
            try writing.copyIn("COPY t FROM STDIN (FORMAT binary)") { writer in
                for number in 0..<10_000_000 {
                    try writer.beginRow(1)
                    writer.int8(Int64(number))
                }
            }
        }
        #expect(copy == .deadlineExceeded(during: "COPY", after: .milliseconds(300)))
        // The kernel accepts for a frozen server; only its silence tells.
        #expect(try code { _ = try Connection(configuration) } == "postgres.connection.failed")
        server.thaw()
        let after = try Connection(configuration)
        #expect(try after.queryFirst("SELECT count(*) FROM t") { try $0.int8(0) } == 0)
    }

    @Test func aSilentHostIsLeftOut() throws {
        var configuration = configuration
        let other = try freshClusterForFaults()
        let first = server.conninfo().split(separator: " ")[0].dropFirst(5)
        let second = other.conninfo().split(separator: " ")[0].dropFirst(5)
        configuration.conninfo = "host=\(first),\(second) port=5432 user=postgres dbname=postgres"
        configuration.connectTimeout = .milliseconds(300)
        server.freeze()
        defer { server.thaw() }
        let connection = try Connection(configuration)
        #expect(try connection.queryFirst("SHOW unix_socket_directories") { try $0.text(0) } == String(second))
    }

    @Test func workGoesOnAfterARestart() async throws {
        let thread = PostgresThread(configuration)
        try await thread.run { try $0.execute("CREATE TABLE t (a int)") }
        try server.restart()
        // Nothing was under way, so nothing is lost: the first work finds a new connection.
        try await eventually(thread) { try $0.execute("INSERT INTO t VALUES (1)") }
        server.kill()
        let down = await #expect(throws: PostgresError.self) { try await thread.run { try $0.execute("SELECT 1") } }
        #expect(down?.isTransient == true && down?.isConnectionLoss == true)
        try server.start()
        let count = try await eventually(thread) { try $0.queryFirst("SELECT count(*) FROM t") { try $0.int8(0) } }
        #expect(count == 1)
        #expect(thread.status.connections == 3)
    }

    @Test func workUnderWayIsToldOfTheLoss() async throws {
        let thread = PostgresThread(configuration)
        try await thread.run { _ in }
        let slow = Task { try await thread.run { try $0.execute("SELECT pg_sleep(60)") } }
        let watcher = try Connection(configuration)
        let running = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event = 'PgSleep'"
        while try watcher.query(running, [], { try $0.bool(0) }).isEmpty { await Task.yield() }
        let error = await #expect(throws: PostgresError.self) { try await slow.value }
        #expect(error?.state == .adminShutdown && error?.isConnectionLoss == true)
        #expect(try await eventually(thread) { try $0.queryFirst("SELECT 1") { try $0.int4(0) } } == 1)
        let killed = Task { try await thread.run { try $0.execute("SELECT pg_sleep(60)") } }
        let asleep = "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'"
        while try watcher.queryFirst(asleep, [], { try $0.int8(0) }) == 0 { await Task.yield() }
        server.kill()
        let lost = await #expect(throws: PostgresError.self) { try await killed.value }
        #expect(lost?.code == "postgres.connection.lost")
    }

    @Test func attemptsArePaced() async throws {
        var configuration = configuration
        configuration.backoff = .seconds(100) ... .seconds(1_000)
        let thread = PostgresThread(configuration)
        server.stop()
        for _ in 0..<20 {
            let error = await #expect(throws: PostgresError.self) { try await thread.run { _ in } }
            guard case .connectionFailed(let reason, let retryAfter) = error else {
                Issue.record("not a failure to connect: \(String(describing: error))")
                return
            }
            #expect(reason.contains("No such file") && retryAfter > .zero && retryAfter <= .seconds(100))
        }
        // Twenty pieces of work, one attempt.
        #expect(thread.status.failures == 1)
    }

    @Test func aCancelledSynchronousWaitIsNoCommit() throws {
        let connection = try Connection(configuration)
        try connection.execute("CREATE TABLE t (a int8)")
        try connection.execute("ALTER SYSTEM SET synchronous_standby_names = 'nobody'")
        try connection.execute("SELECT pg_reload_conf()")
        let watcher = try Connection(configuration)
        while try watcher.queryFirst("SHOW synchronous_standby_names", [], { try $0.text(0) }) == "" {}
        let insert: [(Connection) throws -> Void] = [
            { try $0.execute("INSERT INTO t VALUES (1)") },
            { connection in
                try connection.transaction { _ = try connection.execute("INSERT INTO t VALUES (2)") }
            },
            { connection in
                try connection.copyIn("COPY t FROM STDIN (FORMAT binary)") { writer in
                    try writer.beginRow(1)
                    writer.int8(3)
                }
            },
        ]
        for work in insert {
            let waiting = Task.detached { [configuration] in
                // Cancels whoever waits for a replica, once somebody does.
                let watcher = try Connection(configuration)
                let cancel = "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'"
                while try watcher.query(cancel, [], { try $0.bool(0) }).isEmpty { await Task.yield() }
            }
            defer { waiting.cancel() }
            let error = #expect(throws: PostgresError.self) { try work(connection) }
            #expect(error == .synchronousCommitCancelled)
        }
        #expect(connection.isOpen)
        #expect(try connection.queryFirst("SELECT count(*) FROM t") { try $0.int8(0) } == 3)
    }
}
