/// The smallest id of the identity of each id, which for nearly all is the id itself: kept of the others only.
struct CanonicalIds: Sendable {
    /// How many ids there are.
    private(set) var count: Int
    /// A bit by id: whether it leads to another; empty where none does.
    private var marks: [UInt64] = []
    /// Where these lead.
    private var others: [Int32: Int32] = [:]

    /// Each id by itself.
    init(count: Int) { self.count = count }

    /// The ids that lead to others, ascending.
    var led: [Int32] { others.keys.sorted() }

    /// Room for ids that came to be, each by itself.
    mutating func grow(to wanted: Int) { count = max(count, wanted) }

    @inline(__always)
    subscript(_ id: Int) -> Int32 {
        get {
            precondition(UInt(bitPattern: id) < UInt(bitPattern: count), "no such id")
            // New ids have no mark until one of them leads elsewhere.
            guard id >> 6 < marks.count, marks[id >> 6] & 1 << UInt64(id & 63) != 0 else {
                return Int32(truncatingIfNeeded: id)
            }
            return others[Int32(truncatingIfNeeded: id)] ?? Int32(truncatingIfNeeded: id)
        }
        set {
            precondition(UInt(bitPattern: id) < UInt(bitPattern: count), "no such id")
            let lead = Int32(truncatingIfNeeded: id)
            guard newValue != lead else {
                others[lead] = nil
                if id >> 6 < marks.count { marks[id >> 6] &= ~(1 << UInt64(id & 63)) }
                return
            }
            others[lead] = newValue
            if id >> 6 >= marks.count {
                marks.append(contentsOf: repeatElement(0, count: (count + 63) >> 6 - marks.count))
            }
            marks[id >> 6] |= 1 << UInt64(id & 63)
        }
    }
}
