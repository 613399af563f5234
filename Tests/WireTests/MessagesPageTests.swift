import Testing

@testable import Wire

/// Every example on the page of messages is a line that the real scanner takes, or that a client reads.
@Suite struct MessagesPageTests {
    @Test func everyKindOfRecordHasAnExampleAndEveryExampleIsRead() throws {
        var kinds: Set<Record.Kind> = []
        var rejects: [RejectCode] = []
        var replies = 0
        for line in try DocumentationPage.examples("Messages") {
            let bytes = Array(line.utf8)
            if ["{\"ack\"", "{\"reject\"", "{\"resume\""].contains(where: line.hasPrefix) {
                _ = try Reply.parse(bytes)
                replies += 1
                continue
            }
            // Each as in a conversation of its own; a stream's source stands in for one that is left out.
            var scanner = LineScanner()
            if !line.contains("\"source\":") { scanner.defaultSource = "example" }
            switch scanner.see(bytes) {
            case .record:
                kinds.insert(try #require(Record.Kind(rawValue: String(line.dropFirst(2).prefix { $0 != "\"" }))))
            case .reject(let reject): rejects.append(reject.code)
            case .badQuestion(let failure): Issue.record("\(line): \(failure.error.message)")
            case .stream, .flush, .question: continue
            }
        }
        #expect(kinds == Set(Record.Kind.allCases))
        // The one that the conversation shows being rejected.
        #expect(rejects == [.countryInvalid])
        #expect(replies == 3)
    }
}
