import TestSupport
import Testing
import Wire

@Suite struct JSONValueTests {
    private func parse(_ text: String) throws -> JSONValue { try JSONValue.parse(Array(text.utf8)) }

    @Test func parsesEveryKind() throws {
        let text =
            #" {"n":null,"t":true,"f":false,"i":-12,"d":1.5,"s":"a\"\u00e9\ud83d\ude00","l":[1,[],{}],"o":{"z":1,"a":2}} "#
        #expect(
            try parse(text) == [
                "n": .null, "t": true, "f": false, "i": -12, "d": 1.5, "s": "a\"é😀", "l": [1, [], .object([])],
                "o": ["z": 1, "a": 2],
            ])
    }

    @Test func wholeNumbersStayExact() throws {
        #expect(try parse("9223372036854775807") == .integer(.max))
        #expect(try parse("-9223372036854775808") == .integer(.min))
        #expect(try parse("9223372036854775808") == .number(9_223_372_036_854_775_808))
        #expect(try parse("1.0") == .number(1))
        #expect(try parse("1e2") == .number(100))
        guard case .number(let zero) = try parse("-0") else {
            Issue.record("-0 lost its sign")
            return
        }
        #expect(zero.sign == .minus)
    }

    @Test(arguments: [
        ("null", "null"), ("[1, 2]", "[1,2]"), ("{ \"b\" : 1 , \"a\" : 2 }", "{\"b\":1,\"a\":2}"), ("1.0", "1"),
        ("0.1", "0.1"), ("1e2", "100"), ("-0", "-0.0"), ("1e300", "1e+300"), ("5e-324", "5e-324"),
        ("\"\\u0041\\/\\u000a\\u0001\\u001f\"", "\"A/\\n\\u0001\\u001f\""), ("\"\\\\\\\"\"", "\"\\\\\\\"\""),
        ("\"é\u{7f}\u{2028}\"", "\"é\u{7f}\u{2028}\""), ("0.30000000000000004", "0.30000000000000004"),
    ])
    func writesTheShortest(text: String, expected: String) throws { #expect(try parse(text).jsonText == expected) }

    @Test func neverWritesWhatIsNoNumber() {
        #expect(JSONValue.array([.number(.nan), .number(.infinity)]).jsonText == "[null,null]")
    }

    @Test func whatIsWrittenReadsBack() throws {
        var random = SplitMix(seed: 11)
        for _ in 0..<2_000 {
            let value = random.json(depth: 4)
            #expect(try parse(value.jsonText) == value)
        }
    }

    @Test func extremeWholeNumbersAreWritten() {
        for value in [Int64.min, Int64.min + 1, -1, 0, 9, 10, 99, 100, Int64.max] {
            #expect(JSONValue.integer(value).jsonText == "\(value)")
        }
    }
}
