import Columns

/// A figure added up by holder: what shares and their concentration are computed from.
public struct Holdings: Sendable {
    /// What each holder with a figure has, ascending, holders of nothing included. Sums below zero count as 0.
    public let amounts: [Int64]
    /// What nobody is known to hold.
    public let unattributed: Int64
    /// The largest shares, descending, ties by name bytewise.
    public let shares: [HeldShare]

    /// What somebody is known to hold.
    public var known: Int64 { amounts.reduce(0, +) }
    public var all: Int64 { known + unattributed }

    /// - Parameter limit: how many shares are wanted.
    public init(
        _ figure: HeldFigure, by holders: Holders, filter: LeaderboardFilter = LeaderboardFilter(), limit: Int,
        _ facts: Facts, _ world: World
    ) {
        var sums = [Int64](repeating: 0, count: holders.count)
        var has = [Bool](repeating: false, count: holders.count)
        var nobodys: Int64 = 0
        let unfiltered = filter.isEmpty
        figure.forEach(facts, world) { row, value in
            if !unfiltered, !filter.matches(world.models, row) { return }
            let holder = Int(holders.ofRow[row])
            if holder < 0 {
                nobodys += value
            } else {
                sums[holder] += value
                has[holder] = true
            }
        }
        unattributed = max(0, nobodys)
        amounts = sums.indices.lazy.filter { has[$0] }.map { max(0, sums[$0]) }.sorted()
        let total = amounts.reduce(0, +)
        // What cannot be among the first is never compared by name.
        let least = amounts.count > limit ? max(1, amounts[amounts.count - max(1, limit)]) : 1
        let first = sums.indices.filter { has[$0] && sums[$0] >= least }
            .map { (key: holders.name($0), amount: sums[$0]) }
            .sorted { $0.amount != $1.amount ? $0.amount > $1.amount : Holders.isBefore($0.key, $1.key) }
        shares = first.prefix(limit).map {
            HeldShare(key: $0.key, value: Double($0.amount) / Double(total), numerator: $0.amount)
        }
    }
}
