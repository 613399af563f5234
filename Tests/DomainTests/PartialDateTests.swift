import Domain
import Testing

@Suite struct PartialDateTests {
    @Test(arguments: ["2025-01-20", "2025-01", "2025", "1999-12-31", "2024-02-29"])
    func writesWhatItReads(text: String) { #expect(PartialDate(text)?.description == text) }

    @Test func knowsHowMuchIsKnown() {
        #expect(PartialDate("2025")?.precision == .year)
        #expect(PartialDate("2025-03")?.precision == .month)
        #expect(PartialDate("2025-03-04")?.precision == .day)
        #expect(PartialDate("2025")?.first == UTCDay(year: 2025, month: 1, day: 1))
        #expect(PartialDate("2025-03")?.first == UTCDay(year: 2025, month: 3, day: 1))
    }

    @Test func anInstantMeansItsUTCDay() {
        #expect(PartialDate("2025-01-20T23:30:00-02:00")?.description == "2025-01-21")
    }

    @Test(arguments: [
        "", "25", "202", "20a5", "2025-", "2025-13", "2025-00", "2025/01", "2025-1", "0000", "2025-02-30",
    ])
    func refuses(text: String) { #expect(PartialDate(text) == nil) }
}
