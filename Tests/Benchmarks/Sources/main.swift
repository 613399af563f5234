import Foundation

/// Everything in one run: the world is generated, sent, scored and asked, each beside its references; then, where it is
/// asked for, worlds of other sizes.
func runBenchmarks(_ options: Options) throws -> Bool {
    var report = Report(size: options.size.name, seed: options.seed, machine: Machine.describe())
    let begin = seconds()
    if options.only != .growth { try runParts(options, into: &report) }
    if options.growth { try GrowthBenchmark(options: options).run(into: &report) }
    say("everything took \(Measured.text(seconds() - begin)) s")
    report.notes.append("the whole run took \(Measured.text(seconds() - begin)) s")
    print(report.markdown)
    if let path = options.json { try report.json().write(to: URL(filePath: path)) }
    return report.isEqual
}

/// The parts that are asked for, over one world.
func runParts(_ options: Options, into report: inout Report) throws {
    let size = options.size
    let begin = seconds()
    let catalogue = Catalogue(size, seed: options.seed)
    say(
        "generated \(catalogue.modelCount) models, \(catalogue.edgeCount) edges in \(Measured.text(seconds() - begin)) s"
    )
    WorldBenchmark(catalogue: catalogue, size: size, seed: options.seed).run(into: &report)
    let deployment = try Deployment(options, folder: options.folder)
    defer { deployment.end() }
    do {
        try runParts(options, over: deployment, catalogue, into: &report)
    } catch {
        throw Failure("\(error)\(deployment.ended)")
    }
}

private func runParts(
    _ options: Options, over deployment: Deployment, _ catalogue: Catalogue, into report: inout Report
) throws {
    let size = options.size
    try deployment.start("ingest")
    try RecordsBenchmark(
        deployment: deployment, catalogue: catalogue, size: size, seed: options.seed,
        python: options.python.map { (python: $0, script: options.recordsScript) }
    ).run(into: &report, withReferences: options.wants(.records))
    guard options.only != .records else { return }
    if options.wants(.scoring) {
        let duckDB = options.python.map { (python: $0, script: options.script) }
        if duckDB == nil { report.notes.append("DuckDB could not be installed: its reference was left out") }
        try ScoringBenchmark(deployment: deployment, catalogue: catalogue, size: size, duckDB: duckDB)
            .run(into: &report)
    } else {
        try deployment.start("scoring")
    }
    try deployment.start("query")
    try deployment.waitForEpoch()
    report.peaks("the gateway's first epoch", deployment, size)
    if options.wants(.answers) {
        let web = options.webPython.map { (python: $0, script: options.webScript) }
        if web == nil { report.notes.append("FastAPI or asyncpg could not be installed: the reference was left out") }
        try AnswersBenchmark(
            deployment: deployment, catalogue: catalogue, size: size, seed: options.seed, fastAPI: web
        ).run(into: &report)
    }
    if options.wants(.freshness) || options.only == .scoring {
        try FreshnessBenchmark(deployment: deployment, catalogue: catalogue, size: size, seed: options.seed)
            .run(into: &report)
    }
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
