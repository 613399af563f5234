import Columns
import Domain
import Postgres

extension Reading {
    /// Observations and events: the large tables, by binary COPY.
    func figures(_ facts: inout Facts, _ news: inout FactsReader.News) throws {
        var newest = facts.newest
        var points: [Point] = []
        let rows = try NewRows(after: after, upTo: upTo, connection)
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
        points = []

        var amounts: [DailyAmount] = []
        var adoptions: [Adoption] = []
        try rows.read("event") { table in
            amounts.removeAll(keepingCapacity: true)
            adoptions.removeAll(keepingCapacity: true)
            try connection.copyOut(
                "COPY (SELECT model, kind, source, at, amount, batch, adopter, id_hash FROM \(table) WHERE \(range("model")))"
                    + " TO STDOUT (FORMAT binary)", columns: 8
            ) { row in
                let model = try row.int4()
                let kind = try row.int2()
                let source = try row.int2()
                let at = try row.timestamp()
                let amount = try row.int8()
                let batch = try row.int8()
                let adopter = try row.int4OrNil()
                let id = try row.int8OrNil()
                newest = max(newest, at)
                amounts.append(
                    DailyAmount(
                        model: model, day: Timestamp(microseconds: at).day.number, kind: kind, source: source,
                        amount: amount))
                if kind == Int16(EventKind.deployment.rawValue) {
                    adoptions.append(
                        Adoption(
                            model: model, adopter: adopter ?? .null, kind: kind, source: source, at: at, amount: amount,
                            batch: batch, idHash: id ?? 0))
                }
                // A first reading reads the table once, and never anew.
                if isCold, amounts.count == Self.eventsAtOnce { take(&amounts, &facts, &news) }
            }
            return amounts.count
        }
        take(&amounts, &facts, &news)
        amounts = []
        facts.adoptions.merge(adoptions)
        facts.newest = newest
    }

    /// Events that are held before they are summed up by day: the sums of all of them take a fraction of the memory.
    private static let eventsAtOnce = 2_000_000

    private func take(_ amounts: inout [DailyAmount], _ facts: inout Facts, _ news: inout FactsReader.News) {
        for amount in amounts {
            if !isCold { news.touch(amount.model, day: amount.day) }
            facts.heard.note(amount.source, day: amount.day)
        }
        news.figures += amounts.count
        facts.amounts.merge(amounts, fold: Self.sameDay)
        amounts.removeAll(keepingCapacity: true)
    }

    /// The same series, source, time and value is one value; the later batch stands, so that what was sent again after
    /// a retraction is there again.
    static func sameValue(_ a: inout Point, _ b: Point) -> Bool {
        guard a.series == b.series, a.source == b.source, a.at == b.at, a.value == b.value else { return false }
        a.batch = b.batch
        return true
    }

    /// Amounts of one day, kind and source add up, whatever the order they came in.
    static func sameDay(_ a: inout DailyAmount, _ b: DailyAmount) -> Bool {
        guard a.kind == b.kind, a.source == b.source, a.day == b.day else { return false }
        a.amount += b.amount
        a.count += b.count
        return true
    }
}
