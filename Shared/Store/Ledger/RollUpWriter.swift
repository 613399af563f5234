import Columns
import Domain
import Postgres

/// Keeps the daily roll-up, which serves time series, beside the epochs and at its own pace.
public struct RollUpWriter: Sendable {
    /// One UTC day of one series (or of one kind of event: series = -1 - kind) of one model from one source.
    public struct Day: Sendable, Equatable {
        public var model: Int32
        public var day: Int32
        public var series: Int16
        public var source: Int16
        /// The last value seen that day; nil for events.
        public var value: Int64?
        /// What was counted that day; nil for gauges, and where there is nothing before to differ from.
        public var amount: Int64?

        public init(model: Int32, day: Int32, series: Int16, source: Int16, value: Int64?, amount: Int64?) {
            self.model = model
            self.day = day
            self.series = series
            self.source = source
            self.value = value
            self.amount = amount
        }
    }

    public init() {}

    /// Up to which batch it has been written; 0: never.
    public func batch(_ connection: Connection) throws -> Int64 {
        try connection.queryFirst("SELECT batch FROM score.roll_up") { row throws(PostgresError) in try row.int8(0) }
            ?? 0
    }

    /// The models whose series, events or identity may have changed after a batch, and up to another.
    public func changed(after batch: Int64, upTo: Int64, _ connection: Connection) throws -> Set<Int32> {
        let rows = try NewRows(after: batch, upTo: upTo, connection)
        let observations = try rows.verified("observation", connection)
        let events = try rows.verified("event", connection)
        return Set(
            try connection.query(
                """
                SELECT model FROM \(observations) WHERE \(rows.range)
                UNION SELECT model FROM \(events) WHERE \(rows.range)
                UNION SELECT model FROM groundswell.identity_fact WHERE batch > \(batch)
                UNION SELECT other FROM groundswell.identity_fact WHERE batch > \(batch)
                UNION SELECT model FROM groundswell.model_fact WHERE batch > \(batch) AND hub_id IS NOT NULL
                UNION SELECT subject FROM groundswell.retraction WHERE batch > \(batch) AND kind IN (3, 4, 6, 7)
                """
            ) { row throws(PostgresError) in try row.int4(0) })
    }

    /// Whether identities may have come apart after a batch, so that no list of models tells what changed.
    public func isSplit(after batch: Int64, _ connection: Connection) throws -> Bool {
        try connection.queryFirst(
            "SELECT EXISTS (SELECT FROM groundswell.retraction WHERE batch > \(batch) AND kind = 1)"
        ) { row throws(PostgresError) in try row.bool(0) } ?? false
    }

    /// Writes the days of some models anew; nil: of all.
    public func write(
        _ days: some Sequence<Day>, of models: [Int32]?, upTo batch: Int64, _ connection: Connection
    ) throws {
        try connection.transaction("BEGIN") {
            if let models {
                try connection.execute(
                    "DELETE FROM score.daily WHERE model = ANY($1)", [.int4Array(models)])
            } else {
                try connection.execute("TRUNCATE score.daily")
            }
            _ = try connection.copyIn(
                "COPY score.daily (model, day, series, source, value, amount) FROM STDIN (FORMAT binary)"
            ) { rows in
                for day in days {
                    try rows.beginRow(6)
                    rows.int4(day.model)
                    rows.date(day.day)
                    rows.int2(day.series)
                    rows.int2(day.source)
                    rows.int8(day.value)
                    rows.int8(day.amount)
                }
            }
            try connection.execute(
                "INSERT INTO score.roll_up (batch) VALUES ($1) ON CONFLICT (one) DO UPDATE SET batch = excluded.batch",
                [.int8(batch)])
        }
    }
}
