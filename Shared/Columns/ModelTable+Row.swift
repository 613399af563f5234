extension ModelTable {
    /// Appends rows of another table of the same words, column by column: what one row waits for in memory, the next ones wait for
    /// meanwhile. Names are left out.
    public mutating func append(_ rows: [Int], of other: borrowing ModelTable) {
        let first = count
        id.append(rows, of: other.id)
        organization.append(rows, of: other.organization)
        flags.append(rows, of: other.flags)
        country.append(rows, of: other.country)
        access.append(rows, of: other.access)
        gated.append(rows, of: other.gated)
        released.append(rows, of: other.released)
        releasedPrecision.append(rows, of: other.releasedPrecision)
        created.append(rows, of: other.created)
        parameters.append(rows, of: other.parameters)
        activeParameters.append(rows, of: other.activeParameters)
        netLikes.append(rows, of: other.netLikes)
        likesReached.append(rows, of: other.likesReached)
        gain7d.append(rows, of: other.gain7d)
        gain30d.append(rows, of: other.gain30d)
        gainSinceFirst.append(rows, of: other.gainSinceFirst)
        gain7dBefore.append(rows, of: other.gain7dBefore)
        gain30dBefore.append(rows, of: other.gain30dBefore)
        decayedAdoption.append(rows, of: other.decayedAdoption)
        downloads30d.append(rows, of: other.downloads30d)
        downloadsAllTime.append(rows, of: other.downloadsAllTime)
        pulls.append(rows, of: other.pulls)
        derivatives.append(rows, of: other.derivatives)
        descendants.append(rows, of: other.descendants)
        license.append(rows, of: other.license)
        task.append(rows, of: other.task)
        library.append(rows, of: other.library)
        if other.details.isEmpty { return }
        for (place, row) in rows.enumerated() {
            if let text = other.details[Int32(row)] { details[Int32(first + place)] = text }
        }
    }

    /// Puts a row of another table of the same words in the place of one with the same id and name.
    public mutating func restore(_ place: Int, from row: Int, of other: borrowing ModelTable) {
        organization[place] = other.organization[row]
        flags[place] = other.flags[row]
        country[place] = other.country[row]
        access[place] = other.access[row]
        gated[place] = other.gated[row]
        released[place] = other.released[row]
        releasedPrecision[place] = other.releasedPrecision[row]
        created[place] = other.created[row]
        parameters[place] = other.parameters[row]
        activeParameters[place] = other.activeParameters[row]
        netLikes[place] = other.netLikes[row]
        likesReached[place] = other.likesReached[row]
        gain7d[place] = other.gain7d[row]
        gain30d[place] = other.gain30d[row]
        gainSinceFirst[place] = other.gainSinceFirst[row]
        gain7dBefore[place] = other.gain7dBefore[row]
        gain30dBefore[place] = other.gain30dBefore[row]
        decayedAdoption[place] = other.decayedAdoption[row]
        downloads30d[place] = other.downloads30d[row]
        downloadsAllTime[place] = other.downloadsAllTime[row]
        pulls[place] = other.pulls[row]
        derivatives[place] = other.derivatives[row]
        descendants[place] = other.descendants[row]
        license[place] = other.license[row]
        task[place] = other.task[row]
        library[place] = other.library[row]
        details[Int32(place)] = other.details[Int32(row)]
    }
}
