import Columns

/// Adds up a scan by day, for one holder and for all.
struct DailyTally: FlowSink {
    private let holders: Holders
    private let holder: Int?
    private let table: ModelTable
    private let days: ClosedRange<Int32>
    /// Of the holder, of all whose holder is known, and what is not attributed to anybody, by day, in parts of
    /// `holders.unit`.
    private(set) var own: [Int128]
    private(set) var known: [Int128]
    private(set) var rest: [Int128]
    private(set) var isObserved: [Bool]
    /// The first day on which anything could have counted, in the span or not; nil: there is none.
    private(set) var first: Int32?

    /// - Parameter holder: nil: nobody in particular.
    init(_ days: ClosedRange<Int32>, _ holders: Holders, holder: Int?, _ world: World) {
        self.days = days
        self.holders = holders
        self.holder = holder
        table = world.models
        own = [Int128](repeating: 0, count: Int(days.upperBound - days.lowerBound) + 1)
        known = own
        rest = own
        isObserved = [Bool](repeating: false, count: own.count)
    }

    @inline(__always)
    mutating func take(row: Int, day: Int32, amount: Int64, isMember: Bool?) {
        if isMember == false || table.flags[row].contains(.artifact) { return }
        first = min(first ?? day, day)
        guard days.contains(day) else { return }
        let place = Int(day - days.lowerBound)
        isObserved[place] = true
        let of = Int(holders.ofRow[row])
        let parts = Int128(amount) * Int128(holders.unit)
        if isMember == nil || of == -1 {
            rest[place] += parts
        } else if of >= 0 {
            add(parts, of, place)
        } else {
            holders.forEachPart(row, amount) { of, parts in
                if of < 0 { rest[place] += parts } else { add(parts, of, place) }
            }
        }
    }

    private mutating func add(_ parts: Int128, _ of: Int, _ place: Int) {
        known[place] += parts
        if of == holder { own[place] += parts }
    }

    mutating func takeUndated(row: Int) {}
}
