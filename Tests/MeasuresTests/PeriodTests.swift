import Domain
import Measures
import Testing

@Suite struct PeriodTests {
    private func day(_ text: String) -> Int32 { PartialDate(text)!.first.number }

    /// ISO 8601 weeks, as calendars print them: years with 53 weeks, weeks that belong to another year than their days.
    @Test(
        arguments: [
            ("2025-08-04", "2025-W32", "2025-08", "2025-Q3", "2025"),
            ("2024-12-30", "2025-W01", "2024-12", "2024-Q4", "2024"),
            ("2027-01-03", "2026-W53", "2027-01", "2027-Q1", "2027"),
            ("2021-01-03", "2020-W53", "2021-01", "2021-Q1", "2021"),
            ("1970-01-01", "1970-W01", "1970-01", "1970-Q1", "1970"),
            ("1969-12-28", "1969-W52", "1969-12", "1969-Q4", "1969"),
            ("2024-02-29", "2024-W09", "2024-02", "2024-Q1", "2024"),
        ])
    func names(date: String, week: String, month: String, quarter: String, year: String) {
        for (kind, name) in zip([PeriodKind.week, .month, .quarter, .year], [week, month, quarter, year]) {
            #expect(kind.name(kind.start(day(date))) == name)
        }
    }

    @Test(arguments: PeriodKind.allCases) func everyDayIsInOnePeriod(kind: PeriodKind) throws {
        let span = day("1968-11-20")...day("1973-02-03")
        let periods = try #require(Period.cover(span, kind))
        #expect(periods.first!.first <= span.lowerBound && periods.last!.last >= span.upperBound)
        #expect(Set(periods.map(\.name)).count == periods.count)
        for (a, b) in zip(periods, periods.dropFirst()) { #expect(a.last + 1 == b.first) }
        for period in periods {
            for day in period.first...period.last { #expect(kind.start(day) == period.first) }
            #expect(kind.next(period.first) == period.last + 1)
        }
        #expect(Period.cover(span, kind, limit: periods.count - 1) == nil)
        #expect(Period.cover(span, kind, limit: periods.count) == periods)
    }

    @Test func lastDays() {
        let last = { (text: String) in PeriodKind.lastDay(PartialDate(text)!).description }
        #expect(last("2024-02") == "2024-02-29")
        #expect(last("2025") == "2025-12-31")
        #expect(last("2025-07-23") == "2025-07-23")
    }
}
