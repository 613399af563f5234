/// New rows by model, those of a model in their order of arrival: where each stands among the new ones.
struct ArrivalOrder {
    /// The model in the upper half, the place in the lower; ascending.
    private(set) var keys: [UInt64]

    init(_ rows: [some ModelRow]) {
        keys = []
        keys.reserveCapacity(rows.count)
        var isAscending = true
        var last = Int32.min
        for (place, row) in rows.enumerated() {
            precondition(row.model >= 0, "a row without a model")
            if row.model < last { isAscending = false }
            last = row.model
            keys.append(UInt64(UInt32(row.model)) << 32 | UInt64(place))
        }
        if isAscending { return }
        if keys.count < Self.few {
            keys.sort()
        } else {
            sort(by: 32)
            sort(by: 48)
        }
    }

    var count: Int { keys.count }
    func model(_ i: Int) -> Int32 { Int32(truncatingIfNeeded: keys[i] >> 32) }
    func place(_ i: Int) -> Int { Int(keys[i] & 0xffff_ffff) }

    /// Fewer are sorted by comparing.
    private static let few = 1 << 13

    /// Sorts by 16 bits from one on; what is equal in them stays in order.
    private mutating func sort(by bit: UInt64) {
        var next = [Int](repeating: 0, count: 1 << 16 + 1)
        for key in keys { next[Int(key >> bit & 0xffff) + 1] += 1 }
        for i in 0..<1 << 16 { next[i + 1] += next[i] }
        let sorted = [UInt64](unsafeUninitializedCapacity: keys.count) { buffer, count in
            for key in keys {
                let digit = Int(key >> bit & 0xffff)
                (buffer.baseAddress! + next[digit]).initialize(to: key)
                next[digit] += 1
            }
            count = keys.count
        }
        keys = sorted
    }
}
