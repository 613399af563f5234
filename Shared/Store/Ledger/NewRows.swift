import Postgres

/// Where the observations and events of a range of batches stand: the ledger notes from which block on each batch's rows
/// stand in each partition, so that reading what is new costs what is new, without an index.
///
/// Where many batches wait to be read, those that come later say where their rows begin, so that each is read once, and not
/// all that wait with every part of them.
///
/// The ledger says where to look first, not what there is: pages that a vacuum freed may have been filled, and a store put
/// back from a dump stands in other blocks. So whoever reads counts, and reads more if that differs, at last the whole table.
struct NewRows {
    /// How many batches may be written at once: the rows of one all stand before so many later ones have their first.
    private static let atOnce: Int64 = 3
    /// How many later batches are looked at for a table that not each of them has rows in.
    private static let lookedAt: Int64 = 64
    /// How many of these are heeded for each table, of which the one that begins last says where a reading may end: any of them may have
    /// begun far back, on a page with room left.
    private static let heeded = 3
    /// So many blocks behind the place that a later batch notes rows before it may stand: sessions that write at once fill
    /// pages by turns.
    private static let leeway: Int64 = 1_024
    /// And so many, on both sides, where that was too few: sessions that wait for each other take many pages at once, some of
    /// which are filled later. Tried before all is read, which takes seconds where there is much.
    private static let wide: Int64 = 8_192

    let range: String
    private let tables: [Extent]?
    private let observations: Int64
    private let events: Int64
    /// Whether the range may hold anything but observations and events.
    let mayHoldFacts: Bool

    private struct Extent {
        var name: String
        var block: Int64
        /// Where later batches begin; nil: there are none.
        var end: Int64?

        /// - Parameters:
        ///   - before: how many blocks before the place that was noted it begins.
        ///   - after: how many it ends after where later batches begin; nil: at the table's end.
        func source(before: Int64, after: Int64?) -> String {
            let bound = after.flatMap { after in end.map { " AND ctid < '(\(max($0 + after, 0)),0)'" } } ?? ""
            return "SELECT * FROM groundswell.\"\(name)\" WHERE ctid >= '(\(max(block - before, 0)),0)'\(bound)"
        }
    }

    private struct Counts {
        var isNoted: Bool
        var observations: Int64
        var events: Int64
        var facts: Int64
    }

    /// - Parameters:
    ///   - after: the batch after which the range begins; from 0 on everything is read.
    ///   - upTo: its last batch.
    ///   - isPart: rows of it are left out, so that counting tells nothing: the whole table is read.
    init(after: Int64, upTo: Int64, isPart: Bool = false, _ connection: Connection) throws {
        range = "batch > \(after) AND batch <= \(upTo)"
        guard after > 0 else {
            (tables, observations, events, mayHoldFacts) = (nil, 0, 0, true)
            return
        }
        let batches = "number > \(after) AND number <= \(upTo)"
        let counts = try connection.queryFirst(
            """
            SELECT coalesce(bool_and(tables IS NOT NULL), true), coalesce(sum(observations), 0)::int8,
                coalesce(sum(events), 0)::int8, coalesce(sum(facts), 0)::int8
            FROM groundswell.batch WHERE \(batches)
            """
        ) { row throws(PostgresError) in
            Counts(
                isNoted: try row.bool(0), observations: try row.int8(1), events: try row.int8(2), facts: try row.int8(3)
            )
        }
        guard let counts, counts.isNoted else {
            (tables, observations, events, mayHoldFacts) = (nil, 0, 0, true)
            return
        }
        mayHoldFacts = counts.facts > 0
        observations = counts.observations
        events = counts.events
        guard !isPart else {
            tables = nil
            return
        }
        // Partitions only: what has been detached is not read.
        tables = try connection.query(
            """
            WITH later AS (
                SELECT name, max(block) AS block FROM (
                    SELECT e.name, e.block, row_number() OVER (PARTITION BY e.name ORDER BY number) AS place
                    FROM groundswell.batch, unnest(tables, blocks) AS e (name, block)
                    WHERE number >= \(upTo + Self.atOnce) AND number < \(upTo + Self.atOnce + Self.lookedAt)
                ) AS noted WHERE place <= \(Self.heeded) GROUP BY name
            )
            SELECT e.name, min(e.block), min(later.block)
            FROM groundswell.batch, unnest(tables, blocks) AS e (name, block)
            JOIN pg_class c ON c.relname = e.name AND c.relnamespace = 'groundswell'::regnamespace
            JOIN pg_inherits h ON h.inhrelid = c.oid
            LEFT JOIN later USING (name)
            WHERE \(batches) GROUP BY e.name ORDER BY e.name
            """
        ) { row throws(PostgresError) in
            Extent(name: try row.text(0), block: try row.int8(1), end: try row.int8OrNil(2))
        }
    }

    /// What stands after FROM to read the range's rows of a table, `observation` or `event`; the range itself is still to
    /// be asked for. The likeliest first: the blocks up to where later batches begin, a wide margin around them, with it up to the
    /// end, the whole table.
    func sources(_ parent: String) -> [String] {
        let whole = "groundswell.\(parent)"
        guard let tables else { return [whole] }
        let extents = tables.filter { $0.name.hasPrefix(parent + "_") }
        guard !extents.isEmpty else { return ["(SELECT * FROM \(whole) WHERE false) AS \(parent)", whole] }
        func source(before: Int64 = 0, after: Int64? = nil) -> String {
            let parts = extents.map { $0.source(before: before, after: after) }
            return "(\(parts.joined(separator: " UNION ALL "))) AS \(parent)"
        }
        let isBounded = extents.contains { $0.end != nil }
        let near = isBounded ? [source(after: Self.leeway), source(before: Self.wide, after: Self.wide)] : [source()]
        return near + [source(before: Self.wide), whole]
    }

    /// How many rows the ledger says that there are.
    func expected(_ parent: String) -> Int64 { parent == "event" ? events : observations }

    /// What stands after FROM, counted beforehand: the first source that holds every row of the range.
    func verified(_ parent: String, _ connection: Connection) throws -> String {
        let sources = sources(parent)
        for source in sources.dropLast() {
            let count = try connection.queryFirst("SELECT count(*) FROM \(source) WHERE \(range)") {
                row throws(PostgresError) in try row.int8(0)
            }
            if count == expected(parent) { return source }
        }
        return sources[sources.count - 1]
    }

    /// Reads the range's rows from the likeliest source, and if they are not as many as there should be, once more from the
    /// next. `read` is given what stands after FROM, and says how many rows it was given; it begins anew when it is called
    /// again.
    func read(_ parent: String, _ read: (String) throws -> Int) throws {
        for source in sources(parent) where try read(source) == expected(parent) { return }
    }
}
