import LineSocket
import Postgres
import StoreSchema
import TestSupport
import Testing
import Wire

/// Acked is stored, once, whatever breaks.
@Suite(.serialized, .timeLimit(.minutes(10))) struct FaultTests {
    @Test func killedInTheMiddleItResumes() async throws {
        let ingest = try Ingest("killed", arguments: ["--batch-rows", "500"])
        let lines = (0..<30_000).map { Lines.event($0, amount: $0 + 1) }
        var acked: Int64 = 0
        var kills = 0
        while acked < 30_000 {
            let process = try await ingest.start()
            let producer = try await ingest.producer()
            try await producer.send([Lines.stream("s")])
            let resume = try #require(try await producer.next()?.resume)
            #expect(resume.line >= acked)
            // Lines at or below it are skipped, so everything is sent again.
            let sending = Task {
                for start in stride(from: 0, to: lines.count, by: 1000) {
                    try await producer.send(Array(lines[start..<start + 1000]))
                }
                producer.client.closeOutput()
            }
            let target = acked + 5_000
            while let reply = try? await producer.next() {
                guard let ack = reply.ack else { continue }
                #expect(ack.stored + ack.duplicate + ack.rejected == ack.line)
                acked = max(acked, ack.line)
                if acked >= target, kills < 5 { break }
            }
            kills += 1
            process.kill9()
            _ = try? await sending.value
            #expect(try ingest.number("SELECT coalesce(max(position), 0) FROM groundswell.stream") >= acked)
        }
        #expect(kills > 2)
        #expect(try ingest.number("SELECT count(*) FROM groundswell.event") == 30_000)
        #expect(try ingest.number("SELECT count(DISTINCT amount) FROM groundswell.event") == 30_000)
    }

    @Test func aRestartedStoreLosesNothing() async throws {
        let server = try freshClusterForFaults()
        let ingest = try Ingest("restart", conninfo: server.conninfo(), arguments: ["--batch-rows", "500"])
        let process = try await ingest.start()
        defer { process.stop() }
        let lines = (0..<20_000).map { Lines.event($0, amount: $0 + 1) }
        let producer = try await ingest.producer()
        try await producer.send([Lines.stream("s")])
        let sending = Task {
            for start in stride(from: 0, to: lines.count, by: 100) {
                try await producer.send(Array(lines[start..<start + 100]))
            }
        }
        try await producer.ack(of: 2_000)
        try server.restart()
        try await producer.ack(of: 6_000)
        server.kill()
        try server.start()
        try await producer.ack(of: 10_000)
        server.freeze()
        try await Task.sleep(for: .milliseconds(300))
        server.thaw()
        try await sending.value
        let last = try #require(try await producer.finish().lastAck)
        #expect(last == Ack(line: 20_000, batch: last.batch, stored: 20_000, duplicate: 0, rejected: 0, end: true))
        #expect(try ingest.number("SELECT count(*) FROM groundswell.event") == 20_000)
        #expect(try ingest.number("SELECT count(DISTINCT amount) FROM groundswell.event") == 20_000)
        #expect(
            try ingest.number("SELECT sum(events) FROM groundswell.batch") == 20_000)
    }

    @Test func withoutAStoreItWaitsAndSaysSo() async throws {
        let server = try freshClusterForFaults()
        let ingest = try Ingest("absent", conninfo: server.conninfo(), migrate: false)
        try ingest.connect().execute("CREATE ROLE groundswell_ingest LOGIN")
        let process = try await ingest.start()
        defer { process.stop() }
        let producer = try await ingest.producer()
        try await producer.send([Lines.event(1)])
        var problem: String?
        while problem == nil {
            problem = try await ingest.status()["database"]?["problem"]?.text
            try await Task.sleep(for: .milliseconds(20))
        }
        #expect(problem?.contains("groundswell admin migrate") == true)
        server.shutDown()
        while problem?.contains("cannot connect") != true {
            problem = try await ingest.status()["database"]?["problem"]?.text
            try await Task.sleep(for: .milliseconds(20))
        }
        try server.start()
        try Migrator.migrate(try ingest.connect())
        #expect(try await producer.finish().lastAck?.stored == 1)
        #expect(try await ingest.status()["database"]?["connected"] == true)
    }

    @Test func aCommitNoReplicaConfirmedIsNotAcked() async throws {
        let server = try freshClusterForFaults()
        let ingest = try Ingest("synchronous", conninfo: server.conninfo())
        let process = try await ingest.start()
        defer { process.stop() }
        #expect(try await ingest.send([Lines.event(1)]).lastAck?.stored == 1)
        let connection = try ingest.connect()
        try connection.execute("ALTER SYSTEM SET synchronous_standby_names = 'nobody'")
        try connection.execute("SELECT pg_reload_conf()")
        let producer = try await ingest.producer()
        try await producer.send([Lines.stream("s")])
        #expect(try await producer.next()?.resume == Resume(line: 0))
        try await producer.send([Lines.event(2)])
        // The wait is cancelled twice: the batch's own, and that of a commit which was to confirm it.
        for _ in 0..<2 {
            var cancelled: Int64 = 0
            while cancelled == 0 {
                cancelled = try ingest.number(
                    """
                    SELECT count(pg_cancel_backend(pid)) FROM pg_stat_activity
                    WHERE wait_event = 'SyncRep' AND application_name = 'groundswell-ingest'
                    """)
                try await Task.sleep(for: .milliseconds(20))
            }
        }
        // Committed here, and yet neither acked nor told to the next writer of the stream.
        #expect(try ingest.number("SELECT count(*) FROM groundswell.event") == 2)
        #expect(try await ingest.status()["records"]?["stored"]?.whole == 1)
        try connection.execute("ALTER SYSTEM RESET synchronous_standby_names")
        try connection.execute("SELECT pg_reload_conf()")
        #expect(
            try await producer.finish().lastAck?.figures == [1, 1, 0, 0, 1])
        #expect(try ingest.number("SELECT count(*) FROM groundswell.event") == 2)
    }

    @Test func afterARestartNoPositionIsToldThatNoReplicaConfirmed() async throws {
        let server = try freshClusterForFaults()
        let ingest = try Ingest("unconfirmed", conninfo: server.conninfo())
        let process = try await ingest.start()
        let connection = try ingest.connect()
        try connection.execute("ALTER SYSTEM SET synchronous_standby_names = 'nobody'")
        try connection.execute("SELECT pg_reload_conf()")
        let producer = try await ingest.producer()
        try await producer.send([Lines.stream("s")])
        #expect(try await producer.next()?.resume == Resume(line: 0))
        try await producer.send([Lines.event(1)])
        let waiting = """
            FROM pg_stat_activity WHERE wait_event = 'SyncRep' AND application_name = 'groundswell-ingest'
            """
        while try ingest.number("SELECT count(*) \(waiting)") == 0 { try await Task.sleep(for: .milliseconds(20)) }
        process.kill9()
        // The wait ends with its session: committed here, and nowhere else.
        #expect(try ingest.number("SELECT count(pg_terminate_backend(pid)) \(waiting)") == 1)
        while try ingest.number("SELECT count(*) FROM groundswell.event") == 0 {
            try await Task.sleep(for: .milliseconds(20))
        }
        let next = try await ingest.start()
        defer { next.stop() }
        let resuming = try await ingest.producer()
        try await resuming.send([Lines.stream("s")])
        // What asks for the confirmation waits too; nothing is told meanwhile.
        while try ingest.number("SELECT count(*) \(waiting)") == 0 { try await Task.sleep(for: .milliseconds(20)) }
        let told = Task { (reply: try await resuming.next(), at: ContinuousClock.now) }
        try await Task.sleep(for: .milliseconds(300))
        try connection.execute("ALTER SYSTEM RESET synchronous_standby_names")
        let resetAt = ContinuousClock.now
        try connection.execute("SELECT pg_reload_conf()")
        let answer = try await told.value
        #expect(answer.reply?.resume == Resume(line: 1))
        #expect(answer.at > resetAt)
        #expect(try ingest.number("SELECT count(*) FROM groundswell.batch") == 2)
    }

    @Test func aCommitWhoseAnswerWasLostIsFoundInTheLedger() async throws {
        let server = try freshClusterForFaults()
        let ingest = try Ingest("doubtful", conninfo: server.conninfo(), arguments: ["--database-timeout", "500ms"])
        let process = try await ingest.start()
        defer { process.stop() }
        #expect(try await ingest.send([Lines.event(1)]).lastAck?.stored == 1)
        let connection = try ingest.connect()
        try connection.execute("ALTER SYSTEM SET synchronous_standby_names = 'nobody'")
        try connection.execute("SELECT pg_reload_conf()")
        let producer = try await ingest.producer()
        try await producer.send([Lines.event(2)])
        // The session gives up its COMMIT, which is durable here all the same.
        var problem: String?
        while problem == nil {
            problem = try await ingest.status()["database"]?["problem"]?.text
            try await Task.sleep(for: .milliseconds(20))
        }
        try connection.execute("ALTER SYSTEM RESET synchronous_standby_names")
        try connection.execute("SELECT pg_reload_conf()")
        #expect(
            try await producer.finish().lastAck?.figures == [1, 1, 0, 0, 1])
        #expect(try ingest.number("SELECT count(*) FROM groundswell.event") == 2)
        #expect(try ingest.number("SELECT sum(events) FROM groundswell.batch") == 2)
    }

    @Test func aStorePutBackDisconnectsItsProducers() async throws {
        let ingest = try Ingest("rewound")
        let process = try await ingest.start()
        defer { process.stop() }
        let producer = try await ingest.producer()
        try await producer.send([Lines.stream("s"), Lines.event(1)])
        try await producer.ack(of: 1)
        let connection = try ingest.connect()
        try connection.execute("TRUNCATE groundswell.batch, groundswell.stream, groundswell.event, groundswell.model")
        try await producer.send([Lines.event(2)])
        #expect(try await producer.finish().compactMap(\.ack) == [])
        let replies = try await ingest.send([Lines.stream("s"), Lines.event(1), Lines.event(2)])
        #expect(replies.first?.resume == Resume(line: 0))
        #expect(replies.lastAck?.stored == 2)
        #expect(
            try ingest.number(
                "SELECT count(*) FROM groundswell.event JOIN groundswell.model ON model.id = event.model") == 2)
    }

    @Test func stoppingDrains() async throws {
        let ingest = try Ingest("stopping")
        let process = try await ingest.start()
        let producer = try await ingest.producer()
        try await producer.send([Lines.stream("s")])
        #expect(try await producer.next()?.resume == Resume(line: 0))
        let sending = Task {
            for number in 0..<2_000 { try await producer.send([Lines.event(number, amount: number + 1)]) }
        }
        try await producer.ack(of: 100)
        #expect(process.stop() == 0)
        _ = try? await sending.value
        var acked: Int64 = 0
        while let reply = try? await producer.next() { acked = max(acked, reply.ack?.line ?? 0) }
        let stored = try ingest.number("SELECT count(*) FROM groundswell.event")
        #expect(stored >= acked)
        #expect(try ingest.number("SELECT position FROM groundswell.stream") == stored)
    }
}
