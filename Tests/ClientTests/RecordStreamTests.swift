import LineSocket
import Synchronization
import TestSupport
import Testing
import Wire

@testable import GroundswellClient

@Suite("Streams of records")
struct RecordStreamTests {
    private func lines(_ range: ClosedRange<Int>, bad: Set<Int> = []) -> [UInt8] {
        Array(range.map { "{\"n\":\($0)\(bad.contains($0) ? ",\"bad\":1" : "")}\n" }.joined().utf8)
    }

    private func options(_ service: LineService, patience: Duration = .seconds(20)) -> RecordStream.Options {
        var options = RecordStream.Options(name: "s", folder: service.folder.path)
        options.patience = patience
        return options
    }

    private func run(
        _ ingest: IngestLike, count: Int = 1000, bad: Set<Int> = [], window: Int = 16 << 20
    ) async throws -> (tally: StreamTally, rejects: [Int64]) {
        let service = try LineService("ingest.sock")
        try await service.start { _ in ingest.handler() }
        var options = options(service)
        options.windowBytes = window
        let stream = try await RecordStream.open(options)
        let events = stream.events
        async let rejects = Self.rejects(events)
        for start in stride(from: 1, through: count, by: 70) {
            let end = min(start + 69, count)
            try await stream.send(lines(start...end, bad: bad), lines: end - start + 1)
        }
        let tally = try await stream.finish()
        let told = await rejects
        await service.stop()
        return (tally, told)
    }

    private static func rejects(_ events: AsyncStream<RecordStreamEvent>) async -> [Int64] {
        var lines: [Int64] = []
        for await event in events { if case .rejected(let reject) = event { lines.append(reject.line) } }
        return lines
    }

    @Test("Every line is stored once, in order, and the last ack covers all")
    func plain() async throws {
        let ingest = IngestLike()
        let (tally, rejects) = try await run(ingest)
        #expect(tally.stored == 1000 && tally.lines == 1000 && tally.line == 1000)
        #expect(rejects.isEmpty)
        #expect(ingest.store.withLock { $0.lines } == (1...1000).map { "{\"n\":\($0)}" })
    }

    @Test("Connections that break before a commit, and after one whose ack is lost, lose and double nothing")
    func breaks() async throws {
        let ingest = IngestLike { connection, commit in
            switch (connection, commit) {
            case (1, 3): .breakBefore
            case (2, 1): .breakAfter
            case (4, 2): .breakAfter
            default: .ack
            }
        }
        let (tally, rejects) = try await run(ingest, bad: [5, 205, 620])
        let expected = (1...1000).filter { ![5, 205, 620].contains($0) }.map { "{\"n\":\($0)}" }
        #expect(ingest.store.withLock { $0.lines } == expected)
        #expect(tally.lines == 1000)
        // Lines whose ack was lost count as duplicates, a reject among them if it was lost too; none is told twice.
        #expect(tally.duplicate > 0)
        #expect(tally.rejected == Int64(rejects.count))
        #expect(rejects == [5, 205, 620].filter(rejects.contains))
    }

    @Test("A store that was put back behind what it acked ends the stream with a sentence instead of losing lines")
    func gap() async throws {
        let service = try LineService("ingest.sock")
        let ingest = IngestLike { connection, commit in connection == 1 && commit == 3 ? .breakBefore : .ack }
        try await service.start { _ in ingest.handler() }
        let stream = try await RecordStream.open(options(service))
        try await stream.send(lines(1...250), lines: 250)
        while await stream.tally.line < 200 { try await Task.sleep(for: .milliseconds(2)) }
        ingest.store.withLock { $0.positions["s"] = 100 }
        // Sending on reaches the third commit, which breaks the connection.
        try await stream.send(lines(251...300), lines: 50)
        let gap = Reject(line: 200, code: .streamGap, path: "stream.from", message: "stored up to line 100")
        await #expect(throws: ClientError.refused(gap)) { _ = try await stream.finish() }
        await service.stop()
    }

    @Test("A second run sends nothing that is stored")
    func resumes() async throws {
        let ingest = IngestLike()
        _ = try await run(ingest, count: 300)
        let (again, _) = try await run(ingest, count: 1000)
        #expect(again.duplicate == 300 && again.stored == 700 && again.line == 1000)
        #expect(ingest.store.withLock { $0.lines.count } == 1000)
        #expect(ingest.store.withLock { $0.headers.last } == 300)
        let (third, _) = try await run(ingest, count: 1000)
        #expect(third.duplicate == 1000 && third.stored == 0)
    }

    @Test("A window smaller than the service's batch asks for acks instead of waiting for ever")
    func smallWindow() async throws {
        let (tally, _) = try await run(IngestLike(batch: 1_000_000), count: 5000, window: 4096)
        #expect(tally.stored == 5000)
    }

    @Test("Without a service the error names the path; a service that is refused says why")
    func absent() async throws {
        let service = try LineService("ingest.sock")
        let path = service.folder.path("ingest.sock")
        await #expect(throws: ClientError.absent(.ingest, path: path)) {
            _ = try await RecordStream.open(options(service))
        }
        try await service.start { _ in
            ClosureHandler(onLine: { _, connection in
                var bytes: [UInt8] = []
                ReplyWriter.write(
                    Reject(code: .sourceForbidden, path: "stream.source", message: "not you"), into: &bytes)
                connection.write(bytes)
                connection.close(afterFlush: true)
            })
        }
        await #expect(
            throws: ClientError.refused(Reject(code: .sourceForbidden, path: "stream.source", message: "not you"))
        ) {
            _ = try await RecordStream.open(options(service))
        }
        await service.stop()
    }

    @Test("A service that says nothing, or never commits, is given up after the patience")
    func silence() async throws {
        let mute = try LineService("ingest.sock")
        try await mute.start { _ in ClosureHandler(onLine: { _, _ in }) }
        let patience = Duration.milliseconds(300)
        let silent = ClientError.silent(.ingest, path: mute.folder.path("ingest.sock"), after: patience)
        await #expect(throws: silent) { _ = try await RecordStream.open(options(mute, patience: patience)) }
        await mute.stop()

        let idle = try LineService("ingest.sock")
        try await idle.start { _ in
            ClosureHandler(
                onLine: { line, connection in
                    if line.starts(with: Array("{\"stream\"".utf8)) { connection.write("{\"resume\":{\"line\":0}}\n") }
                }, onEnd: { _ in })
        }
        let stream = try await RecordStream.open(options(idle, patience: patience))
        try await stream.send(lines(1...10), lines: 10)
        await #expect(throws: ClientError.silent(.ingest, path: idle.folder.path("ingest.sock"), after: patience)) {
            _ = try await stream.finish()
        }
        #expect(await stream.tally.lines == 0)
        await idle.stop()
    }

    @Test("A stream that is given up ends at once")
    func abandon() async throws {
        let service = try LineService("ingest.sock")
        let ingest = IngestLike()
        try await service.start { _ in ingest.handler() }
        let stream = try await RecordStream.open(options(service))
        try await stream.send(lines(1...10), lines: 10)
        await stream.abandon()
        await #expect(throws: ClientError.cancelled) { _ = try await stream.finish() }
        await service.stop()
    }
}
