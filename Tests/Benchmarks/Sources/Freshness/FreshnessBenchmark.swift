import Domain

/// Freshness: a batch of 10,000 events, and one of 1,000 new models, from its ack until the gateway says that its answers
/// have it.
struct FreshnessBenchmark {
    let deployment: Deployment
    let catalogue: Catalogue
    let size: WorldSize
    let seed: UInt64

    static let events = 10_000
    static let newModels = 1_000
    static let section = "Freshness"
    /// Seconds after which no further batch is sent, once there are a few.
    static let patience = 30.0

    func run(into report: inout Report) throws {
        var world = size
        world.events = Self.events
        world.days = 1
        var adoption = Adoption(catalogue, world, seed: seed &+ 4)
        let events = adoption.nextDay()
        let programs = try ["ingest", "scoring", "query"].map { try deployment.service($0) }
        for program in programs { program.forgetPeak() }
        let warm = try batches("warm", source: Adoption.source) { _, lines in
            RecordLines.events(events, catalogue, into: &lines)
        }
        say("a warm batch in the answers after \(Measured(unit: "ms", values: warm.times).text) ms")
        add("10,000 events, from ack to answers (idle otherwise)", warm.times, nil, &report)
        add("the same, 99th percentile", [Measured.quantile(warm.times.sorted(), 0.99)], 250, &report)
        add("of it deriving measures", warm.derive, 100, &report)
        let new = try batches("new", source: Catalogue.hub) { turn, lines in
            RecordLines.newModels(Self.newModels, named: "benchmark-\(turn)", catalogue, into: &lines)
        }
        add("1,000 new models, from ack to answers", new.times, nil, &report)
        add("of it deriving measures, new models", new.derive, 150, &report)
        for (program, limit) in zip(programs, [300.0, 800, 1_400]) {
            report.memory(
                Self.section, "\(program.name.dropFirst("groundswell-".count)), warm batches", program,
                atMost: size.hasBudgets ? limit : nil)
        }
    }

    /// Milliseconds until each batch was in the gateway's answers, and those of deriving.
    private struct Warm {
        var times: [Double] = []
        var derive: [Double] = []
    }

    private func batches(
        _ name: String, source: String, _ fill: (_ turn: Int, _ lines: inout [UInt8]) -> Void
    ) throws -> Warm {
        let gateway = try Questions(deployment.socket("query"))
        let scoring = try Questions(deployment.socket("scoring"))
        var warm = Warm()
        let end = seconds() + Self.patience
        for turn in 0..<(size.repetitions * 4) where turn < size.repetitions || seconds() < end {
            var lines = Producer.header("benchmark:\(name):\(turn)", source: source)
            fill(turn, &lines)
            let sent = try Producer.send(lines, to: deployment.socket("ingest"))
            let start = seconds()
            try deployment.wait("the epoch of a warm batch", for: 120, every: 1_000) {
                Int64(try gateway.ask("status")["epochBatch"] as? Int ?? 0) >= sent.batch
            }
            warm.times.append((seconds() - start) * 1_000)
            warm.derive.append(((try scoring.ask("status"))["deriveSeconds"] as? Double ?? 0) * 1_000)
        }
        return warm
    }

    private func add(_ what: String, _ values: [Double], _ goal: Double?, _ report: inout Report) {
        report.rows.append(
            Row(
                section: Self.section, what: what, ours: Measured(unit: "ms", values: values),
                goal: size.hasBudgets ? goal.map { .atMost($0) } : nil))
    }
}
