import Postgres

/// Where the observations and events of a range of batches stand: the ledger notes from which block on each batch's rows
/// stand in each partition, so that reading what is new costs what is new, without an index.
///
/// The ledger says where to look first, not what there is: pages that a vacuum freed may have been filled, and a store put
/// back from a dump stands in other blocks. So whoever reads counts, and reads the whole table if that differs.
struct NewRows {
    let range: String
    private let tables: [Extent]?
    private let observations: Int64
    private let events: Int64
    /// Whether the range may hold anything but observations and events.
    let mayHoldFacts: Bool

    private struct Extent {
        var name: String
        var block: Int64
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
    init(after: Int64, upTo: Int64, _ connection: Connection) throws {
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
        // Partitions only: what has been detached is not read.
        tables = try connection.query(
            """
            SELECT e.name, min(e.block) FROM groundswell.batch, unnest(tables, blocks) AS e (name, block)
            JOIN pg_class c ON c.relname = e.name AND c.relnamespace = 'groundswell'::regnamespace
            JOIN pg_inherits h ON h.inhrelid = c.oid
            WHERE \(batches) GROUP BY e.name ORDER BY e.name
            """
        ) { row throws(PostgresError) in Extent(name: try row.text(0), block: try row.int8(1)) }
    }

    /// What stands after FROM to read the range's rows of a table, `observation` or `event`; the range itself is still to
    /// be asked for. Nil: nothing is noted, read the table.
    func source(_ parent: String) -> String? {
        guard let tables else { return nil }
        let parts = tables.filter { $0.name.hasPrefix(parent + "_") }.map {
            "SELECT * FROM groundswell.\"\($0.name)\" WHERE ctid >= '(\($0.block),0)'"
        }
        guard !parts.isEmpty else { return "(SELECT * FROM groundswell.\(parent) WHERE false) AS \(parent)" }
        return "(\(parts.joined(separator: " UNION ALL "))) AS \(parent)"
    }

    /// How many rows the ledger says that there are.
    func expected(_ parent: String) -> Int64 { parent == "event" ? events : observations }

    /// What stands after FROM, counted beforehand: the noted blocks if they hold every row of the range, else the table.
    func verified(_ parent: String, _ connection: Connection) throws -> String {
        guard let source = source(parent) else { return "groundswell.\(parent)" }
        let count = try connection.queryFirst("SELECT count(*) FROM \(source) WHERE \(range)") {
            row throws(PostgresError) in try row.int8(0)
        }
        return count == expected(parent) ? source : "groundswell.\(parent)"
    }

    /// Reads the range's rows from the noted blocks, then, if they are not as many as there should be, once more from the
    /// whole table. `read` is given what stands after FROM, and says how many rows it was given; it begins anew when it is
    /// called again.
    func read(_ parent: String, _ read: (String) throws -> Int) throws {
        if let source = source(parent), try read(source) == expected(parent) { return }
        _ = try read("groundswell.\(parent)")
    }
}
