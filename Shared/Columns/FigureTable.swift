/// The figures that a table of models has and that adoption changes, of some models: one array a figure, an element a model.
/// What an epoch changed of models of which nothing else changed.
public struct FigureTable: Sendable {
    /// The store's ids, ascending.
    public var id: [Int32] = []
    public var netLikes: [Int64] = []
    public var likesReached: [Int64] = []
    public var gain7d: [Int64] = []
    public var gain30d: [Int64] = []
    public var gainSinceFirst: [Int64] = []
    public var decayedAdoption: [Double] = []
    public var downloads30d: [Int64] = []
    public var downloadsAllTime: [Int64] = []
    public var pulls: [Int64] = []

    public init() {}

    /// The figures of rows of a table.
    public init(_ table: ModelTable, _ rows: ArraySlice<Int>) {
        // One column after the other: what one row waits for in memory, the next ones wait for meanwhile.
        func take<T>(_ column: Column<T>) -> [T] { rows.map { column[$0] } }
        func take(_ column: CountColumn) -> [Int64] { rows.map { column[$0] } }
        id = take(table.id)
        netLikes = take(table.netLikes)
        likesReached = take(table.likesReached)
        gain7d = take(table.gain7d)
        gain30d = take(table.gain30d)
        gainSinceFirst = take(table.gainSinceFirst)
        decayedAdoption = take(table.decayedAdoption)
        downloads30d = take(table.downloads30d)
        downloadsAllTime = take(table.downloadsAllTime)
        pulls = take(table.pulls)
    }

    /// How many models there are.
    public var count: Int { id.count }

    /// Whether every figure is there of each model.
    public var isComplete: Bool {
        [netLikes, likesReached, gain7d, gain30d, gainSinceFirst, downloads30d, downloadsAllTime, pulls]
            .allSatisfy { $0.count == count } && decayedAdoption.count == count
    }

    /// The same without some models.
    public func without(_ isLeftOut: (Int32) -> Bool) -> FigureTable {
        let kept = id.indices.filter { !isLeftOut(id[$0]) }
        if kept.count == count { return self }
        var table = FigureTable()
        table.id = kept.map { id[$0] }
        table.netLikes = kept.map { netLikes[$0] }
        table.likesReached = kept.map { likesReached[$0] }
        table.gain7d = kept.map { gain7d[$0] }
        table.gain30d = kept.map { gain30d[$0] }
        table.gainSinceFirst = kept.map { gainSinceFirst[$0] }
        table.decayedAdoption = kept.map { decayedAdoption[$0] }
        table.downloads30d = kept.map { downloads30d[$0] }
        table.downloadsAllTime = kept.map { downloadsAllTime[$0] }
        table.pulls = kept.map { pulls[$0] }
        return table
    }
}
