import Columns
import Domain
import Postgres

/// Observations and events of a range of batches as they were read, before they are sorted into facts. So whatever can fail
/// has not failed when the first of them is placed, and facts need not be held twice.
struct NewFigures: Sendable {
    /// What is read of an event; the batch only where the event is kept.
    static let eventColumns =
        "model, kind, source, at, amount, adopter, id_hash, CASE WHEN kind = \(EventKind.deployment.rawValue) THEN batch END"
    static let eventColumnCount = 8

    private var points = GatheredRows<Point>(fold: sameValue)
    private var amounts = GatheredRows<DailyAmount>(fold: sameDay)
    /// Events whose adopter matters, deployments.
    private var adoptions = GatheredRows<Adoption>(fold: { _, _ in false })
    /// Microseconds since 1970; `.null`: there is none.
    private var newest = Int64.null

    /// How many rows were read.
    var observations: Int { points.taken }
    var events: Int { amounts.taken }

    /// What was read so far of the observations is read anew.
    mutating func beginObservations() { points.removeAll() }

    /// The same of the events.
    mutating func beginEvents() {
        amounts.removeAll()
        adoptions.removeAll()
    }

    mutating func takeObservation(_ row: inout CopyRow) throws {
        let point = Point(
            model: try row.int4(), series: try row.int2(), source: try row.int2(), at: try row.timestamp(),
            value: try row.int8(), step: Float(try row.int8()), batch: UInt32(truncatingIfNeeded: try row.int8()))
        newest = max(newest, point.at)
        points.append(point)
    }

    mutating func takeEvent(_ row: inout CopyRow) throws {
        let model = try row.int4()
        let kind = try row.int2()
        let source = try row.int2()
        let at = try row.timestamp()
        let amount = try row.int8()
        newest = max(newest, at)
        amounts.append(
            DailyAmount(
                model: model, day: Timestamp(microseconds: at).day.number, kind: kind, source: source, amount: amount))
        if kind == Int16(EventKind.deployment.rawValue) {
            let adopter = try row.int4OrNil()
            let id = try row.int8OrNil()
            adoptions.append(
                Adoption(
                    model: model, adopter: adopter ?? .null, kind: kind, source: source, at: at, amount: amount,
                    batch: try row.int8(), idHash: id ?? 0))
        }
    }

    /// Sorts them into facts.
    ///
    /// - Parameter isCold: of a first reading nobody asks which models it touched.
    consuming func place(in facts: inout Facts, _ news: inout News, isCold: Bool = false) {
        // Taken out, so that nothing is held twice while it is placed.
        let empty = NewFigures()
        var (points, amounts, adoptions) = (empty.points, empty.amounts, empty.adoptions)
        swap(&points, &self.points)
        swap(&amounts, &self.amounts)
        swap(&adoptions, &self.adoptions)
        news.figures += points.taken + amounts.taken
        facts.newest = max(facts.newest, newest)
        var heard = facts.heard
        points.place(in: &facts.points) { point in
            if !isCold { news.touch(point.model, day: Timestamp(microseconds: point.at).day.number) }
            heard.note(point.source, at: point.at)
        }
        amounts.place(in: &facts.amounts) { amount in
            if !isCold { news.touch(amount.model, day: amount.day) }
            heard.note(amount.source, day: amount.day)
        }
        facts.heard = heard
        adoptions.place(in: &facts.adoptions) { _ in }
    }

    /// The same series, source, time and value is one value; the later batch stands, so that what was sent again after
    /// a retraction is there again.
    @Sendable
    static func sameValue(_ a: inout Point, _ b: Point) -> Bool {
        guard a.series == b.series, a.source == b.source, a.at == b.at, a.value == b.value else { return false }
        a.batch = b.batch
        return true
    }

    /// Amounts of one day, kind and source add up, whatever the order they came in.
    @Sendable
    static func sameDay(_ a: inout DailyAmount, _ b: DailyAmount) -> Bool {
        guard a.kind == b.kind, a.source == b.source, a.day == b.day else { return false }
        a.amount += b.amount
        a.count += b.count
        return true
    }
}
