import LineSocket
import Postgres
import TestSupport
import Testing
import Wire

/// What producers should not do: the stream goes on, memory stays flat, the message tells what to do.
@Suite(.serialized, .timeLimit(.minutes(5))) struct BadInputTests {
    /// Bytes of a line, and the code it is rejected with.
    private static let bad: [([UInt8], RejectCode)] = [
        (Array(#"{"event":{"model":"a/\#u{0}b","kind":"like","source":"t","at":"2026-05-01"}}"#.utf8), .stringInvalid),
        (Array(#"{"event":{"model":"a/\u0000b","kind":"like","source":"t","at":"2026-05-01"}}"#.utf8), .stringInvalid),
        ([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d], .encodingInvalid),
        ([0xef, 0xbb, 0xbf] + Array(Lines.event(1).utf8), .encodingByteOrderMark),
        (Array(String(repeating: "[", count: 100_000).utf8), .jsonTooDeep),
        (
            Array(#"{"event":{"model":"a/b","model":"a/c","kind":"like","source":"t","at":"2026-05-01"}}"#.utf8),
            .jsonDuplicateKey
        ),
        (
            Array(
                #"{"event":{"model":"a/b","kind":"like","amount":99999999999999999999,"source":"t","at":"2026-05-01"}}"#
                    .utf8), .numberRange
        ),
        (Array(#"{"event":{"model":"a/b","kind":"like","source":"t","at":"2026-02-30"}}"#.utf8), .timeInvalid),
        (Array(#"{"event":{"model":"a/b","kind":"like","source":"t","at":"2190-02-03"}}"#.utf8), .timeFuture),
        (Array(#"{"organization":{"id":"x","country":"Chna","source":"t","at":"2026-05-01"}}"#.utf8), .countryInvalid),
        (Array("".utf8), .recordShape),
        (Array("hello".utf8), .jsonInvalid),
        (Array(#"{"evnt":{}}"#.utf8), .recordUnknown),
    ]

    @Test func badLinesAreToldApartAndTheStreamGoesOn() async throws {
        let ingest = try Ingest("bad")
        let process = try await ingest.start()
        defer { process.stop() }
        let producer = try await ingest.producer()
        try await producer.send([Lines.stream("bad")])
        for (line, _) in Self.bad {
            try await producer.send(bytes: line + [10])
            try await producer.send([Lines.event(1)])
        }
        let replies = try await producer.finish()
        #expect(replies.rejects.map(\.code) == Self.bad.map(\.1))
        #expect(replies.rejects.map(\.line) == Self.bad.indices.map { Int64($0 * 2 + 1) })
        #expect(replies.rejects.allSatisfy { $0.message.count > 10 })
        let count = Int64(Self.bad.count)
        let ack = try #require(replies.lastAck)
        #expect((ack.line, ack.stored, ack.duplicate, ack.rejected, ack.end) == (2 * count, count, 0, count, true))
    }

    @Test func aLineWithoutEndIsNotKept() async throws {
        let ingest = try Ingest("endless")
        let process = try await ingest.start()
        defer { process.stop() }
        let producer = try await ingest.producer()
        try await producer.send([Lines.event(1)])
        let chunk = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20)
        for _ in 0..<256 { try await producer.send(bytes: chunk) }
        try await producer.send(bytes: [10])
        try await producer.send([Lines.event(2)])
        let replies = try await producer.finish()
        #expect(replies.rejects.map(\.code) == [.lineTooLong])
        #expect(replies.rejects.first?.line == 2)
        let ack = try #require(replies.lastAck)
        #expect((ack.line, ack.stored, ack.rejected) == (3, 2, 1))
        let memory = try #require(try await ingest.status()["memory"]?["residentBytes"]?.whole)
        #expect(memory < 300_000_000)
    }

    @Test func aLastLineWithoutItsEndIsTaken() async throws {
        let ingest = try Ingest("unterminated")
        let process = try await ingest.start()
        defer { process.stop() }
        let producer = try await ingest.producer()
        try await producer.send(bytes: Array(Lines.event(1).utf8) + [10] + Array(Lines.event(2).utf8))
        #expect(try await producer.finish().lastAck?.stored == 2)
    }

    /// Its producer may have died in the middle of it: the position must not pass it.
    @Test func aLastLineThatIsCutShortIsNotCounted() async throws {
        let ingest = try Ingest("cut")
        let process = try await ingest.start()
        defer { process.stop() }
        let producer = try await ingest.producer()
        let half = Array(Lines.event(2).utf8.prefix(40))
        try await producer.send(bytes: Array((Lines.stream("s") + "\n" + Lines.event(1) + "\n").utf8) + half)
        let replies = try await producer.finish()
        #expect(replies.rejects.map(\.line) == [2])
        #expect(replies.lastAck?.figures == [1, 1, 0, 0, 1])
        let whole = try await ingest.send([Lines.stream("s"), Lines.event(1), Lines.event(2)])
        #expect(whole.first?.resume == Resume(line: 1))
        #expect(whole.lastAck?.figures == [2, 1, 1, 0, 1])
    }

    @Test func whoNeverReadsHoldsUpNobody() async throws {
        let ingest = try Ingest("neverreads")
        let process = try await ingest.start()
        defer { process.stop() }
        // A client that takes at most 64 KiB of replies, and so stops reading the socket.
        var limits = LineLimits()
        limits.maxPendingWriteBytes = 64 << 10
        let silent = try await LineClient.connect(to: ingest.socket, limits: limits)
        let lines = [UInt8](String(repeating: "{\"nonsense\":1}\n", count: 20_000).utf8)
        let flood = Task { for _ in 0..<200 { try await silent.send(lines) } }
        defer { flood.cancel() }
        for number in 0..<20 { #expect(try await ingest.send([Lines.event(number)]).lastAck?.end == true) }
        let status = try await ingest.status()
        #expect((status["memory"]?["residentBytes"]?.whole ?? .max) < 300_000_000)
        // What the flood may still send is bounded by what fits the buffers between.
        #expect((status["records"]?["lines"]?.whole ?? .max) < 2_000_000)
        silent.connection.perform { $0.close(afterFlush: false) }
    }

    @Test func questionsAreAnsweredAmongTheRecords() async throws {
        let ingest = try Ingest("questions")
        let process = try await ingest.start()
        defer { process.stop() }
        let replies = try await ingest.send([
            Lines.event(1), #"{"jsonrpc":"2.0","id":"m","method":"metrics"}"#,
            #"{"jsonrpc":"2.0","id":2,"method":"rpc.discover"}"#, #"{"jsonrpc":"2.0","id":3,"method":"statsu"}"#,
            #"{"jsonrpc":"2.0","method":"status"}"#, #"[{"jsonrpc":"2.0","id":4,"method":"status"}]"#, Lines.event(2),
        ])
        var answers: [RPCID: JSONValue] = [:]
        var errors: [RPCErrorCode] = []
        for case .answer(let answer) in replies {
            switch answer {
            case .result(let id, let value, _): answers[id] = value
            case .error(_, let error): errors.append(error.code)
            case .notification: Issue.record("no notification is sent")
            }
        }
        #expect(answers[.string("m")]?.text?.contains("# TYPE groundswell_ingest_lines_total counter") == true)
        #expect(answers[.integer(2)]?["openrpc"] != nil)
        #expect(errors.contains(.methodNotFound))
        let ack = try #require(replies.lastAck)
        #expect(ack.stored == 2)
    }
}
