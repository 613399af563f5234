/// Names that a batch brings and the cache does not know, each once, as first written.
struct NewNames: Sendable {
    private var table: NameTable
    /// The names as they were written, one behind the other.
    private var bytes: [UInt8] = []
    private var ends: [UInt32] = []
    private let cases: UInt64

    /// `folds`: names that differ only in ASCII case are one.
    init(folds: Bool) {
        table = NameTable(folds: folds)
        cases = folds ? FoldedWord.folding : FoldedWord.exact
    }

    var isEmpty: Bool { ends.isEmpty }
    var count: Int { ends.count }
    var indices: Range<Int> { 0..<ends.count }

    /// Its place; the same name has the same place.
    mutating func place(_ name: UnsafeRawBufferPointer) -> Int32 {
        if let place = table.find(name) { return place }
        let place = Int32(ends.count)
        bytes.append(contentsOf: name)
        ends.append(UInt32(bytes.count))
        table.insert(name, place)
        return place
    }

    @discardableResult
    mutating func place(_ name: String) -> Int32 {
        var name = name
        return name.withUTF8 { place(UnsafeRawBufferPointer($0)) }
    }

    /// The place of a name; nil where it is not here.
    func find(_ name: String) -> Int32? { table.find(name) }

    subscript(place: Int) -> String {
        withBytes(place) { String(decoding: $0, as: UTF8.self) }
    }

    func withBytes<T>(_ place: Int, _ body: (UnsafeRawBufferPointer) throws -> T) rethrows -> T {
        let start = place == 0 ? 0 : Int(ends[place - 1])
        return try bytes.withUnsafeBytes {
            try body(UnsafeRawBufferPointer(rebasing: $0[start..<Int(ends[place])]))
        }
    }

    /// Some of the places in the order of the index over names, which is that of a hash: who goes through it in this order
    /// comes by each of its pages once.
    func ordered(_ places: [Int]) -> [Int] {
        guard places.count > 1 else { return places }
        var hashes = places.map { place in (hash: withBytes(place) { ServerHash.of($0, cases) }, place: place) }
        hashes.sort { $0.hash == $1.hash ? $0.place < $1.place : $0.hash < $1.hash }
        return hashes.map(\.place)
    }

    /// All of them, as strings: for short lists.
    var names: [String] { indices.map { self[$0] } }

    mutating func removeAll() {
        if ends.isEmpty { return }
        table.removeAll()
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
    }
}
