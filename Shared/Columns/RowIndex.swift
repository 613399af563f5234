/// The row of a name in a column of names, case folded as identity keys are, by open addressing: two million take 34 MB, for the
/// names are the column's.
///
/// A slot holds the name's hash beside its row, so that a name that only met the same slot costs no look elsewhere in memory: at
/// two million names every such look waits for memory. A row that goes by another name since keeps a slot under the old one,
/// which leads nowhere.
public struct RowIndex: Sendable {
    /// The hash in the upper half, the row in the lower; `free` where there is none.
    private var slots: [UInt64]
    private var taken = 0
    private var mask: Int

    private static let free = UInt64.max

    public init(capacity: Int = 16) {
        var size = 16
        while size * 7 < capacity * 10 { size *= 2 }
        slots = [UInt64](repeating: Self.free, count: size)
        mask = size - 1
    }

    /// The row that goes by a name, whatever its case; nil where none does.
    ///
    /// - Parameter names: by row; those that rows were inserted with, or later ones.
    public func find(_ name: UnsafeRawBufferPointer, in names: StringColumn) -> Int32? {
        let hash = Self.hash(name)
        var slot = Int(hash) & mask
        while true {
            let held = slots[slot]
            if held == Self.free { return nil }
            let row = Int(truncatingIfNeeded: held & 0xffff_ffff)
            if UInt32(truncatingIfNeeded: held >> 32) == hash, names.withBytes(row, { Self.equal($0, name) }) {
                return Int32(truncatingIfNeeded: row)
            }
            slot = (slot + 1) & mask
        }
    }

    public func find(_ name: String, in names: StringColumn) -> Int32? {
        var name = name
        return name.withUTF8 { find(UnsafeRawBufferPointer($0), in: names) }
    }

    /// A row goes by a name from now on, which no other row does.
    public mutating func insert(_ name: UnsafeRawBufferPointer, _ row: Int32) {
        if (taken + 1) * 10 > slots.count * 7 { grow() }
        let hash = Self.hash(name)
        let held = UInt64(hash) << 32 | UInt64(UInt32(bitPattern: row))
        var slot = Int(hash) & mask
        while slots[slot] != Self.free {
            // It went by this name before.
            if slots[slot] == held { return }
            slot = (slot + 1) & mask
        }
        slots[slot] = held
        taken += 1
    }

    private mutating func grow() {
        var larger = [UInt64](repeating: Self.free, count: slots.count * 2)
        mask = larger.count - 1
        for held in slots where held != Self.free {
            var slot = Int(held >> 32) & mask
            while larger[slot] != Self.free { slot = (slot + 1) & mask }
            larger[slot] = held
        }
        slots = larger
    }

    @inline(__always)
    private static func fold(_ byte: UInt8) -> UInt8 { byte >= 65 && byte <= 90 ? byte | 0x20 : byte }

    /// FNV-1a over the folded bytes, finished by a multiply so that the low bits depend on all of them.
    private static func hash(_ name: UnsafeRawBufferPointer) -> UInt32 {
        var h: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in name { h = (h ^ UInt64(fold(byte))) &* 0x100_0000_01b3 }
        h = (h ^ (h >> 32)) &* 0x9e37_79b9_7f4a_7c15
        return UInt32(truncatingIfNeeded: h >> 32)
    }

    private static func equal(_ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer) -> Bool {
        guard a.count == b.count else { return false }
        for i in 0..<a.count where fold(a[i]) != fold(b[i]) { return false }
        return true
    }
}
