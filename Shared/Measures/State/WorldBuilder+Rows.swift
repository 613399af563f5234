import Columns
import Domain

extension WorldBuilder {
    /// What a block of ids has to say of rows.
    fileprivate struct Sighting: Sendable {
        /// By source: whether anything came from it.
        var sources: [Bool]
        /// Ids of other blocks that are there: parents, and identities by another of their ids.
        var others: [Int32] = []
    }

    /// A row for each identity that anything was said of by then.
    mutating func findRows(_ workers: Workers) throws(Workers.Stopped) {
        let reader = reader
        let n = reader.facts.modelCount
        let seen = Column(repeating: false, count: n)
        let blocks = try workers.blocks(
            of: n, scratch: { [Statement]() },
            { ids, found in
                sight(ids, reader, seen, &found)
            })
        var sources = [Bool](repeating: false, count: reader.facts.sources.count)
        for block in blocks {
            for id in block.others { seen.rows[Int(id)] = true }
            for source in sources.indices where block.sources[source] { sources[source] = true }
        }
        let facts = reader.facts
        for s in facts.organizations { sources[Int(s.source)] = true }
        for artifact in facts.artifacts where reader.factsAsOf == .max {
            seen.rows[Int(reader.canonical[Int(artifact)])] = true
        }
        for deletion in facts.deletions where deletion.at <= reader.factsAsOf {
            seen.rows[Int(reader.canonical[Int(deletion.model)])] = true
        }
        number(seen)
        self.sources = sources
    }

    /// Rows by ascending id of whoever is there.
    private mutating func number(_ seen: Column<Bool>) {
        rowOfId = RowsOfIds(reader.canonical, marked: seen)
        let id = Column<Int32>(unwritten: Int(rowOfId.rowCount), spare: Int(rowOfId.rowCount) / 16)
        var row = 0
        seen.withUnsafeBufferPointer { seen in
            for i in seen.indices where seen[i] {
                id.rows[row] = Int32(i)
                row += 1
            }
        }
        models.id = id
    }
}

/// - Parameter seen: by id; the block's own are marked.
private func sight(
    _ ids: Range<Int>, _ reader: StateReader, _ seen: Column<Bool>, _ found: inout [Statement]
) -> WorldBuilder.Sighting {
    var sighting = WorldBuilder.Sighting(sources: [Bool](repeating: false, count: reader.facts.sources.count))
    func mark(_ id: Int32) {
        if ids.contains(Int(id)) { seen.rows[Int(id)] = true } else { sighting.others.append(id) }
    }
    for id in ids {
        let id = Int32(id)
        let canonical = reader.canonical[Int(id)]
        if canonical == id {
            reader.withChosen(id, &found) { found in
                if !found.isEmpty { seen.rows[Int(id)] = true }
                for s in found {
                    sighting.sources[Int(s.source)] = true
                    for base in reader.bases(of: s) where base.belongs(to: s) {
                        mark(reader.canonical[Int(base.parent)])
                    }
                }
            }
        }
        if reader.markFigures(id, &sighting.sources) { mark(canonical) }
    }
    return sighting
}
