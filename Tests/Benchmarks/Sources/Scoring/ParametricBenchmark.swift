import Domain

/// Questions over the whole world with parameters, each asked of several countries: ours beside DuckDB's, igraph's and
/// recursive SQL's where they have the operation; and of a past date, whose state is derived once.
struct ParametricBenchmark {
    let scoring: Questions
    let reference: DuckDB?
    let size: WorldSize
    let recursive: RecursiveSQL

    private static let countries = ["US", "CN", "FR"]

    func run(into report: inout Report) throws {
        try removal(into: &report)
        try descendants(into: &report)
        try concentration(into: &report)
        try past(into: &report)
        for (what, method, parameters) in [
            ("records: the ledger of likes", "records", [:] as [String: Any]),
            ("leadership: likes by country and month", "leadership", ["series": "likes"]),
            (
                "dependence.matrix: roots by downloads", "dependence.matrix",
                ["attribution": "root", "weight": "downloads"]
            ),
            ("roots: by downloads and country", "roots", ["by": "country", "weight": "downloads"]),
        ] {
            var ours: [Double] = []
            for _ in 0..<size.repetitions { ours.append(try timed { _ = try scoring.ask(method, parameters) }) }
            add(what, ours, into: &report)
        }
    }

    private func removal(into report: inout Report) throws {
        var ours: [Double] = []
        var duck: [Double] = []
        var graph: [Double] = []
        var sql: [Double] = []
        for country in Self.countries {
            var found: [String: Any] = [:]
            ours.append(try timed { found = try scoring.ask("removal", ["country": country]) })
            let counted = try recursive.removal(Country(name: country) ?? .unknown)
            sql.append(counted.seconds)
            report.check("what hangs on a country, recursive SQL", found["numerator"] as? Double == counted.value)
            guard let reference else { continue }
            let theirs = try reference.run("removal", ["of": country])
            duck.append(theirs.seconds)
            report.check("what hangs on a country", found["numerator"] as? Double == theirs.value as? Double)
            let igraph = try reference.run("igraph", ["of": country])
            guard let value = igraph.value as? Double else { continue }
            graph.append(igraph.seconds)
            report.check("what hangs on a country, igraph", found["numerator"] as? Double == value)
        }
        add("removal of a country", ours, "recursive SQL", sql, into: &report)
        add("removal of a country", ours, "DuckDB", duck, goal: .atMost(0.2), into: &report)
        if !graph.isEmpty { add("removal of a country", ours, "igraph", graph, into: &report) }
    }

    /// The models with the most descendants, beside recursive SQL that counts everybody's once.
    private func descendants(into report: inout Report) throws {
        let counted = try recursive.descendants()
        var ours: [Double] = []
        var found: [String: Any] = [:]
        for _ in 0..<size.repetitions {
            ours.append(
                try timed { found = try scoring.ask("leaderboard", ["measure": "descendants", "limit": 10]) })
        }
        let first = (found["value"] as? [[String: Any]])?.first?["value"] as? Double
        report.check("the most descendants, recursive SQL", first == counted.value)
        add(
            "the ten with the most descendants (kept up)", ours, "recursive SQL, counted anew", [counted.seconds],
            into: &report)
    }

    private func concentration(into report: inout Report) throws {
        var ours: [Double] = []
        var duck: [Double] = []
        for _ in 0..<size.repetitions {
            var found: [String: Any] = [:]
            ours.append(
                try timed { found = try scoring.ask("concentration", ["by": "country", "measure": "downloads30d"]) })
            guard let reference else { continue }
            let theirs = try reference.run("concentration")
            duck.append(theirs.seconds)
            let hhi = ((found["value"] as? [String: Any])?["hhi"] as? [String: Any])?["value"] as? Double ?? .nan
            report.check("concentration by country", abs(hhi - (theirs.value as? Double ?? 0)) < 1e-6)
        }
        add("concentration of downloads by country", ours, "DuckDB", duck, into: &report)
    }

    /// Root dependence at a past date: the first question derives that state, the others find it.
    private func past(into report: inout Report) throws {
        let date = UTCDay(number: Catalogue.lastDay.number - 20).description
        var parameters: [String: Any] = [
            "of": "US", "attribution": "root", "scope": "crossOrganization", "weight": "downloads", "asOf": date,
        ]
        let first = try timed { _ = try scoring.ask("dependence", parameters) }
        add("dependence by roots at a past date: deriving the state", [first], into: &report)
        var ours: [Double] = []
        for country in Self.countries {
            parameters["of"] = country
            ours.append(try timed { _ = try scoring.ask("dependence", parameters) })
        }
        add(
            "dependence by roots at a past date, once it is derived", ours,
            goal: size.hasBudgets ? .atMost(0.15) : nil, into: &report)
    }

    private func timed(_ body: () throws -> Void) rethrows -> Double {
        let start = seconds()
        try body()
        return seconds() - start
    }

    private func add(
        _ what: String, _ ours: [Double], _ name: String? = nil, _ theirs: [Double] = [], goal: Row.Goal? = nil,
        into report: inout Report
    ) {
        let hasReference = !theirs.isEmpty
        report.rows.append(
            Row(
                section: ScoringBenchmark.section, what: what, ours: Measured(unit: "s", values: ours),
                reference: hasReference ? name : nil,
                theirs: hasReference ? Measured(unit: "s", values: theirs) : nil,
                goal: name == nil || hasReference ? goal : nil))
    }
}
