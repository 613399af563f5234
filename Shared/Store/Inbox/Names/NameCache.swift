/// Names whose ids are known, bounded: two generations, of which the older is dropped when the younger is full. A name
/// that is used moves to the younger one, so what is in use stays.
struct NameCache: Sendable {
    /// The most names of one generation. Two million of 25 bytes take about 90 MB in all.
    static let defaultGeneration = 1_000_000

    private var young: NameTable
    private var old: NameTable
    private let generation: Int
    /// The most bytes of one generation: names may be long.
    private let generationBytes: Int

    private let folds: Bool
    /// Kept only so that the reading of `touch` is not left out.
    private var touched: UInt8 = 0

    init(folds: Bool, generation: Int = Self.defaultGeneration) {
        self.folds = folds
        self.generation = generation
        generationBytes = generation * 64
        young = NameTable(folds: folds)
        old = NameTable(folds: folds)
    }

    var count: Int { young.count + old.count }
    var byteCount: Int { young.byteCount + old.byteCount }

    @inline(__always)
    func hash(_ name: UnsafeRawBufferPointer) -> UInt32 { young.hash(name) }

    /// The id of a name; nil where the store must be asked.
    @inline(__always)
    mutating func find(_ name: UnsafeRawBufferPointer) -> Int32? { find(name, hash(name)) }

    /// The same where the name's hash is known.
    @inline(__always)
    mutating func find(_ name: UnsafeRawBufferPointer, _ hash: UInt32) -> Int32? {
        if let id = young.find(name, hash) { return id }
        return findOld(name, hash)
    }

    /// Takes the cache misses of many look-ups at once.
    mutating func touch(_ hashes: UnsafeBufferPointer<UInt32>) { touched ^= young.touch(hashes) }

    @inline(never)
    private mutating func findOld(_ name: UnsafeRawBufferPointer, _ hash: UInt32) -> Int32? {
        guard let id = old.find(name, hash) else { return nil }
        insert(name, id)
        return id
    }

    /// Remembers a name that `find` did not find.
    mutating func insert(_ name: UnsafeRawBufferPointer, _ id: Int32) {
        if young.count >= generation || young.byteCount >= generationBytes {
            swap(&young, &old)
            young = NameTable(folds: folds)
        }
        young.insert(name, id)
    }

    mutating func insert(_ name: String, _ id: Int32) {
        var name = name
        name.withUTF8 { insert(UnsafeRawBufferPointer($0), id) }
    }

    mutating func find(_ name: String) -> Int32? {
        var name = name
        return name.withUTF8 { find(UnsafeRawBufferPointer($0)) }
    }

    mutating func removeAll() {
        young = NameTable(folds: folds)
        old = NameTable(folds: folds)
    }
}
