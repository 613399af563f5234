import Columns
import Domain

/// A figure added up by holder: what shares and their concentration are computed from.
///
/// Amounts are whole numbers of parts of one: of one part each where nothing is shared (`Int64`), else of as many as make
/// every share a whole number (`Int128`).
public struct Holdings<Amount: FixedWidthInteger & SignedInteger & Sendable>: Sendable {
    /// What each holder with a figure has, ascending, holders of nothing included. Sums below zero count as 0.
    public let amounts: [Amount]
    /// What nobody is known to hold.
    public let unattributed: Amount
    /// How many parts one has.
    public let unit: Int64
    /// The largest shares, descending, ties by name bytewise.
    public let shares: [HeldShare]

    /// What somebody is known to hold.
    public var known: ExactSum { ExactSum(Int128(amounts.reduce(0, +)), unit: unit) }
    public var all: ExactSum { ExactSum(Int128(amounts.reduce(0, +) + unattributed), unit: unit) }

    /// - Parameters:
    ///   - holders: shared ones need amounts of 128 bits.
    ///   - limit: how many shares are wanted.
    public init(
        _ figure: HeldFigure, by holders: Holders, filter: LeaderboardFilter = LeaderboardFilter(), limit: Int,
        _ facts: Facts, _ world: World
    ) {
        var sums = [Amount](repeating: 0, count: holders.count)
        var has = [Bool](repeating: false, count: holders.count)
        var nobodys: Amount = 0
        let unfiltered = filter.isEmpty
        let unit = Amount(holders.unit)
        sums.withUnsafeMutableBufferPointer { sums in
            has.withUnsafeMutableBufferPointer { has in
                holders.ofRow.withUnsafeBufferPointer { ofRow in
                    figure.forEach(facts, world) { row, value in
                        if !unfiltered, !filter.matches(world.models, row) { return }
                        let holder = Int(ofRow[row])
                        if holder >= 0 {
                            sums[holder] += Amount(value) * unit
                            has[holder] = true
                        } else if holder == -1 {
                            nobodys += Amount(value) * unit
                        } else {
                            holders.forEachPart(row, value) { holder, parts in
                                if holder < 0 {
                                    nobodys += Amount(parts)
                                } else {
                                    sums[holder] += Amount(parts)
                                    has[holder] = true
                                }
                            }
                        }
                    }
                }
            }
        }
        self.unit = holders.unit
        unattributed = max(0, nobodys)
        amounts = sums.indices.lazy.filter { has[$0] }.map { max(0, sums[$0]) }.sorted()
        let total = amounts.reduce(0, +)
        // What cannot be among the first is never compared by name.
        let least = amounts.count > limit ? max(1, amounts[amounts.count - max(1, limit)]) : 1
        let first = sums.indices.filter { has[$0] && sums[$0] >= least }
            .map { (key: holders.name($0), amount: sums[$0]) }
            .sorted { $0.amount != $1.amount ? $0.amount > $1.amount : Holders.isBefore($0.key, $1.key) }
        shares = first.prefix(limit).map {
            HeldShare(
                key: $0.key, value: Double($0.amount) / Double(total),
                numerator: ExactSum(Int128($0.amount), unit: holders.unit))
        }
    }
}
