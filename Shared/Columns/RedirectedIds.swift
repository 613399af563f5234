/// Where each id leads, which for nearly all is to itself: kept of the others only.
public struct RedirectedIds: Sendable {
    /// How many ids there are.
    public private(set) var count: Int
    /// A bit by id: whether it leads to another; empty where none does.
    @usableFromInline var marks: [UInt64] = []
    /// Where these lead.
    @usableFromInline var others: [Int32: Int32] = [:]

    /// Each id by itself.
    public init(count: Int) { self.count = count }

    /// The ids that lead to others, ascending.
    public var led: [Int32] { others.keys.sorted() }

    /// Room for ids that came to be, each by itself.
    public mutating func grow(to wanted: Int) { count = max(count, wanted) }

    @inlinable @inline(__always)
    public subscript(_ id: Int) -> Int32 {
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
            redirect(Int32(truncatingIfNeeded: id), newValue)
        }
    }

    @usableFromInline
    mutating func redirect(_ id: Int32, _ lead: Int32) {
        let (word, bit) = (Int(id) >> 6, UInt64(1) << UInt64(id & 63))
        guard lead != id else {
            others[id] = nil
            if word < marks.count { marks[word] &= ~bit }
            return
        }
        others[id] = lead
        if word >= marks.count {
            marks.append(contentsOf: repeatElement(0, count: (count + 63) >> 6 - marks.count))
        }
        marks[word] |= bit
    }
}
