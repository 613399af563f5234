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
        // Asked as fast as they answer on many connections, the echo has more than twice the gateway's load, and there is no
        // goal; on one connection they have nearly the same.
        for way in [Way(connections: 1), Way(connections: 64), Way(connections: 64, rate: Self.sameLoad)] {
            let outcomes = try benchmark.alternate(
                [.ours: { try way.run(ours, $0) }, .echo: { try way.run(echo.client, $0) }], times: Self.times)
            let hasGoal = way.connections == 1 || way.rate != nil
            for (what, share, goal) in [("p50", 0.5, nil), ("p99", 0.99, hasGoal ? Row.Goal.atMost(2) : nil)] {
                func measured(_ who: AnswersBenchmark.Contender) -> Measured {
                    Measured(
                        unit: "us", values: (outcomes[who] ?? []).map { Measured.quantile($0.microseconds, share) })
                }
                report.rows.append(
                    Row(
                        section: AnswersBenchmark.section,
                        what: "\(kind.name) while ingest runs, \(way.text): \(what)",
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

    /// The slowest of a hundred hang on who else has the processors: they need more turns than what happens all the time.
    private static let times = 4

    /// Questions a second that both are asked: three times what FastAPI answers at most.
    private static let sameLoad = 20_000.0

    /// How both are asked.
    private struct Way {
        var connections: Int
        /// Questions a second; nil: as many as are answered.
        var rate: Double?

        var text: String {
            let many = "\(connections) connection\(connections == 1 ? "" : "s")"
            return rate.map { "\(many), \(Int($0)) questions/s" } ?? many
        }

        func run(_ client: LoadClient, _ duration: Double) throws -> LoadClient.Outcome {
            if let rate { return try client.run(connections: connections, rate: rate, for: duration) }
            return try client.run(connections: connections, depth: 1, for: duration)
        }
    }
}
