/// Name -> number by open addressing over bytes, case folded as identity keys are: three times as fast as a dictionary
/// of strings, and 8 bytes a slot.
public struct NameIndex: Sendable {
    private var slots: [Int32]
    private var hashes: [UInt32]
    private var keys: StringColumn
    private var values: [Int32]
    private var mask: Int

    public init(capacity: Int = 16) {
        var size = 16
        while size * 7 < capacity * 10 { size *= 2 }
        slots = [Int32](repeating: -1, count: size)
        hashes = []
        keys = StringColumn(capacity: capacity)
        values = []
        mask = size - 1
    }

    /// How many names there are.
    public var count: Int { values.count }

    /// The number of a name, whatever its case; nil where nobody has that name.
    public func find(_ name: UnsafeRawBufferPointer) -> Int32? {
        let hash = Self.hash(name)
        var slot = Int(hash) & mask
        while slots[slot] >= 0 {
            let entry = Int(slots[slot])
            if hashes[entry] == hash, keys.withBytes(entry, { Self.equal($0, name) }) { return values[entry] }
            slot = (slot + 1) & mask
        }
        return nil
    }

    public func find(_ name: String) -> Int32? {
        var name = name
        return name.withUTF8 { find(UnsafeRawBufferPointer($0)) }
    }

    /// Gives a name its number; a name that is there gets the new one.
    public mutating func insert(_ name: UnsafeRawBufferPointer, _ value: Int32) {
        if (values.count + 1) * 10 > slots.count * 7 { grow() }
        let hash = Self.hash(name)
        var slot = Int(hash) & mask
        while slots[slot] >= 0 {
            let entry = Int(slots[slot])
            if hashes[entry] == hash, keys.withBytes(entry, { Self.equal($0, name) }) {
                values[entry] = value
                return
            }
            slot = (slot + 1) & mask
        }
        slots[slot] = Int32(values.count)
        hashes.append(hash)
        keys.append(name)
        values.append(value)
    }

    public mutating func insert(_ name: String, _ value: Int32) {
        var name = name
        name.withUTF8 { insert(UnsafeRawBufferPointer($0), value) }
    }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: slots.count * 2)
        mask = slots.count - 1
        for entry in 0..<values.count {
            var slot = Int(hashes[entry]) & mask
            while slots[slot] >= 0 { slot = (slot + 1) & mask }
            slots[slot] = Int32(entry)
        }
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
