extension ModelTable {
    /// Which rows differ from rows of another table of the same words: in attributes, names left out, and in the figures of
    /// ``FigureTable``. Column by column: what one row waits for in memory, the next ones wait for meanwhile.
    ///
    /// - Parameter rows: rows here, and their places in the other table.
    /// - Returns: for each of `rows`, whether any of them differs.
    public func differences(
        _ rows: [(row: Int, place: Int)], from other: ModelTable
    ) -> (attributes: [Bool], figures: [Bool]) {
        func compare<T: Equatable>(_ new: Column<T>, _ old: Column<T>, _ differs: inout [Bool]) {
            for (index, row) in rows.enumerated() where new[row.row] != old[row.place] { differs[index] = true }
        }
        func compare<T>(_ new: NarrowColumn<T>, _ old: NarrowColumn<T>, _ differs: inout [Bool]) {
            for (index, row) in rows.enumerated() where new[row.row] != old[row.place] { differs[index] = true }
        }
        var attributes = [Bool](repeating: false, count: rows.count)
        compare(organization, other.organization, &attributes)
        compare(flags, other.flags, &attributes)
        compare(country, other.country, &attributes)
        compare(access, other.access, &attributes)
        compare(gated, other.gated, &attributes)
        compare(released, other.released, &attributes)
        compare(releasedPrecision, other.releasedPrecision, &attributes)
        compare(created, other.created, &attributes)
        compare(parameters, other.parameters, &attributes)
        compare(activeParameters, other.activeParameters, &attributes)
        compare(derivatives, other.derivatives, &attributes)
        compare(descendants, other.descendants, &attributes)
        compare(license, other.license, &attributes)
        compare(task, other.task, &attributes)
        compare(library, other.library, &attributes)
        if !details.isEmpty || !other.details.isEmpty {
            for (index, row) in rows.enumerated() where details[Int32(row.row)] != other.details[Int32(row.place)] {
                attributes[index] = true
            }
        }
        var figures = [Bool](repeating: false, count: rows.count)
        compare(netLikes, other.netLikes, &figures)
        compare(likesReached, other.likesReached, &figures)
        compare(gain7d, other.gain7d, &figures)
        compare(gain30d, other.gain30d, &figures)
        compare(gainSinceFirst, other.gainSinceFirst, &figures)
        compare(downloads30d, other.downloads30d, &figures)
        compare(downloadsAllTime, other.downloadsAllTime, &figures)
        compare(pulls, other.pulls, &figures)
        // No number is one too, and the same as itself.
        for (index, row) in rows.enumerated()
        where decayedAdoption[row.row].bitPattern != other.decayedAdoption[row.place].bitPattern {
            figures[index] = true
        }
        return (attributes, figures)
    }
}
