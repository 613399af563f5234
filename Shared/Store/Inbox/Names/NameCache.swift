/// Names whose ids are known, bounded: two generations. When the younger is full it becomes the older, and names that are
/// used move to the new younger one; when both together are too large, the older is dropped. So what is in use stays, and
/// a world that fits one generation is kept whole.
struct NameCache: Sendable {
    /// The most names of the younger generation.
    private let generation: Int
    /// The most bytes of both.
    private let budget: Int
    private let folds: Bool
    private var young: NameTable
    private var old: NameTable
    /// Kept only so that the reading of `touch` is not left out.
    private var touched: UInt8 = 0

    /// - Parameters:
    ///   - folds: names that differ only in ASCII case are one.
    ///   - generation: how many names are kept in any case, unless they are unusually long.
    ///   - budget: the most bytes.
    init(folds: Bool, generation: Int, budget: Int) {
        self.folds = folds
        self.generation = generation
        self.budget = budget
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
        return old.count == 0 ? nil : findOld(name, hash)
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
        if old.count > 0, byteCount > budget { old = NameTable(folds: folds) }
        if young.count >= generation || young.byteCount > budget {
            old = young.byteCount > budget ? NameTable(folds: folds) : young
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
}
