import Domain

/// Freshness: a batch of 10,000 events, and one of 1,000 new models, from its ack until the gateway says that its answers
/// have it; with nothing else to do, and the events again under a steady load, and while ingest runs at full speed.
struct FreshnessBenchmark {
    let deployment: Deployment
    let catalogue: Catalogue
    let size: WorldSize
    let seed: UInt64

    static let events = 10_000
    static let newModels = 1_000
    /// Events a second of the steady load: 4.3 billion a day.
    static let steady = 50_000
    static let section = "Freshness"
    /// Seconds after which no further batch is sent, once there are a few.
    static let patience = 20.0

    func run(into report: inout Report) throws {
        var world = size
        world.events = Self.events
        world.days = 1
        var adoption = Adoption(catalogue, world, seed: seed &+ 4)
        let events = adoption.nextDay()
        for program in deployment.running { program.forgetPeak() }
        let warm = try batches("warm", source: Adoption.source) { _, lines in
            RecordLines.events(events, catalogue, into: &lines)
        }
        add("10,000 events, from ack to answers, nothing else to do", warm, goal: 250, derive: 100, &report)
        report.peaks("warm batches", deployment, size, swapping: true)
        let new = try batches("new", source: Catalogue.hub) { turn, lines in
            RecordLines.newModels(Self.newModels, named: "benchmark-\(turn)", catalogue, into: &lines)
        }
        add("1,000 new models, from ack to answers", new, goal: nil, derive: 150, &report)
        report.peaks("batches of new models", deployment, size, swapping: true)
        try beside("steady", events, seed: seed &+ 5, rate: Self.steady, "while others come in steadily", &report)
        report.peaks("batches under a steady load", deployment, size, swapping: true)
        try hold(most: Self.lag)
        try beside(
            "held", events, seed: seed &+ 6, "while producers who would send more are held back for answers", &report)
        report.peaks("batches while producers are held back", deployment, size, swapping: true)
        try hold(most: 0)
        try beside("loaded", events, seed: seed &+ 6, "while ingest runs at full speed", &report)
        report.peaks("batches while ingest runs", deployment, size, swapping: true)
    }

    /// How far answers may fall behind where producers are held back, in milliseconds: the goal.
    static let lag = 250

    /// Tells ingest how far answers may fall behind, in milliseconds, and waits until it heeds that; 0: as far as they will.
    private func hold(most: Int) throws {
        try deployment.reload("ingest", "answers.lag: \(most)ms\n")
        let ingest = try Questions(deployment.socket("ingest"))
        try deployment.wait("ingest's reload", for: 10) {
            let answers = try ingest.ask("status")["answers"] as? [String: Any]
            return answers?["limitSeconds"] as? Double == Double(most) / 1000
        }
    }

    /// The events again beside a load, of so many a second or as many as ingest takes.
    private func beside(
        _ name: String, _ events: [GeneratedEvent], seed: UInt64, rate: Int? = nil, _ what: String,
        _ report: inout Report
    ) throws {
        let load = try IngestLoad(deployment, catalogue, size, seed: seed, name: name, rate: rate)
        let loaded = try batches(name, source: Adoption.source) { _, lines in
            RecordLines.events(events, catalogue, into: &lines)
        }
        let taken = try load.end()
        add("10,000 events, from ack to answers, \(what)", loaded, goal: 250, derive: nil, &report)
        report.rows.append(
            Row(
                section: Self.section, what: "events taken in meanwhile, \(what)",
                ours: Measured(unit: "rows/s", values: [taken])))
        try deployment.waitForEpoch()
    }

    /// Milliseconds until each batch was in the gateway's answers, and those of deriving.
    struct Warm {
        var times: [Double] = []
        var derive: [Double] = []
    }

    /// Sends batches one after another until there are enough, or patience ends.
    func batches(
        _ name: String, source: String, atMost most: Int? = nil, _ fill: (_ turn: Int, _ lines: inout [UInt8]) -> Void
    ) throws -> Warm {
        let gateway = try Questions(deployment.socket("query"))
        let scoring = try Questions(deployment.socket("scoring"))
        let question = ["id": catalogue.names[0]]
        var warm = Warm()
        let end = seconds() + Self.patience
        for turn in 0..<(most ?? size.freshBatches) where turn < size.repetitions || seconds() < end {
            var lines = Producer.header("benchmark:\(name):\(turn)", source: source)
            fill(turn, &lines)
            let sent = try Producer.send(lines, to: deployment.socket("ingest"))
            let start = seconds()
            try deployment.wait("the answers of a warm batch", for: 300, every: 1_000) {
                Int64(try gateway.ask("model.get", question)["knownAt"] as? Int ?? 0) >= sent.batch
            }
            warm.times.append((seconds() - start) * 1_000)
            warm.derive.append(((try scoring.ask("status"))["deriveSeconds"] as? Double ?? 0) * 1_000)
        }
        return warm
    }

    private func add(_ what: String, _ warm: Warm, goal: Double?, derive: Double?, _ report: inout Report) {
        let sorted = warm.times.sorted()
        func row(_ what: String, _ values: [Double], _ goal: Double?) {
            report.rows.append(
                Row(
                    section: Self.section, what: what, ours: Measured(unit: "ms", values: values),
                    goal: size.hasBudgets ? goal.map { .atMost($0) } : nil))
        }
        row("\(what): p50 of \(sorted.count)", sorted, nil)
        row("\(what): p99", [Measured.quantile(sorted, 0.99)], goal)
        if derive != nil { row("\(what): of it deriving measures", warm.derive, derive) }
        say("\(what): \(Measured(unit: "ms", values: sorted).text) ms")
    }
}
