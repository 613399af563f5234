import Columns

/// What a leaderboard can rank by: one column of the epoch each, or a multiple of one.
public enum RankedMeasure: String, Sendable, CaseIterable {
    case netLikes
    case gain7d
    case gain30d
    case gainSinceFirst
    /// The gain of seven days, per day.
    case velocity7d
    /// The gain of thirty days, per day.
    case velocity30d
    /// The velocity over seven days against that of the seven days before.
    case momentum7d
    /// The velocity over thirty days against that of the thirty days before.
    case momentum30d
    case decayedAdoption
    /// Direct children.
    case derivatives
    /// Distinct children, transitively.
    case descendants
    /// The largest h with h direct children that each have at least h likes.
    case hIndex
    case downloads30d
    case downloadsAllTime
    case pulls

    public var definition: MeasureDefinition { MeasureDefinition(rawValue, unit: unit, summary) }

    private var summary: String {
        switch self {
        case .netLikes: "likes minus unlikes"
        case .gain7d: "likes gained in seven days"
        case .gain30d: "likes gained in thirty days"
        case .gainSinceFirst: "likes gained since the first sighting"
        case .velocity7d: "likes gained a day, over seven days"
        case .velocity30d: "likes gained a day, over thirty days"
        case .momentum7d: "whether likes come faster than in the seven days before"
        case .momentum30d: "whether likes come faster than in the thirty days before"
        case .decayedAdoption: "likes gained, each day's weighing half after thirty days"
        case .derivatives: "direct children"
        case .descendants: "distinct children, transitively"
        case .hIndex: HIndex.measure.summary
        case .downloads30d: "downloads of the last thirty days, as the hub counts them"
        case .downloadsAllTime: "downloads since creation, as the hub counts them"
        case .pulls: "pulls since creation"
        }
    }

    /// What is counted.
    public var unit: String {
        switch self {
        case .netLikes, .gain7d, .gain30d, .gainSinceFirst: "likes"
        case .velocity7d, .velocity30d: "likes per day"
        case .momentum7d, .momentum30d: Momentum.measure.unit
        case .decayedAdoption: "decayed adoption"
        case .derivatives, .descendants, .hIndex: "models"
        case .downloads30d, .downloadsAllTime: "downloads"
        case .pulls: "pulls"
        }
    }

    /// Whether every node of lineage has it, described or not: only what is above zero says something then.
    public var isOfLineage: Bool { self == .derivatives || self == .descendants || self == .hIndex }

    /// Whether every epoch carries it; what is not carried is ranked where the state is derived.
    public var isPublished: Bool { ![.momentum7d, .momentum30d, .hIndex].contains(self) }

    /// The figure of a row; nil: the model has none.
    public func value(_ table: ModelTable, _ row: Int) -> RankedValue? {
        switch self {
        case .netLikes: table.netLikes[row].orNil.map { .integer($0) }
        case .gain7d: table.gain7d[row].orNil.map { .integer($0) }
        case .gain30d: table.gain30d[row].orNil.map { .integer($0) }
        case .gainSinceFirst: table.gainSinceFirst[row].orNil.map { .integer($0) }
        case .velocity7d: table.gain7d[row].orNil.map { .number(Double($0) / 7) }
        case .velocity30d: table.gain30d[row].orNil.map { .number(Double($0) / 30) }
        case .momentum7d: Self.momentum(table.gain7d[row], table.gain7dBefore[row], days: 7).map { .number($0) }
        case .momentum30d: Self.momentum(table.gain30d[row], table.gain30dBefore[row], days: 30).map { .number($0) }
        case .decayedAdoption:
            table.decayedAdoption[row].isNaN ? nil : .number(table.decayedAdoption[row])
        case .derivatives: .integer(Int64(table.derivatives[row]))
        case .descendants: .integer(Int64(table.descendants[row]))
        case .hIndex: table.hIndex.isEmpty ? nil : .integer(Int64(table.hIndex[row]))
        case .downloads30d: table.downloads30d[row].orNil.map { .integer($0) }
        case .downloadsAllTime: table.downloadsAllTime[row].orNil.map { .integer($0) }
        case .pulls: table.pulls[row].orNil.map { .integer($0) }
        }
    }

    private static func momentum(_ gain: Int64, _ before: Int64, days: Int64) -> Double? {
        gain == .null || before == .null ? nil : Momentum.value(gain: gain, before: before, days: days)
    }

    /// The column's figures as integers that order like them; `.null`: no figure. Read once, row by row, this is what
    /// the scan runs over.
    func withKeys<T>(_ table: ModelTable, _ body: ((Int) -> Int64) -> T) -> T {
        func scan(_ column: CountColumn) -> T { body { column[$0] } }
        func scan(_ column: IndexColumn) -> T { body { Int64(column[$0]) } }
        func scan(_ column: Column<Int32>) -> T { column.withUnsafeBufferPointer { c in body { Int64(c[$0]) } } }
        func scan(_ gains: CountColumn, _ before: CountColumn, days: Int64) -> T {
            body { Self.momentum(gains[$0], before[$0], days: days).map(RankedValue.key) ?? .null }
        }
        return switch self {
        case .netLikes: scan(table.netLikes)
        case .gain7d, .velocity7d: scan(table.gain7d)
        case .gain30d, .velocity30d: scan(table.gain30d)
        case .gainSinceFirst: scan(table.gainSinceFirst)
        case .momentum7d: scan(table.gain7d, table.gain7dBefore, days: 7)
        case .momentum30d: scan(table.gain30d, table.gain30dBefore, days: 30)
        case .decayedAdoption:
            table.decayedAdoption.withUnsafeBufferPointer { c in body { RankedValue.key(c[$0]) } }
        case .derivatives: scan(table.derivatives)
        case .descendants: scan(table.descendants)
        case .hIndex: table.hIndex.isEmpty ? body { _ in .null } : scan(table.hIndex)
        case .downloads30d: scan(table.downloads30d)
        case .downloadsAllTime: scan(table.downloadsAllTime)
        case .pulls: scan(table.pulls)
        }
    }
}

/// A figure as it is published: counts stay integers.
public enum RankedValue: Sendable, Equatable {
    case integer(Int64)
    case number(Double)

    /// An integer that orders as the number does; `.null` for NaN, the columns' "no value".
    static func key(_ value: Double) -> Int64 {
        if value.isNaN { return .null }
        // Adding zero makes -0 the same as 0. Negative numbers order against their bits.
        let bits = Int64(bitPattern: (value + 0).bitPattern)
        return bits >= 0 ? bits : (.max ^ bits)
    }
}
