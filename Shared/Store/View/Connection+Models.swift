import Columns
import Domain
import Postgres

extension Connection {
    /// Reads rows of models as columns, ascending by id; of an id's rows the last.
    ///
    /// - Parameters:
    ///   - source: what stands after FROM.
    ///   - visit: called with the id and the epoch of each row, in the order in which they come.
    func readModels(
        from source: String, capacity: Int, _ visit: ((_ id: Int32, _ epoch: Int64) -> Void)? = nil
    ) throws -> ModelTable {
        var reader = ModelReader(capacity: capacity)
        // No ORDER BY: a sort of two million wide rows costs the server more than the permutation here, and rows that
        // scoring wrote whole come in order anyway.
        try copyOut(
            """
            COPY (SELECT id, organization, flags, country, access, gated, released_precision, released, created,
                parameters, active_parameters, net_likes, likes_reached, gain_7d, gain_30d, gain_since_first,
                decayed_adoption, downloads_30d, downloads_all_time, pulls, derivatives, descendants, name, license, task, library,
                details::text, epoch FROM \(source)) TO STDOUT (FORMAT binary)
            """, columns: 28
        ) { row in
            let id = try reader.read(&row)
            visit?(id, try row.int8())
        }
        return reader.finish()
    }
}

/// Takes rows apart into columns.
private struct ModelReader {
    private var table = ModelTable()
    private var words: [String: Int32] = [:]
    private var isAscending = true

    init(capacity: Int) {
        table.reserve(capacity)
    }

    /// - Returns: the row's id.
    mutating func read(_ row: inout CopyRow) throws -> Int32 {
        let id = try row.int4()
        if let last = table.id.last, last >= id { isAscending = false }
        table.id.append(id)
        table.organization.append(try row.int4OrNil() ?? .null)
        let flags = try row.int4()
        guard let flags = UInt16(exactly: flags) else {
            throw ViewError.unknownWord(table: "score.model", column: "flags", value: Int(flags))
        }
        table.flags.append(ModelFlags(rawValue: flags))
        table.country.append(Country(rawValue: UInt16(truncatingIfNeeded: try row.int2())))
        let access = try row.int2()
        guard let access = Access(rawValue: Int8(truncatingIfNeeded: access)) else {
            throw ViewError.unknownWord(table: "score.model", column: "access", value: Int(access))
        }
        table.access.append(access)
        table.gated.append(Int8(truncatingIfNeeded: try row.int2()))
        table.releasedPrecision.append(Int8(truncatingIfNeeded: try row.int2OrNil() ?? 0))
        table.released.append(try row.dateOrNil() ?? .null)
        table.created.append(try row.timestampOrNil() ?? .null)
        table.parameters.append(try row.int8OrNil() ?? .null)
        table.activeParameters.append(try row.int8OrNil() ?? .null)
        table.netLikes.append(try row.int8OrNil() ?? .null)
        table.likesReached.append(try row.timestampOrNil() ?? .null)
        table.gain7d.append(try row.int8OrNil() ?? .null)
        table.gain30d.append(try row.int8OrNil() ?? .null)
        table.gainSinceFirst.append(try row.int8OrNil() ?? .null)
        table.decayedAdoption.append(try row.float8OrNil() ?? .nan)
        table.downloads30d.append(try row.int8OrNil() ?? .null)
        table.downloadsAllTime.append(try row.int8OrNil() ?? .null)
        table.pulls.append(try row.int8OrNil() ?? .null)
        table.derivatives.append(try row.int4())
        table.descendants.append(try row.int4())
        try row.withBytes { table.name.append($0) }
        table.license.append(word(try row.textOrNil()))
        table.task.append(word(try row.textOrNil()))
        table.library.append(word(try row.textOrNil()))
        if let details = try row.textOrNil() { table.details[Int32(table.id.count - 1)] = details }
        return id
    }

    /// The index of a word, which is added where it is new.
    private mutating func word(_ text: String?) -> Int32 {
        guard let text else { return .null }
        if let known = words[text] { return known }
        let index = Int32(table.words.count)
        words[text] = index
        table.words.append(text)
        return index
    }

    consuming func finish() -> ModelTable { isAscending ? table : table.sortedByID() }
}
