/// Names whose ids are known, bounded: two generations. When the younger is full it becomes the older, and names that are
/// used move to the new younger one; when both together are too large, the older is dropped. So what is in use stays, and
/// a world that fits one generation is kept whole.
struct NameCache: Sendable {
    /// The most bytes of the younger generation, and of both.
    private let generation: Int
    private let budget: Int
    private let cases: UInt64
    private let key: NameDigest.Key
    private var young = DigestTable()
    private var old = DigestTable()
    /// The store's names with ids below this are all here, unless some have been dropped; 0: nobody knows.
    private var wholeBelow: Int32 = 0
    private var hasDropped = false
    /// Kept only so that the reading of `touch` is not left out.
    private var touched: Int32 = 0

    /// - Parameters:
    ///   - folds: names that differ only in ASCII case are one.
    ///   - generation: the most bytes of names that are kept in any case, some twenty a name.
    ///   - budget: the most bytes.
    init(folds: Bool, generation: Int, budget: Int, key: NameDigest.Key = NameDigest.Key()) {
        cases = folds ? FoldedWord.folding : FoldedWord.exact
        self.generation = generation
        self.budget = budget
        self.key = key
    }

    var count: Int { young.count + old.count }
    var byteCount: Int { young.byteCount + old.byteCount }

    /// Whether the store knows no name that is not here: so it is from an empty store on, until something is dropped. The
    /// store need not be asked then, which is a fifth of what it does for a new model, and more the larger it is.
    ///
    /// - Parameter next: the id that the store's next new name will get; ids begin with 1.
    func isWhole(next: Int32) -> Bool { next == 1 || (next == wholeBelow && !hasDropped) }

    /// After the commit of a batch that began with a whole cache, and whose new names are here now.
    mutating func becomesWhole(next: Int32) { wholeBelow = next }

    /// The store may hold names that did not come through here.
    mutating func doubt() { wholeBelow = 0 }

    @inline(__always)
    func digest(_ name: UnsafeRawBufferPointer) -> NameDigest { NameDigest(name, cases, key) }

    /// The id of a name; nil where the store must be asked.
    @inline(__always)
    mutating func find(_ name: UnsafeRawBufferPointer) -> Int32? { find(digest(name)) }

    /// The same where the name's digest is known.
    @inline(__always)
    mutating func find(_ digest: NameDigest) -> Int32? {
        if let id = young.find(digest) { return id }
        return old.count == 0 ? nil : findOld(digest)
    }

    /// Takes the cache misses of many look-ups at once.
    mutating func touch(_ digests: UnsafeBufferPointer<NameDigest>) { touched ^= young.touch(digests) }

    @inline(never)
    private mutating func findOld(_ digest: NameDigest) -> Int32? {
        guard let id = old.find(digest) else { return nil }
        insert(digest, id)
        return id
    }

    /// Remembers a name that `find` did not find.
    mutating func insert(_ name: UnsafeRawBufferPointer, _ id: Int32) { insert(digest(name), id) }

    private mutating func insert(_ digest: NameDigest, _ id: Int32) {
        if old.count > 0, byteCount > budget {
            old = DigestTable()
            hasDropped = true
        }
        if young.byteCount > generation {
            if old.count > 0 { hasDropped = true }
            old = young
            young = DigestTable()
        }
        young.insert(digest, id)
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
