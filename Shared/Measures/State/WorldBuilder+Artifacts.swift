import Columns
import Domain

extension WorldBuilder {
    /// Artifacts of lineage from what is said of them: publishing organisation, its country, release date and licence,
    /// each from the most trusted source that states it. What a model record says of the same id stands.
    mutating func describeArtifacts() {
        guard !reader.facts.artifactStatements.isEmpty else { return }
        var organizations: [String: Int32] = [:]
        for (key, row) in publishers.aliases { organizations[key] = row }
        for row in 0..<publishers.table.count { organizations[ModelName.key(publishers.table.name[row])] = Int32(row) }
        for (row, statements) in artifactStatements() {
            let row = Int(row)
            let isModel = isDescribed(models.id[row])
            if let name = statements.lazy.compactMap(\.organization).first, !isModel,
                let publisher = organizations[ModelName.key(name)]
            {
                models.organization[row] = publishers.table.id[Int(publisher)]
                models.country[row] = publishers.table.country[Int(publisher)]
            }
            if models.released[row] == .null, let released = statements.first(where: { $0.released != .null }) {
                models.released[row] = released.released
            }
            if models.license[row] == .null, let license = statements.lazy.compactMap(\.license).first {
                artifactLicenses[Int32(row)] = license
            }
        }
        placeWords()
    }

    /// The words of the facts, and of artifacts' licences those that are not among them.
    mutating func placeWords() {
        models.words = reader.facts.words
        guard !artifactLicenses.isEmpty else { return }
        let wanted = Set(artifactLicenses.values)
        var words: [String: Int32] = [:]
        for (id, word) in models.words.enumerated() where wanted.contains(word) { words[word] = Int32(id) }
        for word in wanted.sorted() where words[word] == nil {
            words[word] = Int32(models.words.count)
            models.words.append(word)
        }
        for (row, word) in artifactLicenses { models.license[Int(row)] = words[word]! }
    }

    private func isDescribed(_ canonical: Int32) -> Bool {
        var found: [Statement] = []
        reader.choose(canonical, into: &found)
        return !found.isEmpty
    }

    /// By row: of each source its statement by then (its first one, carried back, where it made none), the most trusted
    /// source first, of equals the newer, then by name.
    private func artifactStatements() -> [(row: Int32, statements: [ArtifactStatement])] {
        var chosen: [Int32: [Int16: ArtifactStatement]] = [:]
        for s in reader.facts.artifactStatements {
            let row = rowOfId[Int(s.node)]
            guard row != .null else { continue }
            if let old = chosen[row]?[s.source], !stands(s, against: old) { continue }
            chosen[row, default: [:]][s.source] = s
        }
        return chosen.sorted { $0.key < $1.key }.map { row, bySource in
            let statements = bySource.values.sorted { a, b in
                let (x, y) = (reader.order.ranks[Int(a.source)], reader.order.ranks[Int(b.source)])
                if x != y { return x < y }
                if a.at != b.at { return a.at > b.at }
                return reader.order.isBefore(a.source, b.source)
            }
            return (row, statements)
        }
    }

    /// As for models: the later of those made by then, before any carried back; of these the earlier.
    private func stands(_ a: ArtifactStatement, against b: ArtifactStatement) -> Bool {
        let (isMade, otherIsMade) = (a.at <= reader.factsAsOf, b.at <= reader.factsAsOf)
        if isMade != otherIsMade { return isMade }
        if a.at != b.at { return isMade ? a.at > b.at : a.at < b.at }
        return a.batch >= b.batch
    }
}
