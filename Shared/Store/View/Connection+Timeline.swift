import Domain
import Postgres

/// Which part of which series is wanted.
public struct TimelineWindow: Sendable, Equatable {
    /// The store's id of the model.
    public var model: Int32
    /// The series' name.
    public var series: String
    /// Only what this source saw; nil: all.
    public var source: String?
    /// The first and the last day, both included; nil: no bound.
    public var from: UTCDay?
    public var to: UTCDay?
    /// The most points read.
    public var limit: Int

    public init(model: Int32, series: String, source: String?, from: UTCDay?, to: UTCDay?, limit: Int) {
        self.model = model
        self.series = series
        self.source = source
        self.from = from
        self.to = to
        self.limit = limit
    }
}

/// A model's series, day by day.
public struct Timeline: Sendable, Equatable {
    public var kind: Series.Kind
    public var unit: String
    /// By day, then by source.
    public var points: [DailyPoint]
    /// The last batch that is in: the roll-up follows at its own pace.
    public var batch: Int64
}

/// One day of a series from one source.
public struct DailyPoint: Sendable, Equatable {
    public var day: UTCDay
    /// The source's name.
    public var source: String
    /// The last value seen that day; nil: events only.
    public var value: Int64?
    /// The adoption counted that day; nil for gauges and first sightings.
    public var amount: Int64?
}

extension Connection {
    /// Reads a part of the daily roll-up; without a timeline no series has that name, and the names there are come along.
    public func readTimeline(_ wanted: TimelineWindow) throws -> (timeline: Timeline?, seriesNames: [String]) {
        try transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY") {
            let known = try queryFirst(Self.seriesByName, [.text(wanted.series)]) { row in
                (id: try row.int2(0), kind: try row.int2(1), unit: try row.text(2))
            }
            guard let known else {
                return (nil, try query("SELECT name FROM groundswell.series ORDER BY id") { try $0.text(0) })
            }
            let points = try query(
                Self.daily,
                [
                    .int4(wanted.model), .int2(known.id), .date(wanted.from?.number), .date(wanted.to?.number),
                    .text(wanted.source), .int8(Int64(wanted.limit)),
                ]
            ) { row in
                DailyPoint(
                    day: UTCDay(number: try row.date(0)), source: try row.text(1), value: try row.int8OrNil(2),
                    amount: try row.int8OrNil(3))
            }
            let batch = try queryFirst("SELECT batch FROM score.roll_up") { try $0.int8(0) } ?? 0
            let kind: Series.Kind = known.kind == 0 ? .counter : .gauge
            return (Timeline(kind: kind, unit: known.unit, points: points, batch: batch), [])
        }
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
                AND d.day <= coalesce($4, DATE 'infinity') AND ($5::text IS NULL OR s.name = $5)
            ORDER BY d.day, s.name LIMIT $6
            """)
}
