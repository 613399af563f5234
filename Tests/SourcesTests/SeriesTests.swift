import Domain
import Sources
import Testing
import Wire

@Suite struct SeriesTests {
    private let options = AdapterOptions(series: "pulls", seriesKind: .counter, file: "file")

    private func one(_ value: String) -> ObservationRecord? {
        read(SeriesAdapter.self, "observed_at,model,source,value\n2025-02-17,m,s,\(value)\n", options: options)
            .observations.first
    }

    @Test(arguments: [
        ("15.3K", 15_300, 100), ("74K", 74_000, 100), ("118.7M", 118_700_000, 100_000),
        ("1.2B", 1_200_000_000, 100_000_000),
        ("1.25M", 1_250_000, 10_000), ("523", 523, 1), ("0", 0, 1), ("\"8,214\"", 8_214, 1), ("8,214", 8_214, 1),
        ("1,118,214", 1_118_214, 1),
    ]) func countsKeepTheirStep(text: String, value: Int64, step: Int64) {
        #expect(one(text)?.value == value)
        #expect(one(text)?.step == step)
    }

    @Test(arguments: [
        "15.3", "K", "1.K", ".5K", "1.2345K", "15k", "-3", "1e3", "n/a", "99999999999B", "1.2.3K", "\"82,14\"",
        "\",214\"",
    ]) func otherTextIsRejected(text: String) {
        let reading = read(
            SeriesAdapter.self, "observed_at,model,source,value\n2025-02-17,m,s,\(text)\n", options: options)
        #expect(reading.records.isEmpty)
        #expect(reading.rejects.map(\.code) == [.numberInvalid])
        #expect(reading.rejects.map(\.column) == [16])
    }

    @Test(arguments: ["8,21", "8,2145", "12345,214", "0,214", "8,K14"])
    func otherCommasAreTooManyCells(text: String) {
        let reading = read(
            SeriesAdapter.self, "observed_at,model,source,value\n2025-02-17,m,s,\(text)\n", options: options)
        #expect(reading.rejects.map(\.code) == [.csvCells])
    }

    @Test func anEmptyValueIsAGapAndNoZero() {
        let reading = read(
            SeriesAdapter.self, "observed_at,model,source,value\n2025-02-17,m,s,\n", options: options)
        #expect(reading.records.isEmpty && reading.rejects.isEmpty)
        #expect(reading.noted(.valueBlank) == 1)
    }

    @Test func aSeriesThatIsNotBuiltInIsAnnouncedOnce() {
        let stars = AdapterOptions(series: "stars", seriesKind: .counter, file: "file")
        let reading = read(
            SeriesAdapter.self, "model,value,source,observed_at\na,1,s,2025-02-17\na,2,s,2025-02-18\n", options: stars)
        #expect(reading.records.first == .series(SeriesRecord(id: "stars", kind: .counter, unit: "stars")))
        #expect(reading.records.count == 3)
    }

    @Test func optionsAreNeededAndMayNotContradict() {
        func code(_ options: AdapterOptions) -> SourceCode? {
            read(SeriesAdapter.self, "", options: options).failure?.code
        }
        #expect(code(AdapterOptions(file: "f")) == .optionMissing)
        #expect(code(AdapterOptions(series: "stars", file: "f")) == .optionMissing)
        #expect(code(AdapterOptions(series: "likes", seriesKind: .gauge, file: "f")) == .optionInvalid)
        #expect(code(AdapterOptions(series: "likes", file: "f")) == .fileEmpty)
    }

    @Test func theSourceIsTheRowsOrTheCallers() {
        let text = "observed_at,model,source,value\n2025-02-17,m,s,1\n2025-02-17,m,t,1\n"
        #expect(read(SeriesAdapter.self, text, options: options).observations.map(\.source) == ["s", "t"])
        let asked = AdapterOptions(source: "t", series: "pulls", file: "f")
        let reading = read(SeriesAdapter.self, text, options: asked)
        #expect(reading.observations.map(\.source) == ["t"])
        #expect(reading.rejects.map(\.code) == [.sourceMismatch])
        let without = "observed_at,model,value\n2025-02-17,m,1\n"
        #expect(read(SeriesAdapter.self, without, options: asked).observations.map(\.source) == ["t"])
        #expect(read(SeriesAdapter.self, without, options: options).failure?.code == .columnMissing)
    }

    @Test(.enabled(if: RealData.isHere, Comment(rawValue: RealData.reason)))
    func eightMonthsOfPulls() throws {
        let reading = read(SeriesAdapter.self, try RealData.bytes("pulls/ollama-2025.csv"), options: options)
        #expect(reading.failure == nil)
        #expect(reading.rejects == [])
        #expect(reading.observations.count == 53_022 && reading.records.count == 53_022)
        let counts = Dictionary(grouping: reading.observations, by: \.source).mapValues(\.count)
        #expect(counts == ["yuma": 38_689, "auditomatic": 14_333])
        #expect(reading.observations.filter { $0.step == 1 }.count == 325)
        #expect(reading.noted(.thousandsUnquoted) == 314)
        #expect(reading.observations.first?.value == 15_300)
    }
}
