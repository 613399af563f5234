import Domain
import Sources
import Testing
import Wire

@Suite struct GroundswellTests {
    private let options = AdapterOptions(file: "file")

    static let text = """
        {"organization":{"id":"a","country":"CN","source":"curated","at":"2026-01-05"}}

        {"observation":{"model":"a/b","series":"likes","value":5,"source":"x","at":"2026-01-05"}}
        {"model":{"id":"a/b","license":"mit","source":"x","at":"2026-01-05"}}
        {"event":{"id":"1","model":"a/b","kind":"deployment","amount":-1,"source":"x","at":"2026-01-05"}}
        """

    @Test func recordsPassThroughInChunksOfAnySize() {
        let whole = read(GroundswellAdapter.self, Self.text, options: options)
        #expect(whole.failure == nil && whole.rejects.isEmpty)
        #expect(whole.lines == [1, 3, 4, 5])
        #expect(whole.organizations.first?.country?.name == "CN")
        #expect(whole.observations.first?.value == 5)
        #expect(whole.models.first?.license == "mit")
        #expect(whole.events.first?.amount == -1)
        for chunk in 1...Self.text.utf8.count {
            #expect(read(GroundswellAdapter.self, Self.text, chunk: chunk, options: options).records == whole.records)
        }
    }

    @Test func faultsAreToldWithTheFilesLine() {
        let reading = read(
            GroundswellAdapter.self,
            """
            {"organization":{"id":"a","country":"Chna","source":"x","at":"2026-01-05"}}
            {"model":{"id":"a/b","source":"x","at":"2026-01-05"},"x":1}
            {"jsonrpc":"2.0","id":1,"method":"status"}
            {"model":{"id":"a/b","source":"x","at":"2026-02-30"}}
            {"model":{"id":"a/c","source":"x","at":"2026-02-28"}}
            {"model":{"id":"a/d","sou
            """, options: options)
        #expect(reading.models.map(\.id) == ["a/c"])
        #expect(reading.rejects.map(\.line) == [1, 2, 3, 4, 6])
        #expect(reading.rejects.first?.message.contains("country.invalid") == true)
        #expect(reading.rejects.last?.code == .fileTruncated)
    }

    @Test func theCallersSourceMayNotBeContradicted() {
        let text = """
            {"model":{"id":"a/b","source":"x","at":"2026-01-05"}}
            {"model":{"id":"a/c","at":"2026-01-05"}}
            """
        let asked = read(GroundswellAdapter.self, text, options: AdapterOptions(source: "y", file: "file"))
        #expect(asked.rejects.map(\.code) == [.sourceMismatch])
        #expect(asked.models.map(\.source) == ["y"])
        let plain = read(GroundswellAdapter.self, text, options: options)
        #expect(plain.rejects.map(\.line) == [2])
        let header = read(
            GroundswellAdapter.self, "{\"stream\":{\"name\":\"s\",\"source\":\"x\"}}\n" + text, options: options)
        #expect(header.rejects.isEmpty && header.models.map(\.source) == ["x", "x"])
        #expect(header.noted(.entrySkipped) == 1)
    }

    @Test func otherFilesAreToldApart() {
        #expect(read(GroundswellAdapter.self, "", options: options).failure?.code == .fileEmpty)
        #expect(read(GroundswellAdapter.self, "<html>", options: options).failure?.code == .formatMismatch)
        let hub = read(GroundswellAdapter.self, #"{"id":"a/b","likes":4}"#, options: options).failure
        #expect(hub?.message.contains("'huggingface'") == true)
    }

    @Test func aLineOverTheLimitIsSkipped() {
        let long = String(repeating: "x", count: WireLimits().maximumLineBytes + 200_000)
        let good = #"{"model":{"id":"a/b","source":"x","at":"2026-01-05"}}"#
        for chunk in [1 << 12, 1 << 22] {
            let reading = read(
                GroundswellAdapter.self, "\(good)\n{\"model\":\"\(long)\"}\n\(good)\n", chunk: chunk, options: options)
            #expect(reading.lines == [1, 3])
            #expect(reading.rejects.map(\.code) == [.limitExceeded])
            #expect(reading.rejects.map(\.line) == [2])
        }
    }
}
