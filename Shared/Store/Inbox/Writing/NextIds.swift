import Postgres

/// The next free ids. Ingest alone gives them out, under the batch lock.
struct NextIds {
    var model: Int32
    var organization: Int32
    var adopter: Int32
    var word: Int32
    var source: Int32
    var series: Int32

    static func read(_ connection: Connection) throws -> NextIds {
        let ids = try connection.queryFirst(
            """
            SELECT (SELECT max(id) FROM groundswell.model), (SELECT max(id) FROM groundswell.organization),
                (SELECT max(id) FROM groundswell.adopter), (SELECT max(id) FROM groundswell.word),
                (SELECT max(id)::integer FROM groundswell.source), (SELECT max(id)::integer FROM groundswell.series)
            """
        ) { row in
            // Ids begin with 1, those of series with the ones every store has.
            NextIds(
                model: (try row.int4OrNil(0) ?? 0) + 1, organization: (try row.int4OrNil(1) ?? 0) + 1,
                adopter: (try row.int4OrNil(2) ?? 0) + 1, word: (try row.int4OrNil(3) ?? 0) + 1,
                source: (try row.int4OrNil(4) ?? 0) + 1, series: (try row.int4OrNil(5) ?? -1) + 1)
        }
        guard let ids else { throw PostgresError.protocolViolation("no row for the next ids") }
        return ids
    }

    /// The largest id of sources and series: they are 16 bits wide, and one value is used as a mark.
    static let largestSmall: Int32 = 32_000
}
