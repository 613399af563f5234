import Postgres
import TestSupport
import Testing
import Wire

/// Named streams: exactly once by position.
@Suite(.serialized, .timeLimit(.minutes(5))) struct StreamTests {
    @Test func resendingEverythingStoresNothing() async throws {
        let ingest = try Ingest("resend")
        let process = try await ingest.start()
        defer { process.stop() }
        let lines = Lines.everyKind + (0..<500).map { Lines.event($0) } + ["{"] + Lines.retractions
        let count = Int64(lines.count)
        let first = try await ingest.send([Lines.stream("s")] + lines)
        #expect(first.first?.resume == Resume(line: 0))
        #expect(
            first.lastAck?.figures == [count, count - 1, 0, 1, 1])
        let batches = try ingest.number("SELECT count(*) FROM groundswell.batch")
        let second = try await ingest.send([Lines.stream("s")] + lines)
        #expect(second.first?.resume == Resume(line: count))
        #expect(second.rejects == [])
        #expect(second.lastAck?.figures == [count, 0, count, 0, 1])
        #expect(try ingest.number("SELECT count(*) FROM groundswell.batch") == batches)
        #expect(try ingest.number("SELECT count(*) FROM groundswell.event") == 501)
        // From the middle, with more behind: only the new lines are stored; controls and questions are not counted.
        let third = try await ingest.send(
            [Lines.stream("s", from: count - 2)] + lines.suffix(2) + [#"{"flush":{}}"#, Lines.event(7), Lines.event(8)])
        #expect(
            third.lastAck?.figures == [count + 2, 2, 2, 0, 1])
        #expect(try ingest.number("SELECT position FROM groundswell.stream") == count + 2)
    }

    @Test func oneWriterAtATime() async throws {
        let ingest = try Ingest("busy")
        let process = try await ingest.start()
        defer { process.stop() }
        let first = try await ingest.producer()
        try await first.send([Lines.stream("s")])
        #expect(try await first.next()?.resume == Resume(line: 0))
        #expect(try await ingest.send([Lines.stream("s"), Lines.event(1)]).map(\.reject?.code) == [.streamBusy])
        #expect(try await ingest.send([Lines.stream("t"), Lines.event(1)]).lastAck?.stored == 1)
        try await first.send([Lines.event(2)])
        #expect(try await first.finish().lastAck?.stored == 1)
        // Free again, and the position is the one committed.
        #expect(try await ingest.send([Lines.stream("s")]).first?.resume == Resume(line: 1))
    }

    @Test func twoSourcesMayNameTheirStreamsAlike() async throws {
        let ingest = try Ingest("alike")
        let process = try await ingest.start()
        defer { process.stop() }
        for source in ["huggingface", "atom"] {
            let replies = try await ingest.send([
                #"{"stream":{"name":"s","source":"\#(source)","from":0}}"#,
                #"{"event":{"model":"a/b","kind":"like","amount":1,"at":"2026-05-01"}}"#,
            ])
            #expect(replies.first?.resume == Resume(line: 0))
            #expect(replies.lastAck?.figures == [1, 1, 0, 0, 1])
        }
        #expect(try ingest.number("SELECT count(*) FROM groundswell.event") == 2)
    }

    @Test func aGapAndAHeaderOutOfPlaceAreTold() async throws {
        let ingest = try Ingest("gap")
        let process = try await ingest.start()
        defer { process.stop() }
        #expect(
            try await ingest.send([Lines.stream("s", from: 5), Lines.event(1)]).map(\.reject?.code) == [.streamGap])
        let replies = try await ingest.send([Lines.event(1), Lines.stream("s"), Lines.event(2)])
        #expect(replies.rejects.map(\.code) == [.streamOrder])
        #expect(replies.lastAck?.figures == [2, 2, 0, 0, 1])
        let header = try await ingest.send([#"{"stream":{"name":7}}"#, Lines.event(3)])
        #expect(header.count == 1 && header.rejects.first?.path == "stream.name")
        #expect(try ingest.number("SELECT count(*) FROM groundswell.event") == 2)
    }

    @Test func aFlushIsAckedWhileTheConnectionStays() async throws {
        let ingest = try Ingest("flush")
        let process = try await ingest.start()
        defer { process.stop() }
        let producer = try await ingest.producer()
        try await producer.send([Lines.event(1), "{", #"{"flush":{}}"#])
        #expect(try await producer.ack(of: 2) == Ack(line: 2, batch: 1, stored: 1, duplicate: 0, rejected: 1))
        try await producer.send([#"{"flush":{}}"#])
        #expect(try await producer.ack(of: 2) == Ack(line: 2, batch: 1, stored: 1, duplicate: 0, rejected: 1))
        #expect(try await producer.finish().lastAck?.end == true)
        // Nothing sent, half-closed: an end all the same.
        #expect(
            try await ingest.send([]).lastAck?.figures == [1, 0, 0, 1, 1])
    }

    @Test func theSourceOfTheHeaderHoldsForItsRecords() async throws {
        let ingest = try Ingest("source")
        let process = try await ingest.start()
        defer { process.stop() }
        let replies = try await ingest.send([
            #"{"stream":{"name":"s","source":"helm"}}"#,
            #"{"event":{"model":"a/b","kind":"like","at":"2026-05-01"}}"#,
            #"{"event":{"model":"a/b","kind":"like","source":"mteb","at":"2026-05-01"}}"#,
        ])
        #expect(replies.rejects.map(\.code) == [.sourceMismatch])
        #expect(replies.lastAck?.stored == 1)
        #expect(try ingest.texts("SELECT name FROM groundswell.source") == ["helm"])
    }
}
