import Columns
import Domain

/// The newest state of the world, kept up as batches come in: a batch costs what it touches, and gives to the last bit what
/// deriving everything anew would.
///
/// What many models hang on (identities, organisations, withdrawals) is derived anew. On another UTC day every figure is.
public struct Derivation: Sendable {
    private var builder: WorldBuilder
    /// Rows by the hour in which a gain of theirs changes next although nothing comes in.
    private var expiring: [Int64: [Int32]] = [:]

    private let workers: Workers
    /// Whether the next batch changes the state where it lies, where that has been asked.
    private var isInPlace: Bool?

    /// Everything, from the facts alone.
    ///
    /// - Parameter workers: who derives; what would stop them is not asked.
    public init(_ facts: Facts, _ workers: Workers = .alone) {
        self.workers = workers
        builder = workers.unstopped { workers throws(Workers.Stopped) in
            var builder = try WorldBuilder(facts, asOf: facts.newest, factsAsOf: .max, workers)
            try builder.derive(workers)
            builder.sumTallies()
            return builder
        }
        takeExpiries()
    }

    /// The state. It shares its columns with this derivation, which changes them where they lie once nobody holds a state any
    /// more; whoever holds one makes the next `advance` copy what it changes.
    public var world: World { builder.world() }

    /// Holds on to no figures until the next `advance`, which is to come: whoever sorts more of them in need not copy what is
    /// there.
    public mutating func letGoOfFigures() { builder.letGoOfFigures() }

    /// Whether a batch is taken in where the state lies; else everything is derived anew, which takes long, and the memory of a
    /// second state. Nearly always that can be told before anything is changed. The batch is to be taken in next.
    public mutating func changesInPlace(_ facts: Facts, _ news: News) -> Bool {
        if let isInPlace { return isInPlace }
        let before = builder.reader.asOf
        // Identities and publishers follow here: nothing of the state hangs on them before rows are derived.
        let found =
            !news.rewrites && !news.splits && !news.isWide && before != .null && facts.newest >= before
            && builder.identities.advance(facts, SourceOrder(facts), described: news.described.sorted())
            && builder.publishers.advance(facts, SourceOrder(facts))
        isInPlace = found
        return found
    }

    /// Takes in what came since.
    ///
    /// - Parameters:
    ///   - facts: the same facts and later batches.
    ///   - news: what these batches brought.
    /// - Returns: what the models were before; whole where everything was derived anew.
    public mutating func advance(_ facts: Facts, _ news: News) -> EarlierModels {
        if changesInPlace(facts, news) {
            isInPlace = nil
            if step(facts, news) {
                defer { builder.earlier = EarlierModels(unchanged: 0) }
                return builder.earlier
            }
            // Found out when it had been begun.
            builder.earlier = builder.earlier.whole(from: builder.models)
        } else {
            builder.earlier = EarlierModels(whole: builder.models, count: builder.models.count)
        }
        let earlier = builder.earlier
        self = Derivation(facts, workers)
        return earlier
    }

    private mutating func step(_ facts: Facts, _ news: News) -> Bool {
        let before = builder.reader.asOf
        builder.earlier = EarlierModels(unchanged: builder.models.count)
        builder.follow(facts)
        guard let touched = builder.touchedRows(news) else { return false }
        var moved: [Int] = []
        if Timestamp(microseconds: before).day == Timestamp(microseconds: facts.newest).day {
            moved = self.moved(from: before, to: facts.newest, but: touched.wholly + touched.figures)
        } else {
            expiring = [:]
            builder.measureAllAgain(touched, workers)
        }
        builder.measureAgain(moved + touched.figures)
        guard builder.deriveAgain(touched.wholly) else { return false }
        builder.sumTallies()
        takeExpiries()
        return true
    }

    /// Rows whose gains change between two times although nothing came in.
    private mutating func moved(from before: Int64, to now: Int64, but changed: [Int]) -> [Int] {
        let rows = (Self.hour(before)...Self.hour(now)).flatMap { expiring.removeValue(forKey: $0) ?? [] }
        if rows.isEmpty { return [] }
        return Set(rows.map { Int($0) }).subtracting(changed).sorted()
    }

    private mutating func takeExpiries() {
        for expiry in builder.expiries { expiring[Self.hour(expiry.at), default: []].append(expiry.row) }
        builder.expiries = []
    }

    private static func hour(_ at: Int64) -> Int64 { at / 3_600_000_000 }
}
