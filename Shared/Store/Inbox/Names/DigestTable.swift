/// Digests of names and a number each, by open addressing: one look into memory for a name, however many there are. Nothing is
/// removed but everything.
///
/// It grows in 256 parts, each by itself, so that growing takes little room beside what is there.
final class DigestTable: @unchecked Sendable {
    // Unchecked: touched under the lock of who holds it only.
    private struct Entry {
        var place: UInt64
        var rest: UInt32
        /// `empty`: nothing is here.
        var value: Int32

        static let empty = Int32.min
    }

    private struct Part {
        var entries: UnsafeMutablePointer<Entry>
        var capacity: Int
        var count = 0

        init(capacity: Int) {
            self.capacity = capacity
            entries = .allocate(capacity: capacity)
            entries.initialize(repeating: Entry(place: 0, rest: 0, value: Entry.empty), count: capacity)
        }

        /// Where to look first; digests are spread evenly.
        @inline(__always)
        func home(_ place: UInt64) -> Int {
            Int(truncatingIfNeeded: (place << 8).multipliedFullWidth(by: UInt64(truncatingIfNeeded: capacity)).high)
        }

        @inline(__always)
        func next(_ index: Int) -> Int { index &+ 1 == capacity ? 0 : index &+ 1 }
    }

    private static let partCount = 256
    private let parts: UnsafeMutablePointer<Part>
    private(set) var count = 0
    /// What the entries take, the empty ones included.
    private(set) var byteCount = 0

    init() {
        parts = .allocate(capacity: Self.partCount)
        for part in 0..<Self.partCount { (parts + part).initialize(to: Part(capacity: Self.least)) }
        byteCount = Self.partCount * Self.least * MemoryLayout<Entry>.stride
    }

    deinit {
        for part in 0..<Self.partCount { parts[part].entries.deallocate() }
        parts.deallocate()
    }

    /// The least entries of a part.
    private static let least = 4

    @inline(__always)
    private static func part(_ digest: NameDigest) -> Int { Int(truncatingIfNeeded: digest.place >> 56) }

    /// The number of a name; nil where it is not here.
    @inline(__always)
    func find(_ digest: NameDigest) -> Int32? {
        let part = parts[Self.part(digest)]
        var index = part.home(digest.place)
        while true {
            let entry = part.entries[index]
            if entry.value == Entry.empty { return nil }
            if entry.place == digest.place, entry.rest == digest.rest { return entry.value }
            index = part.next(index)
        }
    }

    /// Reads what looking up these names will read, all misses at once; returns something, so that it is not left out.
    func touch(_ digests: UnsafeBufferPointer<NameDigest>) -> Int32 {
        var sum: Int32 = 0
        for digest in digests {
            let part = parts[Self.part(digest)]
            sum ^= part.entries[part.home(digest.place)].value
        }
        return sum
    }

    /// Gives a name its number, which is not `Int32.min`. The name must not be here yet.
    func insert(_ digest: NameDigest, _ value: Int32) {
        precondition(value != Entry.empty, "marks what is empty")
        let part = parts + Self.part(digest)
        if (part.pointee.count + 1) * 5 > part.pointee.capacity * 4 { grow(part) }
        Self.put(Entry(place: digest.place, rest: digest.rest, value: value), part.pointee)
        part.pointee.count += 1
        count += 1
    }

    private static func put(_ entry: Entry, _ part: Part) {
        var index = part.home(entry.place)
        while part.entries[index].value != Entry.empty { index = part.next(index) }
        part.entries[index] = entry
    }

    /// By a quarter: doubled, half of it might stay empty.
    private func grow(_ part: UnsafeMutablePointer<Part>) {
        let old = part.pointee
        var wider = Part(capacity: old.capacity + max(old.capacity / 4, 4))
        for index in 0..<old.capacity where old.entries[index].value != Entry.empty {
            Self.put(old.entries[index], wider)
        }
        wider.count = old.count
        byteCount += (wider.capacity - old.capacity) * MemoryLayout<Entry>.stride
        old.entries.deallocate()
        part.pointee = wider
    }
}
