import Foundation
import Postgres

/// Scoring: a cold start beside COPY OUT of the same tables, all measures and whole-graph questions beside DuckDB.
struct ScoringBenchmark {
    let deployment: Deployment
    let catalogue: Catalogue
    let size: WorldSize
    /// The Python that has DuckDB, and the script; nil: no such reference in this run.
    let duckDB: (python: String, script: String)?

    static let section = "Scoring"

    func run(into report: inout Report) throws {
        let connection = try deployment.connection()
        var starts: [ColdStart] = []
        var copies: [Double] = []
        for turn in 0..<size.coldStarts {
            copies.append(try CopyOut.run(connection))
            starts.append(try coldStart(connection, isLast: turn == size.coldStarts - 1))
            say("cold start: \(starts[turn].text); COPY OUT \(Measured.text(copies[turn])) s")
        }
        func seconds(_ values: [Double]) -> Measured { Measured(unit: "s", values: values) }
        func row(_ what: String, _ ours: [Double], _ name: String?, _ theirs: [Double]?, _ goal: Row.Goal?) {
            report.rows.append(
                Row(
                    section: Self.section, what: what, ours: seconds(ours), reference: name,
                    theirs: theirs.map(seconds), goal: goal))
        }
        row("cold start: load", starts.map(\.load), "COPY OUT, dropped", copies, .atMost(1))
        row("cold start: all measures", starts.map(\.derive), nil, nil, size.hasBudgets ? .atMost(1.5) : nil)
        row("cold start: write and publish", starts.map(\.publish), nil, nil, size.hasBudgets ? .atMost(3) : nil)
        row("cold start: to the first epoch", starts.map(\.total), nil, nil, nil)
        report.peaks("cold start", deployment, size)
        row("daily roll-up after it", [try waitForRollUp()], nil, nil, nil)
        report.peaks("daily roll-up", deployment, size)
        try questions(starts.map(\.derive), into: &report)
    }

    struct ColdStart {
        var load = 0.0
        var derive = 0.0
        var publish = 0.0
        var total: Double { load + derive + publish }
        var text: String {
            "load \(Measured.text(load)) s, measures \(Measured.text(derive)) s, publish \(Measured.text(publish)) s"
        }
    }

    /// From nothing but facts in the store to a published epoch, by the clock and by what the service says of itself.
    private func coldStart(_ connection: Connection, isLast: Bool) throws -> ColdStart {
        try connection.execute(
            "TRUNCATE score.epoch, score.model, score.model_change, score.figure_change, score.organization, score.alias, score.daily"
        )
        try connection.execute("TRUNCATE score.roll_up, score.dependence")
        let start = seconds()
        try deployment.start("scoring")
        let questions = try Questions(deployment.socket("scoring"))
        var status: [String: Any] = [:]
        try deployment.wait("the first epoch", every: 20_000) {
            status = try questions.ask("status")
            let batch = status["epochBatch"] as? Int ?? 0
            return batch > 0 && batch == status["committedBatch"] as? Int
        }
        let total = seconds() - start
        var result = ColdStart()
        // Set a moment after the epoch is.
        try deployment.wait("scoring's own times", for: 10) {
            status = try questions.ask("status")
            return status["deriveSeconds"] as? Double ?? 0 > 0
        }
        result.derive = status["deriveSeconds"] as? Double ?? 0
        result.publish = status["publishSeconds"] as? Double ?? 0
        result.load = total - result.derive - result.publish
        if !isLast {
            deployment.kill("scoring")
            try connection.execute(
                """
                SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                WHERE application_name LIKE 'groundswell-scoring%'
                """)
            try deployment.wait("the end of scoring's sessions", for: 30) {
                try connection.queryFirst(
                    "SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE 'groundswell-scoring%'"
                ) { try $0.int8(0) } == 0
            }
        }
        return result
    }

    private func waitForRollUp() throws -> Double {
        let start = seconds()
        let questions = try Questions(deployment.socket("scoring"))
        try deployment.wait("the daily roll-up", every: 50_000) {
            let status = try questions.ask("status")
            return status["rollUpBatch"] as? Int == status["committedBatch"] as? Int
        }
        return seconds() - start
    }

    /// Whole-graph questions of several countries, ours and DuckDB's in turn, and whether they agree.
    private func questions(_ derive: [Double], into report: inout Report) throws {
        let scoring = try Questions(deployment.socket("scoring"))
        let reference = try duckDB.map {
            try DuckDB(python: $0.python, script: $0.script, folder: deployment.folder)
        }
        defer { reference?.end() }
        if let reference {
            try Data(CSVLines.nodes(catalogue)).write(to: URL(filePath: deployment.path("nodes.csv")))
            try Data(CSVLines.edges(catalogue)).write(to: URL(filePath: deployment.path("edges.csv")))
            let loaded = try reference.run("load")
            say("DuckDB loaded the same data in \(Measured.text(loaded.seconds)) s")
        }
        var measures: [Double] = []
        var ours: [Double] = []
        var theirs: [Double] = []
        for country in ["US", "CN", "FR"] {
            if let reference {
                let all = try reference.run("measures")
                measures.append(all.seconds)
                if measures.count == 1 { try Agreement(scoring: scoring).check(all.value, into: &report) }
            }
            let start = seconds()
            let answer = try scoring.ask(
                "dependence",
                ["of": country, "attribution": "root", "scope": "crossOrganization", "weight": "downloads"])
            ours.append(seconds() - start)
            guard let reference else { continue }
            let answered = try reference.run("dependence", ["of": country])
            theirs.append(answered.seconds)
            report.check(
                "dependence by roots", Agreement.shares(answer, answered.value as? [String: Double] ?? [:]))
        }
        try ParametricBenchmark(
            scoring: scoring, reference: reference, size: size, recursive: try RecursiveSQL(deployment.connection())
        ).run(into: &report)
        report.peaks("questions over the whole world", deployment, size)
        let hasReference = reference != nil
        report.rows.append(
            Row(
                section: Self.section, what: "all measures", ours: Measured(unit: "s", values: derive),
                reference: hasReference ? "DuckDB, the like" : nil,
                theirs: hasReference ? Measured(unit: "s", values: measures) : nil))
        report.rows.append(
            Row(
                section: Self.section, what: "dependence: root, downloads, across organizations",
                ours: Measured(unit: "s", values: ours), reference: hasReference ? "DuckDB" : nil,
                theirs: hasReference ? Measured(unit: "s", values: theirs) : nil,
                goal: hasReference ? .atMost(0.2) : nil))
    }
}
