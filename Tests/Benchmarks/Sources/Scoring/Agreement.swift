/// Whether scoring and DuckDB came to the same.
struct Agreement {
    let scoring: Questions

    /// The ten largest of four measures, and every country's direct dependence.
    func check(_ value: Any, into report: inout Report) throws {
        guard let theirs = value as? [String: Any] else { throw Failure("DuckDB's measures are no object") }
        for measure in ["derivatives", "descendants", "netLikes", "decayedAdoption"] {
            let answer = try scoring.ask("leaderboard", ["measure": measure, "limit": 10])
            let ours = (answer["value"] as? [[String: Any]] ?? []).map { $0["value"] as? Double ?? .nan }
            let found = (theirs[measure] as? [[Any]] ?? []).map { $0.last as? Double ?? .nan }
            // By value: each side breaks ties in its own way.
            report.check(
                "the ten largest by \(measure)",
                ours.count == 10 && ours.count == found.count && zip(ours, found).allSatisfy(Self.isSame))
        }
        let cells = (theirs["matrix"] as? [[Any]] ?? []).compactMap { cell -> (String, String, Double)? in
            guard cell.count == 3, let child = cell[0] as? String, let parent = cell[1] as? String,
                let edges = cell[2] as? Double
            else { return nil }
            return (child, parent, edges)
        }
        for country in ["US", "CN", "unreviewed"] {
            let answer = try scoring.ask("dependence", ["of": country])
            let row = cells.filter { $0.0 == country }.map { ($0.1, $0.2) }
            report.check("the dependence matrix", Self.shares(answer, Dictionary(row) { $1 }))
        }
    }

    /// Every known country's numerator.
    static func shares(_ answer: [String: Any], _ theirs: [String: Double]) -> Bool {
        let known = theirs.filter { !["unreviewed", "unknown"].contains($0.key) && $0.value > 0 }
        let ours = (answer["value"] as? [[String: Any]] ?? []).reduce(into: [String: Double]()) {
            $0[$1["key"] as? String ?? ""] = $1["numerator"] as? Double
        }
        return ours.count == known.count && known.allSatisfy { isSame(ours[$0.key] ?? .nan, $0.value) }
    }

    private static func isSame(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-9 * max(abs(a), abs(b)) }
}
