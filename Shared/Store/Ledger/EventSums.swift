import Columns
import Domain
import Postgres

/// Events summed up by day, with those that are kept one by one: what a reading of the table of events comes to.
struct EventSums: Sendable {
    /// What is read of an event; the batch only where the event is kept.
    static let columns =
        "model, kind, source, at, amount, adopter, id_hash, CASE WHEN kind = \(EventKind.deployment.rawValue) THEN batch END"
    static let columnCount = 8

    var amounts = ModelGrouped<DailyAmount>()
    /// Events whose adopter matters, deployments.
    var adoptions = ModelGrouped<Adoption>()
    var heard = HeardDays()
    /// Microseconds since 1970; `.null`: there is none.
    var newest = Int64.null
    var news = News()

    private let isCold: Bool
    private var read: [DailyAmount] = []
    private var kept: [Adoption] = []

    /// Events that are held before they are summed up by day: the sums of all of them take a fraction of the memory.
    private static let atOnce = 2_000_000

    /// - Parameter isCold: of a first reading nobody asks which models it touched.
    init(isCold: Bool) { self.isCold = isCold }

    /// Takes the sums out of facts, to be put back with what is read.
    init(takenFrom facts: inout Facts) {
        self.init(isCold: false)
        swap(&amounts, &facts.amounts)
        swap(&adoptions, &facts.adoptions)
        swap(&heard, &facts.heard)
    }

    /// What was read so far of this reading is read anew.
    mutating func begin() {
        read.removeAll(keepingCapacity: true)
        kept.removeAll(keepingCapacity: true)
    }

    /// How many events were read since `begin`; of a first reading those that are not summed up yet.
    var count: Int { read.count }

    mutating func take(_ row: inout CopyRow) throws {
        let model = try row.int4()
        let kind = try row.int2()
        let source = try row.int2()
        let at = try row.timestamp()
        let amount = try row.int8()
        newest = max(newest, at)
        read.append(
            DailyAmount(
                model: model, day: Timestamp(microseconds: at).day.number, kind: kind, source: source, amount: amount))
        if kind == Int16(EventKind.deployment.rawValue) {
            let adopter = try row.int4OrNil()
            let id = try row.int8OrNil()
            kept.append(
                Adoption(
                    model: model, adopter: adopter ?? .null, kind: kind, source: source, at: at, amount: amount,
                    batch: try row.int8(), idHash: id ?? 0))
        }
        // A first reading reads the table once, and never anew.
        if isCold, read.count == Self.atOnce { sumUp() }
    }

    mutating func finish() {
        sumUp()
        read = []
        adoptions.merge(kept)
        kept = []
    }

    private mutating func sumUp() {
        for amount in read {
            if !isCold { news.touch(amount.model, day: amount.day) }
            heard.note(amount.source, day: amount.day)
        }
        news.figures += read.count
        amounts.merge(read, fold: Self.sameDay)
        read.removeAll(keepingCapacity: true)
    }

    /// Puts the sums into facts that have none of their own.
    consuming func place(in facts: inout Facts, _ news: inout News) {
        facts.amounts = amounts
        facts.adoptions = adoptions
        facts.heard.formUnion(heard)
        facts.newest = max(facts.newest, newest)
        news.formUnion(self.news)
    }

    /// Amounts of one day, kind and source add up, whatever the order they came in.
    static func sameDay(_ a: inout DailyAmount, _ b: DailyAmount) -> Bool {
        guard a.kind == b.kind, a.source == b.source, a.day == b.day else { return false }
        a.amount += b.amount
        a.count += b.count
        return true
    }
}
