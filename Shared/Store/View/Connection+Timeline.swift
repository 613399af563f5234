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
    ///
    /// One statement, one trip: what it tells belongs together without a transaction.
    public func readTimeline(_ wanted: TimelineWindow) throws -> (timeline: Timeline?, seriesNames: [String]) {
        let rows = try query(
            Self.daily,
            [
                .int4(wanted.model), .text(wanted.series), .date(wanted.from?.number), .date(wanted.to?.number),
                .text(wanted.source), .int8(Int64(wanted.limit)),
            ]
        ) { row in try TimelineRow(row) }
        guard let first = rows.first else {
            return (nil, try query("SELECT name FROM groundswell.series ORDER BY id") { try $0.text(0) })
        }
        let timeline = Timeline(
            kind: first.kind == 0 ? .counter : .gauge, unit: first.unit, points: rows.compactMap(\.point),
            batch: first.batch)
        return (timeline, [])
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

    /// A row for each point, or one without a point; none where no series has the name.
    private static let daily = Statement(
        name: "view_daily",
        sql: """
            SELECT s.kind, s.unit, coalesce((SELECT batch FROM score.roll_up), 0), d.day, d.source, d.value, d.amount
            FROM groundswell.series s LEFT JOIN LATERAL (
                SELECT d.day, o.name AS source, d.value, d.amount
                FROM score.daily d JOIN groundswell.source o ON o.id = d.source
                WHERE d.model = $1 AND d.series = s.id AND d.day >= coalesce($3, DATE '-infinity')
                    AND d.day <= coalesce($4, DATE 'infinity') AND ($5::text IS NULL OR o.name = $5)
                ORDER BY d.day, o.name LIMIT $6
            ) d ON true
            WHERE s.name = $2 ORDER BY d.day, d.source
            """)
}

/// What the store says of a point, and of the series with it.
private struct TimelineRow {
    var kind: Int16
    var unit: String
    var batch: Int64
    /// Nil: nothing was seen.
    var point: DailyPoint?

    init(_ row: borrowing Row) throws {
        kind = try row.int2(0)
        unit = try row.text(1)
        batch = try row.int8(2)
        guard let day = try row.dateOrNil(3) else { return }
        point = DailyPoint(
            day: UTCDay(number: day), source: try row.text(4), value: try row.int8OrNil(5),
            amount: try row.int8OrNil(6))
    }
}
