/// Name -> number by open addressing over bytes, case folded as identity keys are: three times as fast as a dictionary
/// of strings, and 16 bytes a name.
///
/// A slot holds the name's hash beside its place, so that a name that only met the same slot costs no look elsewhere in
/// memory: at two million names every such look waits for memory.
public struct NameIndex: Sendable {
    /// The hash in the upper half, the entry in the lower; `free` where there is none.
    private var slots: [UInt64]
    private var keys: StringColumn
    private var values: [Int32]
    private var mask: Int

    private static let free = UInt64.max

    public init(capacity: Int = 16) {
        var size = 16
        while size * 7 < capacity * 10 { size *= 2 }
        slots = [UInt64](repeating: Self.free, count: size)
        keys = StringColumn(capacity: capacity)
        values = []
        mask = size - 1
    }

    /// How many names there are.
    public var count: Int { values.count }

    /// The number of a name, whatever its case; nil where nobody has that name.
    public func find(_ name: UnsafeRawBufferPointer) -> Int32? {
        let place = self.place(of: name, Self.hash(name))
        return place.isFound ? values[Self.entry(slots[place.slot])] : nil
    }

    public func find(_ name: String) -> Int32? {
        var name = name
        return name.withUTF8 { find(UnsafeRawBufferPointer($0)) }
    }

    /// Gives a name its number; a name that is there gets the new one.
    public mutating func insert(_ name: UnsafeRawBufferPointer, _ value: Int32) {
        if (values.count + 1) * 10 > slots.count * 7 { grow() }
        let hash = Self.hash(name)
        let place = self.place(of: name, hash)
        if place.isFound {
            values[Self.entry(slots[place.slot])] = value
        } else {
            slots[place.slot] = UInt64(hash) << 32 | UInt64(values.count)
            keys.append(name)
            values.append(value)
        }
    }

    public mutating func insert(_ name: String, _ value: Int32) {
        var name = name
        name.withUTF8 { insert(UnsafeRawBufferPointer($0), value) }
    }

    /// The slot that holds a name, or the free one where it would stand.
    @inline(__always)
    private func place(of name: UnsafeRawBufferPointer, _ hash: UInt32) -> (slot: Int, isFound: Bool) {
        var slot = Int(hash) & mask
        while true {
            let held = slots[slot]
            if held == Self.free { return (slot, false) }
            if UInt32(truncatingIfNeeded: held >> 32) == hash,
                keys.withBytes(Self.entry(held), { Self.equal($0, name) })
            {
                return (slot, true)
            }
            slot = (slot + 1) & mask
        }
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
    private static func entry(_ held: UInt64) -> Int { Int(truncatingIfNeeded: held & 0xffff_ffff) }

    @inline(__always)
    private static func fold(_ byte: UInt8) -> UInt8 { byte >= 65 && byte <= 90 ? byte | 0x20 : byte }

    /// FNV-1a over the folded bytes, finished by a multiply so that the low bits depend on all of them.
    static func hash(_ name: UnsafeRawBufferPointer) -> UInt32 {
        var h: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in name { h = (h ^ UInt64(fold(byte))) &* 0x100_0000_01b3 }
        h = (h ^ (h >> 32)) &* 0x9e37_79b9_7f4a_7c15
        return UInt32(truncatingIfNeeded: h >> 32)
    }

    static func equal(_ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer) -> Bool {
        guard a.count == b.count else { return false }
        for i in 0..<a.count where fold(a[i]) != fold(b[i]) { return false }
        return true
    }
}
