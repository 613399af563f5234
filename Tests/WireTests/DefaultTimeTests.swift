import Domain
import Testing
import Wire

/// Records about names may leave out their time: it is today then, so that a resend on the same day is the same record.
@Suite struct DefaultTimeTests {
    @Test(
        arguments: [
            #"{"rename":{"from":"a/b","to":"a/c"}}"#, #"{"same":{"a":"a/b","b":"c/d"}}"#,
            #"{"retraction":{"of":{"event":{"id":"e"}},"reason":"wrong"}}"#,
        ])
    func isToday(_ line: String) throws {
        var scanner = LineScanner()
        scanner.defaultSource = "huggingface"
        let now = try #require(Timestamp("2026-05-04T17:00:00Z"))
        let today = try #require(Timestamp("2026-05-04"))
        let record = try Array(line.utf8).withUnsafeBytes { bytes in
            guard case .record(let record) = try scanner.scan(bytes, now: now) else { return nil as Record? }
            return record
        }
        switch record {
        case .rename(let record): #expect(record.at == today && record.source == "huggingface")
        case .same(let record): #expect(record.at == today)
        case .retraction(let record): #expect(record.at == today)
        default: Issue.record("\(line) was read as \(String(describing: record))")
        }
    }

    @Test func aDeletionNeedsItsTime() {
        var scanner = LineScanner()
        scanner.defaultSource = "huggingface"
        #expect(throws: Reject.self) {
            try Array(#"{"deletion":{"model":"a/b"}}"#.utf8).withUnsafeBytes {
                _ = try scanner.scan($0, now: Timestamp(microseconds: 0))
            }
        }
    }
}
