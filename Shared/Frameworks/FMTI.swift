/// Foundation Model Transparency Index: 100 yes/no indicators a developer and edition, imported as scores: its
/// questions do not follow from components. Editions ask different questions; the 2025 one was rewritten.
public enum FMTI: Framework {
    public static let id = "fmti"
    public static let name = "Foundation Model Transparency Index"
    /// Every verdict carries the edition it rests on instead.
    public static let version = "imported"

    /// Indicators of an edition.
    public static let indicators = 100

    public static func verdict(on evidence: Evidence) -> Verdict {
        guard let scores = evidence.scores(id) else {
            return Verdict(
                framework: self, outcome: .none(reason: "no edition names this developer"), label: "not in the index",
                clauses: [])
        }
        let clauses = scores.items.map { item in
            Clause(id: item.id, text: item.id, met: item.points, reason: item.points == 1 ? "yes" : "no")
        }
        let sum = scores.items.reduce(0) { $0 + ($1.points ?? 0) }
        var notes: [String] = []
        if scores.items.count != indicators {
            notes.append("\(scores.items.count) of \(indicators) indicators are in the import")
        }
        let others = Set(evidence.scores.filter { $0.framework == id }.map(\.edition)).subtracting([scores.edition])
        if !others.isEmpty {
            notes.append("other editions, not comparable with this one: " + others.sorted().joined(separator: ", "))
        }
        return Verdict(
            framework: self, version: scores.edition, outcome: .score(sum, of: Double(indicators)),
            label: "\(sum) of \(indicators), edition \(scores.edition)", clauses: clauses, notes: notes)
    }

    /// Difference of two scores: nil across editions, with the reason.
    public static func difference(_ a: Verdict, _ b: Verdict) -> (value: Double?, reason: String?) {
        guard a.framework == id, b.framework == id, case .score(let x, _) = a.outcome, case .score(let y, _) = b.outcome
        else { return (nil, "one of the two is not in the index") }
        guard a.version == b.version else {
            return (nil, "editions \(a.version) and \(b.version) ask different questions")
        }
        return (x - y, nil)
    }
}
