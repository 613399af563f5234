import Columns

/// Which model first had a hub's id of a source: open addressing over the statements themselves, 8 bytes a slot.
struct HubIdIndex {
    /// A part of the hash above, the model's id below; 0: free (no model has id 0).
    private var slots: [UInt64]
    private var count = 0

    init(capacity: Int) {
        var size = 64
        while size * 7 < capacity * 10 { size *= 2 }
        slots = [UInt64](repeating: 0, count: size)
    }

    /// The model that has the hub id of a statement; its own, from now on, where nobody had it.
    ///
    /// - Parameter asOf: statements after it give nobody an id.
    mutating func owner(of s: Statement, _ facts: Facts, asOf: Int64) -> Int32 {
        if (count + 1) * 10 > slots.count * 7 { grow() }
        let hash = Self.hash(s)
        let tag = hash & 0xffff_ffff_0000_0000
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] != 0 {
            if slots[slot] & 0xffff_ffff_0000_0000 == tag {
                let model = Int32(truncatingIfNeeded: slots[slot])
                if model == s.model { return model }
                let isIts = facts.statements.group(model).contains {
                    $0.hubId == s.hubId && $0.source == s.source && $0.at <= asOf
                }
                if isIts { return model }
            }
            slot = (slot + 1) & mask
        }
        slots[slot] = tag | UInt64(UInt32(bitPattern: s.model))
        count += 1
        return s.model
    }

    private mutating func grow() {
        let old = slots
        slots = [UInt64](repeating: 0, count: old.count * 2)
        let mask = slots.count - 1
        for entry in old where entry != 0 {
            // The tag holds the upper half of the hash; the place comes from it alone, so that entries can be moved.
            var slot = Self.place(entry) & mask
            while slots[slot] != 0 { slot = (slot + 1) & mask }
            slots[slot] = entry
        }
    }

    /// The place of an entry: mixed from its tag.
    private static func place(_ entry: UInt64) -> Int {
        Int(truncatingIfNeeded: ((entry >> 32) &* 0x9e37_79b9_7f4a_7c15) >> 32)
    }

    /// A tag in the upper half, and the place it leads to in the lower.
    private static func hash(_ s: Statement) -> UInt64 {
        var h = UInt64(bitPattern: s.hubId) &+ UInt64(UInt16(bitPattern: s.source)) &* 0x9e37_79b9_7f4a_7c15
        h = (h ^ (h >> 30)) &* 0xbf58_476d_1ce4_e5b9
        h = (h ^ (h >> 27)) &* 0x94d0_49bb_1331_11eb
        let tag = (h ^ (h >> 31)) & 0xffff_ffff_0000_0000
        return tag | UInt64(UInt32(truncatingIfNeeded: place(tag)))
    }
}
