import Foundation

/// Everything in one run: the world is generated, sent, scored and asked, each beside its references.
func runBenchmarks(_ options: Options) throws -> Bool {
    let size = options.size
    var report = Report(size: size.name, seed: options.seed, machine: Machine.describe())
    let begin = seconds()
    let catalogue = Catalogue(size, seed: options.seed)
    say(
        "generated \(catalogue.modelCount) models, \(catalogue.edgeCount) edges in \(Measured.text(seconds() - begin)) s"
    )
    let deployment = try Deployment(programs: options.programs, settings: options.settings, folder: options.folder)
    defer { deployment.end() }
    try deployment.start("ingest")
    try RecordsBenchmark(
        deployment: deployment, catalogue: catalogue, size: size, seed: options.seed,
        python: options.python.map { (python: $0, script: options.recordsScript) }
    ).run(into: &report, withReferences: options.wants(.records))
    if options.only != .records {
        if options.wants(.scoring) {
            let duckDB = options.python.map { (python: $0, script: options.script) }
            if duckDB == nil { report.notes.append("DuckDB could not be installed: its reference was left out") }
            try ScoringBenchmark(deployment: deployment, catalogue: catalogue, size: size, duckDB: duckDB)
                .run(into: &report)
        } else {
            try deployment.start("scoring")
        }
        try deployment.start("query")
        let gateway = try Questions(deployment.socket("query"))
        try deployment.wait("the gateway's first epoch") {
            let status = try gateway.ask("status")
            let batch = status["epochBatch"] as? Int ?? 0
            return batch > 0 && batch == status["committedBatch"] as? Int
        }
        report.memory(
            "Answers", "query, first epoch", try deployment.service("query"), atMost: size.hasBudgets ? 700 : nil)
        if options.wants(.answers) {
            try AnswersBenchmark(deployment: deployment, catalogue: catalogue, size: size, seed: options.seed)
                .run(into: &report)
        }
        if options.wants(.scoring) {
            try FreshnessBenchmark(deployment: deployment, catalogue: catalogue, size: size, seed: options.seed)
                .run(into: &report)
        }
    }
    say("everything took \(Measured.text(seconds() - begin)) s")
    print(report.markdown)
    if let path = options.json { try report.json().write(to: URL(filePath: path)) }
    return report.isEqual
}

do {
    let words = Array(CommandLine.arguments.dropFirst())
    if words.first == "echo", words.count == 3, let bytes = Int(words[2]) {
        try EchoServer.serve(words[1], answerBytes: bytes)
    }
    guard try runBenchmarks(try Options(words)) else {
        say("benchmarks: results differ from the references'; the table above says which")
        exit(1)
    }
} catch {
    say("benchmarks: \(error)")
    exit(1)
}
