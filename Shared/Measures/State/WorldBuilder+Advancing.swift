import Columns
import Domain

extension WorldBuilder {
    /// Reads no figures until it follows other facts.
    mutating func letGoOfFigures() {
        var facts = reader.facts
        (facts.points, facts.amounts, facts.adoptions) = (ModelGrouped(), ModelGrouped(), ModelGrouped())
        reader = StateReader(
            facts, asOf: reader.asOf, factsAsOf: reader.factsAsOf, reader.order, identities, publishers)
    }

    /// Reads from now on what is known by a later batch.
    mutating func follow(_ facts: Facts) {
        reader = StateReader(
            facts, asOf: facts.newest, factsAsOf: .max, SourceOrder(facts), identities, publishers)
        models.name.follow(facts.modelNames, of: models.id)
        placeWords()
        while sources.count < facts.sources.count { sources.append(false) }
        rowOfId.follow(identities.canonical)
    }

    /// The rows that something was said of.
    struct Touched {
        /// Rows whose attributes, lineage and figures may differ, ascending; the last may still be without columns.
        var wholly: [Int]
        /// Rows of which only figures may differ, ascending.
        var figures: [Int]
    }

    /// The rows of what was said; identities that were not there get theirs at the end, still without columns.
    /// Nil: one of them would have to stand among the others.
    mutating func touchedRows(_ news: News) -> Touched? {
        var wanted: Set<Int32> = []
        var new: Set<Int32> = []
        var found: [Statement] = []
        for id in news.described.union(news.wholly) {
            take(reader.canonical[Int(id)], &wanted, &new, &found)
        }
        var figures: [Int] = []
        for id in news.touched.keys {
            let canonical = reader.canonical[Int(id)]
            let row = Int(rowOfId[Int(canonical)])
            // Whoever nobody described is somebody once there is a figure.
            if row < 0 || row >= models.flags.count || models.flags[row].contains(.placeholder) {
                take(canonical, &wanted, &new, &found)
            } else if wanted.isEmpty || !wanted.contains(canonical) {
                figures.append(row)
            }
        }
        let last = models.id.last ?? -1
        for id in new.sorted() {
            guard id > last else { return nil }
            rowOfId.append(id)
            models.id.append(id)
        }
        if !new.isEmpty { models.name.follow(reader.facts.modelNames, of: models.id) }
        // What a model record says of an artifact stands before what is said of the artifact.
        if !reader.facts.artifactStatements.isEmpty,
            reader.facts.artifactStatements.contains(where: { wanted.contains(reader.canonical[Int($0.node)]) })
        {
            return nil
        }
        var rows = Set(wanted.map { Int(rowOfId[Int($0)]) }.filter { $0 >= 0 })
        rows.formUnion(models.flags.count..<models.id.count)
        return Touched(wholly: rows.sorted(), figures: figures.ascending)
    }

    /// Looks at an identity of which anything may have changed: its sources are noted, and who is there for the first time.
    private mutating func take(
        _ canonical: Int32, _ wanted: inout Set<Int32>, _ new: inout Set<Int32>, _ found: inout [Statement]
    ) {
        guard wanted.insert(canonical).inserted else { return }
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

    /// The figures of rows, of which something came in or whose windows have moved.
    mutating func measureAgain(_ rows: [Int]) {
        keep(rows)
        // Whether there is a source that nothing is known to have come from yet, and that may have brought some of it. One that
        // nobody has named ends the process where it is met, in the row that is to blame.
        let marksSources = reader.facts.heard.sources.contains { !sources.indices.contains($0) || !sources[$0] }
        var scratch = FigureScratch()
        for row in rows { measureAgain(row, marksSources: marksSources, &scratch) }
    }

    private mutating func measureAgain(_ row: Int, marksSources: Bool, _ scratch: inout FigureScratch) {
        let id = models.id[row]
        if marksSources { for member in reader.members(id) { _ = reader.markFigures(member, &sources) } }
        let figures = reader.measure(id, &scratch)
        let stale = models.flags[row].intersection([.counterFell, .counterReset]).subtracting(figures.flags)
        if !stale.isEmpty {
            models.flags[row].subtract(stale)
            rowTallies[Int32(row)]?.falls = 0
            rowTallies[Int32(row)]?.resets = 0
        }
        set(figures, row)
    }

    /// Attributes, lineage and figures of rows; those after the last get their columns.
    ///
    /// - Returns: false: a row has lost its reason to be.
    mutating func deriveAgain(_ rows: [Int]) -> Bool {
        let reader = reader
        let first = models.flags.count
        var found: [Statement] = []
        var scratch = FigureScratch()
        var edges = EdgeList(capacity: rows.count)
        keep(rows)
        for row in rows {
            let id = models.id[row]
            reader.withChosen(id, &found) { found in
                var attributes = reader.describe(id, found, &access)
                if row < first {
                    // Columns are copied where something differs, so that what lineage says is put beside the rest at once.
                    let kept = models.flags[row].intersection(.cycle)
                    rowTallies[Int32(row)] = nil
                    attributes.flags.formUnion(kept)
                    set(attributes, row)
                } else {
                    append(attributes)
                }
                let tally = reader.link(Int32(row), found, rowOfId, into: &edges)
                mark(tally, row, name: attributes.name)
            }
            let figures = reader.measure(id, &scratch)
            if row < first { set(figures, row) } else { append(figures, row) }
        }
        return relink(rows, edges, first: first)
    }
}
