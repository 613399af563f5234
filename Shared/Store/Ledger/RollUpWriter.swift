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

    /// Stands for the first day of a model that is written whole.
    public static let whole = News.allDays

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

    /// What of the roll-up is written anew.
    public enum Part: Sendable {
        case everything
        /// Of these models, by id, all (``whole``), or the days from one on (days since 1970-01-01), of which none was lost.
        case since([Int32: Int32])
    }

    /// Writes days anew, and up to which batch that is.
    ///
    /// - Parameters:
    ///   - days: the days of that part.
    ///   - after: the batch up to which it had been written; where somebody else has written meanwhile, nothing is.
    public func write(
        _ days: some Sequence<Day>, _ part: Part, after: Int64, upTo batch: Int64, _ connection: Connection
    ) throws {
        try connection.transaction("BEGIN") {
            // Two processes can be at it for the moment in which one takes over from the other.
            try connection.execute("LOCK TABLE score.roll_up IN EXCLUSIVE MODE")
            guard try self.batch(connection) == after else { return }
            switch part {
            case .everything:
                try connection.execute("TRUNCATE score.daily")
                try copy(days, to: "score.daily", connection)
            case .since(let since):
                // What a model has lost can only be days of those that are written whole. The others' last days are the
                // same rows time and again: these change where they lie.
                let whole = since.filter { $0.value == Self.whole }.keys.sorted()
                if !whole.isEmpty {
                    try connection.execute("DELETE FROM score.daily WHERE model = ANY($1)", [.int4Array(whole)])
                }
                try connection.execute("CREATE TEMP TABLE daily_changed (LIKE score.daily) ON COMMIT DROP")
                try copy(days, to: "daily_changed", connection)
                try connection.execute(
                    """
                    INSERT INTO score.daily SELECT * FROM daily_changed
                    ON CONFLICT (model, series, source, day) DO UPDATE SET value = excluded.value, amount = excluded.amount
                    WHERE (daily.value, daily.amount) IS DISTINCT FROM (excluded.value, excluded.amount)
                    """)
            }
            try connection.execute(
                "INSERT INTO score.roll_up (batch) VALUES ($1) ON CONFLICT (one) DO UPDATE SET batch = excluded.batch",
                [.int8(batch)])
        }
    }

    private func copy(_ days: some Sequence<Day>, to table: String, _ connection: Connection) throws {
        _ = try connection.copyIn(
            "COPY \(table) (model, day, series, source, value, amount) FROM STDIN (FORMAT binary)"
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
    }
}
