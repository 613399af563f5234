import Columns
import Domain

extension WorldBuilder {
    /// A new row at the end.
    mutating func append(_ a: Attributes) {
        let id = models.id[models.flags.count]
        if a.name != id { models.name.redirect(id, to: a.name) }
        noteUnmapped(a, models.flags.count)
        if let details = a.details { models.details[Int32(models.flags.count)] = details }
        joint.set(Int32(models.flags.count), a.joint)
        models.organization.append(a.organization)
        models.flags.append(a.flags)
        models.country.append(a.country)
        models.access.append(a.access.access)
        models.gated.append(a.merged.gated)
        models.released.append(a.merged.released)
        models.releasedPrecision.append(a.merged.releasedPrecision)
        models.created.append(a.merged.created)
        models.parameters.append(a.merged.parameters)
        models.activeParameters.append(a.merged.activeParameters)
        models.license.append(a.merged.license)
        models.task.append(a.merged.task)
        models.library.append(a.merged.library)
    }

    /// A row that is there; a column is only written where something differs, so that columns that stay are shared.
    mutating func set(_ a: Attributes, _ row: Int) {
        noteUnmapped(a, row)
        if models.details[Int32(row)] != a.details { models.details[Int32(row)] = a.details }
        joint.set(Int32(row), a.joint)
        Self.put(&models.organization, row, a.organization)
        Self.put(&models.flags, row, a.flags)
        Self.put(&models.country, row, a.country)
        Self.put(&models.access, row, a.access.access)
        Self.put(&models.gated, row, a.merged.gated)
        Self.put(&models.releasedPrecision, row, a.merged.releasedPrecision)
        Self.put(&models.created, row, a.merged.created)
        Self.put(&models.parameters, row, a.merged.parameters)
        setNarrow(a.merged, row)
    }

    /// Of what was stated what stands in narrow columns.
    mutating func setNarrow(_ stated: MergedStatement, _ row: Int) {
        Self.put(&models.activeParameters, row, stated.activeParameters)
        Self.put(&models.released, row, stated.released)
        Self.put(&models.license, row, stated.license)
        Self.put(&models.task, row, stated.task)
        Self.put(&models.library, row, stated.library)
    }

    private mutating func noteUnmapped(_ a: Attributes, _ row: Int) {
        guard a.access.unmapped >= 0 else { return }
        rowTallies[Int32(row), default: RowTally()].unmapped = access.unmapped[Int(a.access.unmapped)]
    }

    @inline(__always)
    static func put<T: Equatable>(_ column: inout Column<T>, _ row: Int, _ value: T) {
        if column[row] != value { column[row] = value }
    }

    @inline(__always)
    private static func put<T>(_ column: inout NarrowColumn<T>, _ row: Int, _ value: T) {
        if column[row] != value { column[row] = value }
    }

    /// The figures of the next row.
    mutating func append(_ f: Figures, _ row: Int) {
        models.netLikes.append(f.netLikes)
        models.likesReached.append(f.likesReached)
        models.gain7d.append(f.gain7d)
        models.gain30d.append(f.gain30d)
        models.gainSinceFirst.append(f.gainSinceFirst)
        models.gain7dBefore.append(f.gain7dBefore)
        models.gain30dBefore.append(f.gain30dBefore)
        models.decayedAdoption.append(f.decayedAdoption)
        models.downloads30d.append(f.downloads30d)
        models.downloadsAllTime.append(f.downloadsAllTime)
        models.pulls.append(f.pulls)
        note(f, row)
    }

    /// The figures of a row that is there; columns that stay are shared.
    mutating func set(_ f: Figures, _ row: Int) {
        setColumns(f, row)
        note(f, row)
    }

    mutating func setColumns(_ f: Figures, _ row: Int) {
        Self.put(&models.netLikes, row, f.netLikes)
        Self.put(&models.downloads30d, row, f.downloads30d)
        Self.put(&models.downloadsAllTime, row, f.downloadsAllTime)
        Self.put(&models.pulls, row, f.pulls)
        guard models.hasGains else { return }
        Self.put(&models.likesReached, row, f.likesReached)
        Self.put(&models.gain7d, row, f.gain7d)
        Self.put(&models.gain30d, row, f.gain30d)
        Self.put(&models.gainSinceFirst, row, f.gainSinceFirst)
        Self.put(&models.gain7dBefore, row, f.gain7dBefore)
        Self.put(&models.gain30dBefore, row, f.gain30dBefore)
        if models.decayedAdoption[row].bitPattern != f.decayedAdoption.bitPattern {
            models.decayedAdoption[row] = f.decayedAdoption
        }
    }

    private mutating func note(_ f: Figures, _ row: Int) {
        if f.nextChange != .max { expiries.append(Expiry(row: Int32(row), at: f.nextChange)) }
        guard f.falls > 0 || f.resets > 0 else { return }
        if !models.flags[row].isSuperset(of: f.flags) { models.flags[row].formUnion(f.flags) }
        rowTallies[Int32(row), default: RowTally()].falls = f.falls
        rowTallies[Int32(row), default: RowTally()].resets = f.resets
    }

    /// What linking a row dropped and flagged.
    mutating func mark(_ link: RowTally, _ row: Int, name: Int32) {
        var link = link
        let flags = link.settle(name, reader)
        if !flags.isEmpty { models.flags[row].formUnion(flags) }
        if link != RowTally() { rowTallies[Int32(row), default: RowTally()].add(link) }
    }
}

extension ModelTable {
    /// Writes the attributes of a row that nobody has read yet.
    ///
    /// - Returns: false: a number is too large for its column, and is to be set when all are done.
    @inline(__always)
    func write(_ a: Attributes, _ row: Int) -> Bool {
        organization.rows[row] = a.organization
        flags.rows[row] = a.flags
        country.rows[row] = a.country
        access.rows[row] = a.access.access
        gated.rows[row] = a.merged.gated
        releasedPrecision.rows[row] = a.merged.releasedPrecision
        created.rows[row] = a.merged.created
        parameters.rows[row] = a.merged.parameters
        // All of them are written, whichever is too large.
        var fits = license.write(a.merged.license, row)
        fits = released.write(a.merged.released, row) && fits
        fits = task.write(a.merged.task, row) && fits
        fits = library.write(a.merged.library, row) && fits
        return activeParameters.write(a.merged.activeParameters, row) && fits
    }

    /// Writes the figures of a row that nobody has read yet, or after `makeFiguresOwn`.
    ///
    /// - Returns: false: a count is too large for its column, and is to be set when all are done.
    @inline(__always)
    func write(_ f: Figures, _ row: Int) -> Bool {
        // All of them are written, whichever is too large.
        var fits = netLikes.write(f.netLikes, row)
        fits = downloads30d.write(f.downloads30d, row) && fits
        fits = downloadsAllTime.write(f.downloadsAllTime, row) && fits
        fits = pulls.write(f.pulls, row) && fits
        guard hasGains else { return fits }
        likesReached.rows[row] = f.likesReached
        decayedAdoption.rows[row] = f.decayedAdoption
        fits = gain7d.write(f.gain7d, row) && fits
        fits = gain30d.write(f.gain30d, row) && fits
        fits = gainSinceFirst.write(f.gainSinceFirst, row) && fits
        fits = gain7dBefore.write(f.gain7dBefore, row) && fits
        return gain30dBefore.write(f.gain30dBefore, row) && fits
    }
}
