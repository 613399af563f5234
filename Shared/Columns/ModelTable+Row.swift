extension ModelTable {
    /// Appends a row of another table of the same words; names are left out.
    public mutating func append(_ row: Int, of other: borrowing ModelTable) {
        id.append(other.id[row])
        organization.append(other.organization[row])
        flags.append(other.flags[row])
        country.append(other.country[row])
        access.append(other.access[row])
        gated.append(other.gated[row])
        released.append(other.released[row])
        releasedPrecision.append(other.releasedPrecision[row])
        created.append(other.created[row])
        parameters.append(other.parameters[row])
        activeParameters.append(other.activeParameters[row])
        netLikes.append(other.netLikes[row])
        likesReached.append(other.likesReached[row])
        gain7d.append(other.gain7d[row])
        gain30d.append(other.gain30d[row])
        gainSinceFirst.append(other.gainSinceFirst[row])
        gain7dBefore.append(other.gain7dBefore[row])
        gain30dBefore.append(other.gain30dBefore[row])
        decayedAdoption.append(other.decayedAdoption[row])
        downloads30d.append(other.downloads30d[row])
        downloadsAllTime.append(other.downloadsAllTime[row])
        pulls.append(other.pulls[row])
        derivatives.append(other.derivatives[row])
        descendants.append(other.descendants[row])
        license.append(other.license[row])
        task.append(other.task[row])
        library.append(other.library[row])
        details[Int32(count - 1)] = other.details[Int32(row)]
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
