import Domain

/// Names and a number each, by open addressing over bytes; case is folded as identity keys are, or kept. Nothing is
/// removed but everything.
struct NameTable: Sendable {
    /// 0 is an empty slot; else the entry's number plus one, beside some bits of its hash.
    private var slots: [UInt64]
    private var mask: Int
    private let cases: UInt64
    private var offsets: [UInt32] = [0]
    private var bytes: [UInt8] = []
    private var values: [Int32] = []

    init(folds: Bool, capacity: Int = 0) {
        cases = folds ? FoldedWord.folding : FoldedWord.exact
        var size = 64
        while size * 3 < capacity * 4 { size *= 2 }
        slots = [UInt64](repeating: 0, count: size)
        mask = size - 1
    }

    var count: Int { values.count }

    /// What the names take, slots included.
    var byteCount: Int { slots.count * 8 + bytes.capacity + offsets.capacity * 4 + values.capacity * 4 }

    /// The number of a name; nil where it is not here.
    @inline(__always)
    func find(_ name: UnsafeRawBufferPointer) -> Int32? { find(name, FoldedWord.hash(name, cases)) }

    @inline(__always)
    func find(_ name: UnsafeRawBufferPointer, _ hash: UInt32) -> Int32? {
        slots.withUnsafeBufferPointer { slots in
            var slot = Int(hash) & mask
            while true {
                let entry = slots[slot]
                if entry == 0 { return nil }
                if UInt32(truncatingIfNeeded: entry >> 32) == hash {
                    let index = Int(UInt32(truncatingIfNeeded: entry)) &- 1
                    if isSame(index, name) { return values.withUnsafeBufferPointer { $0[index] } }
                }
                slot = (slot &+ 1) & mask
            }
        }
    }

    /// Gives a new name its number. The name must not be here yet.
    mutating func insert(_ name: UnsafeRawBufferPointer, _ value: Int32) {
        if (values.count + 1) * 4 > slots.count * 3 { grow() }
        let hash = FoldedWord.hash(name, cases)
        if cases == FoldedWord.exact {
            bytes.append(contentsOf: name)
        } else {
            for byte in name { bytes.append(ModelName.fold(byte)) }
        }
        offsets.append(UInt32(bytes.count))
        values.append(value)
        place(UInt64(hash) << 32 | UInt64(values.count))
    }

    mutating func insert(_ name: String, _ value: Int32) {
        var name = name
        name.withUTF8 { insert(UnsafeRawBufferPointer($0), value) }
    }

    func find(_ name: String) -> Int32? {
        var name = name
        return name.withUTF8 { find(UnsafeRawBufferPointer($0)) }
    }

    /// Forgets everything; keeps the memory for as many again.
    mutating func removeAll() {
        for slot in slots.indices { slots[slot] = 0 }
        offsets.removeAll(keepingCapacity: true)
        offsets.append(0)
        bytes.removeAll(keepingCapacity: true)
        values.removeAll(keepingCapacity: true)
    }

    @inline(__always)
    private func isSame(_ index: Int, _ name: UnsafeRawBufferPointer) -> Bool {
        offsets.withUnsafeBufferPointer { offsets in
            let start = Int(offsets[index])
            guard Int(offsets[index &+ 1]) &- start == name.count else { return false }
            return bytes.withUnsafeBytes { bytes in
                let own = UnsafeRawBufferPointer(rebasing: bytes[start..<(start &+ name.count)])
                var i = 0
                while i &+ 8 <= name.count {
                    let word = own.loadUnaligned(fromByteOffset: i, as: UInt64.self).littleEndian
                    if FoldedWord.load(name, i, 8, cases) != word { return false }
                    i &+= 8
                }
                guard i < name.count else { return true }
                let rest = name.count &- i
                // Bytes here are folded already; folding them again changes nothing.
                return FoldedWord.load(name, i, rest, cases) == FoldedWord.load(own, i, rest, cases)
            }
        }
    }

    private mutating func place(_ entry: UInt64) {
        var slot = Int(entry >> 32) & mask
        while slots[slot] != 0 { slot = (slot + 1) & mask }
        slots[slot] = entry
    }

    private mutating func grow() {
        let old = slots
        slots = [UInt64](repeating: 0, count: old.count * 2)
        mask = slots.count - 1
        for entry in old where entry != 0 { place(entry) }
    }
}
