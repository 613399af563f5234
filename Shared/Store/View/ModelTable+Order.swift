import Columns

extension ModelTable {
    /// Makes room for rows whose number is known.
    mutating func reserve(_ rows: Int) {
        guard rows > 0 else { return }
        id.reserveCapacity(rows)
        organization.reserveCapacity(rows)
        flags.reserveCapacity(rows)
        country.reserveCapacity(rows)
        access.reserveCapacity(rows)
        gated.reserveCapacity(rows)
        released.reserveCapacity(rows)
        releasedPrecision.reserveCapacity(rows)
        created.reserveCapacity(rows)
        parameters.reserveCapacity(rows)
        activeParameters.reserveCapacity(rows)
        netLikes.reserveCapacity(rows)
        likesReached.reserveCapacity(rows)
        gain7d.reserveCapacity(rows)
        gain30d.reserveCapacity(rows)
        gainSinceFirst.reserveCapacity(rows)
        decayedAdoption.reserveCapacity(rows)
        downloads30d.reserveCapacity(rows)
        downloadsAllTime.reserveCapacity(rows)
        pulls.reserveCapacity(rows)
        derivatives.reserveCapacity(rows)
        descendants.reserveCapacity(rows)
        license.reserveCapacity(rows)
        task.reserveCapacity(rows)
        library.reserveCapacity(rows)
        name = StringColumn(capacity: rows, bytesCapacity: rows * 32)
    }

    /// The same rows, ascending by id, of rows with the same id the last; one column after the other, so that only one is
    /// held twice.
    consuming func sortedByID() -> ModelTable {
        let every = id.indices.sorted { (id[$0], $0) < (id[$1], $1) }
        let order = every.indices.filter { $0 + 1 == every.count || id[every[$0]] != id[every[$0 + 1]] }.map {
            every[$0]
        }
        func take<T>(_ column: inout Column<T>) {
            let taken = Column<T>(unwritten: order.count)
            for (row, old) in order.enumerated() { taken.rows[row] = column[old] }
            column = taken
        }
        func take<T>(_ column: inout NarrowColumn<T>) {
            var taken = NarrowColumn<T>()
            taken.reserveCapacity(order.count)
            for old in order { taken.append(column[old]) }
            column = taken
        }
        take(&id)
        take(&organization)
        take(&flags)
        take(&country)
        take(&access)
        take(&gated)
        take(&released)
        take(&releasedPrecision)
        take(&created)
        take(&parameters)
        take(&activeParameters)
        take(&netLikes)
        take(&likesReached)
        take(&gain7d)
        take(&gain30d)
        take(&gainSinceFirst)
        take(&decayedAdoption)
        take(&downloads30d)
        take(&downloadsAllTime)
        take(&pulls)
        take(&derivatives)
        take(&descendants)
        take(&license)
        take(&task)
        take(&library)
        var names = StringColumn(capacity: order.count, bytesCapacity: name.byteCount)
        for row in order { name.withBytes(row) { names.append($0) } }
        name = names
        if !details.isEmpty {
            var moved: [Int32: String] = [:]
            for (row, old) in order.enumerated() { moved[Int32(row)] = details[Int32(old)] }
            details = moved
        }
        return self
    }
}
