import Columns
import Domain
import Postgres

extension Reading {
    /// Observations, by binary COPY.
    func observations(_ facts: inout Facts, _ news: inout FactsReader.News) throws {
        var newest = facts.newest
        var points: [Point] = []
        try rows.read("observation") { table in
            points.removeAll(keepingCapacity: true)
            try connection.copyOut(
                "COPY (SELECT model, series, source, at, value, step, batch FROM \(table) WHERE \(range("model")))"
                    + " TO STDOUT (FORMAT binary)", columns: 7
            ) { row in
                let point = Point(
                    model: try row.int4(), series: try row.int2(), source: try row.int2(), at: try row.timestamp(),
                    value: try row.int8(), step: Float(try row.int8()),
                    batch: UInt32(truncatingIfNeeded: try row.int8()))
                newest = max(newest, point.at)
                points.append(point)
            }
            return points.count
        }
        for point in points {
            if !isCold { news.touch(point.model, day: Timestamp(microseconds: point.at).day.number) }
            facts.heard.note(point.source, at: point.at)
        }
        news.figures += points.count
        facts.points.merge(points, fold: Self.sameValue)
        facts.newest = newest
    }

    /// Events, by binary COPY.
    func events(_ sums: inout EventSums) throws {
        try rows.read("event") { table in
            sums.begin()
            try connection.copyOut(
                "COPY (SELECT \(EventSums.columns) FROM \(table) WHERE \(range("model"))) TO STDOUT (FORMAT binary)",
                columns: EventSums.columnCount
            ) { row in try sums.take(&row) }
            return sums.count
        }
        sums.finish()
    }

    /// The same series, source, time and value is one value; the later batch stands, so that what was sent again after
    /// a retraction is there again.
    static func sameValue(_ a: inout Point, _ b: Point) -> Bool {
        guard a.series == b.series, a.source == b.source, a.at == b.at, a.value == b.value else { return false }
        a.batch = b.batch
        return true
    }
}
