import Domain
import Postgres

/// One day of a series from one source.
public struct DailyPoint: Sendable, Equatable {
    public var day: UTCDay
    /// The source's name.
    public var source: String
    /// The last value seen that day; nil: events only.
    public var value: Int64?
    /// The adoption counted that day; nil for gauges and first sightings.
    public var amount: Int64?

    public init(day: UTCDay, source: String, value: Int64?, amount: Int64?) {
        self.day = day
        self.source = source
        self.value = value
        self.amount = amount
    }
}

extension Connection {
    /// The daily roll-up of one model's series, by day, then by source; nil: no series has that name.
    ///
    /// - Parameters:
    ///   - from, to: the first and last day, both included; nil: no bound.
    ///   - limit: the most points read.
    public func readTimeline(
        model: Int32, series: String, from: UTCDay?, to: UTCDay?, limit: Int
    ) throws -> (kind: Series.Kind, unit: String, points: [DailyPoint])? {
        let known = try queryFirst(Self.seriesByName, [.text(series)]) { row in
            (id: try row.int2(0), kind: try row.int2(1), unit: try row.text(2))
        }
        guard let known else { return nil }
        let points = try query(
            Self.daily,
            [.int4(model), .int2(known.id), .date(from?.number), .date(to?.number), .int8(Int64(limit))]
        ) { row in
            DailyPoint(
                day: UTCDay(number: try row.date(0)), source: try row.text(1), value: try row.int8OrNil(2),
                amount: try row.int8OrNil(3))
        }
        return (known.kind == 0 ? .counter : .gauge, known.unit, points)
    }

    /// The names of all series, by their number.
    public func readSeriesNames() throws -> [String] {
        try query("SELECT name FROM groundswell.series ORDER BY id") { try $0.text(0) }
    }

    /// The last batch that ingest has committed; 0: none, or no store yet.
    public func readCommittedBatch() throws -> Int64 {
        do {
            return try queryFirst(Self.committedBatch) { try $0.int8(0) } ?? 0
        } catch let error as PostgresError where error.state == .undefinedTable || error.state == .undefinedSchema {
            return 0
        }
    }

    private static let committedBatch = Statement(
        name: "view_committed_batch", sql: "SELECT coalesce(max(number), 0) FROM groundswell.batch")

    private static let seriesByName = Statement(
        name: "view_series", sql: "SELECT id, kind, unit FROM groundswell.series WHERE name = $1")

    private static let daily = Statement(
        name: "view_daily",
        sql: """
            SELECT d.day, s.name, d.value, d.amount
            FROM score.daily d JOIN groundswell.source s ON s.id = d.source
            WHERE d.model = $1 AND d.series = $2 AND d.day >= coalesce($3, DATE '-infinity')
                AND d.day <= coalesce($4, DATE 'infinity')
            ORDER BY d.day, s.name LIMIT $5
            """)
}
