import Foundation
import Postgres

/// One size of the growth: everything without references but the echo.
struct GrownWorld {
    enum Figure: String, CaseIterable {
        case event = "a million events, processor time"
        case model = "a million models, processor time"
        case batch = "a warm batch of 10,000 events, from ack to answers"
        case answer = "model.get one at a time, p50 over the echo's"
        case answers = "model.get at 64 connections, throughput over the echo's"
        case coldStart = "cold start of scoring"
        case ingestMemory = "ingest at its peak"
        case scoringMemory = "scoring at its peak"
        case queryMemory = "query at its peak"
        case store = "the store on disk"

        /// Whether it is to be the same at every size.
        var isFlat: Bool {
            switch self {
            case .event, .model, .answer, .answers: true
            case .batch, .coldStart, .ingestMemory, .scoringMemory, .queryMemory, .store: false
            }
        }

        var unit: String {
            switch self {
            case .event, .model, .coldStart: "s"
            case .batch: "ms"
            case .answer, .answers: "times"
            case .ingestMemory, .scoringMemory, .queryMemory, .store: "MB"
            }
        }
    }

    let factor: Double
    private(set) var figures: [Figure: [Double]] = [:]

    init(_ options: Options, _ factor: Double, folder: String) throws {
        self.factor = factor
        var size = options.size.scaled(by: factor)
        // As many events in each, so that each answers for the same cost.
        size.chunks = max(size.chunks, Int((Double(options.size.chunks) * factor).rounded()))
        let catalogue = Catalogue(size, seed: options.seed)
        let deployment = try Deployment(options, folder: folder)
        defer { deployment.end() }
        let ingest = try deployment.start("ingest")
        try send(catalogue, size, options.seed, deployment)
        figures[.ingestMemory] = [ingest.peakMegabytes]
        let begin = seconds()
        let scoring = try deployment.start("scoring")
        let questions = try Questions(deployment.socket("scoring"))
        try deployment.wait("the first epoch", for: 900, every: 20_000) {
            let status = try questions.ask("status")
            let batch = status["epochBatch"] as? Int ?? 0
            return batch > 0 && batch == status["committedBatch"] as? Int
        }
        figures[.coldStart] = [seconds() - begin]
        let query = try deployment.start("query")
        try deployment.waitForEpoch()
        try answer(catalogue, size, options.seed, deployment)
        let fresh = FreshnessBenchmark(deployment: deployment, catalogue: catalogue, size: size, seed: options.seed)
        var world = size
        world.events = FreshnessBenchmark.events
        world.days = 1
        var adoption = Adoption(catalogue, world, seed: options.seed &+ 4)
        let events = adoption.nextDay()
        figures[.batch] =
            try fresh.batches("warm", source: Adoption.source, atMost: 8) { _, lines in
                RecordLines.events(events, catalogue, into: &lines)
            }.times
        figures[.scoringMemory] = [scoring.peakMegabytes]
        figures[.queryMemory] = [query.peakMegabytes]
        let bytes = try deployment.connection().queryFirst("SELECT pg_database_size(current_database())") {
            try $0.int8(0)
        }
        figures[.store] = [Double(bytes ?? 0) / 1_048_576]
    }

    var text: String {
        "\(Measured.text(factor)) times: "
            + Figure.allCases.compactMap { figure in
                figures[figure].map { "\(figure.rawValue) \(Measured(unit: "", values: $0).text) \(figure.unit)" }
            }.joined(separator: "; ")
    }

    /// The whole world; what its records cost ingest, Postgres and the one who sends. With the vacuum that they bring about:
    /// left to itself it comes by the clock, so after a small world and in the middle of a large one.
    private mutating func send(_ catalogue: Catalogue, _ size: WorldSize, _ seed: UInt64, _ deployment: Deployment)
        throws
    {
        func cost(
            _ name: String, source: String, vacuums: Bool = true, _ fill: (inout [UInt8]) -> Int
        ) throws -> Double {
            var lines = Producer.header("growth:\(name)", source: source)
            let count = fill(&lines)
            let before = deployment.processorSeconds
            let end = try Producer.send(lines, to: deployment.socket("ingest"))
            guard end.stored == count else { throw Failure("\(end.stored) of \(count) of \(name) were stored") }
            if vacuums { try deployment.connection().execute("VACUUM (ANALYZE)") }
            return (deployment.processorSeconds - before) / Double(max(1, count)) * 1e6
        }
        _ = try cost("organizations", source: "curated") { RecordLines.organizations(catalogue, into: &$0) }
        figures[.model] = [
            try cost("models", source: Catalogue.hub) { RecordLines.models(catalogue, into: &$0) }
        ]
        _ = try cost("downloads", source: Catalogue.hub) {
            RecordLines.downloads(catalogue, days: 1, seed: seed &+ 2, into: &$0)
        }
        var adoption = Adoption(catalogue, size, seed: seed &+ 1)
        var days = 0
        var sent = 0
        var spent = 0.0
        for chunk in 0..<size.chunks {
            let until = size.days * (chunk + 1) / size.chunks
            guard until > days else { continue }
            let events = (days..<until).flatMap { _ in adoption.nextDay() }
            days = until
            let each = try cost("events:\(chunk)", source: Adoption.source, vacuums: days == size.days) {
                RecordLines.events(events, catalogue, into: &$0)
                return events.count
            }
            sent += events.count
            spent += each * Double(events.count)
        }
        // One figure over all: the clock of processor time ticks a hundred times a second.
        figures[.event] = [spent / Double(max(1, sent))]
    }

    /// Ratios to the echo in the same seconds: what the machine does besides falls out.
    private mutating func answer(_ catalogue: Catalogue, _ size: WorldSize, _ seed: UInt64, _ deployment: Deployment)
        throws
    {
        var random = RandomSource(seed: seed &+ 3)
        let names = (0..<10_000).map { _ in catalogue.names[random.below(catalogue.modelCount)] }
        let kind = try AnswerKind.all(names)[0]
        let echo = try Echo(deployment, kind, try kind.meanBytes(deployment.socket("query")))
        defer { echo.end() }
        let ours = LoadClient(path: deployment.socket("query"), questions: kind.questions)
        for _ in 0..<(size.repetitions * 2) {
            let part = size.answerSeconds / Double(size.repetitions)
            let alone = try ours.run(connections: 1, depth: 1, for: part)
            let aloneEcho = try echo.client.run(connections: 1, depth: 1, for: part)
            figures[.answer, default: []].append(
                Measured.quantile(alone.microseconds, 0.5) / Measured.quantile(aloneEcho.microseconds, 0.5))
            let many = try ours.run(connections: 64, depth: 1, for: part)
            let manyEcho = try echo.client.run(connections: 64, depth: 1, for: part)
            figures[.answers, default: []].append(many.perSecond / manyEcho.perSecond)
        }
    }
}
