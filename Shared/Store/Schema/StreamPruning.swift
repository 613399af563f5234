import Postgres

/// Forgets how far streams got that nobody will go on with: a webhook's payload is a stream, and so is a crawl. Streams of
/// files stay: they are what makes importing a file twice store it once.
///
/// Facts are not touched. What is sent again under a name that was forgotten is stored again, as what was said then.
public enum StreamPruning {
    /// Names of these begin so.
    public static let prefixes = ["hook:", "crawl:"]
    /// The least age: a crawl may be taken up again after a day, and the hub repeats what it could not deliver.
    public static let leastDays = 7

    /// Deletes the streams of these kinds that last moved before so many days, by the server's clock.
    ///
    /// - Parameter days: below `leastDays` counts as that.
    /// - Returns: how many were deleted.
    @discardableResult
    public static func prune(_ connection: Connection, olderThan days: Int) throws -> Int64 {
        let kinds = prefixes.map { "s.name LIKE '\($0)%'" }.joined(separator: " OR ")
        let count = try connection.queryFirst(
            """
            WITH gone AS (
                DELETE FROM groundswell.stream s USING groundswell.batch b
                WHERE b.number = s.batch AND (\(kinds))
                  AND b.committed_at < now() - make_interval(days => $1) RETURNING 1)
            SELECT count(*) FROM gone
            """, [.int4(Int32(clamping: max(days, leastDays)))]
        ) { row throws(PostgresError) in try row.int8(0) }
        return count ?? 0
    }
}
