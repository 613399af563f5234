import Foundation

/// Records in: from a producer's first byte to its last ack, exactly once, beside the two references.
struct RecordsBenchmark {
    let deployment: Deployment
    let catalogue: Catalogue
    let size: WorldSize
    let seed: UInt64

    static let section = "Records in"

    /// Sends the whole world; the references run only where `withReferences`. Chunks of CSV stay in the folder.
    func run(into report: inout Report, withReferences: Bool) throws {
        let ingest = try deployment.service("ingest")
        try describe(into: &report, ingest)
        let bare = withReferences ? try BareCopy(try deployment.connection(), catalogue) : nil
        var adoption = Adoption(catalogue, size, seed: seed &+ 1)
        var rates: [String: [Double]] = [:]
        var costs: [String: [Double]] = [:]
        ingest.forgetPeak()
        for chunk in 0..<size.chunks {
            let days = size.days / size.chunks
            let events = (0..<days).flatMap { _ in adoption.nextDay() }
            var lines = Producer.header("benchmark:events:\(chunk)", source: Adoption.source)
            RecordLines.events(events, catalogue, into: &lines)
            let csv = deployment.path("events-\(chunk).csv")
            try Data(CSVLines.events(events, catalogue)).write(to: URL(filePath: csv))
            let rows = try bare?.encode(events)
            let count = Double(events.count)
            let contenders: [(String, () throws -> Double)] = [
                (
                    "ours",
                    {
                        let end = try Producer.send(lines, to: deployment.socket("ingest"))
                        guard end.stored == events.count else {
                            throw Failure("\(end.stored) of \(events.count) events were stored")
                        }
                        return end.seconds
                    }
                ), ("copy", { try bare?.send(rows ?? []) ?? 0 }),
                (
                    "psql",
                    {
                        try PsqlCopy.send(csv, conninfo: deployment.conninfo, log: deployment.path("psql.log"))
                    }
                ),
            ]
            for turn in 0..<(withReferences ? 3 : 1) {
                let (name, send) = contenders[withReferences ? (turn + chunk) % 3 : 0]
                let before = deployment.processorSeconds
                rates[name, default: []].append(count / (try send()))
                costs[name, default: []].append((deployment.processorSeconds - before) / count * 1e6)
            }
            if let counts = try bare?.countAndClear() {
                report.check("rows stored", counts.copied == events.count && counts.plain == events.count)
            }
            let said =
                rates.sorted { $0.key < $1.key }.map { "\($0.key) \(Measured.text($0.value.last ?? 0))/s" }
                + costs.sorted { $0.key < $1.key }.map { "\($0.key) \(Measured.text($0.value.last ?? 0)) us" }
            say("chunk \(chunk + 1) of \(size.chunks): \(events.count) events, \(said.joined(separator: ", "))")
        }
        try bare?.end()
        try again(into: &report)
        let ours = Measured(unit: "rows/s", values: rates["ours"] ?? [])
        if withReferences {
            report.rows.append(
                Row(
                    section: Self.section, what: "events, one producer", ours: ours, reference: "bare binary COPY",
                    theirs: Measured(unit: "rows/s", values: rates["copy"] ?? []), goal: .atLeast(0.6)))
            report.rows.append(
                Row(
                    section: Self.section, what: "events, one producer", ours: ours, reference: "psql \\copy of CSV",
                    theirs: Measured(unit: "rows/s", values: rates["psql"] ?? []), goal: .atLeast(1.5)))
        } else {
            report.rows.append(Row(section: Self.section, what: "events, one producer", ours: ours))
        }
        report.memory(Self.section, "ingest, events", ingest, atMost: size.hasBudgets ? 300 : nil)
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
            report.memory(Self.section, "ingest, \(part.what)", ingest, atMost: size.hasBudgets ? 300 : nil)
        }
    }

    /// The first chunk once more: nothing may be stored twice.
    private func again(into report: inout Report) throws {
        var adoption = Adoption(catalogue, size, seed: seed &+ 1)
        let events = adoption.nextDay()
        var lines = Producer.header("benchmark:events:0", source: Adoption.source)
        RecordLines.events(events, catalogue, into: &lines)
        let end = try Producer.send(lines, to: deployment.socket("ingest"))
        report.check("a stream sent again stores nothing", end.stored == 0)
    }
}

extension Report {
    /// Notes the peak memory of a service since it was last forgotten.
    mutating func memory(_ section: String, _ what: String, _ program: Program, atMost: Double?) {
        rows.append(
            Row(
                section: "Memory", what: "\(what)", ours: Measured(unit: "MB", values: [program.peakMegabytes]),
                goal: atMost.map { .atMost($0) }))
    }
}
