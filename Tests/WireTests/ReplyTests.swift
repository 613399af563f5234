import Testing
import Wire

@Suite struct ReplyTests {
    @Test func repliesLookAsDescribed() {
        var bytes: [UInt8] = []
        ReplyWriter.write(Ack(line: 50_000, batch: 1234, stored: 49_210, duplicate: 788, rejected: 2), into: &bytes)
        ReplyWriter.write(Ack(line: 0, batch: nil, stored: 0, duplicate: 0, rejected: 0, end: true), into: &bytes)
        ReplyWriter.write(
            Reject(
                line: 17, code: .countryInvalid, path: "organization.country",
                message: "'Chna' is not an ISO 3166-1 alpha-2 code"), into: &bytes)
        ReplyWriter.write(Resume(line: 12_000), into: &bytes)
        #expect(
            String(decoding: bytes, as: UTF8.self) == """
                {"ack":{"line":50000,"batch":1234,"stored":49210,"duplicate":788,"rejected":2}}
                {"ack":{"line":0,"stored":0,"duplicate":0,"rejected":0,"end":true}}
                {"reject":{"line":17,"code":"country.invalid","path":"organization.country","message":"'Chna' is not an ISO 3166-1 alpha-2 code"}}
                {"resume":{"line":12000}}

                """)
    }

    @Test func whatIsWrittenReadsBack() throws {
        let ack = Ack(line: 5, batch: 7, stored: 3, duplicate: 1, rejected: 1, end: true)
        let reject = Reject(line: 9, code: .fieldType, path: "a.b[2]", message: "quote \" and\nline")
        var bytes: [UInt8] = []
        ReplyWriter.write(ack, into: &bytes)
        #expect(try Reply.parse(bytes) == .ack(ack))
        bytes = []
        ReplyWriter.write(reject, into: &bytes)
        #expect(try Reply.parse(bytes) == .reject(reject))
        bytes = []
        ReplyWriter.write(Resume(line: 3), into: &bytes)
        #expect(try Reply.parse(bytes) == .resume(Resume(line: 3)))
    }

    @Test func anAnswerAmongRepliesIsOne() throws {
        var bytes: [UInt8] = []
        RPCResponse.write(id: .integer(1), result: ["a": 0.5], into: &bytes)
        #expect(
            try Reply.parse(bytes) == .answer(.result(id: .integer(1), ["a": 0.5], bytes: Array("{\"a\":0.5}".utf8))))
        #expect(throws: JSONFault.self) { try Reply.parse(Array("{\"hello\":1}".utf8)) }
    }

    @Test func everyCodeIsDottedAndUnique() {
        let codes = RejectCode.allCases.map(\.rawValue)
        #expect(Set(codes).count == codes.count)
        #expect(codes.allSatisfy { $0.split(separator: ".").count == 2 })
    }
}
