import Testing
import Wire

@Suite struct JSONStructureTests {
    private func code(_ bytes: [UInt8]) -> RejectCode? {
        do {
            _ = try JSONStructure.check(bytes)
            return nil
        } catch {
            #expect((0...bytes.count).contains(error.offset))
            #expect(!error.message.isEmpty)
            return error.code
        }
    }

    private func code(_ text: String) -> RejectCode? { code(Array(text.utf8)) }

    @Test(arguments: [
        "{}", "[]", " [ ] ", "\t{\r\n}", "null", "true", "false", "0", "-0", "-0.0", "1", "-1", "1.5", "1e5", "1E+5",
        "1e-5", "0e0", "0.1e1", "123456789012345678901234567890", "1.7976931348623157e308", "5e-324", "0e999",
        "\"\"", "\"a\"", "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\u00e9\"", "\"\\ud83d\\ude00\"", "\"\\uD83D\\uDE00\"",
        "\"é€😀\"", "\"\u{7f}\"", "\"\u{feff}\"", "\"\\u0001\"", "[1,[2,[3]],{\"a\":[{}]}]", "{\"a\":1,\"b\":2}",
        "{\"\":0}", "{\"a\":{\"a\":{\"a\":1}}}", "[{\"a\":1},{\"a\":1}]", "{\"a\":1,\"A\":2}", "[\"a\",\"a\"]",
        "{\"a\\u0062\":1,\"ac\":2}", "\"\\\\u0000\"", "\"\u{ffff}\"", "[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]",
    ])
    func accepts(text: String) { #expect(code(text) == nil) }

    @Test(arguments: [
        "", " ", "{", "}", "[", "]", "[1", "[1,", "[1,]", "[,1]", "[1 2]", "[1,,2]", "{\"a\"}", "{\"a\":}",
        "{\"a\":1,}",
        "{,}", "{a:1}", "{'a':1}", "{1:1}", "{\"a\" 1}", "{\"a\":1 \"b\":2}", "{\"a\":1]", "[1}", "{} {}", "{}x", "1 2",
        "tru", "truee", "True", "nul", "NaN", "Infinity", "-Infinity", "undefined", "01", "-01", "00", "1.", ".5", "+1",
        "-", "1e", "1e+", "1.e5", "0x10", "1_000", "--1", "1.5.5", "\"", "\"abc", "\"\\\"", "\"\\x\"", "\"\\u12\"",
        "\"\\u12g4\"", "\"\\U0041\"", "\"a\nb\"", "\"a\tb\"", "\"\u{1f}\"", "/* */{}", "{}//", "'a'", "é", "[1]\u{a0}",
        "\u{2028}1", "{\"a\":1}}", "\"\\ud83d\\u12\"",
    ])
    func refuses(text: String) { #expect(code(text) == .jsonInvalid) }

    @Test(
        arguments: [
            [0x80], [0xbf], [0xc0, 0x80], [0xc1, 0xbf], [0xc2], [0xc3, 0x28], [0xe0, 0x80, 0x80], [0xe0, 0x9f, 0xbf],
            [0xe2, 0x82], [0xe2, 0x28, 0xa1], [0xed, 0xa0, 0x80], [0xed, 0xbf, 0xbf], [0xf0, 0x80, 0x80, 0x80],
            [0xf0, 0x8f, 0xbf, 0xbf], [0xf0, 0x9f, 0x98], [0xf4, 0x90, 0x80, 0x80], [0xf5, 0x80, 0x80, 0x80],
            [0xf8, 0x88, 0x80, 0x80, 0x80], [0xfe], [0xff],
        ] as [[UInt8]])
    func refusesWhatIsNotUTF8(bytes: [UInt8]) {
        let quote = UInt8(ascii: "\"")
        for padding in [0, 5, 8, 13] {
            let text = [UInt8](repeating: UInt8(ascii: "a"), count: padding)
            #expect(code([quote] + text + bytes + [quote]) == .encodingInvalid)
            #expect(code([quote] + text + bytes + text + [quote]) == .encodingInvalid)
        }
        #expect(code(Array("{\"a\": ".utf8) + bytes + Array("}".utf8)) == .encodingInvalid)
    }

    @Test func refusesOtherEncodingsAndMarks() {
        #expect(code([0xef, 0xbb, 0xbf] + Array("{}".utf8)) == .encodingByteOrderMark)
        #expect(code([0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00]) == .encodingInvalid)
        #expect(code([0xfe, 0xff, 0x00, 0x7b, 0x00, 0x7d]) == .encodingInvalid)
        #expect(code([0x7b, 0x00, 0x7d, 0x00]) == .encodingInvalid)
        #expect(code([0x00, 0x7b, 0x00, 0x7d]) == .encodingInvalid)
    }

    @Test(arguments: [
        "\"\\u0000\"", "{\"a\\u0000\":1}", "\"\\ud83d\"", "\"\\ud83dx\"", "\"\\ude00\"", "\"\\ude00\\ud83d\"",
        "\"\\ud83d\\ud83d\"", "\"\\ud83d\\n\"", "\"a\u{0}b\"",
    ])
    func refusesNULsAndHalfSurrogates(text: String) { #expect(code(text) == .stringInvalid) }

    @Test func refusesDeepNesting() {
        let open = String(repeating: "[", count: 17)
        let close = String(repeating: "]", count: 17)
        #expect(code(open + close) == .jsonTooDeep)
        #expect(code(String(repeating: "[", count: 100_000)) == .jsonTooDeep)
        #expect(code(String(repeating: "{\"a\":", count: 100_000)) == .jsonTooDeep)
        #expect(code(String(open.dropFirst()) + String(close.dropFirst())) == nil)
    }

    @Test(arguments: [
        "{\"a\":1,\"a\":2}", "{\"a\":1,\"b\":{},\"a\":2}", "{\"a\":1,\"\\u0061\":2}", "{\"x\":{\"a\":1,\"a\":2}}",
        "[{\"b\":{\"c\":1,\"d\":2,\"c\":3}}]", "{\"\":1,\"\":2}", "{\"é\":1,\"\\u00e9\":2}", "{\"é\":1,\"e\u{301}\":2}",
        "{\"\u{212A}\":1,\"K\":2}", "{\"a/\":1,\"a\\/\":2}",
    ])
    func refusesDuplicateKeys(text: String) { #expect(code(text) == .jsonDuplicateKey) }

    @Test func findsADuplicateAmongManyKeys() {
        let members = (0..<5_000).map { "\"key\($0)\":\($0)" }
        #expect(code("{\(members.joined(separator: ","))}") == nil)
        #expect(code("{\((members + ["\"key77\":0"]).joined(separator: ","))}") == .jsonDuplicateKey)
        // Keys of equal digest must not be taken for duplicates, nor hide one: every order of two-letter keys.
        let letters = "abcdef".map(String.init)
        let keys = letters.flatMap { first in letters.prefix(5).map { first + $0 } }
        #expect(code("{\(keys.map { "\"\($0)\":1" }.joined(separator: ","))}") == nil)
    }

    @Test(arguments: ["1e999", "-1e999", "1e309", "1e-999", "[1e99999999999999999999]", "{\"a\":0.1e-400}"])
    func refusesNumbersNoDoubleHolds(text: String) { #expect(code(text) == .numberRange) }

    @Test func refusesNumbersAndStringsBeyondTheirLimits() {
        #expect(code(String(repeating: "9", count: 310)) == .numberRange)
        #expect(code(String(repeating: "9", count: 300)) == nil)
        #expect(code(String(repeating: "1", count: 1_000_000)) == .numberRange)
        #expect(code("\"\(String(repeating: "x", count: 65_536))\"") == nil)
        #expect(code("\"\(String(repeating: "x", count: 65_537))\"") == .stringTooLong)
        // What counts is what the escapes stand for.
        #expect(code("\"\(String(repeating: "\\u0061", count: 65_536))\"") == nil)
        #expect(code("\"\(String(repeating: "\\n", count: 65_537))\"") == .stringTooLong)
    }

    @Test func saysWhere() throws {
        let fault = #expect(throws: JSONFault.self) { _ = try JSONStructure.check(Array("{\"a\":1,\"b\":x}".utf8)) }
        #expect(fault?.offset == 11)
        #expect(fault?.sentence == "a value was expected, found 'x', at byte 11")
    }

    @Test func outlinesTheTopMembers() throws {
        let bytes = Array(" { \"a\" : [1, {\"b\":2}] , \"jsonrpc\":\"2.0\" }".utf8)
        let outline = try JSONStructure.check(bytes)
        #expect(outline.root == .object)
        let texts = outline.members.map { String(decoding: bytes[$0.value], as: UTF8.self) }
        #expect(texts == ["[1, {\"b\":2}]", "\"2.0\""])
        #expect(outline.members.map { String(decoding: bytes[$0.key], as: UTF8.self) } == ["a", "jsonrpc"])
        #expect(try JSONStructure.check(Array("[{\"a\":1}]".utf8)).members.isEmpty)
    }
}
