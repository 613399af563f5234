import Columns
import Domain
import Postgres

/// What came between two batches and no column keeps: events with their batch, and what was withdrawn, with the reason.
public struct ChangesReader: Sendable {
    /// Events of one kind, source, model, UTC day and batch.
    public struct Events: Sendable, Equatable {
        public var model: Int32
        public var kind: Int16
        public var source: Int16
        public var at: Int64
        public var batch: Int64
        /// The sum of their amounts.
        public var amount: Int64
    }

    /// One retraction; the columns as the schema explains them.
    public struct Retraction: Sendable, Equatable {
        public var kind: RetractionKind
        public var source: Int16
        public var subject: Int32
        public var at: Int64
        public var number: Int64
        public var batch: Int64
        public var text: String
        public var reason: String
    }

    public init() {}

    /// Events recorded after one batch and up to another, in order of batch, model, kind, source and day.
    ///
    /// - Parameter limit: how many rows are read at most.
    public func events(
        after: Int64, upTo: Int64, limit: Int, _ connection: Connection
    ) throws -> [Events] {
        let rows = try NewRows(after: after, upTo: upTo, connection)
        return try connection.query(
            """
            SELECT model, kind, source, min(at), batch, sum(amount)::int8 FROM \(try rows.verified("event", connection))
            WHERE \(rows.range)
            GROUP BY model, kind, source, date_trunc('day', at AT TIME ZONE 'UTC'), batch
            ORDER BY batch, model, kind, source, min(at) LIMIT \(limit)
            """
        ) { row throws(PostgresError) in
            Events(
                model: try row.int4(0), kind: try row.int2(1), source: try row.int2(2), at: try row.timestamp(3),
                batch: try row.int8(4), amount: try row.int8(5))
        }
    }

    /// Retractions made after one batch and up to another, in their order.
    public func retractions(after: Int64, upTo: Int64, _ connection: Connection) throws -> [Retraction] {
        try connection.query(
            """
            SELECT kind, source, coalesce(subject, \(Int32.min)), at, coalesce(number, \(Int32.min)), batch,
                coalesce(text, ''), reason
            FROM groundswell.retraction WHERE batch > \(after) AND batch <= \(upTo)
            ORDER BY batch, kind, source, subject, at, number, text
            """
        ) { row throws(PostgresError) in
            Retraction(
                kind: RetractionKind(rawValue: try row.int2(0)) ?? .model, source: try row.int2(1),
                subject: try row.int4(2), at: try row.timestampOrNil(3) ?? .null, number: try row.int8(4),
                batch: try row.int8(5), text: try row.text(6), reason: try row.text(7))
        }
    }
}
