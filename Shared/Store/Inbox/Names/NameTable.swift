import Domain

/// Names and a number each, by open addressing over bytes; case is folded as identity keys are, or kept. Nothing is
/// removed but everything.
struct NameTable: Sendable {
    struct Slot {
        var hash: UInt32
        /// Where its bytes begin, behind one that tells how many they are; 0: an empty slot.
        var start: UInt32
        var value: Int32

        static let empty = Slot(hash: 0, start: 0, value: 0)
    }

    /// The longest name.
    static let maximumBytes = 255

    private var slots: [Slot]
    private var mask: Int
    private let cases: UInt64
    /// Each name behind its length; the first byte is nobody's.
    private var bytes: [UInt8] = [0]
    private(set) var count = 0

    init(folds: Bool, capacity: Int = 0) {
        cases = folds ? FoldedWord.folding : FoldedWord.exact
        var size = 64
        while size * 3 < capacity * 4 { size *= 2 }
        slots = [Slot](repeating: .empty, count: size)
        mask = size - 1
    }

    /// What the names take, slots included.
    var byteCount: Int { slots.count * MemoryLayout<Slot>.stride + bytes.capacity }

    @inline(__always)
    func hash(_ name: UnsafeRawBufferPointer) -> UInt32 { FoldedWord.hash(name, cases) }

    /// The number of a name; nil where it is not here.
    @inline(__always)
    func find(_ name: UnsafeRawBufferPointer) -> Int32? { find(name, hash(name)) }

    @inline(__always)
    func find(_ name: UnsafeRawBufferPointer, _ hash: UInt32) -> Int32? {
        slots.withUnsafeBufferPointer { slots in
            bytes.withUnsafeBytes { bytes in
                var place = Int(hash) & mask
                while true {
                    let slot = slots[place]
                    if slot.start == 0 { return nil }
                    if slot.hash == hash, isSame(bytes, Int(slot.start), name) { return slot.value }
                    place = (place &+ 1) & mask
                }
            }
        }
    }

    /// Gives a new name its number. The name must not be here yet.
    mutating func insert(_ name: UnsafeRawBufferPointer, _ value: Int32) {
        precondition(name.count <= Self.maximumBytes, "names are checked before they come here")
        if (count + 1) * 4 > slots.count * 3 { grow() }
        makeRoom(name.count + 1)
        bytes.append(UInt8(name.count))
        let start = UInt32(bytes.count)
        if cases == FoldedWord.exact {
            bytes.append(contentsOf: name)
        } else {
            for byte in name { bytes.append(ModelName.fold(byte)) }
        }
        count += 1
        place(Slot(hash: hash(name), start: start, value: value))
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
        for place in slots.indices { slots[place] = .empty }
        bytes.removeLast(bytes.count - 1)
        count = 0
    }

    @inline(__always)
    private func isSame(_ bytes: UnsafeRawBufferPointer, _ start: Int, _ name: UnsafeRawBufferPointer) -> Bool {
        guard Int(bytes[start &- 1]) == name.count else { return false }
        var i = 0
        while i &+ 8 <= name.count {
            let word = bytes.loadUnaligned(fromByteOffset: start &+ i, as: UInt64.self).littleEndian
            if FoldedWord.load(name, i, 8, cases) != word { return false }
            i &+= 8
        }
        guard i < name.count else { return true }
        let rest = name.count &- i
        // Bytes here are folded already; folding them again changes nothing.
        return FoldedWord.load(name, i, rest, cases) == FoldedWord.load(bytes, start &+ i, rest, cases)
    }

    private mutating func place(_ slot: Slot) {
        var place = Int(slot.hash) & mask
        while slots[place].start != 0 { place = (place + 1) & mask }
        slots[place] = slot
    }

    /// A large block grows by a quarter: doubled, half of it might stay empty.
    private mutating func makeRoom(_ more: Int) {
        guard bytes.count + more > bytes.capacity else { return }
        let step = bytes.count < 4 << 20 ? bytes.count : bytes.count / 4
        bytes.reserveCapacity(bytes.count + max(more, step))
    }

    private mutating func grow() {
        let old = slots
        slots = [Slot](repeating: .empty, count: old.count * 2)
        mask = slots.count - 1
        for slot in old where slot.start != 0 { place(slot) }
    }
}
