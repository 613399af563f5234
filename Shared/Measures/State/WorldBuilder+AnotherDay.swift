import Columns
import Domain

extension WorldBuilder {
    /// The figures of every row, written where they lie: on another UTC day each window has moved, and what was adopted has
    /// decayed by a day.
    ///
    /// - Parameter touched: rows of which something came in besides, which are kept as they were before.
    mutating func measureAllAgain(_ touched: Touched, _ workers: Workers) {
        keep(touched.wholly + touched.figures)
        models.makeFiguresOwn()
        let blocks = workers.unstopped { workers throws(Workers.Stopped) in try measuredAgain(workers) }
        var moved: [Int32] = []
        for block in blocks {
            moved += block.moved
            expiries += block.expiries
            for large in block.large { setColumns(large.figures, Int(large.row)) }
        }
        earlier.move(moved)
    }

    /// What was found in a block of rows.
    private struct Moved: Sendable {
        /// Rows with other figures than before.
        var moved: [Int32] = []
        var expiries: [Expiry] = []
        /// Counts too large for their columns, to be written when all are done.
        var large: [(row: Int32, figures: Figures)] = []
    }

    private func measuredAgain(_ workers: Workers) throws(Workers.Stopped) -> [Moved] {
        let (reader, models) = (reader, models)
        return try workers.blocks(
            of: models.flags.count, scratch: { FigureScratch() },
            { rows, scratch in
                var block = Moved()
                for row in rows {
                    let figures = reader.measure(models.id.rows[row], &scratch)
                    if figures.nextChange != .max {
                        block.expiries.append(Expiry(row: Int32(row), at: figures.nextChange))
                    }
                    if models.holds(figures, row) { continue }
                    block.moved.append(Int32(row))
                    if !models.write(figures, row) { block.large.append((Int32(row), figures)) }
                }
                return block
            })
    }
}

extension ModelTable {
    /// Whether a row has these figures.
    fileprivate func holds(_ f: Figures, _ row: Int) -> Bool {
        netLikes[row] == f.netLikes && likesReached[row] == f.likesReached && gain7d[row] == f.gain7d
            && gain30d[row] == f.gain30d && gainSinceFirst[row] == f.gainSinceFirst
            && gain7dBefore[row] == f.gain7dBefore && gain30dBefore[row] == f.gain30dBefore
            && decayedAdoption[row].bitPattern == f.decayedAdoption.bitPattern
            && downloads30d[row] == f.downloads30d && downloadsAllTime[row] == f.downloadsAllTime
            && pulls[row] == f.pulls
    }

    /// Before figures are written by several threads: whoever holds an earlier state keeps it.
    fileprivate mutating func makeFiguresOwn() {
        netLikes.makeOwn()
        likesReached.makeOwn()
        gain7d.makeOwn()
        gain30d.makeOwn()
        gainSinceFirst.makeOwn()
        gain7dBefore.makeOwn()
        gain30dBefore.makeOwn()
        decayedAdoption.makeOwn()
        downloads30d.makeOwn()
        downloadsAllTime.makeOwn()
        pulls.makeOwn()
    }
}
