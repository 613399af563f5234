import Domain
import Testing

@testable import Wire

@Suite struct LineScannerTests {
    /// The lines that the description of the protocol shows.
    @Test(arguments: [
        #"{"organization":{"id":"deepseek-ai","name":"DeepSeek","country":"CN","kind":"company","parent":null,"aliases":["deepseek"],"evidence":"https://example.org","source":"curated","at":"2026-01-05"}}"#,
        #"{"model":{"id":"deepseek-ai/DeepSeek-R1","hubId":"678e","released":"2025-01-20","access":null,"gated":false,"license":"mit","licenseName":null,"licenseLink":null,"parameters":671000000000,"task":"text-generation","library":"transformers","bases":[{"id":"deepseek-ai/DeepSeek-V3-Base","relation":"finetune"}],"source":"huggingface","at":"2026-05-01T07:02:00Z"}}"#,
        #"{"observation":{"model":"deepseek-ai/DeepSeek-R1","series":"likes","value":13548,"step":1,"source":"huggingface","at":"2026-08-07T12:41:45Z"}}"#,
        #"{"event":{"id":"e1","model":"deepseek-ai/DeepSeek-R1","kind":"deployment","amount":1,"adopter":{"id":"x","country":"US","kind":"company"},"source":"models-dev","at":"2026-02-01"}}"#,
        #"{"component":{"model":"a/b","id":21,"license":"CC-BY-4.0","evidence":"https://example.org","source":"mof","at":"2026-02-01"}}"#,
        #"{"artifact":{"id":"the-pile","type":"dataset","source":"curated","at":"2026-02-01"}}"#,
        #"{"rename":{"from":"a/b","to":"a/c","source":"huggingface","at":"2026-02-01"}}"#,
        #"{"retraction":{"of":{"observation":{"model":"a/b","series":"likes","value":3,"at":"2026-02-01"}},"reason":"wrong","source":"curated","at":"2026-02-02"}}"#,
    ])
    func takesTheProtocolsLines(line: String) {
        var scanner = LineScanner()
        let seen = scanner.see(line)
        #expect(seen.reject == nil)
        #expect(seen == seeCold(Array(line.utf8)))
        // The end of a line written elsewhere.
        #expect(scanner.see(line + "\r") == seen)
    }

    @Test func fillsInWhatIsAbsent() {
        var scanner = LineScanner()
        let at = Timestamp("2026-02-01")!
        #expect(
            scanner.see(#"{"event":{"model":"a","kind":"like","source":"s","at":"2026-02-01"}}"#)
                == .record(.event(EventRecord(model: "a", kind: .like, amount: 1, source: "s", at: at))))
        #expect(
            scanner.see(
                #"{"event":{"id":null,"model":"a","kind":"like","amount":null,"adopter":null,"source":"s","at":"2026-02-01"}}"#
            )
                == .record(.event(EventRecord(model: "a", kind: .like, amount: 1, source: "s", at: at))))
        #expect(
            scanner.see(
                #"{"observation":{"model":"a","series":"l","value":-0,"step":null,"source":"s","at":"2026-02-01"}}"#)
                == .record(.observation(ObservationRecord(model: "a", series: "l", value: 0, source: "s", at: at))))
        #expect(
            scanner.see(#"{"component":{"model":"a","id":7,"source":"s","at":"2026-02-01"}}"#)
                == .record(.component(ComponentRecord(model: "a", id: 7, source: "s", at: at))))
    }

    @Test func aWholeNumberMayBeWrittenWithAFraction() {
        var scanner = LineScanner()
        for text in ["1300", "1300.0", "1.3e3", "13E+2"] {
            let seen = scanner.see(
                #"{"observation":{"model":"a","series":"l","value":\#(text),"source":"s","at":"2026-02-01"}}"#)
            guard case .record(.observation(let record)) = seen else {
                Issue.record("\(text): \(seen)")
                continue
            }
            #expect(record.value == 1300)
        }
    }

    @Test func escapesAreResolved() {
        var scanner = LineScanner()
        let line =
            #"{"observation":{"model":"deepseek-ai\/R1\u002d\u00e9\ud83d\ude00","series":"l","value":1,"source":"hugging\u0066ace","at":"2026-02\u002d01"}}"#
        guard case .record(.observation(let record)) = scanner.see(line) else {
            Issue.record("not taken")
            return
        }
        #expect(record.model == "deepseek-ai/R1-é😀")
        #expect(record.source == "huggingface")
        #expect(scanner.seeHot(Array(line.utf8)) == .record(.observation(record)))
    }

    @Test func aTimeMayBeADayAheadAndNoMore() {
        var scanner = LineScanner()
        func line(_ at: String) -> String {
            #"{"observation":{"model":"a","series":"l","value":1,"source":"s","at":"\#(at)"}}"#
        }
        #expect(scanner.see(line("2026-08-09T00:00:00Z")).reject == nil)
        #expect(scanner.see(line("2026-08-09T00:00:01Z")).reject?.code == .timeFuture)
        #expect(scanner.see(line("2026-08-09T02:00:00+02:00")).reject == nil)
    }

    @Test func controlLines() {
        var scanner = LineScanner()
        #expect(
            scanner.see(#"{"stream":{"name":"file:sha256:9f2c","source":"huggingface","from":0}}"#)
                == .stream(StreamHeader(name: "file:sha256:9f2c", source: "huggingface", from: 0)))
        #expect(scanner.see(#"{"stream":{"name":"n"}}"#) == .stream(StreamHeader(name: "n")))
        #expect(scanner.see(#"{"flush":{}}"#) == .flush)
        #expect(scanner.see(#"{"flush": { } }"#) == .flush)
        var bytes: [UInt8] = []
        RecordWriter.write(StreamHeader(name: "n", source: "s", from: 7), into: &bytes)
        RecordWriter.writeFlush(into: &bytes)
        #expect(
            String(decoding: bytes, as: UTF8.self)
                == "{\"stream\":{\"name\":\"n\",\"source\":\"s\",\"from\":7}}\n{\"flush\":{}}\n")
    }

    @Test func questionsAmongRecords() {
        var scanner = LineScanner()
        #expect(
            scanner.see(#"{"id":1,"method":"status","jsonrpc":"2.0"}"#)
                == .question(RPCRequest(id: .integer(1), method: "status")))
        guard case .badQuestion(let failure) = scanner.see(#"{"jsonrpc":"2.0","id":"x","method":5}"#) else {
            Issue.record("a bad question is no record")
            return
        }
        #expect(failure.id == .string("x"))
        #expect(failure.error.code == .invalidRequest)
    }

    @Test func slicesOfAScanSurviveUntilTheNext() throws {
        // A decoded observation (white space before a colon) gives slices too.
        var scanner = LineScanner()
        let line = Array(
            #"{"observation" :{"model":"a/b","series":"l","value":1,"source":"s","at":"2026-02-01"}}"#.utf8)
        try line.withUnsafeBytes { bytes in
            guard case .observation(let hot) = try scanner.scan(bytes, now: today) else {
                Issue.record("not an observation")
                return
            }
            #expect(String(decoding: hot.model, as: UTF8.self) == "a/b")
            #expect(String(decoding: hot.source, as: UTF8.self) == "s")
        }
    }
}
