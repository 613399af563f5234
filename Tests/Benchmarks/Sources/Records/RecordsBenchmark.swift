import Foundation
import Synchronization
import Wire

/// Records in: from a producer's first byte to its last ack, exactly once, beside its references.
struct RecordsBenchmark {
    let deployment: Deployment
    let catalogue: Catalogue
    let size: WorldSize
    let seed: UInt64
    /// A Python with psycopg, orjson and DuckDB, and the script for it; nil: these references are left out.
    let python: (python: String, script: String)?

    static let section = "Records in"
    /// How many producers send a chunk at once, in turn.
    static let producers = [1, 4, 16]

    /// Sends the whole world; the references run only where `withReferences`. Chunks of CSV stay in the folder.
    func run(into report: inout Report, withReferences: Bool) throws {
        let ingest = try deployment.service("ingest")
        try describe(into: &report, ingest)
        let references = withReferences ? try RecordReferences(deployment, catalogue, python: python) : nil
        var adoption = Adoption(catalogue, size, seed: seed &+ 1)
        var rates: [Int: [String: [Double]]] = [:]
        var costs: [String: [Double]] = [:]
        ingest.forgetPeak()
        for chunk in 0..<size.chunks {
            let events = (0..<size.days / size.chunks).flatMap { _ in adoption.nextDay() }
            let producers = withReferences ? Self.producers[chunk % Self.producers.count] : 1
            let parts = Parallel.parts(events, producers)
            let streams = parts.enumerated().map { index, events in
                var lines = Producer.header("benchmark:events:\(chunk).\(index)", source: Adoption.source)
                RecordLines.events(events, catalogue, into: &lines)
                return lines
            }
            let files = try write(parts, chunk)
            var contenders: [RecordReferences.Contender] = [
                .init("groundswell") {
                    let end = try Producer.send(streams, to: deployment.socket("ingest"))
                    guard end.stored == events.count else {
                        throw Failure("\(end.stored) of \(events.count) events were stored")
                    }
                    return end.seconds
                }
            ]
            contenders += try references?.contenders(parts, csv: files, lines: streams) ?? []
            for turn in contenders.indices {
                let contender = contenders[(turn + chunk) % contenders.count]
                let before = deployment.processorSeconds
                let rate = Double(events.count) / (try contender.send())
                rates[producers, default: [:]][contender.name, default: []].append(rate)
                let cost = (deployment.processorSeconds - before) / Double(events.count) * 1e6
                costs[contender.name, default: []].append(cost)
            }
            if let count = try references?.countAndClear() {
                report.check("rows stored", count.allSatisfy { $0 == events.count })
            }
            let said = (rates[producers] ?? [:]).sorted { $0.key < $1.key }.map {
                "\($0.key) \(Measured.text($0.value.last ?? 0))/s"
            }
            say(
                "chunk \(chunk + 1) of \(size.chunks): \(events.count) events of \(producers): \(said.joined(separator: ", "))"
            )
        }
        try again(into: &report)
        for (producers, rates) in rates.sorted(by: { $0.key < $1.key }) {
            compare(rates, "events, \(producers == 1 ? "one producer" : "\(producers) producers")", into: &report)
        }
        for (name, cost) in costs.sorted(by: { $0.key < $1.key }) where withReferences && Self.isMeasured(name) {
            report.rows.append(
                Row(
                    section: "Processor time", what: "a million events, \(name)",
                    ours: Measured(unit: "s", values: cost)))
        }
        report.peaks("events", deployment, size)
        if withReferences {
            try IdentifiedEvents(deployment: deployment, catalogue: catalogue, size: size).run(into: &report)
            report.peaks("events with ids", deployment, size)
        }
        try references?.end()
    }

    /// Whether a contender's processor time is among what is measured: Python's is not.
    private static func isMeasured(_ name: String) -> Bool {
        ["groundswell", "bare binary COPY", "psql \\copy of CSV"].contains(name)
    }

    private func compare(_ rates: [String: [Double]], _ what: String, into report: inout Report) {
        let ours = Measured(unit: "rows/s", values: rates["groundswell"] ?? [])
        let goals: [String: Row.Goal] = ["bare binary COPY": .atLeast(0.6), "psql \\copy of CSV": .atLeast(1.5)]
        let references = rates.filter { $0.key != "groundswell" }.sorted { $0.key < $1.key }
        for (name, values) in references {
            report.rows.append(
                Row(
                    section: Self.section, what: what, ours: ours, reference: name,
                    theirs: Measured(unit: "rows/s", values: values), goal: goals[name] ?? .atLeast(1)))
        }
        if references.isEmpty { report.rows.append(Row(section: Self.section, what: what, ours: ours)) }
    }

    /// The events of a chunk as CSV: one file for each producer.
    private func write(_ parts: [[GeneratedEvent]], _ chunk: Int) throws -> [String] {
        try parts.enumerated().map { index, events in
            let path = deployment.path("events-\(chunk)-\(index).csv")
            try Data(CSVLines.events(events, catalogue)).write(to: URL(filePath: path))
            return path
        }
    }

    /// Organisations, models with lineage, and downloads: no reference, they are the ground for the rest.
    private func describe(into report: inout Report, _ ingest: Program) throws {
        let parts: [(what: String, source: String, make: (inout [UInt8]) -> Int)] = [
            ("organizations", "curated", { RecordLines.organizations(catalogue, into: &$0) }),
            ("models with lineage", Catalogue.hub, { RecordLines.models(catalogue, into: &$0) }),
            (
                "downloads (gauges)", Catalogue.hub,
                { RecordLines.downloads(catalogue, days: size.gaugeDays, seed: seed &+ 2, into: &$0) }
            ),
        ]
        for part in parts {
            var lines = Producer.header("benchmark:\(part.what)", source: part.source)
            let count = part.make(&lines)
            ingest.forgetPeak()
            let end = try Producer.send(lines, to: deployment.socket("ingest"))
            guard end.stored == count else { throw Failure("\(end.stored) of \(count) \(part.what) were stored") }
            say("\(count) \(part.what): \(Measured.text(Double(count) / end.seconds))/s")
            report.rows.append(
                Row(
                    section: Self.section, what: part.what,
                    ours: Measured(unit: "rows/s", values: [Double(count) / end.seconds])))
            report.peaks(part.what, deployment, size)
        }
    }

    /// The first stream once more: nothing may be stored twice.
    private func again(into report: inout Report) throws {
        var adoption = Adoption(catalogue, size, seed: seed &+ 1)
        let events = adoption.nextDay()
        var lines = Producer.header("benchmark:events:0.0", source: Adoption.source)
        RecordLines.events(events, catalogue, into: &lines)
        let end = try Producer.send(lines, to: deployment.socket("ingest"))
        report.check("a stream sent again stores nothing", end.stored == 0)
    }
}
