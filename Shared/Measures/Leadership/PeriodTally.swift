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
    /// What holders have of joint releases, in parts of `holders.unit`, by period and holder.
    private var parts: [UInt64: Int128] = [:]
    private var unattributedParts: [Int: Int128] = [:]
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
            if holder == -1 { unattributed[period] += amount } else { takeShared(row, period, amount) }
        } else if !dense.isEmpty {
            dense[period * holders.count + holder] += amount
        } else {
            sparse[UInt64(period) << 32 | UInt64(holder), default: 0] += amount
        }
    }

    /// An amount of a joint release.
    @inline(never)
    private mutating func takeShared(_ row: Int, _ period: Int, _ amount: Int64) {
        holders.forEachPart(row, amount) { holder, parts in
            if holder < 0 {
                unattributedParts[period, default: 0] += parts
            } else {
                self.parts[UInt64(period) << 32 | UInt64(holder), default: 0] += parts
            }
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
        let watched = Set(watched.compactMap(holders.holder))
        return holders.shared.isEmpty
            ? result(held(Int64.self, unit: 1), limit: limit, watched)
            : result(heldInParts(), limit: limit, watched)
    }

    /// What each holder has that has anything, by period, as it was added up.
    private func held<Amount: FixedWidthInteger & SignedInteger>(
        _: Amount.Type, unit: Amount, above least: Int64 = 0
    ) -> [[(holder: Int, amount: Amount)]] {
        var held = [[(holder: Int, amount: Amount)]](repeating: [], count: periods.count)
        if !dense.isEmpty {
            for period in periods.indices {
                let first = period * holders.count
                for holder in 0..<holders.count where dense[first + holder] > least {
                    held[period].append((holder, Amount(dense[first + holder]) * unit))
                }
            }
        }
        for (key, amount) in sparse where amount > least {
            held[Int(key >> 32)].append((Int(key & 0xffff_ffff), Amount(amount) * unit))
        }
        return held
    }

    /// The same with the parts of joint releases: there are few holders where anything is shared.
    private func heldInParts() -> [[(holder: Int, amount: Int128)]] {
        var sums = held(Int128.self, unit: Int128(holders.unit), above: .min).map {
            Dictionary(uniqueKeysWithValues: $0.lazy.map { ($0.holder, $0.amount) })
        }
        for (key, amount) in parts { sums[Int(key >> 32)][Int(key & 0xffff_ffff), default: 0] += amount }
        return sums.map { sums in sums.lazy.filter { $0.value > 0 }.map { (holder: $0.key, amount: $0.value) } }
    }

    private func result<Amount: FixedWidthInteger & SignedInteger>(
        _ held: [[(holder: Int, amount: Amount)]], limit: Int, _ watched: Set<Int>
    ) -> [PeriodShares] {
        periods.indices.map { shares(of: $0, held[$0], limit: limit, watched) }
    }

    private func shares<Amount: FixedWidthInteger & SignedInteger>(
        of index: Int, _ held: [(holder: Int, amount: Amount)], limit: Int, _ watched: Set<Int>
    ) -> PeriodShares {
        let known = held.reduce(Amount.zero) { $0 + $1.amount }
        func named(_ held: [(holder: Int, amount: Amount)]) -> [HeldShare] {
            held.map { (key: holders.name($0.holder), amount: $0.amount) }
                .sorted { $0.amount != $1.amount ? $0.amount > $1.amount : Holders.isBefore($0.key, $1.key) }
                .map {
                    HeldShare(
                        key: $0.key, value: Double($0.amount) / Double(known), numerator: exact(Int128($0.amount)))
                }
        }
        // What cannot be among the first is never compared by name.
        var first = held
        if held.count > limit, limit > 0 {
            let least = held.map(\.amount).sorted()[held.count - limit]
            first = held.filter { $0.amount >= least }
        }
        let unit = Int128(holders.unit)
        let nobodys = Int128(unattributed[index]) * unit + (unattributedParts[index] ?? 0)
        let all = Int128(known) + max(0, nobodys) + max(0, Int128(unaged[index]) * unit)
        return PeriodShares(
            period: periods[index], isObserved: isObserved[index], shares: Array(named(first).prefix(limit)),
            watched: watched.isEmpty ? [] : named(held.filter { watched.contains($0.holder) }),
            known: exact(Int128(known)), all: exact(all))
    }

    private func exact(_ amount: Int128) -> ExactSum { ExactSum(amount, unit: holders.unit) }
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
    public var known: ExactSum
    public var all: ExactSum

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

    public var coverage: Double? { all > 0 ? known.value / all.value : nil }
}
