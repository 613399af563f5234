import Domain
import Testing

@Suite struct TimestampTests {
    @Test(
        arguments: [
            ("1970-01-01", 0), ("1970-01-01T00:00:00Z", 0), ("1969-12-31T23:59:59Z", -1_000_000),
            ("1969-12-31T23:59:59.999999Z", -1), ("2000-02-29", 951_782_400_000_000),
            ("2026-05-01T07:02:00Z", 1_777_618_920_000_000), ("2026-05-01T09:02:00+02:00", 1_777_618_920_000_000),
            ("2026-05-01T00:02:00-07:00", 1_777_618_920_000_000), ("2026-05-01t07:02:00z", 1_777_618_920_000_000),
            ("2026-05-01T07:02:00.5Z", 1_777_618_920_500_000), ("2026-05-01T07:02:00.000001Z", 1_777_618_920_000_001),
            ("2026-05-01T07:02:00.123456789Z", 1_777_618_920_123_456), ("1900-01-01", -2_208_988_800_000_000),
        ] as [(String, Int64)])
    func reads(text: String, microseconds: Int64) {
        #expect(Timestamp(text)?.microseconds == microseconds)
    }

    @Test(arguments: [
        "", "2026", "2026-05", "2026-5-01", "2026-05-1", "2026-13-01", "2026-00-01", "2026-04-31", "2026-02-29",
        "1900-02-29", "2100-02-29", "0000-01-01", "2026-05-01T", "2026-05-01T07:02Z", "2026-05-01 07:02:00Z",
        "2026-05-01T24:00:00Z", "2026-05-01T07:60:00Z", "2026-05-01T07:02:60Z", "2026-05-01T07:02:00",
        "2026-05-01T07:02:00.Z", "2026-05-01T07:02:00.1234567890Z", "2026-05-01T07:02:00+2:00",
        "2026-05-01T07:02:00+24:00", "2026-05-01T07:02:00+02:60", "2026-05-01T07:02:00+0200",
        "2026-05-01T07:02:00Zx", " 2026-05-01", "2026-05-01\n", "20260501", "+026-05-01", "2026-05-0１",
    ])
    func refuses(text: String) { #expect(Timestamp(text) == nil) }

    @Test func everyDayReadsBackAsItself() {
        var previous: UTCDay?
        for number in Int32(-40_000)...Int32(110_000) where number % 7 == 0 || number % 365 < 3 {
            let day = UTCDay(number: number)
            let parts = day.components
            #expect(UTCDay(year: parts.year, month: parts.month, day: parts.day) == day)
            #expect(Timestamp(day.description)?.day == day)
            if let previous { #expect(previous < day) }
            previous = day
        }
    }

    @Test func writesWhatItReads() {
        for text in ["2026-05-04T04:10:37Z", "1969-12-31T23:59:59.999999Z", "2000-02-29T00:00:00.5Z"] {
            #expect(Timestamp(text)?.description == text)
        }
        #expect(Timestamp("2026-05-01")?.description == "2026-05-01T00:00:00Z")
    }

    @Test func theDayOfAnInstantBeforeTheEpochIsTheDayItLiesIn() {
        #expect(Timestamp(microseconds: -1).day == UTCDay(number: -1))
        #expect(Timestamp(microseconds: -86_400_000_000).day == UTCDay(number: -1))
        #expect(Timestamp(microseconds: -86_400_000_001).day == UTCDay(number: -2))
    }

    @Test func leapYears() {
        #expect(UTCDay.days(inMonth: 2, of: 1900) == 28)
        #expect(UTCDay.days(inMonth: 2, of: 2000) == 29)
        #expect(UTCDay.days(inMonth: 2, of: 2024) == 29)
        #expect(UTCDay.days(inMonth: 2, of: 2100) == 28)
    }

    @Test func theRangeIsTheYears1900To2199() throws {
        #expect(Timestamp.range.contains(try #require(Timestamp("1900-01-01"))))
        #expect(!Timestamp.range.contains(try #require(Timestamp("1899-12-31T23:59:59.999999Z"))))
        #expect(Timestamp.range.contains(try #require(Timestamp("2199-12-31T23:59:59.999999Z"))))
        #expect(!Timestamp.range.contains(try #require(Timestamp("2200-01-01"))))
    }
}
