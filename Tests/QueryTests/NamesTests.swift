import Answers
import Testing

@testable import QueryCore

@Suite struct NamesTests {
    /// The textbook's table, a cell at a time.
    private func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
        var last = Array(0...b.count)
        for (i, x) in a.enumerated() {
            var row = [i + 1]
            for (j, y) in b.enumerated() {
                row.append(min(last[j + 1] + 1, row[j] + 1, last[j] + (fold(x) == fold(y) ? 0 : 1)))
            }
            last = row
        }
        return last[b.count]
    }

    @Test func distanceIsTheTextbooks() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<500 {
            let a = (0..<Int.random(in: 1...64, using: &generator)).map { _ in
                "aAbBc/-".utf8.randomElement(using: &generator)!
            }
            let b = (0..<Int.random(in: 0...70, using: &generator)).map { _ in
                "aAbBc/-".utf8.randomElement(using: &generator)!
            }
            let wanted = distance(a, b)
            #expect(b.withUnsafeBytes { EditDistance(a).whole($0) } == wanted)
            if b.count < 12 {
                let parts = (0...b.count).flatMap { i in (i...b.count).map { distance(a, Array(b[i..<$0])) } }
                #expect(b.withUnsafeBytes { EditDistance(a).anywhere(in: $0) } == parts.min())
            }
            let one = a.withUnsafeBytes { NameSignature($0) }
            let two = b.withUnsafeBytes { NameSignature($0) }
            #expect(one.mayBeWithin(wanted, of: two))
        }
    }

    @Test func scannerTakesOnlyItsForm() {
        func scan(_ text: String) -> [String]? {
            Array(text.utf8).withUnsafeBytes { bytes in
                FastQuestion(bytes).map {
                    [$0.id, $0.parameters, $0.name].map { String(decoding: $0, as: UTF8.self) }
                }
            }
        }
        let start = "{\"jsonrpc\":\"2.0\",\"id\":"
        let middle = ",\"method\":\"model.get\",\"params\":{\"id\":\""
        #expect(scan(start + "12" + middle + "a/b\"}}") == ["12", "{\"id\":\"a/b\"}", "a/b"])
        #expect(scan(start + "\"x\"" + middle + "a/b\"}}") == ["\"x\"", "{\"id\":\"a/b\"}", "a/b"])
        for id in ["", "01", "-1", "1.5", "null", "\"x", "\"\\n\"", "1234567890123456789"] {
            #expect(scan(start + id + middle + "a/b\"}}") == nil)
        }
        for end in ["\"}}", "a\"}", "a\"}} ", "a\\n\"}}", "a\u{e9}\"}}", "a\",\"timeoutMs\":1}}", "a"] {
            #expect(scan(start + "1" + middle + end) == nil)
        }
        #expect(scan("") == nil)
    }
}
