import Columns
import Domain

/// The newest state of the world, kept up as batches come in: a batch costs what it touches, and gives to the last bit what
/// deriving everything anew would.
///
/// What many models hang on (identities, organisations, withdrawals, another UTC day) is derived anew.
public struct Derivation: Sendable {
    private var builder: WorldBuilder
    public private(set) var world: World
    /// Rows by the hour in which a gain of theirs changes next although nothing comes in.
    private var expiring: [Int64: [Int32]] = [:]

    private let workers: Workers

    /// Everything, from the facts alone.
    ///
    /// - Parameter workers: who derives; what would stop them is not asked.
    public init(_ facts: Facts, _ workers: Workers = .alone) {
        self.workers = workers
        builder = workers.unstopped { workers throws(Workers.Stopped) in
            var builder = try WorldBuilder(facts, asOf: facts.newest, factsAsOf: .max, workers)
            try builder.derive(workers)
            return builder
        }
        world = builder.world()
        takeExpiries()
    }

    /// Takes in what came since.
    ///
    /// - Parameters:
    ///   - facts: the same facts and later batches.
    ///   - news: what these batches brought.
    /// - Returns: the rows that may differ, ascending, new ones at the end; nil: everything was derived anew.
    public mutating func advance(_ facts: Facts, _ news: News) -> [Int]? {
        if let changed = step(facts, news) { return changed }
        self = Derivation(facts, workers)
        return nil
    }

    private mutating func step(_ facts: Facts, _ news: News) -> [Int]? {
        let before = builder.reader.asOf
        guard !news.rewrites, !news.splits, !news.isWide, before != .null, facts.newest >= before,
            Timestamp(microseconds: before).day == Timestamp(microseconds: facts.newest).day,
            builder.identities.advance(facts, SourceOrder(facts), described: news.described.sorted()),
            builder.publishers.advance(facts, SourceOrder(facts))
        else { return nil }
        builder.follow(facts)
        guard let touched = builder.touchedRows(news) else { return nil }
        var changed = touched.wholly + touched.figures
        var scratch = FigureScratch()
        let marksSources = builder.sources.contains(false)
        for row in moved(from: before, to: facts.newest, but: changed) {
            changed.append(row)
            builder.measureAgain(row, marksSources: marksSources, &scratch)
        }
        for row in touched.figures { builder.measureAgain(row, marksSources: marksSources, &scratch) }
        guard let others = builder.deriveAgain(touched.wholly) else { return nil }
        changed += others
        takeExpiries()
        world = builder.world()
        return changed.ascending
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

extension [Int] {
    /// Each element once, ascending.
    var ascending: [Int] {
        var result: [Int] = []
        result.reserveCapacity(count)
        for element in sorted() where result.last != element { result.append(element) }
        return result
    }
}
