import Columns
import Domain

extension WorldBuilder {
    /// Reads from now on what is known by a later batch.
    mutating func follow(_ facts: Facts) {
        reader = StateReader(
            facts, asOf: facts.newest, factsAsOf: .max, SourceOrder(facts), identities, publishers)
        placeWords()
        while sources.count < facts.sources.count { sources.append(false) }
        while rowOfId.count < facts.modelCount { rowOfId.append(.null) }
    }

    /// The rows of what was said, ascending; identities that were not there get theirs at the end, still without columns.
    /// Nil: one of them would have to stand among the others.
    mutating func touchedRows(_ news: News) -> [Int]? {
        var wanted: Set<Int32> = []
        var new: Set<Int32> = []
        var found: [Statement] = []
        for id in news.described.union(news.touched) {
            let canonical = reader.canonical[Int(id)]
            guard wanted.insert(canonical).inserted else { continue }
            reader.choose(canonical, into: &found)
            var isThere = !found.isEmpty
            for s in found {
                sources[Int(s.source)] = true
                for base in reader.bases(of: s) where base.belongs(to: s) {
                    let parent = reader.canonical[Int(base.parent)]
                    if rowOfId[Int(parent)] == .null { new.insert(parent) }
                }
            }
            for member in reader.members(canonical) where reader.markFigures(member, &sources) { isThere = true }
            if isThere, rowOfId[Int(canonical)] == .null { new.insert(canonical) }
        }
        let last = models.id.last ?? -1
        for id in new.sorted() {
            guard id > last else { return nil }
            rowOfId[Int(id)] = Int32(models.id.count)
            models.id.append(id)
        }
        // What a model record says of an artifact stands before what is said of the artifact.
        if !reader.facts.artifactStatements.isEmpty,
            reader.facts.artifactStatements.contains(where: { wanted.contains(reader.canonical[Int($0.node)]) })
        {
            return nil
        }
        var rows = Set(wanted.map { Int(rowOfId[Int($0)]) }.filter { $0 >= 0 })
        rows.formUnion(models.flags.count..<models.id.count)
        return rows.sorted()
    }

    /// The figures of a row whose windows have moved.
    mutating func measureAgain(_ row: Int) {
        var days: [DayAmount] = []
        set(reader.measure(models.id[row], &days), row)
    }

    /// Attributes, lineage and figures of rows; those after the last get their columns.
    ///
    /// - Returns: the other rows whose children or descendants have changed; nil: a row has lost its reason to be.
    mutating func deriveAgain(_ rows: [Int]) -> Set<Int>? {
        let reader = reader
        let first = models.flags.count
        var found: [Statement] = []
        var days: [DayAmount] = []
        var edges = EdgeList(capacity: rows.count)
        for row in rows {
            let id = models.id[row]
            reader.choose(id, into: &found)
            let attributes = reader.describe(id, found, &access)
            if row < first {
                let inCycle = models.flags[row].contains(.cycle)
                rowTallies[Int32(row)] = nil
                set(attributes, row)
                if inCycle { models.flags[row].insert(.cycle) }
            } else {
                append(attributes)
            }
            mark(reader.link(Int32(row), found, rowOfId, into: &edges), row)
            if row < first { set(reader.measure(id, &days), row) } else { append(reader.measure(id, &days), row) }
        }
        return relink(rows, edges, first: first)
    }
}
