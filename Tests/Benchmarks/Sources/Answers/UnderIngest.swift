import Foundation

/// model.get beside the echo while ingest takes in events as fast as it can: what the store's and scoring's work does to
/// answers, and what it does to anybody on the same machine.
struct UnderIngest {
    let benchmark: AnswersBenchmark
    let kind: AnswerKind

    func run(into report: inout Report) throws {
        let deployment = benchmark.deployment
        let echo = try Echo(deployment, kind, try kind.meanBytes(deployment.socket("query")))
        defer { echo.end() }
        let load = try IngestLoad(
            deployment, benchmark.catalogue, benchmark.size, seed: benchmark.seed &+ 5, name: "answers")
        let ours = LoadClient(path: deployment.socket("query"), questions: kind.questions)
        for connections in [1, 64] {
            let outcomes = try benchmark.alternate([
                .ours: { try ours.run(connections: connections, depth: 1, for: $0) },
                .echo: { try echo.client.run(connections: connections, depth: 1, for: $0) },
            ])
            for (what, share, goal) in [("p50", 0.5, nil), ("p99", 0.99, Row.Goal.atMost(2))] {
                func measured(_ who: AnswersBenchmark.Contender) -> Measured {
                    Measured(
                        unit: "us", values: (outcomes[who] ?? []).map { Measured.quantile($0.microseconds, share) })
                }
                let many = connections == 1 ? "1 connection" : "\(connections) connections"
                report.rows.append(
                    Row(
                        section: AnswersBenchmark.section, what: "\(kind.name) while ingest runs, \(many): \(what)",
                        ours: measured(.ours), reference: AnswersBenchmark.Contender.echo.name,
                        theirs: measured(.echo), goal: goal))
            }
        }
        let rate = try load.end()
        report.rows.append(
            Row(
                section: AnswersBenchmark.section, what: "events taken in meanwhile",
                ours: Measured(unit: "rows/s", values: [rate])))
        try deployment.waitForEpoch()
    }
}
