import Answers
import Domain
import Testing
import Wire

/// The hand-written JSON of hot answers beside the JSON of everything else.
@Suite struct ResultWriterTests {
    @Test func writesWhatJSONTextWrites() {
        let texts = [
            "", "plain", "with \"quotes\" and \\", "tab\tline\nnul\u{0}", "grüße 日本",
            String(repeating: "ä\"", count: 3_000),
        ]
        let doubles = [
            0.0, -0.0, 1.5, 0.1, 1e300, -1e-300, 9_007_199_254_740_991, 9_007_199_254_740_992, .nan, .infinity,
        ]
        let wholes: [Int64] = [0, 7, -7, .max, .min + 1, 1_000_000]
        var expected: [UInt8] = []
        // So small that it grows on the way.
        var writer = ResultWriter(capacity: 3)
        for text in texts {
            writer.string(text)
            JSONText.write(text, into: &expected)
        }
        for value in doubles {
            writer.number(value)
            JSONText.write(value, into: &expected)
        }
        for value in wholes {
            writer.integer(value)
            writer.integerOrNull(value)
            JSONText.write(value, into: &expected)
            JSONText.write(value, into: &expected)
        }
        writer.integerOrNull(.min)
        expected += Array("null".utf8)
        #expect(writer.bytes == expected)
        #expect(writer.count == expected.count)
    }

    @Test func writesTimesAsTheyAreDescribed() {
        for microseconds: Int64 in [0, -1, 1_746_331_837_000_000, 1_746_331_837_120_000, 1_746_331_837_000_001] {
            var writer = ResultWriter()
            writer.timestampOrNull(microseconds)
            #expect(text(writer.bytes) == "\"\(Timestamp(microseconds: microseconds))\"")
        }
        for precision in PartialDate.Precision.allCases {
            let first = UTCDay(number: 20_108)
            var writer = ResultWriter()
            writer.date(first, precision)
            #expect(text(writer.bytes) == PartialDate(first: first, precision: precision).description)
        }
        for name in ["US", "unreviewed", "unknown", "other", "EU"] {
            var writer = ResultWriter()
            writer.country(Country(name: name) ?? .unknown)
            #expect(text(writer.bytes) == "\"\(name)\"")
        }
    }

    @Test func beginsAnew() {
        var writer = ResultWriter()
        for _ in 0..<10_000 { writer.raw("0123456789") }
        writer.removeAll(keeping: 1_024)
        #expect(writer.count == 0)
        writer.raw("after")
        #expect(text(writer.bytes) == "after")
    }

    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
