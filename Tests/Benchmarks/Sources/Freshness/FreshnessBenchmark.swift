import Domain

/// Freshness: a batch of 10,000 events, from its ack until the gateway says that its answers have it.
struct FreshnessBenchmark {
    let deployment: Deployment
    let catalogue: Catalogue
    let size: WorldSize
    let seed: UInt64

    static let events = 10_000
    static let section = "Freshness"
    /// Seconds after which no further batch is sent, once there are a few.
    static let patience = 30.0

    func run(into report: inout Report) throws {
        var world = size
        world.events = Self.events
        world.days = 1
        var adoption = Adoption(catalogue, world, seed: seed &+ 4)
        let events = adoption.nextDay()
        let gateway = try Questions(deployment.socket("query"))
        let programs = try ["ingest", "scoring", "query"].map { try deployment.service($0) }
        for program in programs { program.forgetPeak() }
        var times: [Double] = []
        var derive: [Double] = []
        let scoring = try Questions(deployment.socket("scoring"))
        let end = seconds() + Self.patience
        for turn in 0..<(size.repetitions * 4) where turn < size.repetitions || seconds() < end {
            var lines = Producer.header("benchmark:warm:\(turn)", source: Adoption.source)
            RecordLines.events(events, catalogue, into: &lines)
            let sent = try Producer.send(lines, to: deployment.socket("ingest"))
            let start = seconds()
            try deployment.wait("the epoch of a warm batch", for: 120, every: 1_000) {
                Int64(try gateway.ask("status")["epochBatch"] as? Int ?? 0) >= sent.batch
            }
            times.append((seconds() - start) * 1_000)
            derive.append(((try scoring.ask("status"))["deriveSeconds"] as? Double ?? 0) * 1_000)
        }
        say("a warm batch in the answers after \(Measured(unit: "ms", values: times).text) ms")
        report.rows.append(
            Row(
                section: Self.section, what: "10,000 events, from ack to answers (idle otherwise)",
                ours: Measured(unit: "ms", values: times)))
        report.rows.append(
            Row(
                section: Self.section, what: "the same, 99th percentile",
                ours: Measured(unit: "ms", values: [Measured.quantile(times.sorted(), 0.99)]),
                goal: size.hasBudgets ? .atMost(250) : nil))
        report.rows.append(
            Row(
                section: Self.section, what: "of it deriving measures", ours: Measured(unit: "ms", values: derive),
                goal: size.hasBudgets ? .atMost(100) : nil))
        for (program, limit) in zip(programs, [300.0, 800, 1_400]) {
            report.memory(
                Self.section, "\(program.name.dropFirst("groundswell-".count)), warm batches", program,
                atMost: size.hasBudgets ? limit : nil)
        }
    }
}
