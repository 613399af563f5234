import Columns

/// Adds up a scan by period and holder.
struct PeriodTally: FlowSink {
    private let periods: [Period]
    private let holders: Holders
    private let filter: LeaderboardFilter?
    private let table: ModelTable
    /// The period of each day from `firstDay` on.
    private let periodOfDay: [Int32]
    private let firstDay: Int32
    /// Sums by period and holder: a whole table where it is small, else only what is there.
    private var dense: [Int64]
    private var sparse: [UInt64: Int64] = [:]
    private var unattributed: [Int64]
    private var unaged: [Int64]
    private var isObserved: [Bool]
    private(set) var undated = 0
    /// The first day on which anything could have counted, in the window or not; nil: there is none.
    private(set) var firstObserved: Int32?

    /// The most cells of a whole table.
    static let denseCells = 16_000_000

    /// - Parameter denseCells: the most cells of a whole table.
    init(
        _ periods: [Period], _ holders: Holders, _ filter: LeaderboardFilter, _ world: World,
        denseCells: Int = Self.denseCells
    ) {
        self.periods = periods
        self.holders = holders
        self.filter = filter.isEmpty ? nil : filter
        table = world.models
        firstDay = periods.first?.first ?? 0
        var days: [Int32] = []
        for (index, period) in periods.enumerated() {
            days += [Int32](repeating: Int32(index), count: Int(period.last - period.first) + 1)
        }
        periodOfDay = days
        let cells = holders.count.multipliedReportingOverflow(by: periods.count)
        dense =
            cells.overflow || cells.partialValue > denseCells
            ? [] : [Int64](repeating: 0, count: cells.partialValue)
        unattributed = [Int64](repeating: 0, count: periods.count)
        unaged = unattributed
        isObserved = [Bool](repeating: false, count: periods.count)
    }

    @inline(__always)
    private func isOut(_ row: Int) -> Bool {
        table.flags[row].contains(.artifact) || filter.map { !$0.matches(table, row) } ?? false
    }

    @inline(__always)
    mutating func take(row: Int, day: Int32, amount: Int64, isMember: Bool?) {
        if isMember == false || isOut(row) { return }
        firstObserved = min(firstObserved ?? day, day)
        let offset = Int(day) - Int(firstDay)
        guard offset >= 0, offset < periodOfDay.count else { return }
        let period = Int(periodOfDay[offset])
        isObserved[period] = true
        if amount == 0 { return }
        let holder = Int(holders.ofRow[row])
        if isMember == nil {
            unaged[period] += amount
        } else if holder < 0 {
            unattributed[period] += amount
        } else if !dense.isEmpty {
            dense[period * holders.count + holder] += amount
        } else {
            sparse[UInt64(period) << 32 | UInt64(holder), default: 0] += amount
        }
    }

    mutating func takeUndated(row: Int) {
        if !isOut(row) { undated += 1 }
    }

    /// The sums of each period. Sums below zero hold nothing.
    ///
    /// - Parameters:
    ///   - limit: how many shares of each period are wanted.
    ///   - watched: whose shares are wanted beside them.
    func result(limit: Int = .max, watching watched: [String] = []) -> [PeriodShares] {
        var held = [[(holder: Int, amount: Int64)]](repeating: [], count: periods.count)
        if !dense.isEmpty {
            for period in periods.indices {
                let first = period * holders.count
                for holder in 0..<holders.count where dense[first + holder] > 0 {
                    held[period].append((holder, dense[first + holder]))
                }
            }
        }
        for (key, amount) in sparse where amount > 0 {
            held[Int(key >> 32)].append((Int(key & 0xffff_ffff), amount))
        }
        let watched = Set(watched.compactMap(holders.holder))
        return periods.indices.map { shares(of: $0, held[$0], limit: limit, watched) }
    }

    private func shares(
        of index: Int, _ held: [(holder: Int, amount: Int64)], limit: Int, _ watched: Set<Int>
    ) -> PeriodShares {
        let known = held.reduce(0) { $0 + $1.amount }
        func named(_ held: [(holder: Int, amount: Int64)]) -> [HeldShare] {
            held.map { (key: holders.name($0.holder), amount: $0.amount) }
                .sorted { $0.amount != $1.amount ? $0.amount > $1.amount : Holders.isBefore($0.key, $1.key) }
                .map { HeldShare(key: $0.key, value: Double($0.amount) / Double(known), numerator: $0.amount) }
        }
        // What cannot be among the first is never compared by name.
        var first = held
        if held.count > limit, limit > 0 {
            let least = held.map(\.amount).sorted()[held.count - limit]
            first = held.filter { $0.amount >= least }
        }
        return PeriodShares(
            period: periods[index], isObserved: isObserved[index], shares: Array(named(first).prefix(limit)),
            watched: watched.isEmpty ? [] : named(held.filter { watched.contains($0.holder) }), known: known,
            all: known + max(0, unattributed[index]) + max(0, unaged[index]))
    }
}

/// Who holds how much of what was counted in one period.
public struct PeriodShares: Sendable, Equatable {
    public var period: Period
    /// Whether anything was seen in it that could have counted: without, its amounts are not known, and not 0.
    public var isObserved: Bool
    /// The first of those above zero, descending, ties by name bytewise; at least two where there are two.
    public var shares: [HeldShare]
    /// Those above zero that were asked for by name.
    public var watched: [HeldShare] = []
    /// What is attributed to somebody; and all, with what is attributed to nobody, and what is of models of which nobody
    /// knows whether they belong here.
    public var known: Int64
    public var all: Int64

    /// The first of the shares; nil where nobody has any.
    public var leader: HeldShare? { shares.first }

    /// First minus second, in percentage points; 0: the leader is not alone.
    public var lead: Double? {
        leader.map { ($0.value - (shares.count > 1 ? shares[1].value : 0)) * 100 }
    }

    /// The share of a holder who was asked for by name, or is among the first: 0 where it has none of what is known; nil
    /// where nothing is.
    public func share(_ key: String) -> HeldShare? {
        guard known > 0 else { return nil }
        return shares.first { $0.key == key } ?? watched.first { $0.key == key }
            ?? HeldShare(key: key, value: 0, numerator: 0)
    }

    public var coverage: Double? { all > 0 ? Double(known) / Double(all) : nil }
}
