import Columns
import Domain

extension Reading {
    /// Takes back events that are kept one by one: of those that are alike as many as there are retractions.
    func withdrawAdoptions(_ facts: inout Facts, _ events: [Retraction]) {
        struct Key: Hashable {
            var model: Int32
            var kind, source: Int16
            var at, amount, idHash: Int64
        }
        var left: [Key: Int] = [:]
        for r in events where Int16(truncatingIfNeeded: r.other) == Int16(EventKind.deployment.rawValue) {
            let key = Key(
                model: r.subject, kind: Int16(r.other), source: r.source, at: r.at, amount: r.amount,
                idHash: r.number == .null ? 0 : r.number)
            left[key, default: 0] += 1
        }
        guard !left.isEmpty else { return }
        facts.adoptions.compact(
            fold: { _, _ in false },
            keep: { row in
                let key = Key(
                    model: row.model, kind: row.kind, source: row.source, at: row.at, amount: row.amount,
                    idHash: row.idHash)
                guard let count = left[key], count > 0 else { return true }
                left[key] = count - 1
                return false
            })
    }

    /// Takes back artifacts, milestones, claims and scores. A node stays an artifact while any statement of it stands.
    func withdrawDocuments(_ facts: inout Facts, _ rows: [Retraction]) {
        struct Key: Hashable {
            var kind: DocumentKind
            var source: Int16
            var at: Int64
            var subject: String
        }
        var gone: [Key: Int64] = [:]
        for r in rows {
            let kind: DocumentKind? =
                switch RetractionKind(rawValue: r.kind) {
                case .artifact: .artifact
                case .milestone: .milestone
                case .claim: .claim
                case .scores: .scores
                default: nil
                }
            guard let kind, let subject = r.text else { continue }
            let key = Key(kind: kind, source: r.source, at: r.at, subject: subject)
            gone[key] = max(gone[key] ?? 0, r.batch)
        }
        guard !gone.isEmpty else { return }
        var nodes: [Int32: String] = [:]
        for d in facts.documents where d.kind == .artifact { nodes[d.node] = d.subject }
        facts.documents.removeAll {
            $0.batch < gone[Key(kind: $0.kind, source: $0.source, at: $0.at, subject: $0.subject)] ?? 0
        }
        facts.artifactStatements.removeAll {
            $0.batch < gone[Key(kind: .artifact, source: $0.source, at: $0.at, subject: nodes[$0.node] ?? "")] ?? 0
        }
        facts.artifacts = Set(facts.artifactStatements.map(\.node))
    }
}
