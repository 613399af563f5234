import Columns
import Domain

extension WorldBuilder {
    /// Everything, in two rounds over blocks of rows: what rows say of themselves and of their parents; then their figures,
    /// while one worker follows lineage.
    mutating func derive(_ workers: Workers, gains: Bool = true) throws(Workers.Stopped) {
        try findRows(workers)
        makeRoom(gains: gains)
        let edges = try describeRows(workers)
        describeArtifacts()
        try measureRows(edges, workers)
    }

    /// Columns whose rows are not written yet, with room for those that later batches bring.
    private mutating func makeRoom(gains: Bool) {
        let count = models.id.count
        models = ModelTable(unwritten: models.id, spare: count / 16 + 1_024, gains: gains)
        models.words = reader.facts.words
    }

    /// What was found in a block of rows.
    private struct Found: Sendable {
        var edges: EdgeList
        var tallies: [RowNote<RowTally>] = []
        var details: [RowNote<String>] = []
        var joint: [RowNote<JointRelease>] = []
        /// Whose name is that of another id.
        var names: [RowNote<Int32>] = []
        var expiries: [Expiry] = []
        /// What numbers too large for their columns belong to.
        var largeAttributes: [RowNote<MergedStatement>] = []
        var largeFigures: [RowNote<Figures>] = []
    }

    private struct RowNote<Value: Sendable>: Sendable {
        var row: Int
        var value: Value
    }

    private struct DescribingScratch {
        var found: [Statement] = []
        var access = AccessCache()
    }

    /// Attributes and parents of every row.
    private mutating func describeRows(_ workers: Workers) throws(Workers.Stopped) -> EdgeList {
        models.name = StringColumn(reader.facts.modelNames, of: models.id)
        let blocks = try described(workers)
        var edges = EdgeList(capacity: models.count)
        edges.parents.reserveCapacity(blocks.reduce(0) { $0 + $1.edges.parents.count })
        edges.relations.reserveCapacity(edges.parents.capacity)
        for block in blocks {
            edges.append(block.edges)
            for note in block.tallies { rowTallies[Int32(note.row), default: RowTally()].add(note.value) }
            for note in block.details { models.details[Int32(note.row)] = note.value }
            for note in block.joint { joint.set(Int32(note.row), note.value) }
            for note in block.names { models.name.redirect(models.id[note.row], to: note.value) }
            for note in block.largeAttributes { setNarrow(note.value, note.row) }
        }
        return edges
    }

    /// Writes what rows say of themselves; what the workers hold of the columns ends with it.
    private func described(_ workers: Workers) throws(Workers.Stopped) -> [Found] {
        let (reader, models, rowOfId) = (reader, models, rowOfId)
        return try workers.blocks(
            of: models.count, scratch: { DescribingScratch() },
            { rows, scratch in
                var block = Found(edges: EdgeList(capacity: rows.count))
                for row in rows {
                    let id = models.id.rows[row]
                    reader.withChosen(id, &scratch.found) { found in
                        let attributes = reader.describe(id, found, &scratch.access)
                        if attributes.name != id {
                            block.names.append(RowNote(row: row, value: attributes.name))
                        }
                        if !models.write(attributes, row) {
                            block.largeAttributes.append(RowNote(row: row, value: attributes.merged))
                        }
                        var tally = reader.link(Int32(row), found, rowOfId, into: &block.edges)
                        models.flags.rows[row].formUnion(tally.settle(attributes.name, reader))
                        if attributes.access.unmapped >= 0 {
                            tally.unmapped = scratch.access.unmapped[Int(attributes.access.unmapped)]
                        }
                        if tally != RowTally() { block.tallies.append(RowNote(row: row, value: tally)) }
                        if let joint = attributes.joint { block.joint.append(RowNote(row: row, value: joint)) }
                        if let details = attributes.details {
                            block.details.append(RowNote(row: row, value: details))
                        }
                    }
                }
                return block
            })
    }

    private enum Piece: Sendable {
        case lineage(Graph, Descendants)
        case figures(Found)
    }

    /// Figures of every row, by blocks; whoever takes the first piece follows lineage instead.
    private mutating func measureRows(_ edges: EdgeList, _ workers: Workers) throws(Workers.Stopped) {
        for piece in try measured(edges, workers) {
            switch piece {
            case .lineage(let graph, let descendants):
                self.graph = graph
                take(descendants)
            case .figures(let block):
                expiries += block.expiries
                for note in block.largeFigures { setColumns(note.value, note.row) }
                for note in block.tallies { rowTallies[Int32(note.row), default: RowTally()].add(note.value) }
            }
        }
    }

    private func measured(_ edges: EdgeList, _ workers: Workers) throws(Workers.Stopped) -> [Piece] {
        let (reader, models) = (reader, models)
        return try workers.map(
            1 + workers.blockCount(of: models.count), scratch: { FigureScratch() },
            {
                piece, scratch in
                if piece == 0 {
                    let graph = Graph(parentStarts: edges.starts, parents: edges.parents, relations: edges.relations)
                    return Piece.lineage(graph, Descendants(graph.filtered(\.isWeightsOrUnknown)))
                }
                var block = Found(edges: EdgeList(capacity: 0))
                for row in workers.block(piece - 1, of: models.count) {
                    let figures = reader.measure(models.id.rows[row], &scratch)
                    if !models.write(figures, row) { block.largeFigures.append(RowNote(row: row, value: figures)) }
                    if figures.nextChange != .max {
                        block.expiries.append(Expiry(row: Int32(row), at: figures.nextChange))
                    }
                    if figures.falls > 0 || figures.resets > 0 {
                        models.flags.rows[row].formUnion(figures.flags)
                        let tally = RowTally(falls: figures.falls, resets: figures.resets)
                        block.tallies.append(RowNote(row: row, value: tally))
                    }
                }
                return .figures(block)
            })
    }
}
