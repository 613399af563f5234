import Columns

/// The models of an earlier state, for comparing a later one with it.
///
/// A state changes where it lies, so that it is there once: what is kept of the earlier one is the rows that have changed
/// since, as they were before. Where everything was derived anew, rows may be other models than before, and the earlier state
/// is kept whole.
public struct EarlierModels: Sendable {
    /// How many models there were.
    public let count: Int
    /// The earlier rows, at `place(of:)`. Names are only there where the state is kept whole; elsewhere a row keeps its own.
    public private(set) var models: ModelTable
    /// Where the rows that were kept stand in `models`; nil: all were, each at its own.
    private var places: [Int32: Int32]?
    /// Whether the UTC day is another: figures of rows that were not kept may differ too.
    public private(set) var isOfAnotherDay = false
    /// The rows whose figures differ for no other reason, ascending.
    public private(set) var moved: [Int32] = []
    /// Whether lineage may differ.
    public internal(set) var hasOtherLineage = false

    /// All of them.
    public init(_ world: World) { self.init(whole: world.models, count: world.models.count) }

    init(whole models: ModelTable, count: Int) {
        self.count = count
        self.models = models
        hasOtherLineage = true
    }

    /// Nothing has changed yet.
    public init(unchanged world: World) { self.init(unchanged: world.models.count) }

    init(unchanged count: Int) {
        self.count = count
        models = ModelTable()
        places = [:]
    }

    /// Whether they were kept whole: a row need not be the same model as in a later state.
    public var isWhole: Bool { places == nil }

    /// Whether an earlier row was kept: all others are as they were, but for what another day changes.
    public func has(_ row: Int) -> Bool { row < count && (places.map { $0[Int32(row)] != nil } ?? true) }

    /// Where an earlier row that was kept stands in `models`.
    public func place(of row: Int) -> Int {
        guard let places else { return row }
        guard let place = places[Int32(row)] else { preconditionFailure("row \(row) was not kept") }
        return Int(place)
    }

    /// The rows that were kept, and those that are new since, ascending; nil: they were kept whole.
    ///
    /// - Parameter now: how many models there are now.
    public func rows(of now: Int) -> [Int]? {
        places.map { $0.keys.map { Int($0) }.sorted() + Array(count..<max(count, now)) }
    }

    /// Keeps rows, which are about to change for the first time. Rows that were not there yet have nothing to keep.
    mutating func keep(_ rows: [Int], of table: borrowing ModelTable) {
        let first = models.count
        var new: [Int] = []
        new.reserveCapacity(rows.count)
        for row in rows where row < count && !has(row) {
            places?[Int32(row)] = Int32(first + new.count)
            new.append(row)
        }
        if new.isEmpty { return }
        models.append(new, of: table)
        if models.words.count != table.words.count { models.words = table.words }
    }

    mutating func keep(_ row: Int, of table: borrowing ModelTable) { keep([row], of: table) }

    /// Keeps a row whose counts of children and descendants have changed already.
    mutating func keep(_ row: Int, of table: borrowing ModelTable, derivatives: Int32, descendants: Int32) {
        guard row < count, !has(row) else { return }
        keep(row, of: table)
        models.derivatives[models.count - 1] = derivatives
        models.descendants[models.count - 1] = descendants
    }

    /// Figures of rows, ascending, moved on with the day; of rows that were not there yet nobody asks.
    mutating func move(_ rows: [Int32]) {
        isOfAnotherDay = true
        let rows = rows.filter { $0 < count }
        moved = moved.isEmpty ? rows : Set(moved).union(rows).sorted()
    }

    /// The same with only what who watches compares: it is held until that is done.
    public var asWatched: EarlierModels {
        var watched = self
        watched.moved = []
        guard isWhole else { return watched }
        let all = models
        watched.models = ModelTable()
        watched.models.id = all.id
        watched.models.name = all.name
        watched.models.flags = all.flags
        watched.models.license = all.license
        watched.models.words = all.words
        watched.models.details = all.details
        return watched
    }

    /// The earlier state from a later one: what has changed since is put back. Figures that moved with the day are not.
    func whole(from table: ModelTable) -> EarlierModels {
        guard let places else { return self }
        var restored = EarlierModels(whole: table, count: count)
        for (row, place) in places { restored.models.restore(Int(row), from: Int(place), of: models) }
        restored.isOfAnotherDay = isOfAnotherDay
        restored.moved = moved
        return restored
    }

    /// The rows that were kept with their places in `models`, ascending by row; nil: they were kept whole.
    public var kept: [(row: Int, place: Int)]? {
        places.map { $0.map { (row: Int($0.key), place: Int($0.value)) }.sorted { $0.row < $1.row } }
    }

    /// Goes on to a later state.
    ///
    /// - Parameter later: what it was before, which is what these have become.
    public mutating func append(_ later: EarlierModels) {
        hasOtherLineage = hasOtherLineage || later.hasOtherLineage
        guard let known = places else { return }
        guard let others = later.places else {
            self = whole(from: later.models)
            // What moved before everything was derived anew was not put back.
            if later.isOfAnotherDay { move(later.moved) }
            return
        }
        let first = models.count
        var new: [Int] = []
        for (row, place) in others where row < count && known[row] == nil {
            places?[row] = Int32(first + new.count)
            new.append(Int(place))
        }
        models.append(new, of: later.models)
        if models.words.count < later.models.words.count { models.words = later.models.words }
        if later.isOfAnotherDay { move(later.moved) }
    }
}
