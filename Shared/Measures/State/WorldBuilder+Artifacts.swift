import Columns
import Domain

extension WorldBuilder {
    /// Artifacts of lineage from what is said of them: publishing organisation, its country, release date and licence,
    /// each from the most trusted source that states it. What a model record says of the same id stands.
    mutating func describeArtifacts() {
        guard !facts.artifactStatements.isEmpty else { return }
        var organizations: [String: Int32] = [:]
        for (key, row) in publishers.aliases { organizations[key] = row }
        for row in 0..<publishers.table.count { organizations[ModelName.key(publishers.table.name[row])] = Int32(row) }
        var words: [String: Int32] = [:]
        for (row, statements) in artifactStatements() {
            let row = Int(row)
            let isModel = !self.statements(models.id[row]).isEmpty
            if let name = statements.lazy.compactMap(\.organization).first, !isModel,
                let publisher = organizations[ModelName.key(name)]
            {
                organizationRow[row] = publisher
                models.organization[row] = publishers.table.id[Int(publisher)]
                models.country[row] = publishers.table.country[Int(publisher)]
            }
            if models.released[row] == .null, let released = statements.first(where: { $0.released != .null }) {
                models.released[row] = released.released
            }
            if models.license[row] == .null, let license = statements.lazy.compactMap(\.license).first {
                if words.isEmpty {
                    for (id, word) in models.words.enumerated() { words[word] = Int32(id) }
                }
                if words[license] == nil {
                    words[license] = Int32(models.words.count)
                    models.words.append(license)
                }
                models.license[row] = words[license]!
            }
        }
    }

    /// By row: of each source its statement by then (its first one, carried back, where it made none), the most trusted
    /// source first, of equals the newer, then by name.
    private func artifactStatements() -> [(row: Int32, statements: [ArtifactStatement])] {
        var chosen: [Int32: [Int16: ArtifactStatement]] = [:]
        for s in facts.artifactStatements {
            let row = rowOfId[Int(s.node)]
            guard row != .null else { continue }
            if let old = chosen[row]?[s.source], !stands(s, against: old) { continue }
            chosen[row, default: [:]][s.source] = s
        }
        return chosen.sorted { $0.key < $1.key }.map { row, bySource in
            let statements = bySource.values.sorted { a, b in
                let (x, y) = (order.ranks[Int(a.source)], order.ranks[Int(b.source)])
                if x != y { return x < y }
                if a.at != b.at { return a.at > b.at }
                return order.isBefore(a.source, b.source)
            }
            return (row, statements)
        }
    }

    /// As for models: the later of those made by then, before any carried back; of these the earlier.
    private func stands(_ a: ArtifactStatement, against b: ArtifactStatement) -> Bool {
        let (isMade, otherIsMade) = (a.at <= factsAsOf, b.at <= factsAsOf)
        if isMade != otherIsMade { return isMade }
        if a.at != b.at { return isMade ? a.at > b.at : a.at < b.at }
        return a.batch >= b.batch
    }
}
