/// Rows as they are read, by the million: those that came are grouped by model every so often, so that what folds into one row
/// is not held many times. Events of a day are mostly of the same models.
public struct GatheredRows<Row: ModelRow>: Sendable {
    public typealias Fold = @Sendable (_ into: inout Row, _ next: Row) -> Bool

    /// What came since rows were grouped last.
    private var waiting: [Row] = []
    private var grouped = ModelGrouped<Row>()
    private let fold: Fold
    /// How many rows came.
    public private(set) var taken = 0

    /// How many wait before they are grouped: at first, and where few fold into others or there are many.
    private let few: Int
    private let many: Int
    /// How many are to wait now.
    private var limit: Int

    /// - Parameter fold: takes the next row of a model into the one before it; false: they are two.
    public init(fold: @escaping Fold) { self.init(few: 1 << 17, many: 1 << 21, fold: fold) }

    init(few: Int, many: Int, fold: @escaping Fold) {
        (self.few, self.many, self.fold) = (few, many, fold)
        limit = few
    }

    @_specialize(where Row == Point)
    @_specialize(where Row == DailyAmount)
    @_specialize(where Row == Adoption)
    public mutating func append(_ row: Row) {
        waiting.append(row)
        taken += 1
        if waiting.count >= limit { group() }
    }

    /// What came so far comes anew.
    public mutating func removeAll() {
        waiting.removeAll(keepingCapacity: true)
        grouped = ModelGrouped()
        taken = 0
        limit = few
    }

    /// Sorts them in among others.
    ///
    /// - Parameter visit: called with each that is left after folding, in no particular order, before they are sorted in.
    @_specialize(where Row == Point)
    @_specialize(where Row == DailyAmount)
    @_specialize(where Row == Adoption)
    public consuming func place(in rows: inout ModelGrouped<Row>, _ visit: (Row) -> Void) {
        guard grouped.count > 0 else {
            waiting.forEach(visit)
            return rows.merge(waiting, fold: fold)
        }
        group()
        waiting = []
        if rows.count == 0 {
            grouped.rows.forEach(visit)
            rows = grouped
        } else {
            var all: [Row] = []
            all.reserveCapacity(grouped.count)
            for row in grouped.rows {
                visit(row)
                all.append(row)
            }
            grouped = ModelGrouped()
            rows.merge(all, fold: fold)
        }
    }

    private mutating func group() {
        grouped.merge(waiting, fold: fold)
        waiting.removeAll(keepingCapacity: true)
        // Grouping writes anew what there is, and gains nothing where nothing folds.
        let isFolding = grouped.count * 2 <= taken
        limit = max(isFolding ? max(few, min(many, grouped.count / 2)) : many, grouped.count / 8)
    }
}
